package dev.vivace.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** One connection with at most one request under way. The subclass has the socket. */
abstract class Connection {
    /** How long after a failed attempt the next one is made. */
    static final long RETRY_NANOS = 10_000_000L;

    private enum State {
        CLOSED,
        CONNECTING,
        FREE,
        BUSY,
        /** Everything is answered and the server is to close. */
        CLOSING
    }

    private final Clock clock;
    private final Expectations expectations;
    private final Dispatcher dispatcher;
    private final ByteBuffer input;
    private final AnswerParser parser = new AnswerParser();

    private State state = State.CLOSED;
    /** When the state began. */
    private long sinceNanos;

    private long intendedNanos;
    private int requestCount;
    private boolean last;

    Connection(Clock clock, Expectations expectations, Dispatcher dispatcher, ByteBuffer input) {
        this.clock = clock;
        this.expectations = expectations;
        this.dispatcher = dispatcher;
        this.input = input;
    }

    /** Begins to connect; returns whether it is connected already. */
    abstract boolean connect() throws IOException;

    /** Sends the next request, as the last one of the connection or not; returns whether the socket took all of it. */
    abstract boolean transmit(boolean closing) throws IOException;

    /** Reads into the input buffer, from its beginning; 0: nothing there, -1: the end. */
    abstract int receive() throws IOException;

    /** Closes the socket. */
    abstract void release();

    /** Asks to be opened again, soon but not within this call. */
    abstract void reopen();

    /** Since when the connection has been free; meaningful while it is. */
    final long freeNanos() {
        return sinceNanos;
    }

    final boolean connecting() {
        return state == State.CONNECTING;
    }

    final boolean closed() {
        return state == State.CLOSED;
    }

    final void open() {
        requestCount = 0;
        enter(State.CONNECTING);
        try {
            if (connect()) {
                connected();
            }
        } catch (IOException e) {
            refused(e);
        }
    }

    final void connected() {
        enter(State.FREE);
        dispatcher.recorder(sinceNanos).connected();
        dispatcher.freed(this, sinceNanos);
    }

    final void refused(Exception reason) {
        release();
        enter(State.CLOSED);
        dispatcher.recorder(sinceNanos).failed(Failure.REFUSED, String.valueOf(reason.getMessage()));
    }

    /** Sends a request that was due at a time. */
    final void send(long intended, long now) {
        intendedNanos = intended;
        state = State.BUSY;
        sinceNanos = now;
        requestCount++;
        last = requestCount == expectations.requestsPerConnection();
        parser.reset();
        try {
            if (!transmit(last)) {
                fail(Failure.RESET, "the socket did not take a request at once");
            }
        } catch (IOException e) {
            fail(Failure.RESET, String.valueOf(e.getMessage()));
        }
    }

    /** There is something to read. */
    final void readable() {
        try {
            int count;
            do {
                count = receive();
                if (count < 0) {
                    ended();
                } else if (count > 0) {
                    received(count);
                }
            } while (count == input.capacity() && state == State.BUSY);
        } catch (IOException e) {
            broken(e);
        }
    }

    private void received(int count) {
        if (state != State.BUSY) {
            fail(Failure.MALFORMED, "bytes that no request asked for");
            return;
        }
        int result = parser.feed(input, count);
        if (result == AnswerParser.COMPLETE) {
            complete();
        } else if (result == AnswerParser.FAULTY) {
            fail(Failure.MALFORMED, parser.fault());
        }
    }

    private void complete() {
        long now = clock.nanos();
        Recorder recorder = dispatcher.recorder(intendedNanos);
        if (parser.status() != expectations.status()) {
            recorder.failed(Failure.STATUS, "status ", parser.status());
        } else if (!expectations.length(parser.contentLength())) {
            recorder.failed(Failure.LENGTH, "body bytes ", parser.contentLength());
        } else {
            recorder.completed(intendedNanos, sinceNanos, now, parser.answerBytes());
            recorder.noticed(now - Math.max(sinceNanos, dispatcher.unseenSinceNanos()));
        }
        dispatcher.settled();
        if (last || parser.closing()) {
            // The side that closes first keeps the port for a while, and a client has only some ten thousand.
            state = State.CLOSING;
            sinceNanos = now;
        } else {
            state = State.FREE;
            sinceNanos = now;
            dispatcher.freed(this, now);
        }
    }

    private void ended() {
        if (state == State.BUSY) {
            fail(Failure.CLOSED, "closed while an answer was due");
        } else {
            drop();
        }
    }

    /** The socket reports an error. */
    final void broken(IOException reason) {
        if (state == State.BUSY) {
            fail(Failure.RESET, String.valueOf(reason.getMessage()));
        } else if (state == State.CONNECTING) {
            refused(reason);
        } else {
            drop();
        }
    }

    private void fail(Failure failure, String reason) {
        if (state == State.BUSY) {
            dispatcher.recorder(intendedNanos).failed(failure, reason);
            dispatcher.settled();
        } else {
            dispatcher.recorder(clock.nanos()).failed(failure, reason);
        }
        drop();
    }

    private void drop() {
        if (state == State.FREE) {
            dispatcher.lost(this);
        }
        release();
        enter(State.CLOSED);
        reopen();
    }

    /** Called now and then: gives up what takes too long, and tries again what was refused. */
    final void check(long now) {
        long elapsedNanos = now - sinceNanos;
        if (state == State.CLOSED) {
            if (elapsedNanos > RETRY_NANOS) {
                open();
            }
        } else if (state != State.FREE && elapsedNanos > expectations.timeoutNanos()) {
            expire();
        }
    }

    private void expire() {
        switch (state) {
            case CONNECTING -> refused(new IOException("no connection in time"));
            case CLOSING -> fail(Failure.TIMEOUT, "not closed in time after the last answer");
            default -> fail(Failure.TIMEOUT, "no complete answer in time");
        }
    }

    private void enter(State next) {
        state = next;
        sinceNanos = clock.nanos();
    }
}
