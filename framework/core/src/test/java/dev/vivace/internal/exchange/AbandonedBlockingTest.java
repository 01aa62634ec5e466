package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.AnswerListener;
import dev.vivace.Reply;
import dev.vivace.Request;
import dev.vivace.Response;
import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A client that goes away takes nothing off the deadline of its blocking work: a thread that hangs is still interrupted. */
class AbandonedBlockingTest {
    private static final String GET_SLOW = "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final int STUCK = 20;

    private final FakeLoop loop = new FakeLoop();
    private final Tasks tasks = new Tasks();
    private final Semaphore started = new Semaphore(0);
    private final Semaphore interrupted = new Semaphore(0);
    private final CountDownLatch leave = new CountDownLatch(1);
    private final List<Integer> outcomes = new ArrayList<>();
    private final AtomicInteger handled = new AtomicInteger();

    /** Workers that begin with a task when a test says so. */
    private static final class Tasks implements BoundedWorkers {
        private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
        private final AtomicInteger late = new AtomicInteger();
        private final AtomicInteger lateDone = new AtomicInteger();

        @Override
        public void execute(Runnable task) {
            waiting.add(task);
        }

        /** On a thread of its own. */
        void begin() {
            Thread thread = new Thread(waiting.remove());
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void late() {
            late.incrementAndGet();
        }

        @Override
        public void lateDone() {
            lateDone.incrementAndGet();
        }
    }

    private final LoopContext context = FakeWire.context(
            Vivace.create()
                    .use(next -> (req, res) -> {
                        req.onAnswered((status, bytes, nanos) -> outcomes.add(status));
                        return next.handle(req, res);
                    })
                    .blocking(group -> group.get("/slow", this::slow, route -> route.deadline(Duration.ofSeconds(2)))),
            loop,
            ServerOptions.defaults(),
            tasks);

    /** Heeds no interrupt. */
    private Reply slow(Request req, Response res) {
        handled.incrementAndGet();
        started.release();
        boolean over = false;
        while (!over) {
            try {
                leave.await();
                over = true;
            } catch (InterruptedException e) {
                interrupted.release();
            }
        }
        return res.text("for nobody");
    }

    private FakeWire asked() {
        return new FakeWire(context, loop).receive(GET_SLOW);
    }

    private FakeWire begun() throws InterruptedException {
        FakeWire wire = asked();
        tasks.begin();
        assertTrue(started.tryAcquire(30, TimeUnit.SECONDS));
        return wire;
    }

    private Long counted(String error) {
        return context.counters().snapshot().errors().get(error);
    }

    @Test
    void shouldInterruptTheHandlerOfAClientThatIsGone() throws InterruptedException {
        FakeWire wire = begun();
        wire.reset();
        assertEquals(List.of(AnswerListener.STATUS_ABORTED), outcomes);
        loop.advanceMillis(1_900);
        assertEquals(0, tasks.late.get());
        loop.advanceMillis(300);
        assertTrue(interrupted.tryAcquire(30, TimeUnit.SECONDS));
        assertEquals(1, tasks.late.get());
        assertEquals(1, context.counters().snapshot().inWork());
        leave.countDown();
        loop.awaitTask();
        assertEquals(1, tasks.lateDone.get());
        // It was told of the client already, and nobody got a 504
        assertEquals(List.of(AnswerListener.STATUS_ABORTED), outcomes);
        assertEquals(1, counted("aborted"));
        assertNull(counted("deadline-passed"));
        assertNull(counted("late-answer-dropped"));
        assertEquals("", wire.text());
        NothingHeld.assertNothingHeld(context);
    }

    @Test
    void shouldRefuseOthersWhereAllHangAlsoWithTheirClientsGone() throws InterruptedException {
        for (int i = 0; i < STUCK; i++) {
            begun().reset();
        }
        loop.advanceMillis(2_200);
        assertEquals(STUCK, tasks.late.get());
        assertTrue(asked().text().startsWith("HTTP/1.1 503"));
        assertEquals(1, counted("queue-delay-refused"));
        leave.countDown();
        while (context.counters().snapshot().inWork() > 0) {
            loop.awaitTask();
        }
        assertEquals(STUCK, tasks.lateDone.get());
    }

    @Test
    void shouldInterruptNobodyWhereTheHandlerReturnsInTime() throws InterruptedException {
        begun().reset();
        leave.countDown();
        loop.awaitTask();
        NothingHeld.assertNothingHeld(context);
        loop.advanceMillis(60_000);
        assertEquals(0, tasks.late.get());
        assertFalse(interrupted.tryAcquire());
    }

    @Test
    void shouldCountNothingAsHeldOnALoopThatHasDied() throws InterruptedException {
        begun().reset();
        asked().reset();
        assertEquals(2, context.counters().snapshot().inWork());
        assertTrue(context.counters().snapshot().requestBytesHeld() > 0);
        context.abandon();
        assertEquals(0, context.counters().snapshot().inWork());
        assertEquals(0, context.counters().snapshot().requestBytesHeld());
        leave.countDown();
    }

    @Test
    void shouldNotInterruptAThreadThatDidNotBegin() {
        asked().reset();
        loop.advanceMillis(2_200);
        assertEquals(0, tasks.late.get());
        tasks.waiting.remove().run();
        loop.runTasks();
        assertEquals(0, handled.get());
        assertFalse(Thread.interrupted());
        NothingHeld.assertNothingHeld(context);
    }
}
