package dev.vivace.internal.tls;

import dev.vivace.internal.exchange.Timed;

/**
 * What is left of a connection's time once the server stops: a client whose handshake ends meanwhile has its request on the
 * way, as one without TLS would have sent it already.
 */
final class DrainWait extends Timed {
    /** From the end of the handshake to the first request: a long round trip. */
    static final long NANOS = 250_000_000L;

    private final TlsConnection connection;

    DrainWait(TlsConnection connection) {
        this.connection = connection;
    }

    @Override
    protected void onDue(long nowNanos) {
        connection.drainWaited();
    }
}
