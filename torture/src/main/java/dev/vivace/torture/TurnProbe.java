package dev.vivace.torture;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How long something that becomes due at any moment waits for the loop: hands the loop a task every two milliseconds and
 * notes when it ran. Sent from outside at a fixed rate, so that one turn of 100 ms counts as the fifty delays it is, not as
 * one.
 */
final class TurnProbe {
    private static final long PERIOD_NANOS = 2_000_000;
    private static final long NANOS_MAX = TimeUnit.HOURS.toNanos(1);

    private final AtomicBoolean watching = new AtomicBoolean();
    private Histogram delays = newHistogram();

    private static Histogram newHistogram() {
        return new Histogram(NANOS_MAX, 3);
    }

    /** Begins with the first call; there is one loop. */
    void watch(Executor loop) {
        if (watching.compareAndSet(false, true)) {
            Thread thread = new Thread(() -> run(loop), "turn-probe");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run(Executor loop) {
        long due = System.nanoTime();
        while (true) {
            due += PERIOD_NANOS;
            long now = System.nanoTime();
            if (due > now) {
                LockSupport.parkNanos(due - now);
            } else {
                // Without a CPU for a while: that is no delay of the loop's, and nothing is made up for
                due = now;
            }
            long handed = System.nanoTime();
            loop.execute(() -> ran(System.nanoTime() - handed));
        }
    }

    synchronized void ran(long nanos) {
        delays.recordValue(Math.min(nanos, NANOS_MAX));
    }

    /** What was seen since the last call. */
    synchronized String take() {
        Histogram taken = delays;
        delays = newHistogram();
        return "turns count=" + taken.getTotalCount() + " p50=" + taken.getValueAtPercentile(50) + " p99="
                + taken.getValueAtPercentile(99) + " p999=" + taken.getValueAtPercentile(99.9) + " max="
                + taken.getMaxValue();
    }
}
