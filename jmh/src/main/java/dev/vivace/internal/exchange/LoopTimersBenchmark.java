package dev.vivace.internal.exchange;

import dev.vivace.Canned;
import dev.vivace.Vivace;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Deadlines: one set and cancelled, as for each deferred answer that comes in time, while others are pending. The
 * baseline is the JDK's executor, a heap under a lock.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class LoopTimersBenchmark {
    private static final Runnable NOTHING = () -> {};

    private static final class Deadline extends Timed {
        @Override
        protected void onDue(long nowNanos) {
            // Far away
        }
    }

    /** Deadlines pending meanwhile, spread over 64 ticks. */
    @Param({"0", "1000", "10000"})
    public int pending;

    private final InProcess loop =
            new InProcess(Vivace.create().get("/", (req, res) -> res.send(Canned.text("Hello, World!"))));
    private final LoopTimers timers = loop.context.timers;
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
    private final Deadline deadline = new Deadline();
    private int turn;

    /** Sets what is pending; far away, so that none of it comes due. */
    @Setup
    public void fill() {
        executor.setRemoveOnCancelPolicy(true);
        for (int i = 0; i < pending; i++) {
            long delayNanos = TimeUnit.SECONDS.toNanos(30) + i % 64 * LoopTimers.TICK_NANOS;
            timers.scheduleIn(delayNanos, new Deadline());
            executor.schedule(NOTHING, TimeUnit.DAYS.toNanos(1) + delayNanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Ends the baseline's thread. */
    @TearDown
    public void stop() {
        executor.shutdownNow();
    }

    /** From 30 s on, at one of 64 ticks. */
    private long delayNanos() {
        return TimeUnit.SECONDS.toNanos(30) + (turn++ * 37 & 63) * LoopTimers.TICK_NANOS;
    }

    @Benchmark
    public boolean setAndCancel() {
        timers.scheduleIn(delayNanos(), deadline);
        timers.cancel(deadline);
        return deadline.timed();
    }

    @Benchmark
    public boolean setAndCancelJdk() {
        ScheduledFuture<?> future =
                executor.schedule(NOTHING, TimeUnit.DAYS.toNanos(1) + delayNanos(), TimeUnit.NANOSECONDS);
        return future.cancel(false);
    }
}
