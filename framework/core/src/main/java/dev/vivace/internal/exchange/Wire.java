package dev.vivace.internal.exchange;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The connection as its protocol sees it; the transport implements it.
 *
 * <p><b>Threading:</b> the connection's loop only.
 */
public interface Wire {
    /** {@link #send} found the connection broken. */
    int BROKEN = -1;

    /**
     * Sends once, without blocking.
     *
     * @return how many bytes the socket took, fewer than given when it is full; {@link #BROKEN} when the connection is
     *     gone: the transport closes it and calls {@link Protocol#onClosed}
     */
    int send(byte[] bytes, int start, int length);

    /** Asks for one {@link Protocol#onWritable} when the socket takes bytes again; reading pauses until then. */
    void awaitWritable();

    /** Reads again, after the transport stopped because {@link Protocol#wantsBytes} said no. */
    void resumeReading();

    /**
     * The end follows what is sent next, within this turn: the last bytes may wait for it and leave in one packet with it. A
     * client's kernel then has one packet to take and to acknowledge, not two.
     */
    default void endsNext() {}

    /** Sends a FIN; what is read from now on is for the protocol to drop. */
    void shutdownOutput();

    /** Closes; {@link Protocol#onClosed} follows inside this call, at most once. */
    void close();

    /**
     * Closes on a client that does not take what it was sent: the transport throws that away. With an orderly end it would
     * be kept for minutes, megabytes of it, outside of every bound here.
     */
    default void cutOff() {
        close();
    }

    /** Whether it has received bytes that it cannot hand on yet: records that are not whole, or come too early. */
    default boolean holdsInput() {
        return false;
    }

    /** How long the array is that they are in. */
    default int inputBytes() {
        return 0;
    }

    /** Forgets them, and hands on nothing any more: their room is for others. */
    default void dropInput() {}

    /** The other end. */
    InetSocketAddress remoteAddress();

    /** Whether what is sent is encrypted on its way. Any thread. */
    default boolean secure() {
        return false;
    }

    /** The certificates that the other end has shown, its own first; empty when it showed none. Any thread. */
    default List<X509Certificate> peerCertificates() {
        return List.of();
    }
}
