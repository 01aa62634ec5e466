package dev.vivace.internal.http1;

import io.netty.handler.codec.DateFormatter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;
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

/** The value of the Date field: asked for within a second, and in a new one; the baselines format each time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class DateClockBenchmark {
    private static final DateTimeFormatter FORMATTER = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final DateClock clock = new DateClock();
    private final StringBuilder text = new StringBuilder();
    private long millis = 1_700_000_000_000L;

    /** All write the same. */
    @Setup
    public void check() {
        for (int i = 0; i < 1_000; i++) {
            millis += 86_399_000L;
            clock.update(millis);
            String ours = new String(clock.text(), StandardCharsets.US_ASCII);
            String netty = DateFormatter.format(new Date(millis));
            if (!ours.equals(FORMATTER.format(Instant.ofEpochMilli(millis))) || !ours.equals(netty)) {
                throw new IllegalStateException(ours);
            }
        }
        millis = 1_700_000_000_000L;
    }

    @Benchmark
    public byte[] sameSecond() {
        clock.update(1_700_000_000_000L);
        return clock.text();
    }

    @Benchmark
    public byte[] newSecond() {
        clock.update(millis += 1_000);
        return clock.text();
    }

    @Benchmark
    public String newSecondJdk() {
        return FORMATTER.format(Instant.ofEpochMilli(millis += 1_000));
    }

    @Benchmark
    public StringBuilder newSecondNetty() {
        text.setLength(0);
        return DateFormatter.append(new Date(millis += 1_000), text);
    }
}
