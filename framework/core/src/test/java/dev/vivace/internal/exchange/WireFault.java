package dev.vivace.internal.exchange;

/** What goes wrong with a connection. */
enum WireFault {
    NONE,

    // Between two turns

    /** The client resets, or the server cuts off: the transport closes. */
    RESET,
    /** The client has sent its last byte; what was not delivered by then never comes. */
    END_OF_INPUT,
    /** The server begins to stop. */
    DRAIN,
    /** More than a second passes. */
    SECOND_PASSES,
    /** Events that say nothing: the protocol is asked to write though it has nothing to write. */
    SPURIOUS_WRITABLE,
    /** The client sends nothing more, and says nothing. */
    MUTE,
    /** The client takes nothing more. */
    STALLED,
    /** Both: its machine is gone. */
    VANISHED,

    // Within a turn, at a call of the wire

    /** The send, or the shutdown, finds that nobody is there (EPIPE, ECONNRESET). */
    BROKEN,
    /** The call throws, as a bug or a selector that is closed would. */
    EXCEPTION,
    /** The call throws an Error. */
    ERROR,
    /** The socket is full for one send (EAGAIN). */
    FULL,
    /** The socket takes a single byte. */
    ONE_BYTE;

    static final WireFault[] BETWEEN_TURNS = {RESET, END_OF_INPUT, DRAIN, SECOND_PASSES, SPURIOUS_WRITABLE};
    static final WireFault[] SILENT = {MUTE, STALLED, VANISHED};
    static final WireFault[] AT_CALLS = {BROKEN, EXCEPTION, ERROR, FULL, ONE_BYTE};

    /** Whether the connection cannot survive it, and what reached the client may end anywhere. */
    boolean fatal() {
        return this == RESET || this == BROKEN || this == EXCEPTION || this == ERROR;
    }

    /** What a fault throws; without a stack, because there are many. */
    static final class Injected extends RuntimeException {
        private static final long serialVersionUID = 1;

        Injected() {
            super("a test's", null, false, false);
        }
    }

    /** As {@link Injected}. */
    static final class InjectedError extends Error {
        private static final long serialVersionUID = 1;

        InjectedError() {
            super("a test's", null, false, false);
        }
    }
}
