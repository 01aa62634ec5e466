package dev.vivace.internal.json;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Writing an object as a loop does, through its generated codec, against other libraries writing the same object into
 * a reused array. {@link FieldWriterBenchmark} writes field by field.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class JsonOutputBenchmark {
    @Param({"message", "person", "1KB", "50items", "1MB"})
    public String document;

    private final JsonOutput output = new DslJsonCodecs().newOutput();
    private Object[] values;
    private Baselines baselines;
    private int turn;

    /** All write what reads back as the same object. */
    @Setup
    public void check() {
        values = Documents.variants(document);
        baselines = new Baselines(Documents.type(document));
        for (Object value : values) {
            int length = vivace();
            Documents.requireSize(document, length);
            byte[] ours = java.util.Arrays.copyOf(output.bytes(), length);
            require(value, ours, "vivace");
            baselines.writeJackson(value);
            require(value, baselines.written(), "jackson");
            baselines.writeAvaje(value);
            require(value, baselines.written(), "avaje");
            baselines.writeFastjson(value);
            require(value, baselines.written(), "fastjson2");
        }
    }

    private void require(Object value, byte[] written, String library) {
        if (!value.equals(baselines.readJackson(written))) {
            throw new IllegalStateException(library + " wrote something else");
        }
    }

    private Object next() {
        return values[turn++ & values.length - 1];
    }

    @Benchmark
    public int vivace() {
        output.reset();
        output.value(next());
        return output.length();
    }

    @Benchmark
    public int jackson() {
        return baselines.writeJackson(next());
    }

    @Benchmark
    public int avaje() {
        return baselines.writeAvaje(next());
    }

    @Benchmark
    public int fastjson2() {
        return baselines.writeFastjson(next());
    }
}
