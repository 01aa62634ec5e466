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
import java.util.Set;
import java.util.TreeSet;
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
    private static final String POST =
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + BODY_BYTES + "\r\n\r\n" + "e".repeat(BODY_BYTES);
    /** Fills the input array, stalls, goes on, and ends with a fault behind which it lingers. */
    private static final byte[] INPUT =
            (OK + LARGE + OK + POST + POST + OK.repeat(500) + "BAD\r\n\r\n" + OK).getBytes(StandardCharsets.US_ASCII);

    /** The last requests arrive while one before them is in work, and reading stops. */
    private static final byte[] INPUT_IN_WORK = (LARGE + POST + "GET /never HTTP/1.1\r\nHost: a\r\n\r\n"
                    + OK.repeat(5_000))
            .getBytes(StandardCharsets.US_ASCII);

    private static final int ROOM_BYTES = 30_000;
    private static final List<Supplier<Throwable>> SOCKET_FAILURES =
            List.of(() -> new IOException("a test's"), NotYetConnectedException::new);
    private static final List<Supplier<Throwable>> BUGS =
            List.of(() -> new IllegalStateException("a test's"), () -> new StackOverflowError("a test's"));

    private final String large = "x".repeat(150_000);
    private final ModelLoop model = new ModelLoop(Vivace.create()
            .get("/ok", (req, res) -> res.text("ok"))
            .get("/large", (req, res) -> res.text(large))
            .get("/never", (req, res) -> res.defer(later -> {}))
            .post("/echo", (req, res) -> res.text(req.bodyText())));
    private final List<String> failures = new ArrayList<>();

    @AfterEach
    void close() {
        model.close();
    }

    /** How a connection ends that nothing befalls. */
    private enum Life {
        CLIENT_ENDS,
        SERVER_DRAINS,
        SERVER_FORCES,
        SERVER_CUTS_OFF,
        RESET_WHILE_IN_WORK
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

    /** Everything a connection goes through. */
    private void live(ModelConnection connection, Life life) {
        connection.room(ROOM_BYTES);
        boolean going = true;
        while (going) {
            going = connection.arrive(200_000);
            while (connection.event()) {
                going = true;
            }
            connection.moreRoom(ROOM_BYTES);
        }
        if (life == Life.SERVER_DRAINS) {
            DrainState state = new DrainState();
            model.loop.drain = state;
            connection.drain(state);
            model.loop.drain = null;
        }
        if (life == Life.SERVER_FORCES) {
            connection.force();
        }
        if (life == Life.SERVER_CUTS_OFF) {
            connection.cutOff();
        }
        if (life != Life.RESET_WHILE_IN_WORK) {
            connection.end();
            while (connection.event()) {}
        }
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

    private ModelConnection connection(Life life) {
        byte[] input = life == Life.RESET_WHILE_IN_WORK ? INPUT_IN_WORK : INPUT;
        return new ModelConnection(model.loop, ModelConnection.Selector.EDGE, input).open();
    }

    private int callsOfALife(Life life) {
        ModelConnection whole = connection(life);
        live(whole, life);
        assertEquals(null, wrong(whole, false, model.loop.context.counters().value(LoopCounters.CONNECTION_FAILED)));
        String output = new String(whole.output(), StandardCharsets.US_ASCII);
        int answers = life == Life.RESET_WHILE_IN_WORK ? 2 : 1 + 1 + 1 + 2 + 500 + 1;
        assertEquals(answers, output.split("HTTP/1.1 ", -1).length - 1);
        return whole.calls();
    }

    @Test
    void shouldEndWellWhicheverCallOfTheSocketFails() throws Exception {
        Set<String> failed = new TreeSet<>();
        model.call(() -> {
            for (Life life : Life.values()) {
                everyCall(life, failed);
            }
            return null;
        });
        report();
        assertEquals(
                "[broken, interest, readAgain, receive, release, resetOnClose, shutdownWrite, transmit]",
                failed.toString());
    }

    private void everyCall(Life life, Set<String> failed) {
        int calls = callsOfALife(life);
        List<Supplier<Throwable>> all = new ArrayList<>(SOCKET_FAILURES);
        all.addAll(BUGS);
        for (int call = 0; call < calls; call++) {
            for (Supplier<Throwable> failure : all) {
                String name = failing(call, failure, life);
                if (name != null) {
                    failed.add(name);
                }
            }
        }
    }

    /** The name of the call that failed, or null when it does not fail that way. */
    private String failing(int call, Supplier<Throwable> failure, Life life) {
        long failedBefore = model.loop.context.counters().value(LoopCounters.CONNECTION_FAILED);
        ModelConnection connection = connection(life);
        connection.failAt(call, failure);
        String name = null;
        try {
            live(connection, life);
            name = connection.failedCall();
            // A socket that cannot be closed, or reset, is taken for closed
            boolean ending = List.of("release", "resetOnClose").contains(String.valueOf(name));
            boolean bug = name != null && BUGS.contains(failure) && !ending;
            note(call + " (" + name + "), " + failure.get(), wrong(connection, bug, failedBefore));
            note(call + " (" + name + ")", nextOne());
        } catch (Throwable e) {
            note(call + " (" + connection.failedCall() + "), " + failure.get(), "let out " + e);
        } finally {
            connection.reset();
            connection.close();
        }
        return name;
    }

    /** What is wrong with the connection after it, or null. */
    private String nextOne() {
        byte[] input = OK.getBytes(StandardCharsets.US_ASCII);
        ModelConnection next = new ModelConnection(model.loop, ModelConnection.Selector.LEVEL, input).open();
        next.arrive(Integer.MAX_VALUE);
        while (next.event()) {}
        next.close();
        boolean answered = new String(next.output(), StandardCharsets.US_ASCII).endsWith("\r\n\r\nok");
        return answered ? null : "the next connection is not answered";
    }

    private void note(String where, String wrong) {
        if (wrong != null) {
            failures.add("call " + where + ": " + wrong);
        }
    }

    private void report() {
        assertTrue(
                failures.isEmpty(),
                () -> failures.size() + " faults:\n"
                        + String.join("\n", failures.subList(0, Math.min(10, failures.size()))));
    }

    @Test
    void shouldEndWellWhereverTheProtocolThrows() throws Exception {
        model.call(() -> {
            for (Life life : Life.values()) {
                for (Supplier<Throwable> failure : BUGS) {
                    boolean thrown = true;
                    for (int call = 0; thrown; call++) {
                        thrown = throwing(call, failure, life);
                    }
                }
            }
            return null;
        });
        report();
    }

    private boolean throwing(int call, Supplier<Throwable> failure, Life life) {
        long failedBefore = model.loop.context.counters().value(LoopCounters.CONNECTION_FAILED);
        ModelConnection connection = connection(life);
        Throwing protocol = new Throwing(connection.protocol, call, failure);
        connection.protocol = protocol;
        connection.mayReset();
        String where = "of the protocol " + call + ", " + failure.get();
        try {
            live(connection, life);
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
