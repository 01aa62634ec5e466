package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** What middleware and its listeners see of requests that overload and deadlines end, as {@code docs/overload.md} has it. */
class UnseenByMiddlewareTest {
    private final FakeLoop loop = new FakeLoop();
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final List<String> seen = new ArrayList<>();
    private boolean workersShut;

    private final LoopContext context = FakeWire.context(
            Vivace.create()
                    .use(next -> (req, res) -> {
                        String path = req.path();
                        seen.add(path);
                        req.onAnswered((status, bytes, nanos) -> seen.add(path + " " + status));
                        return next.handle(req, res.header("X-Staged", "1"));
                    })
                    .get("/later", (req, res) -> res.defer(later -> {}), route -> route.deadline(Duration.ofSeconds(2)))
                    .blocking(group -> group.get(
                            "/work",
                            (req, res) -> {
                                // The loop goes on meanwhile: its clock comes to the deadline
                                loop().advanceMillis(2_200);
                                return res.text("late");
                            },
                            route -> route.deadline(Duration.ofSeconds(2)))),
            loop,
            ServerOptions.defaults().blockingInFlightMax(1).deferredInFlightMax(1),
            task -> {
                if (workersShut) {
                    throw new RejectedExecutionException();
                }
                tasks.add(task);
            });

    private FakeLoop loop() {
        return loop;
    }

    private FakeWire asked(String path) {
        return new FakeWire(context, loop).receive("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    private static void assertAnswer(int status, boolean staged, FakeWire wire) {
        String text = wire.text();
        assertTrue(text.startsWith("HTTP/1.1 " + status + " "), text);
        assertEquals(staged, text.contains("X-Staged: 1\r\n"), text);
    }

    private long counted(String error) {
        return context.counters().snapshot().errors().getOrDefault(error, 0L);
    }

    @Test
    void shouldNotSeeBlockingRequestsThatAreRefused() {
        asked("/work");
        assertAnswer(503, false, asked("/work"));
        assertEquals(1, counted("overload-refused"));
        assertEquals(List.of(), seen);
    }

    @Test
    void shouldNotSeeBlockingRequestsThatNoWorkerTakes() {
        workersShut = true;
        assertAnswer(503, false, asked("/work"));
        assertEquals(1, counted("overload-refused"));
        assertEquals(List.of(), seen);
    }

    @Test
    void shouldNotSeeBlockingRequestsWhoseTimeIsUpBeforeTheyBegin() {
        FakeWire wire = asked("/work");
        loop.advanceMillis(2_200);
        assertAnswer(504, false, wire);
        assertEquals(1, counted("deadline-passed"));
        tasks.remove().run();
        loop.runTasks();
        assertEquals(List.of(), seen);
    }

    /** It sees that one, and its listeners hear of the 504; what it staged is the worker's, who is still busy with it. */
    @Test
    void shouldSeeBlockingRequestsWhoseTimeIsUpLater() {
        FakeWire wire = asked("/work");
        tasks.remove().run();
        assertFalse(Thread.interrupted());
        loop.runTasks();
        assertAnswer(504, false, wire);
        assertEquals(List.of("/work", "/work 504"), seen);
        assertEquals(1, counted("late-answer-dropped"));
    }

    @Test
    void shouldSeeAllDeferredRequests() {
        FakeWire first = asked("/later");
        assertAnswer(503, true, asked("/later"));
        loop.advanceMillis(2_200);
        assertAnswer(504, true, first);
        assertEquals(List.of("/later", "/later", "/later 503", "/later 504"), seen);
    }
}
