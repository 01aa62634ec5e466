package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.DrainReport;
import dev.vivace.Later;
import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import dev.vivace.corpus.CorpusApp;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** More connections than the bound allows: clients are told so, and there is room again when others have gone. */
class ConnectionBoundTest {
    private static final int BOUND = 8;
    private static final int KEPT_COUNT_MAX = 64;

    private final List<RawClient> clients = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
    }

    private static Server start(Transport transport, int loops) throws IOException {
        return CorpusApp.app().listen(Servers.options(transport, loops).connectionCountMax(BOUND));
    }

    private RawClient client(Server server) throws IOException {
        RawClient client = new RawClient(server.port());
        clients.add(client);
        return client;
    }

    /** As many as there is room for, each served once, so that they are known to be in. */
    private void fill(Server server) throws IOException {
        for (int i = 0; i < BOUND; i++) {
            assertEquals("ok", client(server).ask(RawClient.GET_OK).text());
        }
    }

    private static void assertRefused(RawClient client) throws IOException {
        RawAnswer answer = client.readAnswer();
        assertEquals(503, answer.status());
        assertEquals("1", answer.header("Retry-After"));
        assertEquals("application/problem+json", answer.header("Content-Type"));
        assertTrue(answer.closes());
        assertTrue(answer.text().contains("Too many connections"), answer.text());
        assertEquals(Integer.parseInt(answer.header("Content-Length")), answer.body().length);
        Instant date = ZonedDateTime.parse(answer.header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
        assertTrue(
                Duration.between(date, Instant.now()).abs().compareTo(Duration.ofSeconds(2)) < 0,
                answer.header("Date"));
        // The end, and not a reset
        assertThrows(EOFException.class, () -> client.readBytes(1));
    }

    private static long refused(Server server) {
        return Servers.total(server).errors().getOrDefault("connection-refused", 0L);
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldTellWhoIsOneTooMany(Transport transport) throws IOException {
        try (Server server = start(transport, 1)) {
            fill(server);
            assertEquals(0, refused(server));
            assertRefused(client(server));
            RawClient withRequest = client(server);
            withRequest.send(RawClient.GET_OK);
            assertRefused(withRequest);
            assertEquals(2, refused(server));
            for (RawClient in : clients.subList(0, BOUND)) {
                assertEquals("ok", in.ask(RawClient.GET_OK).text());
            }
            assertEquals(2L * BOUND, Servers.total(server).requests());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldHaveRoomAgainWhenOthersHaveGone(Transport transport) throws IOException {
        try (Server server = start(transport, 1)) {
            for (int round = 0; round < 3; round++) {
                fill(server);
                assertRefused(client(server));
                for (RawClient client : clients) {
                    client.close();
                }
                clients.clear();
                Servers.awaitOpen(server, 0);
            }
            assertEquals(3, refused(server));
            assertNull(Servers.total(server).errors().get("accept-failed"));
            assertEquals(0, ((NettyServer) server).loopSet().connections().count());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldCountOverAllLoops(Transport transport) throws IOException {
        try (Server server = start(transport, 3)) {
            fill(server);
            for (int i = 0; i < 30; i++) {
                assertRefused(client(server));
            }
            assertEquals(30, refused(server));
        }
    }

    /** A flood of clients that neither read nor go: those kept are few, and soon gone; who is in does not notice. */
    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldKeepFewOfAFlood(Transport transport) throws IOException {
        int flood = 500;
        try (Server server = start(transport, 1)) {
            fill(server);
            for (int i = 0; i < flood; i++) {
                client(server).send(RawClient.GET_OK);
                if (i % 50 == 0) {
                    assertEquals("ok", clients.get(0).ask(RawClient.GET_OK).text());
                }
                long open = Servers.total(server).connectionsOpen();
                assertTrue(open <= BOUND + KEPT_COUNT_MAX, open + " are open");
            }
            Await.until("all of the flood are refused", () -> refused(server) == flood);
            Servers.awaitOpen(server, BOUND);
            clients.get(0).close();
            Servers.awaitOpen(server, BOUND - 1);
            assertEquals("ok", client(server).ask(RawClient.GET_OK).text());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldNotHoldUpTheEndOfTheServer(Transport transport) throws IOException {
        try (Server server = start(transport, 1)) {
            fill(server);
            RawClient refused = client(server);
            assertEquals(503, refused.readAnswer().status());
            var report = server.drain(Duration.ofSeconds(20));
            assertEquals(0, report.connectionsForced());
            assertTrue(report.duration().compareTo(Duration.ofSeconds(10)) < 0, report.toString());
        }
    }

    /** The loop was too busy to end its listener before it began to drain, so there are clients to be refused still. */
    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldTellWhoIsOneTooManyWhileTheServerDrains(Transport transport) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        LaterBox later = new LaterBox();
        Vivace app = Vivace.create().get("/later", later.handler()).get("/held", (req, res) -> {
            held.countDown();
            assertTrue(go.await(30, TimeUnit.SECONDS));
            return res.text("held");
        });
        Server server = app.listen(Servers.options(transport, 1).connectionCountMax(2));
        NettyLoop loop = ((NettyServer) server).loopSet().at(0);
        RawClient waiting = client(server);
        waiting.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
        Later deferred = later.next();
        RawClient holding = client(server);
        holding.send("GET /held HTTP/1.1\r\nHost: a\r\n\r\n");
        assertTrue(held.await(30, TimeUnit.SECONDS));
        RawClient beyond = client(server);
        CompletableFuture<DrainReport> draining =
                CompletableFuture.supplyAsync(() -> server.drain(Duration.ofSeconds(60)));
        Await.until("both ends are in the loop's queue", () -> loop.netty.pendingTasks() >= 2);
        go.countDown();
        byte[] answer = beyond.readToEnd();
        // The time for which refused clients are kept
        CountDownLatch over = new CountDownLatch(1);
        loop.schedule(over::countDown, TimeUnit.MILLISECONDS.toNanos(1_300));
        assertTrue(over.await(10, TimeUnit.SECONDS), "the loop runs");
        deferred.respond(res -> res.text("late"));
        assertEquals("late", waiting.readAnswer().text());
        assertTrue(draining.get(30, TimeUnit.SECONDS).clean());
        assertTrue(
                new String(answer, StandardCharsets.ISO_8859_1).startsWith("HTTP/1.1 503 "), answer.length + " bytes");
    }

    /** Reset while they wait in the accept queue: neither their places nor the listener are lost, not even for a moment. */
    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldGetPlacesBackFromClientsThatReset(Transport transport) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Vivace app = Vivace.create().get("/ok", (req, res) -> res.text("ok")).get("/held", (req, res) -> {
            held.countDown();
            assertTrue(go.await(30, TimeUnit.SECONDS));
            return res.text("held");
        });
        try (Server server = app.listen(Servers.options(transport, 1).connectionCountMax(BOUND))) {
            RawClient holding = client(server);
            holding.send("GET /held HTTP/1.1\r\nHost: a\r\n\r\n");
            assertTrue(held.await(30, TimeUnit.SECONDS));
            for (int i = 0; i < 300; i++) {
                RawClient client = new RawClient(server.port());
                client.send(i % 2 == 0 ? RawClient.GET_OK : "GET ");
                client.reset();
            }
            go.countDown();
            assertEquals("held", holding.readAnswer().text());
            Await.until("all are gone", () -> {
                var total = Servers.total(server);
                return total.connectionsAccepted() + total.errors().getOrDefault("connection-refused", 0L) >= 301
                        && total.connectionsOpen() == 1;
            });
            assertEquals(1, ((NettyServer) server).loopSet().connections().count());
            assertNull(Servers.total(server).errors().get("accept-failed"));
            assertNull(Servers.total(server).errors().get("connection-failed"));
            assertEquals("ok", client(server).ask(RawClient.GET_OK).text());
        }
    }
}
