package dev.vivace.internal.exchange;

import java.util.concurrent.Executor;

/** The thread that owns connections, as the exchange sees it; the transport implements it, tests fake it. */
public interface Loop extends Executor {
    /** Whether the calling thread is this loop's. */
    boolean inLoop();

    /** Nanoseconds of a monotonic clock, read once a wake-up. Loop thread only. */
    long nanoTime();

    /** Nanoseconds of the same clock, read afresh. Any thread. */
    default long nanoTimeNow() {
        return System.nanoTime();
    }

    /** Milliseconds since the epoch, read afresh. */
    long epochMillis();

    /**
     * Runs a task on the loop when it has looked at its connections once more, which a task handed over with {@link
     * #execute} may come before. Loop thread only.
     */
    default void nextTurn(Runnable task) {
        execute(task);
    }

    /** Runs a task on the loop later. Loop thread only. */
    void schedule(Runnable task, long delayNanos);
}
