package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Json;
import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import org.junit.jupiter.api.Test;

/** What a loop keeps of large answers and bodies is bounded, and given back when there are none any more. */
class LargeArraysGivenBackTest {
    private static final int LARGE_CHARS = 600_000;
    private static final int UNUSED_MILLIS_MAX = (int) (RetainedArrays.UNUSED_NANOS_MAX / 1_000_000);
    private static final long KEPT_BYTES_MAX = 3 * 64 * 1_024;

    private static final String SMALL_JSON = "GET /json/10 HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String LARGE_JSON = SMALL_JSON.replace("/10", "/" + LARGE_CHARS);
    private static final String LARGE_TEXT = LARGE_JSON.replace("json", "text");

    private final Vivace app = Vivace.create()
            .get("/json/{n}", (req, res) -> res.json("j".repeat(req.pathInt("n"))))
            .get("/text/{n}", (req, res) -> res.text("t".repeat(req.pathInt("n"))))
            .get("/late/{n}", (req, res) -> {
                res.json("j".repeat(req.pathInt("n")));
                throw new IllegalStateException("after it was staged");
            })
            .post("/read", Json.of(String.class), (req, res, text) -> res.json(text.length()));
    private final FakeWire wire = FakeWire.to(app);

    private static String post(String document) {
        return "POST /read HTTP/1.1\r\nHost: a\r\nContent-Length: " + document.length() + "\r\n\r\n" + document;
    }

    private static long heldBytes(LoopContext context) {
        return context.answer.json.bytes().length
                + context.jsonInput().heldBytes()
                + context.buffers.largeBytes()
                + context.answer.textCapacity();
    }

    /** The body in pieces, and an answer that the socket takes in pieces. */
    private static void useAll(FakeWire wire) {
        wire.readBytesMax = 50_000;
        wire.receive(post("\"" + "r".repeat(LARGE_CHARS) + "\""));
        for (String request : new String[] {LARGE_JSON, LARGE_TEXT}) {
            wire.room = 100_000;
            wire.receive(request);
            wire.room = Long.MAX_VALUE;
            wire.settle();
        }
        assertEquals(0, wire.context.borrowedCount());
        assertTrue(wire.protocol.idle());
    }

    @Test
    void shouldKeepWhatIsUsedNowAndThen() {
        useAll(wire);
        byte[] json = wire.context.answer.json.bytes();
        assertTrue(json.length > LARGE_CHARS);
        long held = heldBytes(wire.context);
        assertTrue(held > 4 * LARGE_CHARS, () -> held + " bytes");
        for (int i = 0; i < 10; i++) {
            wire.loop.advanceMillis(UNUSED_MILLIS_MAX - 1_000);
            useAll(wire);
            assertTrue(json == wire.context.answer.json.bytes(), "the array was given up");
            assertEquals(held, heldBytes(wire.context));
        }
    }

    @Test
    void shouldGiveBackWhatWasNotUsedForSomeTime() {
        useAll(wire);
        byte[] json = wire.context.answer.json.bytes();
        wire.loop.advanceMillis(2 * UNUSED_MILLIS_MAX + 1_000);
        assertTrue(json != wire.context.answer.json.bytes(), "the array was kept");
        long held = heldBytes(wire.context);
        assertTrue(held < KEPT_BYTES_MAX, () -> held + " bytes");
        assertEquals(0, wire.context.buffers.largeBytes());
        useAll(wire);
        assertEquals(4 + 2, wire.answerCount());
        wire.loop.advanceMillis(2 * UNUSED_MILLIS_MAX + 1_000);
        assertTrue(heldBytes(wire.context) < KEPT_BYTES_MAX);
    }

    @Test
    void shouldGiveBackThoughSmallAnswersGoOn() {
        useAll(wire);
        for (int i = 0; i < 25; i++) {
            wire.loop.advanceMillis(UNUSED_MILLIS_MAX / 10);
            wire.receive(SMALL_JSON).receive(post("\"r\""));
        }
        long held = heldBytes(wire.context);
        assertTrue(held < KEPT_BYTES_MAX, () -> held + " bytes");
    }

    @Test
    void shouldGiveBackAfterAnAnswerWithoutItsBody() {
        wire.receive(LARGE_JSON.replace("GET", "HEAD"));
        assertTrue(heldBytes(wire.context) > LARGE_CHARS);
        wire.loop.advanceMillis(2 * UNUSED_MILLIS_MAX + 1_000);
        assertTrue(heldBytes(wire.context) < KEPT_BYTES_MAX);
    }

    @Test
    void shouldGiveBackAfterAHandlerThatFailedLate() {
        wire.receive(LARGE_JSON.replace("json", "late"));
        assertEquals(1, wire.context.counters().snapshot().answers5xx());
        wire.loop.advanceMillis(2 * UNUSED_MILLIS_MAX + 1_000);
        assertTrue(heldBytes(wire.context) < KEPT_BYTES_MAX);
    }

    @Test
    void shouldNotKeepBeyondTheBound() {
        FakeLoop loop = new FakeLoop();
        int boundBytes = 300_000;
        ServerOptions options = ServerOptions.defaults().bufferRetainedBytesMax(boundBytes);
        FakeWire bounded = new FakeWire(FakeWire.context(app, loop, options, Runnable::run), loop);
        useAll(bounded);
        bounded.receive(SMALL_JSON).receive(SMALL_JSON.replace("json", "text")).receive(post("\"r\""));
        long held = heldBytes(bounded.context);
        assertTrue(held < boundBytes + KEPT_BYTES_MAX, () -> held + " bytes");
        assertTrue(bounded.context.buffers.largeBytes() <= boundBytes);
        assertTrue(bounded.context.answer.json.bytes().length <= 64 * 1_024);
    }

    @Test
    void shouldGiveAnAnswerBeyondTheBoundBackAtOnce() {
        FakeLoop loop = new FakeLoop();
        ServerOptions options = ServerOptions.defaults().bufferRetainedBytesMax(0);
        FakeWire bounded = new FakeWire(FakeWire.context(app, loop, options, Runnable::run), loop);
        bounded.receive(LARGE_JSON);
        assertTrue(bounded.context.answer.json.bytes().length <= 64 * 1_024);
        bounded.room = 1_000;
        bounded.receive(LARGE_JSON);
        assertTrue(bounded.context.answer.json.bytes().length <= 64 * 1_024);
        bounded.room = Long.MAX_VALUE;
        bounded.settle();
        assertEquals(2, bounded.answerCount());
        assertTrue(bounded.text().endsWith("j\""));
        assertFalse(bounded.context.trim());
    }
}
