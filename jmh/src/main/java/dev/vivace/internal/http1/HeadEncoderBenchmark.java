package dev.vivace.internal.http1;

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

/** Answer heads: as nearly all are written, with a staged field and a close, and in a second that has just begun. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class HeadEncoderBenchmark {
    private static final int[] STATUSES = {200, 200, 201, 404};

    private final DateClock clock = new DateClock();
    private final HeadEncoder heads = new HeadEncoder("vivace", clock);
    private final byte[] staged = "Cache-Control: no-store\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private final byte[] out = new byte[4096];
    private long millis = 1_700_000_000_000L;
    private int turn;

    /** The clock stands at a second. */
    @Setup
    public void start() {
        clock.update(millis);
    }

    @Benchmark
    public int head() {
        int variant = turn++;
        HeadBlock block = heads.block(STATUSES[variant & 3], ContentTypes.JSON);
        return heads.write(block, 27 + (variant & 1023), staged, 0, true, 1, out, variant & 63);
    }

    @Benchmark
    public int headWithStagedField() {
        int variant = turn++;
        HeadBlock block = heads.block(STATUSES[variant & 3], ContentTypes.JSON);
        return heads.write(block, 27 + (variant & 1023), staged, staged.length, false, 1, out, variant & 63);
    }

    /** What the first answer of a second costs: formatting the date, stamping it into one block. */
    @Benchmark
    public int headInNewSecond() {
        clock.update(millis += 1_000);
        return head();
    }
}
