package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Vivace;
import dev.vivace.internal.exchange.LoopCounters;
import dev.vivace.internal.exchange.Protocol;
import java.io.IOException;
import java.nio.channels.NotYetConnectedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every call of a socket or a selector that fails, with every kind of exception, and a protocol that throws where none may:
 * nothing leaves the connection, which ends once and takes nothing with it, and the others on its loop do not notice.
 */
class ConnectionFaultsTest {
    private static final String OK = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String LARGE = "GET /large HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final int BODY_BYTES = 100_000;
    private static final String POST = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + BODY_BYTES + "\r\n\r\n"
            + "e".repeat(BODY_BYTES);
    /** Fills the input array, stalls, goes on, and ends with a fault behind which it lingers. */
    private static final byte[] INPUT =
            (OK + LARGE + OK + POST + OK.repeat(2_500) + "BAD\r\n\r\n" + OK).getBytes(StandardCharsets.US_ASCII);

    private static final int ROOM_BYTES = 60_000;
    private static final List<Supplier<Throwable>> SOCKET_FAILURES =
            List.of(() -> new IOException("a test's"), NotYetConnectedException::new);
    private static final List<Supplier<Throwable>> BUGS =
            List.of(() -> new IllegalStateException("a test's"), () -> new StackOverflowError("a test's"));

    private final String large = "x".repeat(150_000);
    private final ModelLoop model = new ModelLoop(Vivace.create()
            .get("/ok", (req, res) -> res.text("ok"))
            .get("/large", (req, res) -> res.text(large))
            .post("/echo", (req, res) -> res.text(req.bodyText())));
    private final List<String> failures = new ArrayList<>();

    @AfterEach
    void close() {
        model.close();
    }

    /** A protocol that throws at one of its calls, having done what it does or not. */
    private static final class Throwing implements Protocol {
        private final Protocol inner;
        private final int failingCall;
        private final Supplier<Throwable> failure;
        private int calls;
        private boolean thrown;

        Throwing(Protocol inner, int failingCall, Supplier<Throwable> failure) {
            this.inner = inner;
            this.failingCall = failingCall;
            this.failure = failure;
        }

        private void behind() {
            if (calls++ == failingCall) {
                thrown = true;
                Throwable each = failure.get();
                if (each instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) each;
            }
        }

        @Override
        public boolean wantsBytes() {
            behind();
            return inner.wantsBytes();
        }

        @Override
        public void onBytes(byte[] in, int start, int end) {
            inner.onBytes(in, start, end);
            behind();
        }

        @Override
        public void onWritable() {
            inner.onWritable();
            behind();
        }

        @Override
        public void onInputEnd() {
            inner.onInputEnd();
            behind();
        }

        @Override
        public void draining() {
            inner.draining();
            behind();
        }

        @Override
        public void onDrain() {
            inner.onDrain();
            behind();
        }

        @Override
        public boolean idle() {
            return inner.idle();
        }

        @Override
        public void onClosed() {
            inner.onClosed();
            behind();
        }
    }

    /** Everything a connection goes through; with a drain at its end or a reset. */
    private void live(ModelConnection connection, boolean drains) {
        connection.room(ROOM_BYTES);
        boolean going = true;
        while (going) {
            going = connection.arrive(70_000);
            while (connection.event()) {
                going = true;
            }
            connection.moreRoom(ROOM_BYTES);
        }
        if (drains) {
            DrainState state = new DrainState();
            model.loop.drain = state;
            connection.drain(state);
            model.loop.drain = null;
        }
        connection.end();
        while (connection.event()) {}
        connection.reset();
        while (connection.event()) {}
    }

    /** Nothing may come of events that were on their way when the connection ended. */
    private static void lateEvents(ModelConnection connection) {
        int calls = connection.calls();
        connection.readable();
        connection.writable();
        connection.failed();
        connection.awaitWritable();
        connection.resumeReading();
        connection.shutdownOutput();
        connection.close();
        assertEquals(dev.vivace.internal.exchange.Wire.BROKEN, connection.send(INPUT, 0, 1));
        assertEquals(calls, connection.calls(), "a call of the socket after the end");
    }

    /** What is wrong after a connection lived, or null. */
    private String wrong(ModelConnection connection, boolean bug, long failedBefore) {
        if (!connection.closed()) {
            connection.reset();
            connection.close();
            return "is still open";
        }
        if (connection.misuse() != null) {
            return connection.misuse();
        }
        if (connection.releases() != 1) {
            return connection.releases() + " releases";
        }
        long failed = model.loop.context.counters().value(LoopCounters.CONNECTION_FAILED) - failedBefore;
        if (failed != (bug ? 1 : 0)) {
            return failed + " failures counted";
        }
        lateEvents(connection);
        return model.leftBehind();
    }

    private ModelConnection connection() {
        return new ModelConnection(model.loop, ModelConnection.Selector.EDGE, INPUT).open();
    }

    private int callsOfALife(boolean drains) {
        ModelConnection whole = connection();
        live(whole, drains);
        assertEquals(null, wrong(whole, false, model.loop.context.counters().value(LoopCounters.CONNECTION_FAILED)));
        String output = new String(whole.output(), StandardCharsets.US_ASCII);
        assertEquals(1 + 1 + 1 + 1 + 2_500 + 1, output.split("HTTP/1.1 ", -1).length - 1);
        assertTrue(whole.outputShut());
        return whole.calls();
    }

    private void everyCall(boolean drains) {
        int calls = callsOfALife(drains);
        assertTrue(calls > 30, () -> "only " + calls + " calls");
        List<Supplier<Throwable>> all = new ArrayList<>(SOCKET_FAILURES);
        all.addAll(BUGS);
        // The few calls that resets and such make come behind the last one of an undisturbed life
        for (int call = 0; call < calls + 3; call++) {
            for (Supplier<Throwable> failure : all) {
                failing(call, failure, drains);
            }
        }
    }

    private void failing(int call, Supplier<Throwable> failure, boolean drains) {
        long failedBefore = model.loop.context.counters().value(LoopCounters.CONNECTION_FAILED);
        ModelConnection other = new ModelConnection(
                model.loop, ModelConnection.Selector.LEVEL, OK.getBytes(StandardCharsets.US_ASCII));
        ModelConnection connection = connection();
        connection.failAt(call, failure);
        String name = null;
        try {
            live(connection, drains);
            name = connection.failedCall();
            boolean noBug = failure.get() instanceof IOException
                    || failure.get() instanceof NotYetConnectedException
                            && List.of("receive", "transmit", "shutdownWrite").contains(name);
            // A socket that cannot be closed is closed all the same, and one that cannot be asked is taken for broken
            boolean bug = name != null && !noBug && !name.equals("release") && !name.equals("broken");
            note(call + " (" + name + "), " + failure.get(), wrong(connection, bug, failedBefore));
            other.open();
            other.arrive(Integer.MAX_VALUE);
            while (other.event()) {}
            boolean answered = new String(other.output(), StandardCharsets.US_ASCII).endsWith("\r\n\r\nok");
            note(call + " (" + name + ")", answered ? null : "the next connection is not answered");
        } catch (Throwable e) {
            note(call + " (" + connection.failedCall() + "), " + failure.get(), "let out " + e);
        } finally {
            connection.reset();
            connection.close();
            other.close();
        }
    }

    private void note(String where, String wrong) {
        if (wrong != null) {
            failures.add("call " + where + ": " + wrong);
        }
    }

    private void report() {
        assertTrue(failures.isEmpty(), () -> failures.size() + " faults:\n"
                + String.join("\n", failures.subList(0, Math.min(10, failures.size()))));
    }

    @Test
    void shouldEndWellWhicheverCallOfTheSocketFails() throws Exception {
        model.call(() -> {
            everyCall(false);
            return null;
        });
        report();
    }

    @Test
    void shouldEndWellWhicheverCallOfTheSocketFailsInADrain() throws Exception {
        model.call(() -> {
            everyCall(true);
            return null;
        });
        report();
    }

    @Test
    void shouldEndWellWhereverTheProtocolThrows() throws Exception {
        model.call(() -> {
            for (boolean drains : new boolean[] {false, true}) {
                for (Supplier<Throwable> failure : BUGS) {
                    boolean thrown = true;
                    for (int call = 0; thrown; call++) {
                        thrown = throwing(call, failure, drains);
                    }
                }
            }
            return null;
        });
        report();
    }

    private boolean throwing(int call, Supplier<Throwable> failure, boolean drains) {
        long failedBefore = model.loop.context.counters().value(LoopCounters.CONNECTION_FAILED);
        ModelConnection connection = connection();
        Throwing protocol = new Throwing(connection.protocol, call, failure);
        connection.protocol = protocol;
        connection.mayReset();
        String where = "of the protocol " + call + ", " + failure.get();
        try {
            live(connection, drains);
            boolean wasOpen = model.loop.context.counters().value(LoopCounters.CONNECTION_FAILED) > failedBefore;
            // Thrown behind the end of the connection it is logged, or counted as well
            note(where, wrong(connection, wasOpen, failedBefore));
        } catch (Throwable e) {
            note(where, "let out " + e);
        } finally {
            connection.reset();
            connection.close();
        }
        return protocol.thrown;
    }
}
