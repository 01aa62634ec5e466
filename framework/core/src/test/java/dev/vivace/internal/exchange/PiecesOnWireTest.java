package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.JsonOut;
import dev.vivace.JsonPieces;
import dev.vivace.Letters;
import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When pieces are made, and what is held of them, on a socket that a test decides about. */
class PiecesOnWireTest {
    private static final int PIECE = 33_033;
    private static final String LETTERS = "GET /letters/1000 HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String OK = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n";

    private final List<Letters> sources = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();
    private final List<String> order = new ArrayList<>();
    private final FakeLoop loop = new FakeLoop();
    private final LoopContext context = FakeWire.context(
            Vivace.create()
                    .use(next -> (req, res) -> {
                        req.onAnswered((status, bytes, nanos) -> ends.add(status));
                        return next.handle(req, res);
                    })
                    .get("/ok", (req, res) -> res.text("ok"))
                    .get("/letters/{n}", (req, res) -> res.jsonPieces(letters(req.pathInt("n"))))
                    .get("/nested/{name}", (req, res) -> res.jsonPieces(nested(req.path("name"))))
                    .get("/large-bit", (req, res) -> res.jsonPieces(largeBits()))
                    .get(
                            "/huge-bit",
                            (req, res) -> res.jsonArray(List.of("a".repeat(40_000), "h".repeat(3_000_000), "z")
                                    .iterator())),
            loop,
            ServerOptions.defaults().bufferRetainedBytesMax(256 * 1_024).answerTimeout(Duration.ofSeconds(30)),
            Runnable::run);
    private final FakeWire wire = new FakeWire(context, loop);

    private Letters letters(int count) {
        Letters made = new Letters(count);
        sources.add(made);
        return made;
    }

    /** Ten levels down, one a call, and up again. */
    private JsonPieces nested(String name) {
        int[] calls = {0};
        return out -> {
            int call = calls[0]++;
            order.add(name);
            if (call < 10) {
                out.beginObject()
                        .key("depth")
                        .value(call)
                        .key(name)
                        .beginArray()
                        .value(name.repeat(20_000));
            } else {
                out.value(call).endArray().endObject();
            }
            return call < 19;
        };
    }

    private static String nestedDocument(String name) {
        StringBuilder text = new StringBuilder();
        for (int call = 0; call < 10; call++) {
            text.append(call == 0 ? "" : ",")
                    .append("{\"depth\":" + call + ",\"" + name + "\":[\"")
                    .append(name.repeat(20_000))
                    .append('"');
        }
        for (int call = 10; call < 20; call++) {
            text.append("," + call + "]}");
        }
        return text.toString();
    }

    /** Bits of 100 KB, more than the output buffer holds. */
    private static JsonPieces largeBits() {
        int[] calls = {0};
        return (JsonOut out) -> {
            if (calls[0] == 0) {
                out.beginArray();
            }
            out.value("b".repeat(100_000));
            if (++calls[0] < 5) {
                return true;
            }
            out.endArray();
            return false;
        };
    }

    private static String largeBitsDocument() {
        String bit = "\"" + "b".repeat(100_000) + "\"";
        return "[" + String.join(",", List.of(bit, bit, bit, bit, bit)) + "]";
    }

    /** The body without its chunks. */
    private static String body(FakeWire of) {
        String text = of.text();
        StringBuilder body = new StringBuilder();
        int at = text.indexOf("\r\n\r\n") + 4;
        while (true) {
            int lineEnd = text.indexOf("\r\n", at);
            int size = Integer.parseInt(text.substring(at, lineEnd), 16);
            if (size == 0) {
                assertEquals(text.length(), lineEnd + 4);
                return body.toString();
            }
            body.append(text, lineEnd + 2, lineEnd + 2 + size);
            at = lineEnd + 2 + size + 2;
        }
    }

    @AfterEach
    void shouldHoldNothingInTheEnd() {
        wire.close();
        loop.runTasks();
        NothingHeld.assertNothingHeld(context);
        sources.forEach(source -> assertEquals(1, source.closed));
    }

    @Test
    void shouldMakeNoPieceBeforeTheOneBeforeIsTaken() {
        wire.room = 1_000;
        wire.receive(LETTERS);
        assertEquals(33, sources.get(0).calls);
        assertTrue(wire.awaitingWritable);
        assertTrue(context.counters().value(LoopCounters.ANSWER_BYTES) < 2 * PIECE);
        for (int i = 2; i < 30; i++) {
            // All but the last byte of what waits
            wire.room = Integer.parseInt("" + (pendingBytes() - 1));
            wire.settle();
            int calls = sources.get(0).calls;
            wire.room = 1;
            wire.settle();
            assertEquals(calls + 33, sources.get(0).calls);
            assertTrue(context.counters().value(LoopCounters.ANSWER_BYTES) < 2 * PIECE);
        }
        wire.room = Long.MAX_VALUE;
        wire.settle();
        assertEquals(Letters.document(1_000), body(wire));
        assertEquals(List.of(200), ends);
    }

    private long pendingBytes() {
        return wire.protocol.pending().length();
    }

    @Test
    void shouldMakeOnePieceATurn() {
        wire.protocol.onBytes(LETTERS.getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, LETTERS.length());
        assertEquals(33, sources.get(0).calls);
        assertFalse(wire.protocol.wantsBytes());
        assertFalse(wire.protocol.idle());
        assertEquals(1, wire.sendCount);
        context.pieceTurns.run();
        assertEquals(66, sources.get(0).calls);
        assertEquals(2, wire.sendCount);
        wire.settle();
        assertEquals(Letters.document(1_000), body(wire));
        assertTrue(wire.protocol.idle());
    }

    @Test
    void shouldServeAllInTurn() {
        List<FakeWire> wires = new ArrayList<>();
        byte[] request = LETTERS.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        for (int i = 0; i < 20; i++) {
            FakeWire next = new FakeWire(context, loop);
            next.protocol.onBytes(request, 0, request.length);
            wires.add(next);
        }
        // In each turn some of them; after some turns all have got as much, but for one piece
        for (int turn = 0; turn < 25; turn++) {
            int before = sources.stream().mapToInt(source -> source.calls).sum();
            context.pieceTurns.run();
            int made = sources.stream().mapToInt(source -> source.calls).sum() - before;
            assertEquals(33 * PieceTurns.PIECES_PER_TURN_MAX, made);
            int least = sources.stream().mapToInt(source -> source.calls).min().orElseThrow();
            int most = sources.stream().mapToInt(source -> source.calls).max().orElseThrow();
            assertTrue(most - least <= 33, least + " to " + most);
        }
        wire.settle();
        for (FakeWire each : wires) {
            assertEquals(Letters.document(1_000), body(each));
            each.close();
        }
    }

    @Test
    void shouldKeepTheNestingOfEachDocumentBesideOthers() {
        FakeWire other = new FakeWire(context, loop);
        for (FakeWire each : List.of(wire, other)) {
            String request = "GET /nested/" + (each == wire ? "a" : "b") + " HTTP/1.1\r\nHost: a\r\n\r\n";
            each.protocol.onBytes(request.getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, request.length());
        }
        FakeWire third = new FakeWire(context, loop);
        third.protocol.onBytes(OK.getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, OK.length());
        assertTrue(third.text().endsWith("ok"));
        assertEquals(List.of("a", "a", "b", "b"), order);
        wire.settle();
        assertEquals(nestedDocument("a"), body(wire));
        assertEquals(nestedDocument("b"), body(other));
        assertEquals(List.of("a", "a", "b", "b", "a", "a", "b", "b"), order.subList(0, 8));
        other.close();
        third.close();
    }

    @Test
    void shouldSendBitsThatAreLargerThanItsBuffer() {
        for (int room : new int[] {0, 1, 100, 66_000, 100_300, 100_304, Integer.MAX_VALUE}) {
            FakeWire own = new FakeWire(context, loop);
            own.room = room;
            own.receive("GET /large-bit HTTP/1.1\r\nHost: a\r\n\r\n");
            new FakeWire(context, loop).receive(OK).close();
            own.room = Long.MAX_VALUE;
            own.settle();
            assertEquals(largeBitsDocument(), body(own));
            own.close();
            FakeWire huge = new FakeWire(context, loop);
            huge.room = room;
            huge.receive("GET /huge-bit HTTP/1.1\r\nHost: a\r\n\r\n");
            new FakeWire(context, loop).receive(LETTERS).close();
            huge.room = Long.MAX_VALUE;
            huge.settle();
            assertEquals("[\"" + "a".repeat(40_000) + "\",\"" + "h".repeat(3_000_000) + "\",\"z\"]", body(huge));
            huge.close();
        }
        // Given back within twenty seconds at the latest, as after any large answer
        loop.advanceMillis(20_100);
    }

    @Test
    void shouldLeaveNothingOfABrokenAnswerToOthers() {
        boolean broken = true;
        for (int sends = 0; broken; sends++) {
            FakeWire own = new FakeWire(context, loop);
            own.sendsBeforeBroken = sends;
            own.receive("GET /huge-bit HTTP/1.1\r\nHost: a\r\n\r\n");
            broken = own.closed();
            FakeWire other = new FakeWire(context, loop).receive(OK);
            assertTrue(other.text().startsWith("HTTP/1.1 200 OK\r\n"), "after " + sends + " sends: " + other.text());
            own.close();
            other.close();
        }
        loop.advanceMillis(20_100);
    }

    @Test
    void shouldAnswerWhatIsPipelinedBehindItAfterwards() {
        wire.room = 100_000;
        wire.receive(OK + LETTERS + OK + LETTERS + OK);
        assertEquals(1, sources.size());
        wire.room = Long.MAX_VALUE;
        wire.settle();
        assertEquals(5, wire.answerCount());
        assertEquals(List.of(200, 200, 200, 200, 200), ends);
        assertTrue(wire.text().endsWith("ok"));
        assertTrue(wire.protocol.idle());
    }

    @Test
    void shouldCutOffAClientThatTakesNothingForTooLong() {
        wire.room = 100_000;
        wire.receive(LETTERS);
        loop.advanceMillis(29_000);
        assertFalse(wire.closed());
        wire.room = 10;
        wire.settle();
        loop.advanceMillis(29_000);
        assertFalse(wire.closed());
        loop.advanceMillis(2_000);
        assertTrue(wire.closed());
        assertEquals(1, context.counters().value(LoopCounters.ANSWER_TIMEOUT));
        assertEquals(1, context.counters().value(LoopCounters.ABORTED));
        assertEquals(List.of(0), ends);
    }

    @Test
    void shouldCloseTheSourceWhenTheClientIsGone() {
        wire.room = 100_000;
        wire.receive(LETTERS);
        assertEquals(0, sources.get(0).closed);
        wire.reset();
        assertEquals(1, sources.get(0).closed);
        assertEquals(List.of(0), ends);
        FakeWire ready = new FakeWire(context, loop);
        ready.protocol.onBytes(LETTERS.getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, LETTERS.length());
        ready.reset();
        context.pieceTurns.run();
        assertEquals(33, sources.get(1).calls);
    }

    @Test
    void shouldFinishInADrainAndEndThen() {
        wire.protocol.onBytes(LETTERS.getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, LETTERS.length());
        wire.protocol.draining();
        wire.protocol.onDrain();
        wire.settle();
        assertEquals(Letters.document(1_000), body(wire));
        assertTrue(wire.outputShut);
        assertFalse(wire.closed());
    }

    @Test
    void shouldStayOpenInADrainThatKeepsWhatIsIdle() {
        wire.protocol.onBytes(LETTERS.getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, LETTERS.length());
        wire.protocol.draining();
        wire.settle();
        assertFalse(wire.outputShut);
        wire.receive(OK);
        assertTrue(wire.text().contains("Connection: close"));
        assertTrue(wire.closed() || wire.outputShut);
    }

    @Test
    void shouldAnswerAClientThatHasSentItsLastByte() {
        wire.room = 100_000;
        wire.receive(LETTERS + OK).endInput();
        wire.room = Long.MAX_VALUE;
        wire.settle();
        assertTrue(wire.text().endsWith("ok"));
        assertTrue(wire.closed());
    }
}
