package dev.vivace.internal.json;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonWriter;
import java.util.Arrays;
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

/** One string of a length and a kind, as a member of a record is written; dsl-json's own way beside it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class StringOutputBenchmark {
    private static final int VARIANT_COUNT = 4;

    @Param({"8", "27", "64", "256", "1024", "65536", "1048576"})
    public int chars;

    /** Plain ASCII, lines of 60 characters with a quote in each, German, Chinese. */
    @Param({"ascii", "lines", "latin1", "cjk"})
    public String text;

    private final JsonWriter writer = new DslJson<>().newWriter();
    private final String[] values = new String[VARIANT_COUNT];
    private int turn;

    /** Both write the same bytes. */
    @Setup
    public void check() {
        for (int i = 0; i < VARIANT_COUNT; i++) {
            values[i] = value(i);
            turn = i;
            vivace();
            byte[] ours = writer.toByteArray();
            turn = i;
            dslJson();
            if (!Arrays.equals(ours, writer.toByteArray())) {
                throw new IllegalStateException("not the same");
            }
        }
    }

    private String value(int variant) {
        String unit = switch (text) {
            case "ascii" -> "The quick brown fox jumps over the lazy dog, and away it runs; ";
            case "lines" -> "The quick \"brown fox\" jumps over the lazy dog, and away it runs\n";
            case "latin1" -> "Zw\u00f6lf Boxk\u00e4mpfer jagen Viktor quer \u00fcber den gro\u00dfen Sylter Deich; ";
            default ->
                "\u5929\u5730\u7384\u9ec3\u5b87\u5b99\u6d2a\u8352\u65e5\u6708\u76c8\u6603\u8fb0\u5bbf\u5217\u5f35\uff0c";
        };
        return unit.repeat(chars / unit.length() + 2).substring(variant, variant + chars);
    }

    private String next() {
        return values[turn++ & VARIANT_COUNT - 1];
    }

    @Benchmark
    public int vivace() {
        writer.reset();
        QuickStrings.serialize(next(), writer);
        return writer.size();
    }

    @Benchmark
    public int dslJson() {
        writer.reset();
        writer.writeString(next());
        return writer.size();
    }
}
