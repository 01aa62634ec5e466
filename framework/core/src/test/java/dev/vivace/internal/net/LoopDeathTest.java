package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.LoopMetrics;
import dev.vivace.PerLoop;
import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A loop whose thread dies is replaced; nobody else notices, and nothing of it is left open. */
class LoopDeathTest {
    private static final AtomicReference<LoopDeathTest> CURRENT = new AtomicReference<>();
    private static final PerLoop<String> VALUE = PerLoop.of(
            loop -> CURRENT.get().make(loop), value -> CURRENT.get().events.add("close " + value));

    private final LogWatch log = new LogWatch();
    private final List<RawClient> clients = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile CountDownLatch replacing = new CountDownLatch(0);
    private final CountDownLatch work = new CountDownLatch(1);

    @BeforeEach
    void install() {
        CURRENT.set(this);
    }

    @AfterEach
    void close() throws IOException {
        replacing.countDown();
        work.countDown();
        for (RawClient client : clients) {
            client.close();
        }
        log.close();
    }

    private String make(int loop) {
        await(replacing);
        if (failures.getAndDecrement() > 0) {
            throw new IllegalStateException("a maker that fails");
        }
        events.add("make " + loop);
        return Integer.toString(loop);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Vivace app() {
        return Vivace.create()
                .perLoop(VALUE)
                .get("/ok", (req, res) -> res.text("ok"))
                .get("/loop", (req, res) -> res.text(req.perLoop(VALUE)))
                .get("/never", (req, res) -> res.defer(later -> later.onAbort(() -> events.add("abort"))))
                .blocking(group -> group.get("/slow", (req, res) -> {
                    await(work);
                    return res.text("slow");
                }));
    }

    private RawClient client(Server server) throws IOException {
        RawClient client = new RawClient(server.port());
        clients.add(client);
        return client;
    }

    private static String loopOf(RawClient client) throws IOException {
        return client.ask("GET /loop HTTP/1.1\r\nHost: a\r\n\r\n").text();
    }

    /** A client on that loop. */
    private RawClient clientOn(Server server, int loop) throws IOException {
        for (int i = 0; i < 500; i++) {
            RawClient client = client(server);
            if (loopOf(client).equals(Integer.toString(loop))) {
                return client;
            }
        }
        throw new AssertionError("no connection came to loop " + loop);
    }

    private static long replaced(Server server) {
        return Servers.total(server).errors().getOrDefault("loop-replaced", 0L);
    }

    private static void awaitReplaced(Server server, long count) {
        Await.until(count + " loops are replaced", () -> replaced(server) == count);
    }

    private void closeClients() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
        clients.clear();
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldBeReplacedWhileTheOthersGoOn(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport, 2)) {
            for (int dead = 0; dead < 2; dead++) {
                RawClient lost = clientOn(server, dead);
                RawClient other = clientOn(server, 1 - dead);
                LoopMetrics before = server.metrics().loops().get(dead);
                LoopKiller.kill(server, dead);
                assertEquals("ok", other.ask(RawClient.GET_OK).text());
                assertEquals(0, lost.readToEnd().length);
                awaitReplaced(server, dead + 1);
                LoopMetrics after = server.metrics().loops().get(dead);
                assertTrue(after.requests() >= before.requests(), after + " after " + before);
                assertTrue(after.connectionsAccepted() >= before.connectionsAccepted());
                assertTrue(after.turns().count() >= before.turns().count());
                assertEquals("ok", other.ask(RawClient.GET_OK).text());
                // Both serve
                assertEquals("ok", clientOn(server, dead).ask(RawClient.GET_OK).text());
                assertEquals(
                        "ok", clientOn(server, 1 - dead).ask(RawClient.GET_OK).text());
                assertEquals(
                        LoopKiller.MESSAGE,
                        log.await("the thread of loop " + dead + " died")
                                .getThrown()
                                .getMessage());
                closeClients();
                Servers.awaitOpen(server, 0);
            }
            assertEquals(0, ((NettyServer) server).loopSet().connections().count());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldCloseAndRemakeItsValues(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport, 1)) {
            for (int i = 1; i <= 3; i++) {
                LoopKiller.kill(server, 0);
                awaitReplaced(server, i);
            }
            assertEquals("0", loopOf(client(server)));
        }
        assertEquals(
                List.of("make 0", "close 0", "make 0", "close 0", "make 0", "close 0", "make 0", "close 0"),
                List.copyOf(events));
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldEndWhatIsInWork(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport, 1)) {
            RawClient deferred = client(server);
            deferred.send("GET /never HTTP/1.1\r\nHost: a\r\n\r\n");
            RawClient blocking = client(server);
            blocking.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
            Servers.awaitInWork(server, 2);
            LoopKiller.kill(server, 0);
            assertEquals(0, deferred.readToEnd().length);
            assertEquals(0, blocking.readToEnd().length);
            awaitReplaced(server, 1);
            assertTrue(events.contains("abort"));
            assertEquals(0, Servers.total(server).inWork());
            assertEquals(0, Servers.total(server).requestBytesHeld());
            work.countDown();
            RawClient next = client(server);
            assertEquals(
                    "slow", next.ask("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n").text());
            Servers.awaitInWork(server, 0);
        }
    }

    /** What waits in the accept queue of the dead loop's listener is served by the one that comes after. */
    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldServeWhoConnectsMeanwhile(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport, 1)) {
            replacing = new CountDownLatch(1);
            LoopKiller.kill(server, 0);
            for (int i = 0; i < 20; i++) {
                client(server).send(RawClient.GET_OK);
            }
            assertEquals(0, replaced(server));
            replacing.countDown();
            for (RawClient client : clients) {
                assertEquals("ok", client.readAnswer().text());
            }
        }
    }

    /** On NIO the acceptor lives on: it passes the dead loop over. */
    @ParameterizedTest
    @EnumSource(names = "NIO")
    void shouldNotBeDealtConnectionsWhileItIsDead(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport, 2)) {
            replacing = new CountDownLatch(1);
            LoopKiller.kill(server, 1);
            for (int i = 0; i < 20; i++) {
                assertEquals("0", loopOf(client(server)));
            }
            replacing.countDown();
            awaitReplaced(server, 1);
            assertEquals("1", loopOf(clientOn(server, 1)));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldBeTriedAgainWhenReplacingFails(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport, 1)) {
            failures.set(1);
            LoopKiller.kill(server, 0);
            log.await("cannot be replaced yet");
            awaitReplaced(server, 1);
            assertEquals("ok", client(server).ask(RawClient.GET_OK).text());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldDrainAfterAReplacement(Transport transport) throws Exception {
        Server server = Servers.start(app(), transport, 2);
        LoopKiller.kill(server, 0);
        awaitReplaced(server, 1);
        RawClient busy = clientOn(server, 0);
        busy.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
        Servers.awaitInWork(server, 1);
        work.countDown();
        var report = server.drain(Duration.ofSeconds(20));
        assertEquals(0, report.connectionsForced(), report.toString());
        assertTrue(report.duration().compareTo(Duration.ofSeconds(10)) < 0, report.toString());
        assertEquals("slow", busy.readAnswer().text());
        assertNoLoops();
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldDrainWhileItIsDead(Transport transport) throws Exception {
        Server server = Servers.start(app(), transport, 2);
        RawClient other = clientOn(server, 1);
        replacing = new CountDownLatch(1);
        LoopKiller.kill(server, 0);
        var report = server.drain(Duration.ofSeconds(20));
        assertEquals(0, report.connectionsForced(), report.toString());
        assertTrue(report.duration().compareTo(Duration.ofSeconds(10)) < 0, report.toString());
        assertEquals(0, other.readToEnd().length);
        replacing.countDown();
        assertNoLoops();
        assertEquals(0, replaced(server));
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldNotHoldUpADrainThatRuns(Transport transport) throws Exception {
        Server server = Servers.start(app(), transport, 1);
        RawClient busy = client(server);
        busy.send("GET /never HTTP/1.1\r\nHost: a\r\n\r\n");
        Servers.awaitInWork(server, 1);
        Thread drainer = new Thread(() -> server.drain(Duration.ofSeconds(30)));
        drainer.start();
        NettyLoop loop = ((NettyServer) server).loopSet().at(0);
        Await.until("the loop drains", () -> loop.drain != null);
        LoopKiller.kill(server, 0);
        drainer.join(20_000);
        assertFalse(drainer.isAlive(), "the drain waits for connections of a loop that is dead");
        assertEquals(0, busy.readToEnd().length);
        assertNoLoops();
    }

    private static void assertNoLoops() {
        Await.until(
                "no loop is left",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("vivace-loop-")));
    }
}
