package dev.vivace.internal.net;

import dev.vivace.internal.exchange.LoopCounters;
import dev.vivace.internal.tls.TlsEndpoint;
import java.io.IOException;

/**
 * A listening socket on a loop. Accepts in bounded bursts; when accepting fails, for want of descriptors mostly, it stops for
 * a moment and tries again by itself, without holding up the loop.
 */
abstract class Listening {
    /** Connections accepted in one go, so that a flood does not keep open connections waiting. */
    private static final int BURST_COUNT_MAX = 64;

    /** Connections taken from the accept queue when listening ends; the kernel resets what may be left of a flood. */
    private static final int LAST_COUNT_MAX = 65_536;

    private static final long PAUSE_NANOS = 100_000_000L;

    final NettyLoop loop;
    /** How TLS is spoken here; null for plain HTTP. */
    final TlsEndpoint tls;

    private boolean closed;

    Listening(NettyLoop loop, TlsEndpoint tls) {
        this.loop = loop;
        this.tls = tls;
    }

    /** Registers with the loop. Loop thread. */
    abstract void start() throws Exception;

    /** Accepts a connection; false when none waits. */
    abstract boolean acceptOne() throws IOException;

    abstract void interest(boolean accept);

    abstract void close();

    final void acceptReady() {
        if (closed) {
            return;
        }
        try {
            for (int i = 0; i < BURST_COUNT_MAX && acceptOne(); i++) {}
        } catch (Throwable e) {
            failed(e);
        }
    }

    private void failed(Throwable error) {
        loop.context.counters().add(LoopCounters.ACCEPT_FAILED, 1);
        try {
            // First the retry: without it a paused listener would stay so
            loop.schedule(this::retry, PAUSE_NANOS);
            interest(false);
        } catch (Throwable e) {
            error.addSuppressed(e);
        }
        loop.log.warning("accepting connections failed and is tried again in 100 ms", error);
    }

    private void retry() {
        if (!closed) {
            interest(true);
        }
    }

    /** Takes all that wait in the accept queue, then stops listening. Loop thread. */
    final void stop() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            for (int i = 0; i < LAST_COUNT_MAX && acceptOne(); i++) {}
        } catch (IOException e) {
            loop.context.counters().add(LoopCounters.ACCEPT_FAILED, 1);
        }
        close();
    }
}
