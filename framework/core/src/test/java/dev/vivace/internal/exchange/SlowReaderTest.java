package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Vivace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client that takes its answers slowly: they wait with the connection, which is not read meanwhile. */
class SlowReaderTest {
    private static final String OK = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String LARGE_TEXT = "GET /text HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String LARGE_JSON = "GET /json HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String LARGE_BYTES = "GET /bytes HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final int LARGE_BYTES_COUNT = 3_000_000;

    private final List<String> handled = new ArrayList<>();
    private final byte[] large = new byte[LARGE_BYTES_COUNT];
    private final FakeWire wire = FakeWire.to(Vivace.create()
            .use(next -> (req, res) -> {
                handled.add(req.path());
                return next.handle(req, res);
            })
            .get("/ok", (req, res) -> res.text("ok"))
            .get("/text/{unit}/{n}", (req, res) -> res.text(req.path("unit").repeat(req.pathInt("n"))))
            .get(
                    "/json/{unit}/{n}",
                    (req, res) -> res.json(Collections.nCopies(req.pathInt("n") / 4, req.path("unit"))))
            .get("/text", (req, res) -> res.text("t".repeat(LARGE_BYTES_COUNT)))
            .get("/bytes", (req, res) -> res.bytes("text/plain", large))
            .get("/json", (req, res) -> res.json("j".repeat(LARGE_BYTES_COUNT))));

    SlowReaderTest() {
        java.util.Arrays.fill(large, (byte) 'b');
    }

    private static String body(String answers) {
        return answers.substring(answers.indexOf("\r\n\r\n") + 4);
    }

    @Test
    void shouldSendLargeAnswersInSlices() {
        for (String request : List.of(LARGE_TEXT, LARGE_JSON, LARGE_BYTES)) {
            int before = wire.written().length;
            wire.receive(request);
            assertTrue(wire.written().length - before > LARGE_BYTES_COUNT);
        }
        assertTrue(wire.sendBytesLargest <= 65_536, () -> "a send of " + wire.sendBytesLargest + " bytes");
        assertEquals(3, wire.answerCount());
    }

    @Test
    void shouldSendAllAnswersOfOneReadAtOnce() {
        wire.receive(OK.repeat(100));
        assertEquals(100, wire.answerCount());
        assertEquals(1, wire.sendCount);
    }

    @Test
    void shouldSendAnswersThatDoNotFitTheBufferInFewSends() {
        wire.receive(OK.repeat(2_000));
        assertEquals(2_000, wire.answerCount());
        int fewest = wire.written().length / 65_536 + 1;
        assertEquals(fewest, wire.sendCount);
    }

    @Test
    void shouldNotReadWhileOutputIsPending() {
        wire.room = 100_000;
        wire.receive(LARGE_TEXT);
        assertEquals(100_000, wire.written().length);
        assertTrue(wire.awaitingWritable);
        assertFalse(wire.protocol.wantsBytes());
        assertFalse(wire.protocol.idle());
        wire.receive(OK);
        assertEquals(OK.length(), wire.unread());
        assertEquals(List.of("/text"), handled);

        wire.room = Long.MAX_VALUE;
        wire.settle();
        assertTrue(wire.protocol.wantsBytes());
        assertTrue(wire.protocol.idle());
        assertEquals(List.of("/text", "/ok"), handled);
        assertEquals(2, wire.answerCount());
        assertTrue(wire.text().endsWith("\r\n\r\nok"));
        assertTrue(wire.resumeReadingCount > 0);
    }

    @Test
    void shouldAnswerWhatWasPipelinedBehindAStalledAnswerAfterIt() {
        wire.room = 70_000;
        wire.receive(LARGE_JSON + OK + LARGE_TEXT + OK);
        assertEquals(List.of("/json"), handled);
        while (wire.awaitingWritable) {
            wire.room = 90_000;
            wire.settle();
        }
        assertEquals(List.of("/json", "/ok", "/text", "/ok"), handled);
        assertEquals(4, wire.answerCount());
        String all = wire.text();
        assertTrue(body(all).startsWith("\"" + "j".repeat(LARGE_BYTES_COUNT) + "\"HTTP/1.1 200 OK"));
        assertTrue(all.contains("t".repeat(LARGE_BYTES_COUNT) + "HTTP/1.1 200 OK"));
        assertEquals(0, wire.context.borrowedCount());
        assertTrue(wire.protocol.idle());
    }

    @Test
    void shouldKeepWhatHandlersAnsweredThoughTheyReuseTheirArrays() {
        // Within the first send, within a slice of its own, and within the last one
        for (int room : new int[] {100, 100_000, LARGE_BYTES_COUNT - 1_000}) {
            java.util.Arrays.fill(large, (byte) 'b');
            FakeWire stalled = new FakeWire(wire.context, wire.loop);
            stalled.room = room;
            stalled.receive(LARGE_BYTES);
            java.util.Arrays.fill(large, (byte) 'x');
            stalled.room = Long.MAX_VALUE;
            stalled.settle();
            assertEquals("b".repeat(LARGE_BYTES_COUNT), body(stalled.text()), () -> "after " + room + " bytes");
        }
    }

    @Test
    void shouldKeepStalledAnswersThoughTheLoopAnswersOthers() {
        FakeWire other = new FakeWire(wire.context, wire.loop);
        // Of 80,000 bytes the loop keeps its array for the next answer
        for (int length : new int[] {80_000, 250_000, 1_000_000}) {
            for (String kind : List.of("json", "text")) {
                String request = "GET /" + kind + "/a/" + length + " HTTP/1.1\r\nHost: a\r\n\r\n";
                for (int room : new int[] {100, 70_000}) {
                    FakeWire stalled = new FakeWire(wire.context, wire.loop);
                    stalled.room = room;
                    stalled.receive(request);
                    other.receive("GET /missing HTTP/1.1\r\nHost: a\r\n\r\n" + request.replace("/a/", "/b/") + OK);
                    stalled.room = Long.MAX_VALUE;
                    stalled.settle();
                    String list = "[" + "\"a\",".repeat(length / 4);
                    String expected =
                            kind.equals("text") ? "a".repeat(length) : list.substring(0, list.length() - 1) + "]";
                    assertEquals(expected, body(stalled.text()), request);
                }
            }
        }
        assertEquals(36, other.answerCount());
    }

    @Test
    void shouldHoldNoMoreThanTheAnswersOfOneRead() {
        wire.room = 0;
        wire.receive(OK.repeat(5_000));
        int handledAtOnce = handled.size();
        assertTrue(
                handledAtOnce < 2_000, () -> handledAtOnce + " requests were answered to a client that takes nothing");
        wire.room = Long.MAX_VALUE;
        wire.settle();
        assertEquals(5_000, wire.answerCount());
    }

    @Test
    void shouldForgetPendingOutputWhenTheClientResets() {
        wire.room = 100;
        wire.receive(LARGE_TEXT + OK);
        int sends = wire.sendCount;
        wire.reset();
        assertEquals(sends, wire.sendCount);
        assertEquals(List.of("/text"), handled);
        assertEquals(0, wire.context.borrowedCount());
    }

    @Test
    void shouldStopWhenThePendingOutputFindsTheConnectionBroken() {
        wire.room = 100;
        wire.receive(LARGE_TEXT + OK);
        wire.sendsBeforeBroken = wire.sendCount + 1;
        wire.room = 1_000_000_000;
        wire.settle();
        assertTrue(wire.closed());
        assertEquals(1, wire.closedCount);
        assertEquals(List.of("/text"), handled);
        assertEquals(0, wire.context.borrowedCount());
    }
}
