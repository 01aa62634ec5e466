package dev.vivace.internal.net;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition that another thread brings about, a counter mostly; bounded. */
final class Await {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long POLL_NANOS = 20_000;

    private Await() {}

    /** Waits until it holds; fails after 20 seconds, saying what was waited for. */
    static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("waited in vain until " + what);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
