package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Later;
import dev.vivace.Vivace;
import org.junit.jupiter.api.Test;

/** After a fault the answer must reach a client that is still sending (RFC 9112 section 9.6). */
class LingeringCloseTest {
    private static final String FAULTY = "GET /ok HTTP/1.1\r\nBad Name: x\r\n\r\n";

    private Later deferred;
    private final FakeWire wire = FakeWire.to(Vivace.create()
            .get("/ok", (req, res) -> res.text("ok"))
            .get("/later", (req, res) -> res.defer(later -> deferred = later))
            .get("/close", (req, res) -> res.closeConnection().text("bye")));

    private void assertLingers() {
        assertTrue(wire.text().startsWith("HTTP/1.1 400"));
        assertTrue(wire.text().contains("\r\nConnection: close\r\n"));
        assertTrue(wire.outputShut);
        assertFalse(wire.closed());
        assertTrue(wire.protocol.wantsBytes());
        assertEquals(0, wire.context.borrowedCount());
    }

    @Test
    void shouldSayThatItSendsNoMoreAndGoOnReading() {
        wire.receive(FAULTY);
        assertLingers();
    }

    @Test
    void shouldDropWhatStillArrives() {
        wire.receive(FAULTY);
        wire.receive("GET /ok HTTP/1.1\r\nHost: a\r\n\r\n");
        assertLingers();
        assertEquals(1, wire.answerCount());
        assertEquals(0, wire.unread());
    }

    @Test
    void shouldCloseBeyond8MebibytesOfThat() {
        wire.receive(FAULTY);
        byte[] dropped = new byte[65_536];
        for (int i = 0; i < 128; i++) {
            wire.receive(dropped);
            assertFalse(wire.closed());
        }
        assertEquals(0, wire.context.borrowedCount());
        wire.receive("x");
        assertTrue(wire.closed());
        assertEquals(1, wire.closedCount);
        wire.loop.advanceMillis(2_000);
        assertEquals(1, wire.closedCount);
    }

    @Test
    void shouldCloseAfterOneSecond() {
        wire.receive(FAULTY);
        wire.loop.advanceMillis(900);
        assertFalse(wire.closed());
        wire.loop.advanceMillis(200);
        assertTrue(wire.closed());
        assertEquals(1, wire.closedCount);
    }

    @Test
    void shouldNotLingerLongerForAClientThatDripsBytes() {
        wire.receive(FAULTY);
        for (int i = 0; i < 11; i++) {
            wire.receive("x");
            wire.loop.advanceMillis(100);
        }
        assertTrue(wire.closed());
    }

    @Test
    void shouldCloseWhenTheClientDoes() {
        wire.receive(FAULTY);
        assertFalse(wire.closed());
        wire.endInput();
        assertTrue(wire.closed());
    }

    @Test
    void shouldLingerOnlyWhenTheAnswerIsSent() {
        wire.room = 0;
        wire.receive(FAULTY);
        assertFalse(wire.outputShut);
        wire.loop.advanceMillis(5_000);
        assertFalse(wire.closed());
        wire.room = Long.MAX_VALUE;
        wire.settle();
        assertLingers();
        wire.loop.advanceMillis(1_100);
        assertTrue(wire.closed());
    }

    @Test
    void shouldLingerWhenRequestsFollowTheLastOne() {
        wire.receive("GET /ok HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\nGET /ok HTTP/1.1\r\nHost: a\r\n\r\n");
        assertEquals(1, wire.answerCount());
        assertTrue(wire.outputShut);
        assertFalse(wire.closed());
        wire.loop.advanceMillis(1_100);
        assertTrue(wire.closed());
    }

    @Test
    void shouldCloseAtOnceWhenTheClientAskedForItAndNothingFollows() {
        wire.receive("GET /ok HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertTrue(wire.closed());
        assertFalse(wire.outputShut);
        assertTrue(wire.text().contains("\r\nConnection: close\r\n"));
    }

    @Test
    void shouldLingerBehindADeferredLastAnswerBecauseNothingWasReadMeanwhile() {
        wire.receive("GET /later HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        wire.receive("GET /ok HTTP/1.1\r\nHost: a\r\n\r\n");
        assertEquals(0, wire.answerCount());
        assertTrue(wire.unread() > 0);
        deferred.respond(res -> res.text("at last"));
        wire.settle();
        assertEquals(1, wire.answerCount());
        assertTrue(wire.outputShut);
        assertEquals(0, wire.unread());
        assertFalse(wire.closed());
        wire.endInput();
        assertTrue(wire.closed());
    }

    @Test
    void shouldLingerWhenTheHandlerEndsAConnectionThatTheClientWouldKeep() {
        wire.receive("GET /close HTTP/1.1\r\nHost: a\r\n\r\n");
        assertTrue(wire.text().contains("\r\nConnection: close\r\n"));
        assertTrue(wire.outputShut);
        assertFalse(wire.closed());
        wire.endInput();
        assertTrue(wire.closed());
    }

    @Test
    void shouldSendNoBodyWithAFaultInTheBodyOfAHeadRequest() {
        wire.receive("HEAD /ok HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
                .receive("xyz\r\n");
        assertTrue(wire.text().startsWith("HTTP/1.1 400"));
        assertTrue(wire.text().endsWith("\r\n\r\n"));
    }

    @Test
    void shouldNotLingerLongBehindAFaultInABody() {
        wire.receive("POST /ok HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nxyz\r\n");
        assertTrue(wire.text().startsWith("HTTP/1.1 400"));
        assertTrue(wire.outputShut);
        wire.loop.advanceMillis(1_100);
        assertTrue(wire.closed());
        assertEquals(0, wire.context.borrowedCount());
    }
}
