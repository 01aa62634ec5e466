package dev.vivace.internal.net;

import dev.vivace.DrainReport;
import dev.vivace.internal.exchange.LoopCounters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Stops a server gently; runs once. First readiness says no for the time of the notice, then the listeners end, then the
 * connections.
 *
 * <p>When another process has the listening sockets, nobody may notice: there is no notice, and idle connections stay until
 * their next answer tells the client to come again, for half of the patience.
 */
final class Drain {
    /** What loops may take for each step beside the patience: one that is stuck in a handler never answers. */
    private static final long GRACE_MILLIS = 1_000;

    private static final Duration PATIENCE_MAX = Duration.ofDays(365);

    private final List<NettyLoop> loops;
    private final List<Listening> listeners;
    private final CompletableFuture<DrainReport> report = new CompletableFuture<>();
    private final PendingLoops unempty;
    private final CountDownLatch noticeOver = new CountDownLatch(1);
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private volatile boolean handedOver;
    private boolean cutOff;

    Drain(List<NettyLoop> loops, List<Listening> listeners) {
        this.loops = List.copyOf(loops);
        this.listeners = List.copyOf(listeners);
        this.unempty = new PendingLoops(loops);
    }

    /** Waits for the one who runs it; an interrupt cuts everything off here as well, and is kept for the caller. */
    DrainReport await() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return report.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    noticeOver.countDown();
                    cutOff();
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Another process has the listening sockets; called before it runs, or during the notice. */
    void handedOver() {
        handedOver = true;
        announce(false);
        noticeOver.countDown();
    }

    /** Done when this process accepts no more. */
    CompletableFuture<Void> stopped() {
        return stopped;
    }

    /**
     * An interrupt ends the patience, not the drain: everything is cut off then, and the interrupt is kept for the caller.
     *
     * @param beforeStop asked when the notice is over: whether it is certain who has the listening sockets
     */
    DrainReport run(Duration patience, Duration notice, BooleanSupplier beforeStop) {
        long start = System.nanoTime();
        long millis = millis(patience);
        boolean interrupted = false;
        try {
            interrupted = giveNotice(millis(notice));
            boolean certain = beforeStop.getAsBoolean();
            interrupted |= stopListening(certain && !interrupted && millis > 0);
            stopped.complete(null);
            long idleMillis = handedOver ? millis / 2 : 0;
            for (NettyLoop loop : loops) {
                if (!loop.tryExecute(() -> begin(loop, idleMillis))) {
                    // Its thread has died, and its connections are closed
                    unempty.done(loop);
                }
            }
            interrupted |= unempty.await(interrupted ? 0 : millis, this::closeExiting);
            force();
            interrupted |= unempty.await(GRACE_MILLIS, () -> {});
        } finally {
            stopped.complete(null);
            interrupted |= stopLoops();
            abandonListeners();
            report.complete(sum(Duration.ofNanos(System.nanoTime() - start)));
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return report.join();
    }

    private static long millis(Duration time) {
        if (time.isNegative()) {
            return 0;
        }
        return time.compareTo(PATIENCE_MAX) > 0 ? PATIENCE_MAX.toMillis() : time.toMillis();
    }

    /** Readiness says no from here on; true when the thread was interrupted. */
    private boolean giveNotice(long millis) {
        if (handedOver) {
            return false;
        }
        announce(true);
        try {
            noticeOver.await(millis, TimeUnit.MILLISECONDS);
            return false;
        } catch (InterruptedException e) {
            return true;
        } finally {
            noticeOver.countDown();
            if (handedOver) {
                announce(false);
            }
        }
    }

    private void announce(boolean draining) {
        for (NettyLoop loop : loops) {
            loop.context.announceDrain(draining);
        }
    }

    /**
     * First of all, on every loop: what a listener hands to other loops is in their queues before their drain is, so no
     * connection arrives on a loop that has begun to drain.
     */
    private boolean stopListening(boolean gently) {
        Set<NettyLoop> listening = new LinkedHashSet<>();
        for (Listening listener : listeners) {
            listening.add(listener.loop);
        }
        PendingLoops open = new PendingLoops(listening);
        for (NettyLoop loop : listening) {
            List<Listening> own = new ArrayList<>();
            for (Listening listener : listeners) {
                if (listener.loop == loop) {
                    own.add(listener);
                }
            }
            if (!loop.tryExecute(() -> stop(loop, own, gently, () -> open.done(loop)))) {
                // Nobody is left who could serve what waits in its queue
                own.forEach(Listening::close);
                open.done(loop);
            }
        }
        return open.await(GRACE_MILLIS, () -> {});
    }

    /** On a loop: ends its listeners. */
    private static void stop(NettyLoop loop, List<Listening> own, boolean gently, Runnable done) {
        long waitNanos = 0;
        for (Listening listener : own) {
            waitNanos = Math.max(waitNanos, listener.refuse(gently));
        }
        Runnable end = () -> {
            try {
                own.forEach(Listening::stop);
            } finally {
                done.run();
            }
        };
        if (waitNanos == 0) {
            end.run();
        } else {
            loop.schedule(end, waitNanos);
        }
    }

    /** On a loop: ends what is idle, tells the rest. */
    private void begin(NettyLoop loop, long idleMillis) {
        DrainState state = new DrainState();
        state.atStart = loop.connectionCount;
        state.keepsIdle = idleMillis > 0;
        state.whenEmpty = () -> unempty.done(loop);
        loop.drain = state;
        if (state.keepsIdle) {
            loop.schedule(
                    () -> {
                        state.keepsIdle = false;
                        drainAll(loop);
                    },
                    TimeUnit.MILLISECONDS.toNanos(idleMillis));
        }
        drainAll(loop);
    }

    private static void drainAll(NettyLoop loop) {
        if (loop.connectionCount == 0) {
            loop.drain.emptied();
            return;
        }
        Connection next;
        for (Connection connection = loop.firstConnection; connection != null; connection = next) {
            next = connection.following();
            connection.drain(loop.drain);
        }
    }

    /** What comes after the signal that began it: ends the notice, or else cuts off every connection that is left. */
    synchronized void hurry() {
        if (noticeOver.getCount() > 0) {
            noticeOver.countDown();
            return;
        }
        cutOff();
    }

    /** Once: another time would end what comes behind the patience. */
    private synchronized void cutOff() {
        if (!cutOff) {
            cutOff = true;
            unempty.enough();
        }
    }

    private void force() {
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
                    connection.force();
                }
            });
        }
    }

    /** Requests whose worker has called {@code System.exit} are not waited for either. */
    private void closeExiting() {
        for (NettyLoop loop : loops) {
            loop.tryExecute(() -> {
                Connection next;
                for (Connection connection = loop.firstConnection; connection != null; connection = next) {
                    next = connection.following();
                    if (connection.protocol.exiting()) {
                        loop.drain.forcing = true;
                        connection.force();
                        loop.drain.forcing = false;
                    }
                }
            });
        }
    }

    private boolean stopLoops() {
        for (NettyLoop loop : loops) {
            loop.end(GRACE_MILLIS);
        }
        // One time for all: they end side by side, and those that are stuck do not end at all
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
        boolean interrupted = false;
        for (NettyLoop loop : loops) {
            try {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (!interrupted && left > 0 && !loop.exiting()) {
                    loop.join(left);
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }

    /** Of loops that are stuck in a handler, or died on the way: clients would wait in their accept queues for ever. */
    private void abandonListeners() {
        for (Listening listener : listeners) {
            try {
                listener.abandon();
            } catch (Throwable e) {
                listener.loop.log.error("closing a listening socket failed", e);
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
            } else {
                // Its thread does not come back: the end of the process cuts off what it has
                int open = (int) loop.context.counters().value(LoopCounters.OPEN);
                atStart += open;
                forced += open;
            }
        }
        return new DrainReport(atStart, idle, finished, forced, duration);
    }
}
