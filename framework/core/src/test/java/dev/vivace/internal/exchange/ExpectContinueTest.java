package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Vivace;
import org.junit.jupiter.api.Test;

/** {@code Expect: 100-continue} (RFC 9110 section 10.1.1). */
class ExpectContinueTest {
    private static final String INTERIM = "HTTP/1.1 100 Continue\r\n\r\n";
    private static final String LENGTH =
            "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n";
    private static final String CHUNKED =
            "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nTransfer-Encoding: chunked\r\n\r\n";

    private int handled;
    private final FakeWire wire = FakeWire.to(Vivace.create()
            .post(
                    "/echo",
                    (req, res) -> {
                        handled++;
                        return res.text(req.bodyText());
                    },
                    route -> route.bodyBytesMax(10)));

    @Test
    void shouldAskForABodyThatHasNotArrived() {
        wire.receive(LENGTH);
        assertEquals(INTERIM, wire.text());
        assertEquals(0, handled);
        wire.receive("abcd");
        assertTrue(wire.text().startsWith(INTERIM + "HTTP/1.1 200 OK\r\n"));
        assertTrue(wire.text().endsWith("\r\n\r\nabcd"));
        wire.receive(CHUNKED).receive("2\r\nxy\r\n0\r\n\r\n");
        assertEquals(4, wire.answerCount());
        assertTrue(wire.text().endsWith("\r\n\r\nxy"));
        assertEquals(2, wire.context.counters().snapshot().answers1xx());
        assertEquals(2, wire.context.counters().snapshot().answers2xx());
    }

    @Test
    void shouldNotAskForABodyThatCameAlong() {
        wire.receive(LENGTH + "abcd" + LENGTH + "ab")
                .receive("cd" + CHUNKED + "2\r\nxy\r\n")
                .receive("0\r\n\r\n");
        assertFalse(wire.text().contains("100 Continue"));
        assertEquals(3, wire.answerCount());
        assertEquals(3, handled);
    }

    @Test
    void shouldNotAskForABodyThatIsTooLarge() {
        wire.receive(LENGTH.replace("4", "11"));
        assertTrue(wire.text().startsWith("HTTP/1.1 413"));
        assertEquals(0, handled);
    }

    @Test
    void shouldNotAskForABodyThatNobodyWants() {
        wire.receive(LENGTH.replace("/echo", "/nowhere"));
        assertTrue(wire.text().startsWith("HTTP/1.1 404"));
        assertTrue(wire.text().contains("\r\nConnection: close\r\n"));
        assertTrue(wire.outputShut);
    }

    @Test
    void shouldNotAskOldClients() {
        wire.receive(LENGTH.replace("HTTP/1.1", "HTTP/1.0"));
        assertEquals("", wire.text());
        wire.receive("abcd");
        assertTrue(wire.text().startsWith("HTTP/1.1 200 OK\r\n"));
    }

    @Test
    void shouldNotAskWhereThereIsNoBody() {
        wire.receive(LENGTH.replace("4", "0"));
        assertTrue(wire.text().startsWith("HTTP/1.1 200 OK\r\n"));
    }

    /** The interim answer sends what is before it first, where both do not fit, and so finds out that nobody is there. */
    @Test
    void shouldGiveBackWhatItHoldsWhenTheClientIsGoneByThen() {
        for (int length = LoopContext.OUTPUT_BYTES - 400; length < LoopContext.OUTPUT_BYTES; length += 8) {
            byte[] body = new byte[length];
            FakeWire gone = FakeWire.to(Vivace.create()
                    .get("/large", (req, res) -> res.bytes("text/plain", body))
                    .post("/echo", (req, res) -> res.text(req.bodyText())));
            gone.sendsBeforeBroken = 0;
            gone.receive("GET /large HTTP/1.1\r\nHost: a\r\n\r\n" + LENGTH);
            assertTrue(gone.closed());
            assertEquals(0, gone.context.borrowedCount(), "behind a body of " + length + " bytes");
        }
    }

    @Test
    void shouldRefuseOtherExpectations() {
        wire.receive(LENGTH.replace("100-continue", "something"));
        assertTrue(wire.text().startsWith("HTTP/1.1 417"));
    }
}
