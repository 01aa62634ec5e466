package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that are gone when the server has something to say to them. */
class GoneClientTest {
    private static final int CLIENTS = 200;

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldTakeAFaultyClientThatIsGoneForNoFailure(Transport transport) throws Exception {
        Vivace app = Vivace.create().get("/ok", (req, res) -> res.text("ok"));
        try (Server server = Servers.start(app, transport);
                RawClient other = new RawClient(server.port())) {
            assertEquals("ok", other.ask(RawClient.GET_OK).text());
            for (int i = 0; i < CLIENTS; i++) {
                RawClient gone = new RawClient(server.port());
                gone.send("BAD\r\n\r\n");
                if (i % 2 == 0) {
                    gone.close();
                } else {
                    gone.reset();
                }
            }
            Await.until("all are accepted", () -> Servers.total(server).connectionsAccepted() == CLIENTS + 1);
            Servers.awaitOpen(server, 1);
            assertEquals("ok", other.ask(RawClient.GET_OK).text());
            var total = Servers.total(server);
            assertNull(total.errors().get("connection-failed"), total.errors().toString());
        }
    }

    /** The deadline makes the NIO transport write, and so find out, while the handler still runs. */
    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldRememberTheAddressOfAClientThatIsGone(Transport transport) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Integer> seen = new CompletableFuture<>();
        Vivace app = Vivace.create()
                .get("/ok", (req, res) -> res.text("ok"))
                .blocking(group -> group.get(
                        "/slow",
                        (req, res) -> {
                            started.countDown();
                            awaitUninterruptibly(go);
                            var address = req.remoteAddress();
                            seen.complete(address == null ? -1 : address.getPort());
                            return res.text("for nobody");
                        },
                        route -> route.deadline(Duration.ofMillis(100))));
        List<RawClient> others = new ArrayList<>();
        try (Server server = Servers.start(app, transport);
                RawClient gone = new RawClient(server.port())) {
            int port = gone.ownPort();
            gone.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
            assertTrue(started.await(20, TimeUnit.SECONDS));
            gone.reset();
            Servers.awaitOpen(server, 0);
            // One of these gets the descriptor that the one before had
            for (int i = 0; i < 8; i++) {
                RawClient other = new RawClient(server.port());
                others.add(other);
                assertEquals("ok", other.ask(RawClient.GET_OK).text());
            }
            go.countDown();
            assertEquals(port, seen.get(20, TimeUnit.SECONDS));
            Servers.awaitOpen(server, others.size());
        } finally {
            go.countDown();
            for (RawClient other : others) {
                other.close();
            }
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean over = false;
        while (!over) {
            try {
                over = latch.await(20, TimeUnit.SECONDS) || latch.getCount() > 0;
            } catch (InterruptedException e) {
                // the deadline, which is as it should be
            }
        }
    }
}
