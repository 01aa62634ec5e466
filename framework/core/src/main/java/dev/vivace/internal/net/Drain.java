package dev.vivace.internal.net;

import dev.vivace.DrainReport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stops a server gently; runs once. */
final class Drain {
    /** What a loop may take beyond the patience: one that is stuck in a handler never answers. */
    private static final long GRACE_MILLIS = 1_000;

    private static final Duration PATIENCE_MAX = Duration.ofDays(365);

    private final List<NettyLoop> loops;
    private final List<Listening> listeners;
    private final CompletableFuture<DrainReport> report = new CompletableFuture<>();
    private final CountDownLatch empty;

    Drain(List<NettyLoop> loops, List<Listening> listeners) {
        this.loops = List.copyOf(loops);
        this.listeners = List.copyOf(listeners);
        this.empty = new CountDownLatch(loops.size());
    }

    DrainReport await() {
        return report.join();
    }

    /** An interrupt ends the patience, not the drain: everything is cut off then, and the interrupt is kept for the caller. */
    DrainReport run(Duration patience) {
        long start = System.nanoTime();
        boolean interrupted = false;
        try {
            interrupted = stopListening();
            for (NettyLoop loop : loops) {
                if (!loop.tryExecute(() -> begin(loop))) {
                    // Its thread has died, and its connections are closed
                    empty.countDown();
                }
            }
            interrupted |= await(empty, interrupted ? 0 : millis(patience));
            force();
            interrupted |= await(empty, GRACE_MILLIS);
        } finally {
            interrupted |= stopLoops();
            report.complete(sum(Duration.ofNanos(System.nanoTime() - start)));
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return report.join();
    }

    private static long millis(Duration patience) {
        if (patience.isNegative()) {
            return 0;
        }
        return patience.compareTo(PATIENCE_MAX) > 0 ? PATIENCE_MAX.toMillis() : patience.toMillis();
    }

    /**
     * First of all, on every loop: what a listener hands to other loops is in their queues before their drain is, so no
     * connection arrives on a loop that has begun to drain.
     */
    private boolean stopListening() {
        CountDownLatch stopped = new CountDownLatch(listeners.size());
        for (Listening listener : listeners) {
            boolean taken = listener.loop.tryExecute(() -> {
                try {
                    listener.stop();
                } finally {
                    stopped.countDown();
                }
            });
            if (!taken) {
                // Nobody is left who could serve what waits in its queue
                listener.close();
                stopped.countDown();
            }
        }
        return await(stopped, GRACE_MILLIS);
    }

    /** Waits; true when the thread was interrupted instead. */
    private static boolean await(CountDownLatch latch, long millis) {
        try {
            latch.await(millis, TimeUnit.MILLISECONDS);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** On a loop: ends what is idle, tells the rest. */
    private void begin(NettyLoop loop) {
        DrainState state = new DrainState();
        state.atStart = loop.connectionCount;
        state.whenEmpty = empty::countDown;
        loop.drain = state;
        if (loop.connectionCount == 0) {
            state.emptied();
            return;
        }
        Connection next;
        for (Connection connection = loop.firstConnection; connection != null; connection = next) {
            next = connection.following();
            connection.drain(state);
        }
    }

    /** Cuts off every connection that is left. */
    void force() {
        for (NettyLoop loop : loops) {
            // Refused when a second signal came late, and what is left is being cut off already
            loop.tryExecute(() -> {
                if (loop.drain == null) {
                    return;
                }
                loop.drain.forcing = true;
                Connection next;
                for (Connection connection = loop.firstConnection; connection != null; connection = next) {
                    next = connection.following();
                    connection.close();
                }
            });
        }
    }

    private boolean stopLoops() {
        for (NettyLoop loop : loops) {
            loop.end(GRACE_MILLIS);
        }
        boolean interrupted = false;
        for (NettyLoop loop : loops) {
            try {
                if (!interrupted) {
                    loop.join(GRACE_MILLIS);
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }

    private DrainReport sum(Duration duration) {
        int atStart = 0;
        int idle = 0;
        int finished = 0;
        int forced = 0;
        for (NettyLoop loop : loops) {
            DrainState state = loop.drain;
            if (state != null) {
                atStart += state.atStart;
                idle += state.closedIdle;
                finished += state.finished;
                forced += state.forced;
            }
        }
        return new DrainReport(atStart, idle, finished, forced, duration);
    }
}
