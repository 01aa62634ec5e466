package dev.vivace.load;

import java.util.Locale;

/** The kinds of errors that are counted. */
enum Failure {
    /** A connection could not be opened; tied to no request. */
    REFUSED,
    /** The connection broke while an answer was due. */
    RESET,
    /** The server closed the connection while an answer was due. */
    CLOSED,
    /** No complete answer in time, or no close after the last answer of a connection. */
    TIMEOUT,
    /** Another status than the one expected. */
    STATUS,
    /** Another body length than the one expected. */
    LENGTH,
    /** Not an HTTP/1.1 answer with Content-Length. */
    MALFORMED;

    private static final Failure[] ALL = values();

    static int count() {
        return ALL.length;
    }

    static Failure at(int index) {
        return ALL[index];
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
