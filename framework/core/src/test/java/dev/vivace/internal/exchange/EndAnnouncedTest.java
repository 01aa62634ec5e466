package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Later;
import dev.vivace.Vivace;
import org.junit.jupiter.api.Test;

/** The last answer of a connection and the end behind it can leave in one packet: the transport hears of the end first. */
class EndAnnouncedTest {
    private static final String KEPT = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String LAST = "GET /ok HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    private Later later;
    private final FakeWire wire = FakeWire.to(Vivace.create()
            .get("/ok", (req, res) -> res.text("ok"))
            .get("/large", (req, res) -> res.text("x".repeat(1_000_000)))
            .get("/later", (req, res) -> res.defer(l -> later = l)));

    @Test
    void shouldAnnounceTheEndBeforeTheLastAnswerIsSent() {
        wire.receive(LAST);
        assertTrue(wire.closed());
        assertEquals(0, wire.sendsBeforeEndAnnounced);
        assertEquals(1, wire.sendsBehindEndAnnounced);
    }

    @Test
    void shouldAnnounceNothingOnAConnectionThatIsKept() {
        wire.receive(KEPT).receive(KEPT + KEPT);
        assertFalse(wire.closed());
        assertEquals(3, wire.answerCount());
        assertEquals(2, wire.sendsBeforeEndAnnounced);
        assertEquals(0, wire.sendsBehindEndAnnounced);
    }

    @Test
    void shouldAnnounceTheEndBehindKeptRequests() {
        wire.receive(KEPT).receive(KEPT + LAST);
        assertTrue(wire.closed());
        assertEquals(1, wire.sendsBeforeEndAnnounced);
        assertEquals(1, wire.sendsBehindEndAnnounced);
    }

    @Test
    void shouldAnnounceTheEndOfALingeringClose() {
        wire.receive("GARBAGE\r\n\r\n");
        assertTrue(wire.outputShut);
        assertEquals(1, wire.answerCount());
        assertEquals(0, wire.sendsBeforeEndAnnounced);
    }

    @Test
    void shouldAnnounceTheEndOfAnAnswerThatComesLater() {
        wire.receive("GET /later HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        later.respond(res -> res.text("later"));
        wire.settle();
        assertTrue(wire.text().endsWith("later"));
        assertEquals(0, wire.sendsBeforeEndAnnounced);
    }

    @Test
    void shouldSendAllOfALargeAnswerToAClientThatIsSlow() {
        wire.room = 1_000;
        wire.receive("GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertFalse(wire.closed());
        wire.room = Long.MAX_VALUE;
        wire.settle();
        assertTrue(wire.closed());
        assertTrue(wire.text().endsWith("\r\n\r\n" + "x".repeat(1_000_000)));
    }
}
