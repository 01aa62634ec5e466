package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Blocking requests for which there is no thread, or none yet. */
class WorkersWantTest {
    private static final int IN_FLIGHT_MAX = 3;

    private final FakeLoop loop = new FakeLoop();
    private final List<String> handled = new ArrayList<>();
    private final List<String> outcomes = new ArrayList<>();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private Throwable fault;

    private LoopContext context() {
        Vivace app = Vivace.create()
                .use(next -> (req, res) -> {
                    String path = req.path();
                    req.onAnswered((status, bytes, nanos) -> outcomes.add(path + " " + status));
                    return next.handle(req, res);
                })
                .get("/ok", (req, res) -> res.text("ok"))
                .blocking(group -> group.get("/block/{n}", (req, res) -> {
                    handled.add(req.path("n"));
                    return res.text("done " + req.path("n"));
                }));
        return FakeWire.context(app, loop, ServerOptions.defaults().blockingInFlightMax(IN_FLIGHT_MAX), workers());
    }

    private Executor workers() {
        return task -> {
            if (fault instanceof Error error) {
                throw error;
            }
            if (fault instanceof RuntimeException exception) {
                throw exception;
            }
            waiting.add(task);
        };
    }

    private static String block(int n) {
        return "GET /block/" + n + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    private void runWaiting() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    @Test
    void shouldRefuseAndFreeTheSlotWhereNoThreadCanBeMade() {
        for (Throwable each : List.of(
                new InternalError("no thread can be made, in a test"),
                new IllegalStateException("a test's"),
                new RejectedExecutionException("a test's"))) {
            waiting.clear();
            LoopContext context = context();
            fault = each;
            for (int i = 0; i < IN_FLIGHT_MAX * 2; i++) {
                FakeWire refused = new FakeWire(context, loop);
                refused.receive(block(i));
                assertTrue(refused.text().startsWith("HTTP/1.1 503"), refused.text());
                assertTrue(refused.text().contains("\r\nRetry-After: "), refused.text());
                assertFalse(refused.closed());
                refused.receive("GET /ok HTTP/1.1\r\nHost: a\r\n\r\n");
                assertTrue(refused.text().endsWith("ok"));
                assertEquals(2, refused.answerCount());
            }
            assertEquals(0, context.counters().snapshot().inWork());
            assertEquals(0, context.borrowedCount());
            fault = null;
            FakeWire wire = new FakeWire(context, loop);
            wire.receive(block(9));
            runWaiting();
            wire.settle();
            assertTrue(wire.text().endsWith("done 9"), wire.text());
            assertEquals(0, context.counters().snapshot().inWork());
        }
    }

    @Test
    void shouldNotHandleWhatNobodyWaitsForAnyMore() {
        LoopContext context = context();
        List<FakeWire> wires = new ArrayList<>();
        for (int i = 0; i < IN_FLIGHT_MAX; i++) {
            wires.add(new FakeWire(context, loop).receive(block(i)));
        }
        assertEquals(IN_FLIGHT_MAX, context.counters().snapshot().inWork());
        wires.get(0).reset();
        wires.get(2).reset();
        runWaiting();
        wires.get(1).settle();
        assertEquals(List.of("1"), handled);
        assertTrue(wires.get(1).text().endsWith("done 1"));
        assertEquals("", wires.get(0).text() + wires.get(2).text());
        assertEquals(0, context.counters().snapshot().inWork());
        assertEquals(0, context.borrowedCount());
        assertEquals(2, context.counters().snapshot().errors().get("aborted"));
        FakeWire next = new FakeWire(context, loop).receive(block(7));
        runWaiting();
        assertTrue(next.settle().text().endsWith("done 7"));
    }

    @Test
    void shouldNotHandleWhatRanOutOfTimeBeforeThereWasAThread() {
        LoopContext context = context();
        FakeWire wire = new FakeWire(context, loop).receive(block(1));
        loop.advanceMillis(30_200);
        assertTrue(wire.text().startsWith("HTTP/1.1 504"), wire.text());
        assertNotNull(waiting.peek());
        runWaiting();
        wire.settle();
        assertEquals(List.of(), handled);
        assertEquals(1, wire.answerCount());
        // No answer was made that could have been dropped
        assertNull(context.counters().snapshot().errors().get("late-answer-dropped"));
        assertEquals(0, context.counters().snapshot().inWork());
    }

    @Test
    void shouldGiveWhatWasDoneInTimeThoughTheLoopComesLate() {
        LoopContext context = context();
        FakeWire wire = new FakeWire(context, loop).receive(block(1));
        runWaiting();
        loop.advanceMillis(30_200);
        wire.settle();
        assertTrue(wire.text().endsWith("done 1"), wire.text());
        assertNull(context.counters().snapshot().errors().get("deadline-passed"));
        assertEquals(0, context.counters().snapshot().inWork());
    }
}
