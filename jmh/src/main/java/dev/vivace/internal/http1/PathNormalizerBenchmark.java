package dev.vivace.internal.http1;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Percent-decoding: a path to its one decoded form, and a query's value; the baseline is URLDecoder, which wants a
 * String and makes one, and neither normalises nor refuses bytes that are not UTF-8.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class PathNormalizerBenchmark {
    private static final String[] RAW = {
        "/users/J%C3%BCrgen%20M%C3%BCller/orders", "/files/a%2Fb%2Fc.txt/versions/12",
                "/search/caf%C3%A9%20au%20lait/1",
        "/shops/%E6%9D%B1%E4%BA%AC/items/4711", "/a//b/./c/../d%20e/f", "/tags/%23java%20%26%20json/latest",
        "/users/octocat%40example.org/keys", "/wiki/Z%C3%BCrich_%28Stadt%29/history"
    };
    private static final String[] VALUES = {
        "J%C3%BCrgen+M%C3%BCller", "a%2Fb%2Fc.txt", "caf%C3%A9+au+lait%21", "%E6%9D%B1%E4%BA%AC+station",
        "100%25+wool%2C+red", "%23java+%26+json", "octocat%40example.org", "Z%C3%BCrich+%28Stadt%29"
    };

    private final byte[][] raw = bytes(RAW);
    private final byte[][] values = bytes(VALUES);
    private final byte[] target = new byte[256];
    private int turn;

    private static byte[][] bytes(String[] texts) {
        byte[][] bytes = new byte[texts.length][];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = texts[i].getBytes(StandardCharsets.US_ASCII);
        }
        return bytes;
    }

    /** What is decoded is what the baseline decodes. */
    @Setup
    public void check() {
        for (int i = 0; i < RAW.length; i++) {
            turn = i;
            if (path() <= 0) {
                throw new IllegalStateException(RAW[i]);
            }
            turn = i;
            String ours = new String(target, 0, queryValue(), StandardCharsets.UTF_8);
            turn = i;
            if (!ours.equals(queryValueJdk())) {
                throw new IllegalStateException(VALUES[i]);
            }
        }
    }

    private byte[] next(byte[][] texts) {
        return texts[turn++ & texts.length - 1];
    }

    private static String decode(byte[] in) {
        return URLDecoder.decode(new String(in, StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @Benchmark
    public int path() {
        byte[] in = next(raw);
        return PathNormalizer.normalize(in, 0, in.length, target);
    }

    @Benchmark
    public String pathJdk() {
        return decode(next(raw));
    }

    @Benchmark
    public int queryValue() {
        byte[] in = next(values);
        return QueryString.decode(in, 0, in.length, target);
    }

    @Benchmark
    public String queryValueJdk() {
        return decode(next(values));
    }
}
