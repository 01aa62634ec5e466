package dev.vivace.internal.net;

import dev.vivace.internal.exchange.LoopCounters;
import dev.vivace.internal.tls.TlsEndpoint;
import java.io.IOException;

/**
 * A listening socket on a loop. Accepts in bounded bursts. When accepting fails, for want of descriptors mostly, it stops for
 * a moment and tries again by itself, without holding up the loop: who waits in the accept queue loses nothing by it, and a
 * descriptor kept in reserve to tell clients with could be taken by any other thread in the moment it is free.
 *
 * <p>Beyond the bound of connections it goes on accepting, to tell clients so: one that waits in the accept queue of a full
 * server cannot know whether it will ever be served, and cannot turn elsewhere. The refusing is bounded too; clients beyond
 * that wait.
 */
abstract class Listening {
    /** Connections accepted in one go at most, so that a flood does not keep open connections waiting. */
    private static final int BURST_COUNT_MAX = 64;

    /** After so many turns in which there were as many as expected, twice as many are. */
    private static final int FULL_BURSTS_MAX = 4;

    /** Connections taken from the accept queue when listening ends; the kernel resets what may be left of a flood. */
    private static final int LAST_COUNT_MAX = 65_536;

    /** Refusals within {@link #REFUSING_NANOS}; at some 10 us each they cost a loop a tenth of its time at most. */
    static final int REFUSALS_COUNT_MAX = 100;

    private static final long REFUSING_NANOS = 10_000_000L;

    private static final long PAUSE_NANOS = 100_000_000L;

    final NettyLoop loop;
    /** Which of the server's addresses it listens on. */
    int place;

    /** Another process has this socket too, and takes what waits in its accept queue. */
    volatile boolean handedOver;
    /** How TLS is spoken here; null for plain HTTP. */
    final TlsEndpoint tls;

    private volatile boolean closed;
    private boolean paused;
    private boolean stopping;
    /** How many are accepted in one go. */
    private int burst = 1;

    private int fullBursts;
    private int refusals;
    private long refusingSinceNanos;

    Listening(NettyLoop loop, TlsEndpoint tls) {
        this.loop = loop;
        this.refusingSinceNanos = System.nanoTime();
        this.tls = tls;
    }

    /** Registers with the loop. Loop thread. */
    abstract void start() throws Exception;

    /** Accepts a connection, or refuses it; false when none waits. */
    abstract boolean acceptOne() throws IOException;

    abstract void interest(boolean accept);

    abstract void close();

    /** The same socket for a loop that takes the place of this one's; this object is not to be used any more. */
    abstract Listening on(NettyLoop other);

    /** Starts after a loop was replaced, and goes on trying if that fails. Loop thread. */
    final void begin() {
        if (closed) {
            return;
        }
        try {
            start();
        } catch (Throwable e) {
            loop.context.counters().add(LoopCounters.ACCEPT_FAILED, 1);
            loop.schedule(this::begin, PAUSE_NANOS);
            loop.log.warning("listening on a loop failed and is tried again in 100 ms", e);
        }
    }

    final void acceptReady() {
        if (closed || paused) {
            return;
        }
        try {
            int accepted = 0;
            while (accepted < burst && !paused && acceptOne()) {
                accepted++;
            }
            adapt(accepted);
        } catch (Throwable e) {
            failed(e);
        }
    }

    /**
     * To find the accept queue empty costs the kernel a descriptor, a file and an inode, made and thrown away. So only as many
     * are accepted as there were lately: the selector reports in the next turn if there are more, and then it will be more.
     */
    private void adapt(int accepted) {
        if (accepted < burst) {
            burst = Math.max(1, accepted);
            fullBursts = 0;
        } else if (++fullBursts == FULL_BURSTS_MAX) {
            burst = Math.min(burst * 2, BURST_COUNT_MAX);
            fullBursts = 0;
        }
    }

    /** A connection was refused: clients are told at a bounded rate. */
    final void refused() {
        loop.context.counters().add(LoopCounters.CONNECTION_REFUSED, 1);
        long now = loop.nanoTime();
        if (now - refusingSinceNanos > REFUSING_NANOS) {
            refusingSinceNanos = now;
            refusals = 0;
        }
        if (++refusals >= REFUSALS_COUNT_MAX && !stopping) {
            pause(REFUSING_NANOS);
        }
    }

    private void failed(Throwable error) {
        loop.context.counters().add(LoopCounters.ACCEPT_FAILED, 1);
        try {
            pause(PAUSE_NANOS);
        } catch (Throwable e) {
            error.addSuppressed(e);
        }
        loop.log.warning("accepting connections failed and is tried again in 100 ms", error);
    }

    private void pause(long nanos) {
        if (paused) {
            return;
        }
        // First the retry: without it a paused listener would stay so
        loop.schedule(this::retry, nanos);
        paused = true;
        interest(false);
    }

    private void retry() {
        paused = false;
        refusals = 0;
        if (!closed) {
            interest(true);
        }
    }

    /** {@link #on}, in the same place. */
    final Listening moved(NettyLoop other) {
        closed = true;
        Listening moved = on(other);
        moved.place = place;
        moved.handedOver = handedOver;
        return moved;
    }

    /**
     * Takes no new client any more, so that nobody is in the accept queue when it is closed: the kernel resets those. Loop
     * thread.
     *
     * @return nanoseconds until those that are about to be in the queue are, 0 where there is nothing to wait for
     */
    abstract long refuseNew();

    /** {@link #refuseNew}, where there is time for it. */
    final long refuse(boolean gently) {
        return closed || handedOver || !gently ? 0 : refuseNew();
    }

    /** Takes all that wait in the accept queue, unless another process does, then stops listening. Loop thread. */
    final void stop() {
        if (closed) {
            return;
        }
        closed = true;
        stopping = true;
        try {
            for (int i = 0; i < LAST_COUNT_MAX && !handedOver && acceptOne(); i++) {}
        } catch (Throwable e) {
            loop.context.counters().add(LoopCounters.ACCEPT_FAILED, 1);
            loop.log.warning("accepting those that still wait failed; they are reset as listening ends", e);
        } finally {
            close();
        }
    }

    /** Stops listening for a loop that does not come to it; any thread. Who waits in the accept queue is reset. */
    final void abandon() {
        if (!closed) {
            closed = true;
            close();
        }
    }
}
