package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.DrainReport;
import dev.vivace.LoopMetrics;
import dev.vivace.PerLoop;
import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that stops gently. */
class DrainTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final AtomicInteger CLOSED_VALUES = new AtomicInteger();
    private static final PerLoop<Object> VALUE =
            PerLoop.of(loop -> new Object(), value -> CLOSED_VALUES.incrementAndGet());

    private final LaterBox later = new LaterBox();

    private Vivace app() {
        return Vivace.create()
                .get("/ok", (req, res) -> res.text("ok"))
                .get("/later", later.handler())
                .post("/echo", (req, res) -> res.bytes("text/plain", req.bodyBytes()));
    }

    /** Open, and known to the server. */
    private static RawClient idle(Server server) throws IOException {
        RawClient client = new RawClient(server.port());
        assertEquals(200, client.ask(RawClient.GET_OK).status());
        return client;
    }

    private static CompletableFuture<DrainReport> drain(Server server) {
        return CompletableFuture.supplyAsync(() -> server.drain(PATIENCE));
    }

    private static DrainReport report(CompletableFuture<DrainReport> draining)
            throws InterruptedException, ExecutionException, TimeoutException {
        return draining.get(20, TimeUnit.SECONDS);
    }

    private static void assertReport(DrainReport report, int atStart, int idle, int finished, int forced) {
        assertEquals(atStart, report.connectionsAtStart(), report.toString());
        assertEquals(idle, report.connectionsClosedIdle(), report.toString());
        assertEquals(finished, report.connectionsFinished(), report.toString());
        assertEquals(forced, report.connectionsForced(), report.toString());
        assertEquals(forced == 0, report.clean());
        assertTrue(report.duration().compareTo(PATIENCE) < 0, report.toString());
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldCloseIdleConnectionsAtOnce(Transport transport) throws IOException {
        try (Server server = Servers.start(app(), transport, 2)) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                clients.add(idle(server));
            }
            DrainReport report = server.drain(PATIENCE);
            assertReport(report, 5, 5, 0, 0);
            for (RawClient client : clients) {
                assertEquals(0, client.readToEnd().length);
                client.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldLetDeferredRequestsFinish(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport);
                RawClient busy = new RawClient(server.port());
                RawClient idle = idle(server)) {
            busy.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
            var waiting = later.next();
            CompletableFuture<DrainReport> draining = drain(server);
            assertEquals(0, idle.readToEnd().length);
            assertFalse(draining.isDone());
            assertTrue(waiting.respond(res -> res.text("late")));
            RawAnswer answer = busy.readAnswer();
            assertEquals("late", answer.text());
            assertTrue(answer.closes(), answer.head());
            assertEquals(0, busy.readToEnd().length);
            assertReport(report(draining), 2, 1, 1, 0);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldLetARequestInProgressFinish(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport);
                RawClient busy = new RawClient(server.port());
                RawClient idle = idle(server)) {
            long before = Servers.total(server).bytesRead();
            String head = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\n";
            busy.send(head + "abc");
            long first = before + head.length() + 3;
            Await.until("the first part is read", () -> Servers.total(server).bytesRead() == first);
            CompletableFuture<DrainReport> draining = drain(server);
            assertEquals(0, idle.readToEnd().length);
            busy.send("def");
            RawAnswer answer = busy.readAnswer();
            assertEquals("abcdef", answer.text());
            assertTrue(answer.closes(), answer.head());
            assertReport(report(draining), 2, 1, 1, 0);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldLetASlowReaderFinish(Transport transport) throws Exception {
        byte[] large = new byte[8 << 20];
        java.util.Arrays.fill(large, (byte) 'x');
        Vivace app = app().get("/large", (req, res) -> res.bytes("text/plain", large));
        try (Server server = Servers.start(app, transport);
                RawClient busy = new RawClient(server.port(), 8_192);
                RawClient idle = idle(server)) {
            busy.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
            Servers.awaitRequests(server, 2);
            CompletableFuture<DrainReport> draining = drain(server);
            assertEquals(0, idle.readToEnd().length);
            assertFalse(draining.isDone());
            assertArrayEquals(large, busy.readAnswer().body());
            assertEquals(0, busy.readToEnd().length);
            // It was answered before the drain began, so it was idle but for what the client had not taken
            assertReport(report(draining), 2, 1, 1, 0);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldServeWhatWaitsInTheAcceptQueue(Transport transport) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Vivace app = app().get("/hold", (req, res) -> {
            release.await(20, TimeUnit.SECONDS);
            return res.text("held");
        });
        try (Server server = Servers.start(app, transport);
                RawClient holding = new RawClient(server.port())) {
            holding.send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n");
            Servers.awaitRequests(server, 1);
            List<RawClient> queued = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                RawClient client = new RawClient(server.port());
                client.send(RawClient.GET_OK);
                queued.add(client);
            }
            RawClient silent = new RawClient(server.port());
            FutureTask<DrainReport> draining = new FutureTask<>(() -> server.drain(PATIENCE));
            Thread drainer = new Thread(draining, "drainer");
            drainer.start();
            Await.until("the drain waits for the loop", () -> drainer.getState() == Thread.State.TIMED_WAITING);
            release.countDown();
            assertEquals("held", holding.readAnswer().text());
            for (RawClient client : queued) {
                assertEquals("ok", client.readAnswer().text());
                assertEquals(0, client.readToEnd().length);
                client.close();
            }
            assertEquals(0, silent.readToEnd().length);
            silent.close();
            DrainReport report = draining.get(20, TimeUnit.SECONDS);
            assertEquals(5, report.connectionsAtStart());
            assertEquals(5, report.connectionsClosedIdle() + report.connectionsFinished());
            assertTrue(report.clean(), report.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldEndEveryConnectionThatArrivesMeanwhile(Transport transport) throws Exception {
        // A SYN that the kernel was told to drop is sent again after a second, and then two: seconds for each round
        int rounds = transport == Transport.EPOLL ? 2 : 20;
        for (int round = 0; round < rounds; round++) {
            Server server = Servers.start(app(), transport, 4);
            List<RawClient> clients = new ArrayList<>();
            clients.add(idle(server));
            FutureTask<Void> connecting = new FutureTask<>(() -> connectUntilRefused(server.port(), clients));
            new Thread(connecting, "connecting").start();
            Await.until("some have connected", () -> Servers.total(server).connectionsOpen() > 8);
            DrainReport report = server.drain(PATIENCE);
            connecting.get(20, TimeUnit.SECONDS);
            for (RawClient client : clients) {
                // A connection that was half made when the kernel closed the listening socket learns of it only so
                trySend(client);
                assertEquals(0, client.readToEnd().length);
                client.close();
            }
            assertTrue(report.clean(), report.toString());
            assertEquals(0, report.connectionsFinished(), report.toString());
            LoopMetrics total = Servers.total(server);
            assertEquals(0, total.connectionsOpen());
            assertTrue(report.connectionsClosedIdle() <= total.connectionsAccepted(), report.toString());
        }
    }

    private static void trySend(RawClient client) {
        try {
            client.send("\r\n");
        } catch (IOException e) {
            // closed, as it should be
        }
    }

    private static Void connectUntilRefused(int port, List<RawClient> clients) {
        try {
            for (int i = 0; i < 2_000; i++) {
                clients.add(new RawClient(port));
            }
        } catch (IOException e) {
            // refused: the server has stopped listening
        }
        return null;
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldCutOffAtTheBound(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport);
                RawClient busy = new RawClient(server.port())) {
            busy.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
            var waiting = later.next();
            DrainReport report = server.drain(Duration.ofMillis(100));
            assertReport(report, 1, 0, 0, 1);
            assertTrue(report.duration().toMillis() >= 100, report.toString());
            assertEquals(0, busy.readToEnd().length);
            assertTrue(later.awaitAbort());
            assertFalse(waiting.isOpen());
            assertFalse(waiting.respond(res -> res.text("too late")));
            assertEquals(0, Servers.total(server).inWork());
        }
    }

    /** Nobody is left who would accept; a selector of the JDK closes with its own next turn only. */
    @ParameterizedTest
    @EnumSource(names = "EPOLL")
    void shouldNotListenOnThoughALoopIsStuck(Transport transport) throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Vivace app = Vivace.create().get("/stuck", (req, res) -> {
            stuck.countDown();
            release.await();
            return res.text("at last");
        });
        Server server = Servers.start(app, transport);
        try (RawClient client = new RawClient(server.port())) {
            client.send("GET /stuck HTTP/1.1\r\nHost: a\r\n\r\n");
            stuck.await();
            server.drain(Duration.ZERO);
            assertThrows(IOException.class, () -> new RawClient(server.port()));
            release.countDown();
            assertEquals("at last", client.readAnswer().text());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldCutOffBlockingWorkAtTheBound(Transport transport) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Vivace app = app().blocking(routes -> routes.get("/stuck", (req, res) -> {
            begun.countDown();
            try {
                never.await(20, TimeUnit.SECONDS);
            } finally {
                ended.countDown();
            }
            return res.empty();
        }));
        try (Server server = Servers.start(app, transport);
                RawClient busy = new RawClient(server.port())) {
            busy.send("GET /stuck HTTP/1.1\r\nHost: a\r\n\r\n");
            assertTrue(begun.await(20, TimeUnit.SECONDS));
            assertReport(server.drain(Duration.ZERO), 1, 0, 0, 1);
            assertEquals(0, busy.readToEnd().length);
            never.countDown();
            assertTrue(ended.await(20, TimeUnit.SECONDS));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldStopEverythingOnAnInterruptedThread(Transport transport) throws Exception {
        CLOSED_VALUES.set(0);
        Server server = Servers.start(app().perLoop(VALUE), transport, 2);
        try (RawClient idle = idle(server);
                RawClient busy = new RawClient(server.port())) {
            int port = server.port();
            busy.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
            var waiting = later.next();
            Thread.currentThread().interrupt();
            server.close();
            assertTrue(Thread.interrupted(), "the interrupt is kept");
            assertEquals(0, idle.readToEnd().length);
            assertEquals(0, busy.readToEnd().length);
            assertTrue(later.awaitAbort());
            assertFalse(waiting.isOpen());
            assertThrows(IOException.class, () -> new RawClient(port));
            Await.until("the loops have ended", () -> loopThread() == null);
            assertEquals(2, CLOSED_VALUES.get());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldCutOffWhenInterruptedWhileItWaits(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport);
                RawClient busy = new RawClient(server.port())) {
            busy.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
            later.next();
            FutureTask<Boolean> draining = new FutureTask<>(() -> {
                server.drain(Duration.ofSeconds(Long.MAX_VALUE));
                return Thread.interrupted();
            });
            Thread drainer = new Thread(draining, "drainer");
            drainer.start();
            Await.until("the listener is closed", () -> refuses(server.port()));
            assertFalse(later.aborted());
            drainer.interrupt();
            assertTrue(draining.get(20, TimeUnit.SECONDS), "the interrupt is kept");
            assertEquals(0, busy.readToEnd().length);
            assertTrue(later.awaitAbort());
            Await.until("the loop has ended", () -> loopThread() == null);
        }
    }

    private static boolean refuses(int port) {
        try {
            new RawClient(port).close();
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldTakeAnyPatience(Transport transport) throws Exception {
        for (Duration patience :
                List.of(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofSeconds(Long.MIN_VALUE), Duration.ofNanos(1))) {
            try (Server server = Servers.start(app(), transport);
                    RawClient client = idle(server)) {
                assertEquals(1, server.drain(patience).connectionsAtStart());
                assertEquals(0, client.readToEnd().length);
                Await.until("the loop has ended", () -> loopThread() == null);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldGoOnServingWhenThePatienceIsMissing(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport);
                RawClient client = idle(server)) {
            assertThrows(NullPointerException.class, () -> server.drain(null));
            assertEquals("ok", client.ask(RawClient.GET_OK).text());
            idle(server).close();
            Servers.awaitOpen(server, 1);
            assertReport(server.drain(PATIENCE), 1, 1, 0, 0);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldDrainOnce(Transport transport) throws Exception {
        Server server = Servers.start(app(), transport);
        RawClient client = idle(server);
        CompletableFuture<DrainReport> first = drain(server);
        CompletableFuture<DrainReport> second = drain(server);
        assertSame(report(first), report(second));
        assertSame(report(first), server.drain(Duration.ZERO));
        server.close();
        server.close();
        client.close();
        assertReport(report(first), 1, 1, 0, 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldLeaveNothingButItsCounters(Transport transport) throws Exception {
        CLOSED_VALUES.set(0);
        Server server = Servers.start(app().perLoop(VALUE), transport, 3);
        RawClient client = idle(server);
        Servers.awaitOpen(server, 1);
        int port = server.port();
        server.close();
        client.close();
        LoopMetrics total = Servers.total(server);
        assertEquals(1, total.requests());
        assertEquals(1, total.answers2xx());
        assertEquals(1, total.connectionsAccepted());
        assertEquals(0, total.connectionsOpen());
        assertTrue(total.errors().isEmpty(), total.errors().toString());
        assertEquals(port, server.port());
        assertEquals(3, server.loops());
        assertEquals(3, CLOSED_VALUES.get());
        assertThrows(IOException.class, () -> new RawClient(port));
        // Netty says that a loop has ended some instructions before its thread has
        Await.until("the loops have ended", () -> loopThread() == null);
    }

    private static Thread loopThread() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("vivace-loop-")) {
                return thread;
            }
        }
        return null;
    }
}
