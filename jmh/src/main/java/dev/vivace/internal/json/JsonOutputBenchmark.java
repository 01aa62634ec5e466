package dev.vivace.internal.json;

import dev.vivace.JsonKey;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Writing answers: an object per answer through its generated codec, and field by field. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class JsonOutputBenchmark {
    private static final JsonKey ID = JsonKey.of("id");
    private static final JsonKey NAME = JsonKey.of("name");
    private static final JsonKey UUID = JsonKey.of("uuid");

    private final JsonOutput output = new DslJsonCodecs().newOutput();
    private final String[] texts = {"Hello, World!", "Hello, Alice!", "Good morning.", "Hello, Bernd!"};
    private final String[] names = {"Alice", "Bernd", "Chloe", "David"};
    private int turn;

    /** 27 bytes; the record may cost its own 16 bytes, or none where escape analysis gets that far. */
    @Benchmark
    public int message() {
        output.reset();
        output.value(new Message(texts[turn++ & 3]));
        return output.length();
    }

    /** Number, string and UUID; nothing is made. */
    @Benchmark
    public int person() {
        int variant = turn++;
        long bits = variant * 0x9E3779B97F4A7C15L;
        output.reset();
        output.fields()
                .beginObject()
                .key(ID)
                .value(variant & 0xFFFF)
                .key(NAME)
                .value(names[variant & 3])
                .key(UUID)
                .uuid(bits & ~0xF000L | 0x4000L, bits >>> 2 | Long.MIN_VALUE)
                .endObject();
        output.requireComplete();
        return output.length();
    }
}
