package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that has sent its last byte still gets its answers, and costs nothing while it waits for them. */
class HalfCloseTest {
    private static final long WAIT_MILLIS = 300;
    private static final long CPU_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(50);

    private final LaterBox later = new LaterBox();
    private final byte[] large = new byte[12 << 20];

    private Vivace app() {
        new Random(3).nextBytes(large);
        return Vivace.create()
                .get("/ok", (req, res) -> res.text("ok"))
                .get("/later", later.handler())
                .get("/large", (req, res) -> res.bytes("application/octet-stream", large));
    }

    /** Nothing happens meanwhile that a loop would have to do something about. */
    private static void assertIdles(ThreadWatch loop) throws InterruptedException {
        long before = loop.cpuNanos();
        assertFalse(new CountDownLatch(1).await(WAIT_MILLIS, TimeUnit.MILLISECONDS));
        long spent = loop.cpuNanos() - before;
        assertTrue(spent < CPU_NANOS_MAX, spent + " ns of CPU in " + WAIT_MILLIS + " ms");
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldAnswerDeferredRequests(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport);
                RawClient client = new RawClient(server.port())) {
            ThreadWatch loop = ThreadWatch.of("vivace-loop-0");
            client.send(RawClient.GET_OK + "GET /later HTTP/1.1\r\nHost: a\r\n\r\n" + RawClient.GET_OK);
            client.shutdownOutput();
            assertEquals("ok", client.readAnswer().text());
            var waiting = later.next();
            assertIdles(loop);
            assertFalse(later.aborted());
            assertTrue(waiting.isOpen());
            assertTrue(waiting.respond(res -> res.text("late")));
            assertEquals("late", client.readAnswer().text());
            assertEquals("ok", client.readAnswer().text());
            assertEquals(0, client.readToEnd().length);
            Servers.awaitOpen(server, 0);
            assertEquals(3, Servers.total(server).answers2xx());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldFinishWhatASlowReaderTakes(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport);
                RawClient client = new RawClient(server.port(), 8_192)) {
            ThreadWatch loop = ThreadWatch.of("vivace-loop-0");
            client.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n" + RawClient.GET_OK);
            client.shutdownOutput();
            Servers.awaitRequests(server, 1);
            assertIdles(loop);
            assertArrayEquals(large, client.readAnswer().body());
            assertEquals("ok", client.readAnswer().text());
            assertEquals(0, client.readToEnd().length);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldEndARequestThatStaysIncomplete(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport);
                RawClient client = new RawClient(server.port())) {
            client.send(RawClient.GET_OK + "GET /ok HTTP/1.1\r\nHost");
            client.shutdownOutput();
            assertEquals("ok", client.readAnswer().text());
            assertEquals(0, client.readToEnd().length);
            Servers.awaitOpen(server, 0);
            assertEquals(1, Servers.total(server).requests());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldIdleWithOpenConnections(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport);
                RawClient client = new RawClient(server.port());
                RawClient silent = new RawClient(server.port())) {
            assertEquals("ok", client.ask(RawClient.GET_OK).text());
            Servers.awaitOpen(server, 2);
            assertIdles(ThreadWatch.of("vivace-loop-0"));
            silent.send(RawClient.GET_OK);
            assertEquals("ok", silent.readAnswer().text());
        }
    }
}
