package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Later;
import dev.vivace.LoopMetrics;
import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Answers, deadlines, clients that go away and the end of the server, all at the same times: each request in work ends once,
 * and nothing is left of it.
 */
class WorkEndsStressTest {
    private static final int CLIENTS = 16;
    private static final int REQUESTS_EACH = 60;
    /** About as long as the deadline, a tick of the timers more or less. */
    private static final Duration DEADLINE = Duration.ofMillis(70);

    private static final long WORK_NANOS_MAX = 200_000_000;

    private final ScheduledExecutorService others = Executors.newScheduledThreadPool(4);
    /** What came of {@link Later#respond}, by the number of the request. */
    private final ConcurrentHashMap<Integer, Boolean> responded = new ConcurrentHashMap<>();

    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger handled = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    @AfterEach
    void stop() {
        others.shutdownNow();
    }

    private Vivace app() {
        return Vivace.create()
                .get("/ok", (req, res) -> res.text("ok"))
                .get(
                        "/later/{n}/{nanos}",
                        (req, res) -> {
                            int number = req.pathInt("n");
                            long nanos = req.pathLong("nanos");
                            return res.defer(later ->
                                    others.schedule(() -> respond(later, number), nanos, TimeUnit.NANOSECONDS));
                        },
                        route -> route.deadline(DEADLINE).queueDelayTarget(Duration.ofSeconds(60)))
                .blocking(group -> group.get(
                        "/block/{n}/{nanos}",
                        (req, res) -> {
                            handled.incrementAndGet();
                            // An interrupt ends it early, as it does most waits
                            LockSupport.parkNanos(req.pathLong("nanos"));
                            return res.text(req.path("n"));
                        },
                        route -> route.deadline(DEADLINE).queueDelayTarget(Duration.ofSeconds(60))));
    }

    private void respond(Later later, int number) {
        responded.put(number, later.respond(res -> res.text(Integer.toString(number))));
    }

    private void client(Server server, int seed) {
        Random random = new Random(seed);
        try {
            RawClient client = new RawClient(server.port());
            for (int i = 0; i < REQUESTS_EACH; i++) {
                int number = numbers.incrementAndGet();
                boolean deferred = random.nextBoolean();
                String path = (deferred ? "/later/" : "/block/") + number + "/" + random.nextLong(WORK_NANOS_MAX);
                client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n" + RawClient.GET_OK);
                if (random.nextInt(4) == 0) {
                    LockSupport.parkNanos(random.nextLong(WORK_NANOS_MAX));
                    client.reset();
                    client = new RawClient(server.port());
                    continue;
                }
                check(client, number, deferred);
            }
            client.close();
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        }
    }

    /** One answer, the right one, and then that of the next request. */
    private void check(RawClient client, int number, boolean deferred) throws IOException {
        RawAnswer answer = client.readAnswer();
        if (answer.status() == 200) {
            assertEquals(Integer.toString(number), answer.text());
        } else {
            assertEquals(504, answer.status());
        }
        assertEquals("ok", client.readAnswer().text());
        if (deferred) {
            Await.until("the response of " + number, () -> responded.containsKey(number));
            assertEquals(answer.status() == 200, responded.get(number), "whether " + number + " was answered");
        }
    }

    private List<Thread> start(Server server) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int seed = i;
            Thread thread = new Thread(() -> client(server, seed));
            threads.add(thread);
            thread.start();
        }
        return threads;
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldEndEachRequestOnce(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport, 2)) {
            for (Thread thread : start(server)) {
                thread.join(60_000);
            }
            if (failure.get() != null) {
                throw new AssertionError("a client failed", failure.get());
            }
            Servers.awaitInWork(server, 0);
            Servers.awaitOpen(server, 0);
            LoopMetrics total = Servers.total(server);
            assertEquals(numbers.get(), CLIENTS * REQUESTS_EACH);
            assertTrue(total.errors().get("deadline-passed") > 0, total::toString);
            assertTrue(total.errors().get("late-answer-dropped") > 0, total::toString);
            if (transport == Transport.EPOLL) {
                assertTrue(total.errors().get("aborted") > 0, total::toString);
            }
            assertEquals(null, total.errors().get("connection-failed"), total::toString);
            assertEquals(null, total.errors().get("handler-failed"), total::toString);
        }
    }

    /** The server ends in the midst of it: clients see whole answers or the end of their connection. */
    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldEndWithTheServer(Transport transport) throws Exception {
        Server server = Servers.start(app(), transport, 2);
        List<Thread> threads = start(server);
        Await.until("work has begun", () -> handled.get() > 100);
        server.drain(Duration.ofMillis(100));
        for (Thread thread : threads) {
            thread.join(60_000);
        }
        if (failure.get() instanceof AssertionError wrong) {
            throw wrong;
        }
        LoopMetrics total = Servers.total(server);
        assertEquals(0, total.connectionsOpen(), total::toString);
        assertEquals(null, total.errors().get("connection-failed"), total::toString);
        assertEquals(null, total.errors().get("handler-failed"), total::toString);
    }
}
