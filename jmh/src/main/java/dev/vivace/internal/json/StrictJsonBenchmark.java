package dev.vivace.internal.json;

import java.io.IOException;
import java.io.InputStream;
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
 * Validating a document of 10 KB with the default limits, duplicate names looked for: 10 us are 1 GB/s. The documents
 * are beside this class among the resources: one is nearly all strings, one nearly all numbers.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class StrictJsonBenchmark {
    @Param({"strings", "numbers"})
    public String document;

    private final StrictJson strict = new StrictJson(512, 1_000, true);
    private byte[] in;

    /** The document is the one that is meant. */
    @Setup
    public void read() throws IOException {
        try (InputStream stream = StrictJsonBenchmark.class.getResourceAsStream(document + "-10k.json")) {
            in = stream.readAllBytes();
        }
        if (validate() != JsonFault.OK || in.length < 10_000 || in.length > 10_500) {
            throw new IllegalStateException(strict.faultText() + ", " + in.length + " bytes");
        }
    }

    @Benchmark
    public int validate() {
        return strict.validate(in, 0, in.length, JsonShape.ANY);
    }
}
