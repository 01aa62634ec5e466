package dev.vivace.internal.tls;

import dev.vivace.internal.exchange.Timed;

/** What a connection needs until its handshake is over; is the timer of that, too. */
final class Handshake extends Timed {
    /** Encrypted bytes that a client may send before the handshake is over: several times the longest chain. */
    static final int BYTES_MAX = 131_072;

    final TlsConnection connection;
    /** In the list of those under way, of the loop. */
    Handshake previous;

    Handshake next;
    boolean underWay;
    /** Whose count it is in, while it is under way. */
    TlsEndpoint endpoint;
    /** When the client's first byte came. */
    long startNanos;
    /** How long its engine was on the pool, which is no time that the client took. */
    long poolNanos;

    int bytes;
    /** For engines that do not look for application protocols in it. */
    final HelloRecords hello = new HelloRecords();

    Handshake(TlsConnection connection) {
        this.connection = connection;
    }

    @Override
    protected void onDue(long nowNanos) {
        connection.handshakeTimedOut();
    }
}
