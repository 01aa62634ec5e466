package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Json;
import dev.vivace.JsonValue;
import dev.vivace.Later;
import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client that takes its time is given what the options say, and no more. */
class ClientTimeoutsTest {
    private static final String GET = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String POST = "POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: ";
    /** A tick of the wheel and a step of the clock. */
    private static final long LATE_MILLIS_MAX = 80;

    private final List<Later> laters = new ArrayList<>();
    private final FakeLoop loop = new FakeLoop();
    private final LoopContext context = FakeWire.context(
            Vivace.create()
                    .get("/ok", (req, res) -> res.text("ok"))
                    .get("/large", (req, res) -> res.bytes("text/plain", new byte[300_000]))
                    .get("/later", (req, res) -> res.defer(laters::add))
                    .post("/length", (req, res) -> res.text("" + req.bodyBytes().length))
                    .post("/json", Json.of(JsonValue.class), (req, res, body) -> res.text("json")),
            loop);
    private final FakeWire wire = new FakeWire(context, loop);

    private long errors(String kind) {
        return context.counters().snapshot().errors().getOrDefault(kind, 0L);
    }

    /** Closed then and not before, by that counter and no other. */
    private void assertEndsAfter(long millis, String kind) {
        assertFalse(wire.closed() || wire.outputShut);
        loop.advanceMillis(millis - 10);
        assertFalse(wire.closed() || wire.outputShut, "too early");
        loop.advanceMillis(10 + LATE_MILLIS_MAX);
        assertTrue(wire.closed() || wire.outputShut, "too late");
        assertEquals(1, errors(kind));
        assertEquals(1, context.counters().snapshot().errors().size());
        loop.advanceMillis(1_100);
        assertEquals(1, wire.closedCount);
        assertEquals(0, context.borrowedCount());
        assertEquals(0, context.timers.count());
        assertEquals(0, context.counters().snapshot().requestBytesHeld());
        assertEquals(0, context.counters().snapshot().answerBytesHeld());
    }

    private void assert408() {
        int at = wire.text().lastIndexOf("HTTP/1.1 ");
        String answer = wire.text().substring(at);
        assertTrue(answer.startsWith("HTTP/1.1 408 Request Timeout\r\n"), answer);
        assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
        assertTrue(answer.contains("\r\nContent-Type: application/problem+json\r\n"), answer);
        assertTrue(answer.endsWith("}"), answer);
    }

    @Test
    void shouldCloseAConnectionThatNeverSaidAnything() {
        assertEndsAfter(60_000, "idle-closed");
        assertEquals("", wire.text());
    }

    @Test
    void shouldCloseAConnectionThatIsIdleBetweenRequests() {
        loop.advanceMillis(40_000);
        wire.receive(GET);
        loop.advanceMillis(59_000);
        wire.receive(GET);
        assertEndsAfter(60_000, "idle-closed");
        assertEquals(2, wire.answerCount());
    }

    /** What is on the wheel then is later than the end of the idle time. */
    @Test
    void shouldKeepAnIdleTimeThatIsShorterThanTheOthers() {
        LoopContext own = FakeWire.context(
                Vivace.create()
                        .get("/large", (req, res) -> res.bytes("text/plain", new byte[300_000]))
                        .post("/length", (req, res) -> res.text("" + req.bodyBytes().length)),
                loop,
                ServerOptions.defaults().idleTimeout(Duration.ofSeconds(5)),
                Runnable::run);
        FakeWire upload = new FakeWire(own, loop);
        FakeWire slow = new FakeWire(own, loop);
        FakeWire head = new FakeWire(own, loop);
        loop.advanceMillis(1_000);
        upload.receive(POST + "20000\r\n\r\n" + "x".repeat(10_000));
        slow.room = 1_000;
        slow.receive("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
        head.receive("GET /la");
        loop.advanceMillis(3_900);
        upload.receive("x".repeat(9_999));
        slow.room = 1_000;
        slow.settle();
        loop.advanceMillis(1_100);
        upload.receive("x");
        slow.room = Long.MAX_VALUE;
        slow.settle();
        head.receive("rge HTTP/1.1\r\nHost: a\r\n\r\n");
        for (FakeWire each : List.of(upload, slow, head)) {
            assertEquals(1, each.answerCount());
        }
        loop.advanceMillis(4_990);
        for (FakeWire each : List.of(upload, slow, head)) {
            assertFalse(each.closed(), "too early");
        }
        loop.advanceMillis(10 + LATE_MILLIS_MAX);
        for (FakeWire each : List.of(upload, slow, head)) {
            assertTrue(each.closed(), "too late");
        }
        assertEquals(3, own.counters().snapshot().errors().get("idle-closed"));
    }

    @Test
    void shouldLetAConnectionLiveThatIsUsed() {
        for (int i = 0; i < 20; i++) {
            loop.advanceMillis(55_000);
            wire.receive(GET);
        }
        assertEquals(20, wire.answerCount());
        assertFalse(wire.closed());
    }

    @Test
    void shouldCountTheHeadFromItsFirstByteWhateverDripsIn() {
        wire.receive("G");
        for (int i = 0; i < 9; i++) {
            loop.advanceMillis(1_000);
            wire.receive("E");
        }
        assertEndsAfter(1_000, "header-timeout");
        assert408();
    }

    @Test
    void shouldGiveEachHeadItsOwnTime() {
        for (int i = 0; i < 5; i++) {
            wire.receive(GET.substring(0, 10));
            loop.advanceMillis(9_000);
            wire.receive(GET.substring(10));
        }
        assertEquals(5, wire.answerCount());
        // Here the next head comes in one piece with the end of the one before
        wire.receive(GET.substring(0, 10));
        for (int i = 0; i < 5; i++) {
            loop.advanceMillis(9_000);
            wire.receive(GET.substring(10) + GET.substring(0, 10));
        }
        assertEquals(10, wire.answerCount());
        assertEndsAfter(10_000, "header-timeout");
        assert408();
    }

    @Test
    void shouldSendNoBodyForAHeadThatBeginsWithHead() {
        wire.receive("HEAD / HTTP/1.1\r\nHo");
        loop.advanceMillis(10_100);
        assertTrue(wire.text().startsWith("HTTP/1.1 408 "));
        assertTrue(wire.text().endsWith("\r\n\r\n"));
    }

    @Test
    void shouldEndABodyWhoseNextPartDoesNotCome() {
        wire.receive(POST + "20000\r\n\r\n" + "x".repeat(19_999));
        assertEndsAfter(30_000, "body-timeout");
        assert408();
    }

    @Test
    void shouldEndABodyThatComesTooSlowly() {
        wire.receive(POST + "20000\r\n\r\n");
        for (int i = 0; i < 4; i++) {
            loop.advanceMillis(1_000);
            wire.receive("x".repeat(200));
        }
        assertEndsAfter(1_000, "body-too-slow");
        assert408();
    }

    @Test
    void shouldLetABodyComeThatKeepsTheRate() {
        wire.receive(POST + "24000\r\n\r\n");
        for (int i = 0; i < 100; i++) {
            wire.receive("x".repeat(240));
            loop.advanceMillis(1_000);
        }
        assertTrue(wire.text().endsWith("24000"), wire.text());
        assertFalse(wire.closed());
    }

    @Test
    void shouldCountChunksAsTheyAreSent() {
        wire.receive("POST /length HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
        assertEndsAfter(5_000, "body-too-slow");
        assert408();
    }

    @Test
    void shouldEndABodyThatWasPromisedBehind100Continue() {
        wire.receive(POST + "10\r\nExpect: 100-continue\r\n\r\n");
        assertTrue(wire.text().startsWith("HTTP/1.1 100 Continue\r\n"));
        assertEndsAfter(5_000, "body-too-slow");
        assert408();
    }

    @Test
    void shouldNotCountWhileTheServerDoesNotRead() {
        wire.room = 1_000;
        wire.receive("GET /large HTTP/1.1\r\nHost: a\r\n\r\n" + POST + "5000\r\n\r\nx");
        for (int i = 0; i < 4; i++) {
            loop.advanceMillis(29_000);
            wire.room = 1_000;
            wire.settle();
        }
        assertFalse(wire.closed());
        wire.room = Long.MAX_VALUE;
        wire.settle();
        loop.advanceMillis(4_000);
        wire.receive("x".repeat(4_999));
        assertTrue(wire.text().endsWith("5000"), "too slow, though it was not read");
    }

    @Test
    void shouldNotCountTheHeadWhileTheServerDoesNotRead() {
        wire.receive("GET /later HTTP/1.1\r\nHost: a\r\n\r\nGET /o");
        loop.advanceMillis(25_000);
        laters.get(0).respond(res -> res.text("late"));
        wire.settle();
        loop.advanceMillis(9_000);
        wire.receive("k HTTP/1.1\r\nHost: a\r\n\r\n");
        assertTrue(wire.text().endsWith("\r\n\r\nok"), wire.text());
        assertFalse(wire.closed());
    }

    @Test
    void shouldNotCallAConnectionIdleThatWaitsForItsAnswer() {
        FakeWire patient = new FakeWire(
                FakeWire.context(
                        Vivace.create().get("/later", (req, res) -> res.defer(laters::add)),
                        loop,
                        ServerOptions.defaults().workDeadline(Duration.ofMinutes(10)),
                        Runnable::run),
                loop);
        patient.receive("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
        loop.advanceMillis(300_000);
        assertFalse(patient.closed());
        laters.get(0).respond(res -> res.text("late"));
        patient.settle();
        assertTrue(patient.text().endsWith("late"));
        loop.advanceMillis(59_900);
        assertFalse(patient.closed());
        loop.advanceMillis(200);
        assertTrue(patient.closed());
    }

    @Test
    void shouldCutOffAClientThatTakesNothingOfItsAnswer() {
        wire.room = 100_000;
        wire.receive("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
        assertEndsAfter(30_000, "answer-timeout");
        assertEquals(100_000, wire.written().length);
    }

    @Test
    void shouldLetAClientLiveThatTakesALittle() {
        wire.room = 100_000;
        wire.receive("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
        for (int i = 0; i < 10; i++) {
            loop.advanceMillis(29_000);
            wire.room = 1;
            wire.settle();
        }
        assertFalse(wire.closed());
        assertEquals(100_010, wire.written().length);
        assertEndsAfter(30_000, "answer-timeout");
    }

    /** The kernel packs what it has more tightly a little later, and has room again that the client did not make. */
    @Test
    void shouldNotTakeRoomThatTheKernelMakesForTheClient() {
        wire.room = 100_000;
        wire.receive("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
        loop.advanceMillis(500);
        // Too little for the selector to call the socket writable
        wire.room = 50_000;
        loop.advanceMillis(700);
        assertEquals(150_000, wire.written().length);
        assertEndsAfter(30_000 - 200, "answer-timeout");
    }

    @Test
    void shouldNotTakeRoomThatTheKernelMakesForAClientThatStopsInTheMiddle() {
        wire.room = 100_000;
        wire.receive("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
        loop.advanceMillis(20_000);
        wire.room = 50_000;
        wire.settle();
        loop.advanceMillis(500);
        wire.room = 10_000;
        loop.advanceMillis(700);
        assertEquals(160_000, wire.written().length);
        assertEndsAfter(30_000 - 200, "answer-timeout");
    }

    /** The selector calls a socket writable only when a good part of its buffer is free. */
    @Test
    void shouldTryToSendBeforeItCutsOff() {
        wire.room = 100_000;
        wire.receive("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
        for (int i = 0; i < 3; i++) {
            loop.advanceMillis(29_000);
            wire.room = 500;
            loop.advanceMillis(1_100);
            assertEquals(0, wire.room);
        }
        assertFalse(wire.closed());
        wire.room = Long.MAX_VALUE;
        wire.settle();
        assertTrue(wire.written().length > 300_000);
        wire.receive(GET);
        assertTrue(wire.text().endsWith("ok"));
    }

    @Test
    void shouldTakeTheTimesOfTheOptions() {
        ServerOptions options = ServerOptions.defaults()
                .idleTimeout(Duration.ofSeconds(2))
                .headerTimeout(Duration.ofSeconds(1))
                .bodyTimeout(Duration.ofSeconds(3))
                .bodyBytesPerSecondMin(0);
        LoopContext own = FakeWire.context(
                Vivace.create().post("/length", (req, res) -> res.text("x")), loop, options, Runnable::run);
        FakeWire idle = new FakeWire(own, loop);
        FakeWire head = new FakeWire(own, loop).receive("GET");
        FakeWire body = new FakeWire(own, loop).receive(POST + "10\r\n\r\n");
        loop.advanceMillis(1_100);
        assertFalse(idle.closed());
        assertTrue(head.text().startsWith("HTTP/1.1 408"));
        loop.advanceMillis(1_000);
        assertTrue(idle.closed());
        assertEquals("", body.text());
        loop.advanceMillis(1_000);
        assertTrue(body.text().startsWith("HTTP/1.1 408"));
    }

    @Test
    void shouldSetNothingForAnIdleConnectionBetweenItsDeadlines() {
        for (int i = 0; i < 1_000; i++) {
            new FakeWire(context, loop);
        }
        int before = loop.timersRun();
        loop.advanceMillis(59_000);
        assertEquals(before, loop.timersRun());
    }
}
