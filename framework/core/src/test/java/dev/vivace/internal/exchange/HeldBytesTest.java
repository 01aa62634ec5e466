package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Canned;
import dev.vivace.Later;
import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a loop holds for its connections is bounded, and those who hold up longest make room. */
class HeldBytesTest {
    private static final int REQUEST_BYTES_MAX = 1 << 20;
    private static final int ANSWER_BYTES_MAX = 1 << 20;
    private static final String LARGE = "GET /large HTTP/1.1\r\nHost: a\r\n\r\n";

    private final List<Later> laters = new ArrayList<>();
    private final FakeLoop loop = new FakeLoop();
    private final LoopContext context = FakeWire.context(
            Vivace.create()
                    .get("/ok", (req, res) -> res.text("ok"))
                    .get("/large", (req, res) -> res.bytes("text/plain", new byte[200_000]))
                    .get("/canned", (req, res) -> res.send(CANNED))
                    .post("/later", (req, res) -> res.defer(laters::add))
                    .post("/length", (req, res) -> res.text("" + req.bodyBytes().length)),
            loop,
            ServerOptions.defaults().requestBytesHeldMax(REQUEST_BYTES_MAX).answerBytesHeldMax(ANSWER_BYTES_MAX),
            Runnable::run);
    private static final Canned CANNED = Canned.text("x".repeat(200_000));

    private FakeWire open(String text) {
        return new FakeWire(context, loop).receive(text);
    }

    private static String post(String path, int length, int sent) {
        return "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n" + "x".repeat(sent);
    }

    private long requestBytes() {
        return context.counters().snapshot().requestBytesHeld();
    }

    private long answerBytes() {
        return context.counters().snapshot().answerBytesHeld();
    }

    private long errors(String kind) {
        return context.counters().snapshot().errors().getOrDefault(kind, 0L);
    }

    private static void assert503(FakeWire wire) {
        assertTrue(wire.text().startsWith("HTTP/1.1 503 "), wire.text());
        assertTrue(wire.text().contains("\r\nRetry-After: 1\r\n"), wire.text());
        assertTrue(wire.text().contains("\r\nConnection: close\r\n"), wire.text());
        assertTrue(wire.outputShut);
    }

    private void assertNothingHeld(List<FakeWire> wires) {
        wires.forEach(FakeWire::reset);
        assertEquals(0, requestBytes());
        assertEquals(0, answerBytes());
        assertEquals(0, context.borrowedCount());
        assertEquals(0, context.timers.count());
    }

    @Test
    void shouldSendAwayTheUploadThatBeganFirst() {
        List<FakeWire> uploads = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            uploads.add(open(post("/length", 300_000, 100_000)));
            assertTrue(requestBytes() <= REQUEST_BYTES_MAX, requestBytes() + " bytes");
        }
        loop.runTasks();
        long refused = errors("request-bytes-held");
        assertTrue(refused >= 10 && refused < 20, refused + " refused");
        for (int i = 0; i < 20; i++) {
            if (i < refused) {
                assert503(uploads.get(i));
            } else {
                assertEquals("", uploads.get(i).text());
            }
        }
        // The newest gets all of its body in
        uploads.get(19).receive("x".repeat(200_000));
        assertTrue(uploads.get(19).text().endsWith("300000"), uploads.get(19).text());
        assertNothingHeld(uploads);
    }

    /** Otherwise it would be told nothing, and its connection would stay for ever. */
    @Test
    void shouldNotLoseAnUploadThatCannotBeSentAwayJustNow() {
        List<FakeWire> uploads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            uploads.add(open(post("/length", 300_000, 200_000)));
        }
        loop.executeThrows = new OutOfMemoryError("a test's");
        FakeWire asking = new FakeWire(context, loop);
        assertThrows(OutOfMemoryError.class, () -> {
            for (int i = 0; i < 20; i++) {
                asking.receive(post("/length", 900_000, 500_000));
            }
        });
        asking.close();
        uploads.get(0).receive("x".repeat(100_000));
        assertTrue(uploads.get(0).text().endsWith("300000"), uploads.get(0).text());
        loop.advanceMillis(60_000);
        for (FakeWire upload : uploads.subList(1, 3)) {
            assertTrue(upload.text().startsWith("HTTP/1.1 408 "), upload.text());
            assertTrue(upload.closed());
        }
        assertNothingHeld(uploads);
    }

    @Test
    void shouldCountPartsOfHeads() {
        List<FakeWire> heads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            heads.add(open("GET /ok HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(10_000)));
            assertTrue(requestBytes() <= REQUEST_BYTES_MAX, requestBytes() + " bytes");
        }
        loop.runTasks();
        assert503(heads.get(0));
        heads.get(199).receive("\r\n\r\n");
        assertTrue(heads.get(199).text().endsWith("ok"));
        assertNothingHeld(heads);
    }

    @Test
    void shouldCountRequestsInWorkAndRefuseNewOnesThen() {
        List<FakeWire> wires = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            wires.add(open(post("/later", 50_000, 50_000)));
            assertTrue(requestBytes() <= REQUEST_BYTES_MAX, requestBytes() + " bytes");
        }
        assertTrue(laters.size() >= 15 && laters.size() < 30, laters.size() + " in work");
        FakeWire refused = wires.get(29);
        assertTrue(refused.text().startsWith("HTTP/1.1 503 "), refused.text());
        assertFalse(refused.closed());
        // Those in work are not sent away, but answered
        laters.forEach(later -> later.respond(res -> res.text("done")));
        loop.runTasks();
        assertTrue(wires.get(0).text().endsWith("done"));
        assertEquals(0, requestBytes());
        refused.receive(post("/later", 50_000, 50_000));
        assertEquals(laters.size() - 1, laters.indexOf(laters.get(laters.size() - 1)));
        assertNothingHeld(wires);
    }

    @Test
    void shouldTellWhoMakesRoomBehindTheAnswerItTakesInTheSameTurn() {
        FakeWire first = new FakeWire(context, loop);
        first.room = 1_000;
        first.receive(LARGE + post("/length", 300_000, 10_000));
        List<FakeWire> wires = new ArrayList<>(List.of(first));
        byte[] upload = post("/length", 300_000, 100_000).getBytes(StandardCharsets.US_ASCII);
        while (first.protocol.receiving()) {
            FakeWire next = new FakeWire(context, loop);
            next.protocol.onBytes(upload, 0, upload.length);
            wires.add(next);
        }
        first.room = Long.MAX_VALUE;
        first.awaitingWritable = false;
        first.protocol.onWritable();
        assertFalse(first.closed());
        assertFalse(first.outputShut);
        loop.runTasks();
        assertEquals(2, first.answerCount());
        assertTrue(first.text().contains("HTTP/1.1 503 "));
        assertTrue(first.outputShut);
        long told = wires.stream()
                .filter(wire -> wire.text().contains("HTTP/1.1 503 "))
                .count();
        assertEquals(told, errors("request-bytes-held"));
        assertNothingHeld(wires);
    }

    @Test
    void shouldCloseWhoCannotBeToldThatItMakesRoom() {
        FakeWire first = open(post("/length", 300_000, 100_000));
        first.sendThrows = true;
        List<FakeWire> wires = new ArrayList<>(List.of(first));
        byte[] upload = post("/length", 300_000, 100_000).getBytes(StandardCharsets.US_ASCII);
        while (first.protocol.receiving()) {
            FakeWire next = new FakeWire(context, loop);
            next.protocol.onBytes(upload, 0, upload.length);
            wires.add(next);
        }
        loop.runTasks();
        assertTrue(first.closed());
        assertEquals(1, context.counters().value(LoopCounters.CONNECTION_FAILED));
        assertNothingHeld(wires);
    }

    @Test
    void shouldAnswerARequestInWorkAlthoughThereIsNoRoomForWhatIsBehindIt() {
        List<FakeWire> wires = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            wires.add(open(post("/later", 50_000, 50_000)));
        }
        long before = errors("request-bytes-held");
        FakeWire last = open(post("/later", 0, 0) + "POST /length HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(60_000));
        wires.add(last);
        assertFalse(last.closed());
        assertEquals("", last.text());
        assertEquals(before + 1, errors("request-bytes-held"));
        laters.forEach(later -> later.respond(res -> res.text("done")));
        loop.runTasks();
        assertTrue(last.text().startsWith("HTTP/1.1 200 "), last.text());
        assertTrue(last.text().contains("\r\nConnection: close\r\n"), last.text());
        assertTrue(last.text().endsWith("done"), last.text());
        assertTrue(last.outputShut);
        // What comes of the request that had no room is no request
        last.receive("\r\n\r\nGET /ok HTTP/1.1\r\nHost: a\r\n\r\n");
        assertEquals(1, last.answerCount());
        assertNothingHeld(wires);
    }

    @Test
    void shouldCutOffWhoHasTakenNothingForTheLongestTime() {
        List<FakeWire> readers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            FakeWire reader = new FakeWire(context, loop);
            reader.room = 1_000;
            readers.add(reader.receive(LARGE));
            assertTrue(answerBytes() <= ANSWER_BYTES_MAX, answerBytes() + " bytes");
            // The first goes on reading
            FakeWire first = readers.get(0);
            first.room = 500;
            first.settle();
        }
        long cut = errors("answer-bytes-held");
        assertTrue(cut >= 10 && cut < 20, cut + " cut off");
        assertFalse(readers.get(0).closed());
        for (int i = 1; i < 20; i++) {
            assertEquals(i <= cut, readers.get(i).closed(), "reader " + i);
        }
        readers.get(0).room = Long.MAX_VALUE;
        readers.get(0).settle();
        assertTrue(readers.get(0).written().length > 200_000);
        assertNothingHeld(readers);
    }

    /** Found by the time-out: a selector tells of room later than the socket has some. */
    @Test
    void shouldNotCutOffFirstWhoHasTakenSomethingWhenItsTimeWasUp() {
        List<FakeWire> readers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            FakeWire reader = new FakeWire(context, loop);
            reader.room = 1_000;
            readers.add(reader.receive(LARGE));
            loop.advanceMillis(10_000);
        }
        readers.get(0).room = 50_000;
        loop.advanceMillis(11_000);
        assertEquals(51_000, readers.get(0).written().length);
        while (errors("answer-bytes-held") == 0) {
            FakeWire reader = new FakeWire(context, loop);
            reader.room = 1_000;
            readers.add(reader.receive(LARGE));
        }
        assertFalse(readers.get(0).closed());
        assertTrue(readers.get(1).closed());
        assertNothingHeld(readers);
    }

    /** As of a proxy, whose reads all end within a request. */
    @Test
    void shouldCountWhoPipelinesFromTheRequestThatItHasBegun() {
        String ok = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n";
        FakeWire proxy = open(ok + ok.substring(0, 10));
        FakeWire upload = open(post("/length", 300_000, 100_000));
        proxy.receive(ok.substring(10) + ok + ok.substring(0, 10));
        List<FakeWire> wires = new ArrayList<>(List.of(proxy, upload));
        while (errors("request-bytes-held") == 0) {
            wires.add(open(post("/length", 300_000, 100_000)));
        }
        loop.runTasks();
        assert503(upload);
        proxy.receive(ok.substring(10));
        assertEquals(4, proxy.answerCount());
        assertFalse(proxy.text().contains(" 503 "), proxy.text());
        assertNothingHeld(wires);
    }

    /** The path that is not sent as it is looked up is in the copy a second time. */
    @Test
    void shouldCountAllOfACopy() {
        LoopContext own =
                FakeWire.context(Vivace.create().get("/{rest...}", (req, res) -> res.defer(laters::add)), loop);
        FakeWire wire = new FakeWire(own, loop).receive("GET //" + "a".repeat(8_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
        long held = own.counters().snapshot().requestBytesHeld();
        assertTrue(held >= 16_000, held + " bytes");
        laters.get(0).respond(res -> res.text("done"));
        loop.runTasks();
        assertTrue(wire.text().endsWith("done"), wire.text());
        assertEquals(0, own.counters().snapshot().requestBytesHeld());
    }

    @Test
    void shouldLetOneAnswerBeLargerThanTheBound() {
        LoopContext own = FakeWire.context(
                Vivace.create().get("/huge", (req, res) -> res.bytes("text/plain", new byte[500_000])),
                loop,
                ServerOptions.defaults().answerBytesHeldMax(65_536),
                Runnable::run);
        FakeWire reader = new FakeWire(own, loop);
        reader.room = 1_000;
        reader.receive("GET /huge HTTP/1.1\r\nHost: a\r\n\r\n");
        assertFalse(reader.closed());
        reader.room = Long.MAX_VALUE;
        reader.settle();
        assertTrue(reader.written().length > 500_000);
    }

    @Test
    void shouldNotCountWhatIsThereAnyway() {
        FakeWire reader = new FakeWire(context, loop);
        reader.room = 70_000;
        reader.receive("GET /canned HTTP/1.1\r\nHost: a\r\n\r\n");
        assertEquals(0, answerBytes());
        assertFalse(reader.closed());
        reader.room = Long.MAX_VALUE;
        reader.settle();
        assertTrue(reader.written().length > 200_000);
    }

    @Test
    void shouldGiveABodyNoMoreMemoryThanItsLengthNeeds() {
        FakeWire upload = open(post("/length", 600_000, 599_999));
        assertTrue(requestBytes() <= 600_000 + 2 * LargeArrays.STEP_BYTES, requestBytes() + " bytes");
        upload.receive("x");
        assertTrue(upload.text().endsWith("600000"));
    }
}
