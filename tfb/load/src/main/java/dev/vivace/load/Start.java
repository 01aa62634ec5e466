package dev.vivace.load;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** The common start of all threads: when the last one is ready, all of them get the same time to start at. */
final class Start {
    /** For threads to come back from waiting. */
    private static final long LEAD_NANOS = 50_000_000L;

    private final CompletableFuture<Long> startNanos = new CompletableFuture<>();
    private final AtomicInteger missing;

    Start(int threadCount) {
        missing = new AtomicInteger(threadCount);
    }

    long await() throws Exception {
        if (missing.decrementAndGet() == 0) {
            startNanos.complete(System.nanoTime() + LEAD_NANOS);
        }
        return startNanos.get();
    }

    /** The time of the start, when there has been one. */
    long nanos() {
        return startNanos.join();
    }

    /** Ends the waiting of the others; nothing happens when the run has begun. */
    void abort() {
        startNanos.cancel(false);
    }
}
