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
 * Reading a body into an object as a route does: copied, validated strictly with a look for duplicate names, decoded.
 * The other libraries read the same bytes as they come out of the box, which for none of them includes duplicate
 * names; {@link #jacksonUnique} has that turned on. The bytes per operation are the object, and whatever is lost on
 * the way to it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class JsonInputBenchmark {
    @Param({"message", "person", "1KB", "50items", "1MB"})
    public String document;

    private final DslJsonCodecs codecs = new DslJsonCodecs();
    private final JsonInput input = codecs.newInput();
    private final StrictJson strict = new StrictJson();
    private JsonDecoder<?> decoder;
    private byte[][] documents;
    private Baselines baselines;
    private int turn;

    /** All read the object that was written. */
    @Setup
    public void check() {
        Object[] values = Documents.variants(document);
        decoder = codecs.decoder(Documents.type(document));
        baselines = new Baselines(Documents.type(document));
        documents = new byte[values.length][];
        for (int i = 0; i < values.length; i++) {
            baselines.writeJackson(values[i]);
            documents[i] = baselines.written();
            Documents.requireSize(document, documents[i].length);
        }
        for (Object value : values) {
            int now = turn;
            require(value, vivace(), "vivace");
            turn = now;
            require(value, jackson(), "jackson");
            turn = now;
            require(value, jacksonUnique(), "jackson, names unique");
            turn = now;
            require(value, avaje(), "avaje");
            turn = now;
            require(value, fastjson2(), "fastjson2");
        }
    }

    private static void require(Object value, Object read, String library) {
        if (!value.equals(read)) {
            throw new IllegalStateException(library + " read something else");
        }
    }

    private byte[] next() {
        return documents[turn++ & documents.length - 1];
    }

    @Benchmark
    public Object vivace() {
        byte[] in = next();
        return input.decode(decoder, in, 0, in.length);
    }

    /** What of that is the validator, with the shape of the type. */
    @Benchmark
    public int vivaceShape() {
        byte[] in = next();
        return strict.validate(in, 0, in.length, decoder.shape());
    }

    @Benchmark
    public Object jackson() {
        return baselines.readJackson(next());
    }

    @Benchmark
    public Object jacksonUnique() {
        return baselines.readJacksonUnique(next());
    }

    @Benchmark
    public Object avaje() {
        return baselines.readAvaje(next());
    }

    @Benchmark
    public Object fastjson2() {
        return baselines.readFastjson(next());
    }
}
