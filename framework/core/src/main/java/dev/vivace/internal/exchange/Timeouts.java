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
    static Timeouts of(ServerOptions options) {
        return new Timeouts(
                options.idleTimeout().toNanos(),
                options.headerTimeout().toNanos(),
                options.answerTimeout().toNanos());
    }
}
