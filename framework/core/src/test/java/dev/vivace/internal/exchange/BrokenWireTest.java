package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Later;
import dev.vivace.Vivace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A connection that is lost while it is answered: nothing more runs for it, and others do not notice. */
class BrokenWireTest {
    private static final String OK = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String LARGE = "GET /large HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String LATER = "GET /later HTTP/1.1\r\nHost: a\r\n\r\n";

    private final List<String> handled = new ArrayList<>();
    private final List<String> outcomes = new ArrayList<>();
    private static final String BODY_IN_PIECES = "POST /ok HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab";

    private Later later;
    private final FakeLoop loop = new FakeLoop();
    private final LoopContext context = FakeWire.context(
            Vivace.create()
                    .use(next -> (req, res) -> {
                        handled.add(req.path());
                        String path = req.path();
                        req.onAnswered((status, bytes, nanos) -> outcomes.add(path + " " + status));
                        return next.handle(req, res);
                    })
                    .get("/ok", (req, res) -> res.text("ok"))
                    .post("/ok", (req, res) -> res.text("x".repeat(1_000_000)))
                    .get("/large", (req, res) -> res.text("x".repeat(1_000_000)))
                    .get(
                            "/later",
                            (req, res) -> res.defer(l -> later = l),
                            route -> route.deadline(Duration.ofSeconds(1))),
            loop);
    private final FakeWire wire = new FakeWire(context, loop);

    @Test
    void shouldRunNoFurtherHandlerOnceASendFailed() {
        wire.sendsBeforeBroken = 1;
        wire.receive(LARGE + OK + OK);
        assertEquals(List.of("/large"), handled);
        assertTrue(wire.closed());
        assertEquals(1, wire.closedCount);
        assertEquals(0, context.borrowedCount());
    }

    @Test
    void shouldTellThatAnAnswerWasAbortedWhenItsFirstSendFails() {
        wire.sendsBeforeBroken = 0;
        wire.receive(LARGE + OK);
        assertEquals(List.of("/large"), handled);
        assertEquals(List.of("/large 0"), outcomes);
        assertEquals(0, context.counters().snapshot().answers2xx());
        assertEquals(1, context.counters().snapshot().errors().get("aborted"));
    }

    @Test
    void shouldAbortWhatIsDeferredOnce() {
        List<String> aborted = new ArrayList<>();
        wire.receive(LATER + OK);
        later.onAbort(() -> aborted.add("aborted"));
        assertTrue(later.isOpen());
        wire.reset();
        assertEquals(List.of("aborted"), aborted);
        assertEquals(List.of("/later 0"), outcomes);
        assertEquals(List.of("/later"), handled);
        assertEquals(false, later.respond(res -> res.text("late")));
        wire.settle();
        loop.advanceMillis(2_000);
        assertEquals(List.of("aborted"), aborted);
        assertEquals("", wire.text());
        assertEquals(0, context.counters().snapshot().inWork());
        assertEquals(0, context.borrowedCount());
    }

    @Test
    void shouldFreeTheSlotOfAnAnswerThatCameAndFoundNobody() {
        wire.receive(LATER);
        later.respond(res -> res.text("on its way"));
        wire.reset();
        loop.runTasks();
        assertEquals(0, context.counters().snapshot().inWork());
        assertEquals(List.of("/later 0"), outcomes);
        assertEquals("", wire.text());
    }

    @Test
    void shouldWriteNothingOfOneConnectionToAnother() {
        FakeWire other = new FakeWire(context, loop);
        wire.sendThrows = true;
        assertThrows(IllegalStateException.class, () -> wire.receive(OK));
        context.connectionFailed(wire, new IllegalStateException("a test's"));
        other.receive("GET /missing HTTP/1.1\r\nHost: a\r\n\r\n");
        assertTrue(other.text().startsWith("HTTP/1.1 404"));
        assertEquals(1, other.answerCount());
    }

    @Test
    void shouldTellThatAnAnswerWasAbortedWhenItsFirstSendThrows() {
        wire.sendThrows = true;
        IllegalStateException failure = assertThrows(IllegalStateException.class, () -> wire.receive(LARGE + OK));
        context.connectionFailed(wire, failure);
        assertEquals(List.of("/large 0"), outcomes);
        assertEquals(1, context.counters().snapshot().errors().get("aborted"));
    }

    @Test
    void shouldGiveBackABodyWhoseAnswerFails() {
        wire.receive(BODY_IN_PIECES);
        assertEquals(1, context.borrowedCount());
        wire.sendThrows = true;
        IllegalStateException failure = assertThrows(IllegalStateException.class, () -> wire.receive("cd"));
        context.connectionFailed(wire, failure);
        assertTrue(wire.closed());
        assertEquals(0, context.borrowedCount());
    }

    @Test
    void shouldCloseAConnectionThatFailsOnACompletionAndSpareTheOthers() {
        FakeWire other = new FakeWire(context, loop);
        wire.receive(LATER);
        Later first = later;
        other.receive(LATER);
        wire.sendThrows = true;
        first.respond(res -> res.text("first"));
        later.respond(res -> res.text("second"));
        loop.runTasks();
        assertTrue(wire.closed());
        assertEquals(1, context.counters().snapshot().errors().get("connection-failed"));
        assertTrue(other.text().endsWith("second"));
        assertEquals(1, other.answerCount());
        assertEquals(0, context.counters().snapshot().inWork());
    }

    @Test
    void shouldCloseAConnectionThatFailsOnADeadlineAndSpareTheOthers() {
        FakeWire other = new FakeWire(context, loop);
        wire.receive(LATER);
        other.receive(LATER);
        wire.sendThrows = true;
        loop.advanceMillis(1_200);
        assertTrue(wire.closed());
        assertEquals(1, context.counters().snapshot().errors().get("connection-failed"));
        assertTrue(other.text().startsWith("HTTP/1.1 504"), other.text());
        assertEquals(1, other.answerCount());
    }
}
