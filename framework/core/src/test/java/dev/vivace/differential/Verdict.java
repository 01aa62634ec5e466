package dev.vivace.differential;

import java.util.Set;

/**
 * What may become of one message, by the standards.
 *
 * @param kind how it ends
 * @param statuses any of these is right
 * @param request what the app sees; null unless the message is one
 * @param end index behind the message
 */
record Verdict(Kind kind, Set<Integer> statuses, WireRequest request, int end) {
    enum Kind {
        /** Answered, and the connection stays. */
        SERVED,
        /** Answered, and the connection is closed. */
        SERVED_LAST,
        /** Answered, and the server is free to close. */
        SERVED_PERHAPS_LAST,
        /** Answered with an error, and the connection is closed. */
        REFUSED,
        /** More bytes are needed, and nothing is wrong yet. */
        INCOMPLETE
    }

    static Verdict refused(Set<Integer> statuses) {
        return new Verdict(Kind.REFUSED, Set.copyOf(statuses), null, -1);
    }

    static Verdict incomplete() {
        return new Verdict(Kind.INCOMPLETE, Set.of(), null, -1);
    }

    boolean goesOn() {
        return kind == Kind.SERVED;
    }
}
