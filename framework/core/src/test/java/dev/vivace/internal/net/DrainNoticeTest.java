package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Health;
import dev.vivace.Server;
import dev.vivace.ServerOptions;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that says that it is going to stop before it does. */
class DrainNoticeTest {
    private static final String READY = "GET /ready HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final Duration LONG = Duration.ofHours(1);

    private static Server start(Transport transport, Duration notice) throws IOException {
        return Vivace.create()
                .get("/ok", (req, res) -> res.text("ok"))
                .get("/ready", Health.readiness())
                .listen(Servers.options(transport, 2).drainNotice(notice));
    }

    private static int ready(RawClient client) {
        try {
            return client.ask(READY).status();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** In a thread of its own; done when it is. */
    private static FutureTask<Void> closing(Server server) {
        FutureTask<Void> closing = new FutureTask<>(server::close, null);
        new Thread(closing, "closing").start();
        return closing;
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldServeAsBeforeDuringTheNotice(Transport transport) throws Exception {
        NettyServer server = (NettyServer) start(transport, LONG);
        try (RawClient client = new RawClient(server.port())) {
            assertEquals(200, ready(client));
            FutureTask<Void> closing = closing(server);
            Await.until("readiness says no", () -> ready(client) == 503);
            for (int i = 0; i < 3; i++) {
                try (RawClient another = new RawClient(server.port())) {
                    assertEquals(503, ready(another));
                    RawAnswer answer = another.ask(RawClient.GET_OK);
                    assertEquals("ok", answer.text());
                    assertFalse(answer.closes(), answer.head());
                }
            }
            assertFalse(closing.isDone());
            server.hurry();
            assertEquals(0, client.readToEnd().length);
            closing.get(20, TimeUnit.SECONDS);
            assertThrows(IOException.class, () -> new RawClient(server.port()));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldStopByItselfWhenTheTimeIsUp(Transport transport) throws Exception {
        Duration notice = Duration.ofMillis(300);
        Server server = start(transport, notice);
        try (RawClient client = new RawClient(server.port())) {
            assertEquals(200, ready(client));
            var report = server.drain(Duration.ofSeconds(10));
            assertTrue(report.duration().compareTo(notice) >= 0, report.toString());
            assertEquals(1, report.connectionsClosedIdle());
            assertEquals(0, client.readToEnd().length);
        }
    }

    /** A health check that comes on a connection which waits behind other work, or in the last moment. */
    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldSayNoWithoutANoticeToo(Transport transport) throws Exception {
        Server server = start(transport, Duration.ZERO);
        try (RawClient idle = new RawClient(server.port());
                RawClient asking = new RawClient(server.port())) {
            assertEquals(200, ready(idle));
            long before = Servers.total(server).bytesRead();
            asking.send(READY.substring(0, 20));
            Await.until("half of it is read", () -> Servers.total(server).bytesRead() == before + 20);
            FutureTask<Void> closing = closing(server);
            assertEquals(0, idle.readToEnd().length);
            RawAnswer answer = asking.ask(READY.substring(20));
            assertEquals(503, answer.status());
            closing.get(20, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldEndTheNoticeOfAnInterruptedThread(Transport transport) throws Exception {
        Server server = start(transport, LONG);
        Thread.currentThread().interrupt();
        server.close();
        assertTrue(Thread.interrupted(), "the interrupt is kept");
        assertThrows(IOException.class, () -> new RawClient(server.port()));
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldEndTheNoticeAtASecondSignal(Transport transport) throws Exception {
        try (ChildJvm child = ChildJvm.start(NoticeMain.class, transport.name())) {
            try (RawClient client = new RawClient(Integer.parseInt(child.nextLine()))) {
                assertEquals(200, ready(client));
                child.signal("TERM");
                Await.until("readiness says no", () -> ready(client) == 503);
                child.signal("TERM");
                assertEquals(0, client.readToEnd().length);
            }
            assertEquals(143, child.exitStatus());
        }
    }

    @Test
    void shouldRefuseANoticeThatIsNone() {
        ServerOptions options = ServerOptions.defaults();
        assertEquals(Duration.ZERO, options.drainNotice());
        assertThrows(IllegalArgumentException.class, () -> options.drainNotice(Duration.ofNanos(-1)));
        assertThrows(IllegalArgumentException.class, () -> options.drainNotice(Duration.ofDays(366)));
        assertThrows(NullPointerException.class, () -> options.drainNotice(null));
        assertEquals(LONG, options.drainNotice(LONG).drainNotice());
    }

    /** Serves with a notice of an hour. */
    static final class NoticeMain {
        private NoticeMain() {}

        public static void main(String[] args) throws Exception {
            try (Server server = start(Transport.valueOf(args[0]), LONG)) {
                System.out.println(server.port());
                server.awaitShutdown();
            }
        }
    }
}
