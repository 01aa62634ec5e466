package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Everything that reached a socket before its loop looks at it is found in one wake-up: bytes beyond one receive, and the end
 * that came together with them. An edge-triggered selector reports neither again by itself.
 */
class ReadinessTest {
    private static final long HOLD_SECONDS_MAX = 20;

    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final LaterBox later = new LaterBox();

    private Vivace app() {
        return Vivace.create()
                .get("/ok", (req, res) -> res.text("ok"))
                .get("/later", later.handler())
                .get("/hold", (req, res) -> {
                    held.countDown();
                    assertTrue(release.await(HOLD_SECONDS_MAX, TimeUnit.SECONDS));
                    return res.text("held");
                });
    }

    /** The only loop stands in a handler until {@link #release}: what clients do meanwhile comes to it at once. */
    private RawClient holdLoop(Server server) throws Exception {
        RawClient holder = new RawClient(server.port());
        holder.send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n");
        assertTrue(held.await(HOLD_SECONDS_MAX, TimeUnit.SECONDS));
        return holder;
    }

    /** Known to the loop before it is held: the server has answered it once. */
    private static RawClient openClient(Server server) throws IOException {
        RawClient client = new RawClient(server.port());
        assertEquals("ok", client.ask(RawClient.GET_OK).text());
        return client;
    }

    private static void assertAnswers(RawClient client, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            assertEquals("ok", client.readAnswer().text());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldSeeAnEndThatComesWithARequest(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport);
                RawClient whole = openClient(server);
                RawClient part = openClient(server);
                RawClient silent = openClient(server);
                RawClient holder = holdLoop(server)) {
            whole.send(RawClient.GET_OK);
            whole.shutdownOutput();
            part.send(RawClient.GET_OK + "GET /ok HTTP/1.1\r\n");
            part.shutdownOutput();
            silent.shutdownOutput();
            release.countDown();
            assertEquals("held", holder.readAnswer().text());
            for (RawClient client : new RawClient[] {whole, part}) {
                assertAnswers(client, 1);
                assertEquals(0, client.readToEnd().length);
            }
            assertEquals(0, silent.readToEnd().length);
            Servers.awaitOpen(server, 1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldReadOnWhereOneReceiveWasFull(Transport transport) throws Exception {
        // One receive exactly, a little more, and several of them
        int[] lengths = {NettyLoop.READ_BYTES, NettyLoop.READ_BYTES + 1, 3 * NettyLoop.READ_BYTES + 17};
        for (int length : lengths) {
            for (boolean end : new boolean[] {false, true}) {
                check(transport, length, end);
            }
        }
    }

    private void check(Transport transport, int length, boolean end) throws Exception {
        ReadinessTest own = new ReadinessTest();
        try (Server server = Servers.start(own.app(), transport);
                RawClient client = openClient(server);
                RawClient holder = own.holdLoop(server)) {
            int count = length / RawClient.GET_OK.length();
            byte[] bytes = pipelined(count, length);
            Thread sender = new Thread(() -> {
                try {
                    client.send(bytes);
                    if (end) {
                        client.shutdownOutput();
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            sender.start();
            if (length <= NettyLoop.READ_BYTES + 1) {
                // So little fits into the sockets' buffers: all of it is there before the loop looks
                sender.join();
            }
            own.release.countDown();
            assertEquals("held", holder.readAnswer().text());
            assertAnswers(client, count);
            sender.join();
            if (end) {
                assertEquals(0, client.readToEnd().length);
                Servers.awaitOpen(server, 1);
            } else {
                assertEquals("ok", client.ask(RawClient.GET_OK).text());
            }
        }
    }

    /** Requests of exactly so many bytes: the first one carries what is missing as a query. */
    private static byte[] pipelined(int count, int length) {
        int missing = length - count * RawClient.GET_OK.length();
        String query = missing == 0 ? "" : "?" + "x".repeat(missing - 1);
        String all = RawClient.GET_OK.replace("/ok", "/ok" + query) + RawClient.GET_OK.repeat(count - 1);
        assertEquals(length, all.length());
        return all.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldSeeWhatCameWhileItWasNotReading(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport);
                RawClient client = openClient(server)) {
            client.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
            var waiting = later.next();
            client.send(RawClient.GET_OK);
            client.shutdownOutput();
            // The loop has met those bytes and does not read them: this client's answer came after them
            try (RawClient other = openClient(server)) {
                assertEquals("ok", other.ask(RawClient.GET_OK).text());
            }
            assertTrue(waiting.respond(res -> res.text("late")));
            assertEquals("late", client.readAnswer().text());
            assertAnswers(client, 1);
            assertEquals(0, client.readToEnd().length);
        }
    }

    /** RFC 6093: urgent data is not part of the stream as we read it; here it stands inside a field name and between requests. */
    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldReadOnBehindUrgentData(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport);
                RawClient inside = openClient(server);
                RawClient between = openClient(server);
                RawClient holder = holdLoop(server)) {
            inside.send("GET /ok HTTP/1.1\r\nHo");
            inside.sendUrgent('x');
            inside.send("st: a\r\n\r\n" + RawClient.GET_OK);
            between.send(RawClient.GET_OK);
            between.sendUrgent('x');
            between.send(RawClient.GET_OK);
            release.countDown();
            assertEquals("held", holder.readAnswer().text());
            assertAnswers(inside, 2);
            assertAnswers(between, 2);
            assertEquals("ok", between.ask(RawClient.GET_OK).text());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldAnswerWhatCameBeforeTheConnectionWasAccepted(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport);
                RawClient holder = holdLoop(server);
                RawClient open = new RawClient(server.port());
                RawClient ending = new RawClient(server.port());
                RawClient closing = new RawClient(server.port());
                RawClient part = new RawClient(server.port());
                RawClient deferred = new RawClient(server.port());
                RawClient faulty = new RawClient(server.port())) {
            open.send(RawClient.GET_OK);
            ending.send(RawClient.GET_OK);
            ending.shutdownOutput();
            closing.send("GET /ok HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            part.send(RawClient.GET_OK + RawClient.GET_OK.substring(0, 9));
            deferred.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n" + RawClient.GET_OK);
            faulty.send("GET /ok HTTP/1.1\r\nHost : a\r\n\r\n");
            release.countDown();
            assertEquals("held", holder.readAnswer().text());
            for (RawClient client : new RawClient[] {ending, closing}) {
                assertAnswers(client, 1);
                assertEquals(0, client.readToEnd().length);
            }
            assertEquals(400, faulty.readAnswer().status());
            assertEquals(0, faulty.readToEnd().length);
            assertAnswers(part, 1);
            part.send(RawClient.GET_OK.substring(9));
            assertAnswers(part, 1);
            assertTrue(later.next().respond(res -> res.text("late")));
            assertEquals("late", deferred.readAnswer().text());
            assertAnswers(deferred, 1);
            assertAnswers(open, 1);
            assertEquals("ok", open.ask(RawClient.GET_OK).text());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldReadOnBehindAFullReceiveAtAccept(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport);
                RawClient holder = holdLoop(server);
                RawClient client = new RawClient(server.port())) {
            int length = NettyLoop.READ_BYTES + 1;
            int count = length / RawClient.GET_OK.length();
            client.send(pipelined(count, length));
            release.countDown();
            assertEquals("held", holder.readAnswer().text());
            assertAnswers(client, count);
        }
    }
}
