package dev.vivace.internal.exchange;

import dev.vivace.ServerOptions;

/**
 * How long clients may take.
 *
 * @param idleNanos without a request
 * @param headerNanos for a header section, from its first byte
 * @param answerNanos without taking a byte of an answer
 */
record Timeouts(long idleNanos, long headerNanos, long answerNanos) {
    /**
     * How much is read and dropped after a final error answer, so that a reset does not take the answer away. What a client
     * has in flight when a 413 meets it is its send buffer and our receive buffer, some MB: with 64 KB one of twenty clients
     * that sent 4 MB saw the answer.
     */
    static final int LINGER_BYTES_MAX = 8 << 20;

    static final long LINGER_NANOS = 1_000_000_000L;

    /** No answer can be lost there, only the difference between an end and a reset: a long round trip is enough. */
    static final long IDLE_LINGER_NANOS = 250_000_000L;

    /**
     * When a socket that was full is filled up: in the first 200 ms Linux packs what the client does not take more tightly
     * and has room for 180 KB more, which would look like progress of the client's at the end of its time.
     */
    static final long SETTLE_NANOS = 1_000_000_000L;

    static Timeouts of(ServerOptions options) {
        return new Timeouts(
                options.idleTimeout().toNanos(),
                options.headerTimeout().toNanos(),
                options.answerTimeout().toNanos());
    }
}
