package dev.vivace.internal.tls;

import dev.vivace.internal.exchange.Http1Connection;

/**
 * Encrypted bytes that came and cannot be decrypted yet: a part of a record, or records that the protocol inside does not want
 * yet. They count in what the loop holds of requests, and who begins a record has as long for its rest as for a head.
 *
 * <p><b>Threading:</b> the connection's loop.
 */
final class HeldInput extends Held {
    private final TlsLoop loop;
    private final TlsConnection connection;
    /** Of the record that waits nobody has been told yet. */
    private boolean untold;

    HeldInput(TlsLoop loop, TlsConnection connection) {
        this.loop = loop;
        this.connection = connection;
    }

    /**
     * Takes bytes in.
     *
     * @param inner the protocol inside; null in the handshake, as below
     * @return whether there was room
     */
    boolean take(Http1Connection inner, byte[] in, int from, int to) {
        int wanted = bytesWanted(to - from);
        if (wanted > 0 && !loop.roomFor(connection, inner, wanted)) {
            return false;
        }
        untold |= isEmpty();
        append(loop.context.requestArrays(), in, from, to);
        return true;
    }

    void consumed(Http1Connection inner, int count) {
        consume(loop.context.requestArrays(), count);
        untold |= count > 0;
        if (isEmpty()) {
            tellNothing(inner);
        }
    }

    void drop(Http1Connection inner) {
        release(loop.context.requestArrays());
        tellNothing(inner);
    }

    /** Only the client can go on: its time begins, if it has not, and what came is progress. */
    void awaitRest(Http1Connection inner) {
        if (!isEmpty() && inner != null) {
            inner.recordWaits(length(), untold);
            untold = false;
        }
    }

    private static void tellNothing(Http1Connection inner) {
        if (inner != null) {
            inner.holdsLess();
        }
    }
}
