package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Later;
import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Deadlines hit the work they were set for and nothing else. */
class WorkTimersTest {
    private static final int PLACES = 1_024;

    private final FakeLoop loop = new FakeLoop();

    private static byte[] second() {
        return get("/second").getBytes(StandardCharsets.US_ASCII);
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    @Test
    void shouldNotCancelTheTimerOfOtherWorkThatGotTheSameNumber() {
        List<Later> laters = new ArrayList<>();
        // The same place on the wheel, one turn later, when the first is over
        long second = LoopTimers.TICK_NANOS * PLACES - 200_000_000L;
        LoopContext context = FakeWire.context(
                Vivace.create()
                        .get(
                                "/first",
                                (req, res) -> res.defer(laters::add),
                                route -> route.deadline(Duration.ofSeconds(1)))
                        .get(
                                "/second",
                                (req, res) -> res.defer(laters::add),
                                r -> r.deadline(Duration.ofNanos(second))),
                loop);
        FakeWire first = new FakeWire(context, loop);
        FakeWire other = new FakeWire(context, loop);
        first.receive(get("/first"));
        // On its way to the loop while the deadline passes
        laters.get(0).respond(res -> res.text("in time"));
        loop.advanceMillis(1_200);
        other.protocol.onBytes(second(), 0, second().length);
        loop.runTasks();
        assertTrue(first.text().endsWith("in time"));
        assertTrue(laters.get(1).isOpen());
        loop.advanceMillis(70_000);
        assertTrue(other.text().startsWith("HTTP/1.1 504"), other.text());
        assertEquals(0, context.counters().snapshot().inWork());
    }

    /** The turn in which they came may have been a long one: another connection's handler was at work before them. */
    @Test
    void shouldCountTheDeadlineFromTheHandOver() {
        List<Runnable> tasks = new ArrayList<>();
        List<Later> laters = new ArrayList<>();
        LoopContext context = FakeWire.context(
                Vivace.create()
                        .get(
                                "/later",
                                (req, res) -> res.defer(laters::add),
                                route -> route.deadline(Duration.ofMillis(500)))
                        .blocking(group -> group.get(
                                "/work",
                                (req, res) -> res.text("work"),
                                route -> route.deadline(Duration.ofMillis(500)))),
                loop,
                ServerOptions.defaults(),
                tasks::add);
        FakeWire later = new FakeWire(context, loop);
        FakeWire work = new FakeWire(context, loop);
        loop.turnNanos = 1_000_000_000L;
        later.receive(get("/later"));
        work.receive(get("/work"));
        loop.turnNanos = 0;
        loop.jumpMillis(1_000);
        loop.advanceMillis(490);
        assertEquals("", later.text());
        assertEquals("", work.text());
        laters.get(0).respond(res -> res.text("in time"));
        tasks.get(0).run();
        loop.runTasks();
        assertTrue(later.text().endsWith("in time"), later.text());
        assertTrue(work.text().endsWith("work"), work.text());
        later.receive(get("/later"));
        work.receive(get("/work"));
        loop.advanceMillis(580);
        assertTrue(later.text().contains("HTTP/1.1 504 "), later.text());
        assertTrue(work.text().contains("HTTP/1.1 504 "), work.text());
    }

    /** Their deadlines stand on every place of the wheel, so whichever is cancelled by mistake is missed. */
    @Test
    void shouldNotCancelTheTimersOfOthersForAClientThatIsGoneAtItsErrorAnswer() {
        Duration deadline = Duration.ofSeconds(80);
        LoopContext context = FakeWire.context(
                Vivace.create().get("/later", (req, res) -> res.defer(later -> {}), route -> route.deadline(deadline)),
                loop);
        List<FakeWire> waiting = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            FakeWire wire = new FakeWire(context, loop);
            waiting.add(wire.receive(get("/later")));
            loop.advanceMillis(68);
        }
        for (int i = 0; i < 100; i++) {
            FakeWire gone = new FakeWire(context, loop);
            gone.shutdownFindsNobody = true;
            gone.receive("BAD\r\n\r\n");
            assertEquals(1, gone.closedCount);
        }
        loop.advanceMillis(81_000);
        for (FakeWire wire : waiting) {
            assertTrue(wire.text().startsWith("HTTP/1.1 504"), wire.text());
        }
        assertEquals(PLACES, context.counters().snapshot().errors().get("deadline-passed"));
        assertEquals(0, context.counters().snapshot().inWork());
    }

    @Test
    void shouldNotLeaveAnInterruptForTheNextTaskOfTheWorker() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        List<Boolean> interrupted = new ArrayList<>();
        // Unlike a pool of the JDK it leaves an interrupt where it is
        LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
        Thread worker = new Thread(() -> {
            try {
                for (; ; ) {
                    tasks.take().run();
                }
            } catch (InterruptedException e) {
                tasks.clear();
            }
        });
        worker.start();
        try {
            FakeWire wire = new FakeWire(
                    FakeWire.context(
                            Vivace.create()
                                    .blocking(group -> group.get("/busy", (req, res) -> {
                                                started.countDown();
                                                while (!Thread.currentThread().isInterrupted()) {
                                                    Thread.onSpinWait();
                                                }
                                                return res.text("late");
                                            })
                                            .get("/next", (req, res) -> {
                                                interrupted.add(
                                                        Thread.currentThread().isInterrupted());
                                                return res.text("next");
                                            })),
                            loop,
                            ServerOptions.defaults(),
                            tasks::add),
                    loop);
            wire.receive(get("/busy") + get("/next"));
            assertTrue(started.await(30, TimeUnit.SECONDS));
            loop.advanceMillis(30_200);
            assertTrue(wire.text().startsWith("HTTP/1.1 504"));
            while (wire.answerCount() < 2) {
                loop.awaitTask();
            }
            assertTrue(wire.text().endsWith("next"));
            assertEquals(List.of(false), interrupted);
            assertFalse(wire.closed());
        } finally {
            worker.interrupt();
        }
    }
}
