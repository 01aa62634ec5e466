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

    DrainReport run(Duration patience) {
        long start = System.nanoTime();
        try {
            stopListening();
            for (NettyLoop loop : loops) {
                loop.execute(() -> begin(loop));
            }
            awaitEmpty(patience.toMillis());
            force();
            awaitEmpty(GRACE_MILLIS);
            stopLoops();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            report.complete(sum(Duration.ofNanos(System.nanoTime() - start)));
        }
        return report.join();
    }

    /**
     * First of all, on every loop: what a listener hands to other loops is in their queues before their drain is, so no
     * connection arrives on a loop that has begun to drain.
     */
    private void stopListening() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(listeners.size());
        for (Listening listener : listeners) {
            listener.loop.execute(() -> {
                listener.stop();
                stopped.countDown();
            });
        }
        stopped.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void awaitEmpty(long millis) throws InterruptedException {
        if (empty.getCount() > 0) {
            empty.await(millis, TimeUnit.MILLISECONDS);
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
            if (loop.netty.isShuttingDown()) {
                // A second signal came late: what is left is being cut off already
                continue;
            }
            loop.execute(() -> {
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

    private void stopLoops() throws InterruptedException {
        for (NettyLoop loop : loops) {
            loop.execute(loop.context::stop);
            loop.netty.shutdownGracefully(0, GRACE_MILLIS, TimeUnit.MILLISECONDS);
        }
        for (NettyLoop loop : loops) {
            if (!loop.netty.inEventLoop()) {
                loop.netty.awaitTermination(GRACE_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
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
