package dev.vivace.internal.exchange;

import dev.vivace.Canned;
import dev.vivace.Vivace;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Deadlines that pass: 16 set for the next ticks, then the wheel turned until they have been called. The baseline is the
 * JDK's queue of what is due later, a heap under a lock, asked at the same times.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class LoopTimersPassedBenchmark {
    private static final int COUNT = 16;

    private final InProcess loop =
            new InProcess(Vivace.create().get("/", (req, res) -> res.send(Canned.text("Hello, World!"))));
    private final LoopTimers timers = loop.context.timers;
    private int passedCount;
    private final Deadline[] deadlines = new Deadline[COUNT];
    private final DelayQueue<Delay> queue = new DelayQueue<>();
    private final Delay[] delays = new Delay[COUNT];

    private final class Deadline extends Timed {
        @Override
        protected void onDue(long nowNanos) {
            passedCount++;
        }
    }

    private final class Delay implements Delayed {
        long dueNanos;

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNanos - loop.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(dueNanos, ((Delay) other).dueNanos);
        }
    }

    /** All pass. */
    @Setup
    public void check() {
        for (int i = 0; i < COUNT; i++) {
            deadlines[i] = new Deadline();
            delays[i] = new Delay();
        }
        if (setAndPass() != COUNT || setAndPassJdk() != COUNT) {
            throw new IllegalStateException(passedCount + " deadlines passed");
        }
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public int setAndPass() {
        passedCount = 0;
        for (int i = 0; i < COUNT; i++) {
            timers.scheduleIn((1 + (i & 3)) * LoopTimers.TICK_NANOS, deadlines[i]);
        }
        for (int i = 0; i < 5; i++) {
            loop.pass(LoopTimers.TICK_NANOS);
            timers.run();
        }
        return passedCount;
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public int setAndPassJdk() {
        passedCount = 0;
        for (int i = 0; i < COUNT; i++) {
            delays[i].dueNanos = loop.nanoTime() + (1 + (i & 3)) * LoopTimers.TICK_NANOS;
            queue.add(delays[i]);
        }
        for (int i = 0; i < 5; i++) {
            loop.pass(LoopTimers.TICK_NANOS);
            while (queue.poll() != null) {
                passedCount++;
            }
        }
        return passedCount;
    }
}
