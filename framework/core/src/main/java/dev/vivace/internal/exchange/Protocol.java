package dev.vivace.internal.exchange;

/**
 * What a connection currently speaks. HTTP/1 is one; TLS would wrap one, WebSocket or HTTP/2 would succeed one and get the
 * bytes that are still unparsed.
 *
 * <p><b>Threading:</b> all calls come from the connection's loop. None may throw; the transport closes a connection whose
 * protocol does, and counts it.
 */
public interface Protocol {
    /** Whether bytes can be taken now; when not, the transport stops reading until {@link Wire#resumeReading}. */
    boolean wantsBytes();

    /** Bytes arrived. The array is the loop's and is reused after the call. */
    void onBytes(byte[] in, int start, int end);

    /** The socket takes bytes again, after {@link Wire#awaitWritable}. */
    void onWritable();

    /** The client will send no more (it may still read): requests already here are still answered. */
    void onInputEnd();

    /** The server stops: the answer to whatever arrives from now on is the last. */
    void draining();

    /** Ends the connection now if it is idle, else with the answer in progress. */
    void onDrain();

    /** Whether nothing is in progress. */
    boolean idle();

    /** Whether what is in progress cannot end, because its thread has called {@code System.exit}. */
    default boolean exiting() {
        return false;
    }

    /** The connection is gone; called once, last. */
    void onClosed();
}
