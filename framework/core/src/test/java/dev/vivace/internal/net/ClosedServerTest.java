package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import java.lang.ref.WeakReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing keeps a server in memory that is down, in a process that goes on. */
class ClosedServerTest {
    private static Server used(Transport transport) throws Exception {
        Vivace app = Vivace.create()
                .get("/ok", (req, res) -> res.text("ok"))
                .get("/fail", (req, res) -> {
                    throw new IllegalStateException("a test's");
                })
                .blocking(group -> group.get("/block", (req, res) -> res.text("done")));
        Server server = Servers.start(app, transport, 2);
        try (RawClient client = new RawClient(server.port())) {
            assertEquals("ok", client.ask(RawClient.GET_OK).text());
            assertEquals(
                    500, client.ask("GET /fail HTTP/1.1\r\nHost: a\r\n\r\n").status());
            assertEquals(
                    "done", client.ask("GET /block HTTP/1.1\r\nHost: a\r\n\r\n").text());
        }
        return server;
    }

    private static void assertCollected(WeakReference<Server> server) {
        Await.until("the server is collected", () -> {
            System.gc();
            return server.get() == null;
        });
    }

    private static WeakReference<Server> closed(Transport transport) throws Exception {
        Server server = used(transport);
        server.close();
        return new WeakReference<>(server);
    }

    private static WeakReference<Server> closedBeforeItIsAwaited(Transport transport) throws Exception {
        Server server = used(transport);
        server.close();
        server.awaitShutdown();
        return new WeakReference<>(server);
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldBeCollected(Transport transport) throws Exception {
        assertCollected(closed(transport));
    }

    /** Another thread may be quicker with the closing than this one with the waiting. */
    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldBeCollectedWhenItIsAwaitedAfterwards(Transport transport) throws Exception {
        assertCollected(closedBeforeItIsAwaited(transport));
    }
}
