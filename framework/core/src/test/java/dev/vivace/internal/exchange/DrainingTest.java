package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Later;
import dev.vivace.Vivace;
import org.junit.jupiter.api.Test;

/** A server that stops: idle connections end at once, busy ones with the answer in progress. */
class DrainingTest {
    private static final String OK = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String CLOSE = "\r\nConnection: close\r\n";

    private Later later;
    private final FakeWire wire = FakeWire.to(Vivace.create()
            .get("/ok", (req, res) -> res.text("ok"))
            .get("/large", (req, res) -> res.text("x".repeat(1_000_000)))
            .post("/echo", (req, res) -> res.text(req.bodyText()))
            .get("/later", (req, res) -> res.defer(l -> later = l)));

    private void drain() {
        wire.protocol.draining();
        wire.protocol.onDrain();
    }

    /** The client did not ask for the end and may have sent more: the server waits for its end, at most a second. */
    private void assertEnded() {
        assertTrue(wire.outputShut);
        assertFalse(wire.closed());
        wire.receive(OK);
        assertEquals(1, wire.answerCount());
        wire.loop.advanceMillis(1_100);
        assertTrue(wire.closed());
    }

    @Test
    void shouldCloseIdleConnectionsAtOnce() {
        wire.receive(OK);
        assertFalse(wire.text().contains(CLOSE));
        drain();
        assertEnded();
    }

    @Test
    void shouldForgetAnIdleConnectionWhenItsClientEndsToo() {
        wire.receive(OK);
        drain();
        assertTrue(wire.outputShut);
        wire.endInput();
        assertTrue(wire.closed());
    }

    @Test
    void shouldAnswerWhatArrivesBeforeTheEndAndSaySo() {
        wire.protocol.draining();
        wire.receive(OK);
        assertEquals(1, wire.answerCount());
        assertTrue(wire.text().contains(CLOSE));
        assertEnded();
    }

    @Test
    void shouldFinishARequestThatIsHalfThere() {
        wire.receive("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab");
        drain();
        assertFalse(wire.closed());
        wire.receive("cd");
        assertTrue(wire.text().endsWith("abcd"));
        assertTrue(wire.text().contains(CLOSE));
        assertEnded();
    }

    @Test
    void shouldFinishWhatIsDeferred() {
        wire.receive("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
        drain();
        assertFalse(wire.closed());
        later.respond(res -> res.text("later"));
        wire.settle();
        assertTrue(wire.text().endsWith("later"));
        assertTrue(wire.text().contains(CLOSE));
        assertEnded();
    }

    @Test
    void shouldFinishWhatIsPending() {
        wire.room = 1_000;
        wire.receive("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
        drain();
        assertFalse(wire.closed());
        wire.room = Long.MAX_VALUE;
        wire.settle();
        assertEquals(1_000_000, wire.text().length() - wire.text().indexOf("\r\n\r\n") - 4);
        // Its head went out before: the next answer says it, or the drain ends the connection once it is idle
        wire.protocol.onDrain();
        assertEnded();
    }
}
