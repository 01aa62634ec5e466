package dev.vivace.internal.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Validating a document of 10 KB with the default limits, duplicate names looked for: 10 us are 1 GB/s. The documents
 * are beside this class among the resources: one is nearly all strings, one nearly all numbers. The baseline is
 * Jackson stepping over all tokens, without and with its look for duplicate names.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class StrictJsonBenchmark {
    private static final int VARIANT_COUNT = 8;

    @Param({"strings", "numbers"})
    public String document;

    private final StrictJson strict = new StrictJson(512, 1_000, true);
    private final JsonFactory lax = JsonFactory.builder().build();
    private final JsonFactory unique = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private final byte[][] variants = new byte[VARIANT_COUNT][];
    private int length;
    private int turn;

    /** The document is the one that is meant; its variants have the elements of its array in another order. */
    @Setup
    public void read() throws IOException {
        byte[] original;
        try (InputStream stream = StrictJsonBenchmark.class.getResourceAsStream(document + "-10k.json")) {
            original = stream.readAllBytes();
        }
        length = original.length;
        for (int variant = 0; variant < VARIANT_COUNT; variant++) {
            variants[variant] = rotated(original, variant * 3);
            turn = variant;
            if (validate() != JsonFault.OK || length < 10_000 || length > 10_500) {
                throw new IllegalStateException(strict.faultText() + ", " + length + " bytes");
            }
            turn = variant;
            int tokens = jacksonTokens();
            turn = variant;
            if (tokens != jacksonTokensUnique() || tokens < 100) {
                throw new IllegalStateException(tokens + " tokens");
            }
        }
    }

    /** The document with the first elements of its first array of objects moved to the end of that array. */
    private static byte[] rotated(byte[] original, int count) {
        String text = new String(original, StandardCharsets.UTF_8);
        int start = text.indexOf("[{") + 1;
        int end = start;
        int moved = start;
        int depth = 0;
        int elements = 0;
        for (; depth > 0 || text.charAt(end) != ']'; end++) {
            char c = text.charAt(end);
            if (c == '"') {
                end = endOfString(text, end);
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            } else if (c == ',' && depth == 0 && ++elements == count) {
                moved = end + 1;
            }
        }
        if (moved == start) {
            return original;
        }
        String order = text.substring(moved, end) + "," + text.substring(start, moved - 1);
        return (text.substring(0, start) + order + text.substring(end)).getBytes(StandardCharsets.UTF_8);
    }

    private static int endOfString(String text, int quote) {
        int at = quote + 1;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }

    private byte[] next() {
        return variants[turn++ & VARIANT_COUNT - 1];
    }

    @Benchmark
    public int validate() {
        return strict.validate(next(), 0, length, JsonShape.ANY);
    }

    @Benchmark
    public int jacksonTokens() {
        return tokens(lax);
    }

    @Benchmark
    public int jacksonTokensUnique() {
        return tokens(unique);
    }

    private int tokens(JsonFactory factory) {
        int count = 0;
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), next())) {
            while (parser.nextToken() != null) {
                count++;
            }
        }
        return count;
    }
}
