package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Later;
import dev.vivace.Vivace;
import org.junit.jupiter.api.Test;

/** A client that says it sends no more still gets the answers to what it sent. */
class HalfCloseTest {
    private static final String OK = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String LARGE = "GET /large HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String LATER = "GET /later HTTP/1.1\r\nHost: a\r\n\r\n";

    private Later later;
    private final FakeWire wire = FakeWire.to(Vivace.create()
            .get("/ok", (req, res) -> res.text("ok"))
            .get("/large", (req, res) -> res.text("x".repeat(1_000_000)))
            .get("/later", (req, res) -> res.defer(l -> later = l)));

    @Test
    void shouldCloseAnIdleConnection() {
        wire.receive(OK).endInput();
        assertEquals(1, wire.answerCount());
        assertTrue(wire.closed());
    }

    @Test
    void shouldCloseInsideARequest() {
        wire.receive("POST /ok HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab")
                .endInput();
        assertTrue(wire.closed());
        assertEquals("", wire.text());
        assertEquals(0, wire.context.borrowedCount());
    }

    @Test
    void shouldAnswerWhatIsDeferred() {
        wire.receive(LATER + OK);
        // The transport sees the end only where it reads, and may be told by the poll beforehand
        wire.protocol.onInputEnd();
        assertFalse(wire.closed());
        later.respond(res -> res.text("later"));
        wire.settle();
        assertEquals(2, wire.answerCount());
        assertTrue(wire.text().endsWith("ok"));
        assertTrue(wire.closed());
    }

    @Test
    void shouldSendWhatIsPending() {
        wire.room = 1_000;
        wire.receive(LARGE + LARGE + OK);
        wire.protocol.onInputEnd();
        assertFalse(wire.closed());
        wire.room = Long.MAX_VALUE;
        wire.settle();
        assertEquals(3, wire.answerCount());
        assertTrue(wire.text().endsWith("ok"));
        assertTrue(wire.closed());
        assertEquals(0, wire.context.borrowedCount());
    }

    @Test
    void shouldCloseAtOnceAfterAFaultBehindWhichNothingCanCome() {
        wire.room = 0;
        wire.receive("GET / HTTP/1.1\r\nBad Name: x\r\n\r\n");
        wire.protocol.onInputEnd();
        assertFalse(wire.closed());
        wire.room = Long.MAX_VALUE;
        wire.settle();
        assertTrue(wire.text().startsWith("HTTP/1.1 400"));
        assertTrue(wire.closed());
        assertFalse(wire.outputShut);
    }
}
