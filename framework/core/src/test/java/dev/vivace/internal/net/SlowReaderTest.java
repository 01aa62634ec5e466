package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that do not read what they are answered: they wait, nobody else does, and memory stays bounded. */
class SlowReaderTest {
    private static final int RECEIVE_BYTES = 8_192;
    private static final String GET_LARGE = "GET /large HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final byte[] LARGE = new byte[12 << 20];

    static {
        new Random(7).nextBytes(LARGE);
    }

    private static Vivace app() {
        return Vivace.create()
                .get("/ok", (req, res) -> res.text("ok"))
                .get("/echo/{text}", (req, res) -> res.text(req.path("text")))
                .get("/large", (req, res) -> res.bytes("application/octet-stream", LARGE));
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldNotReadOnBeforeItsAnswerIsTaken(Transport transport) throws IOException {
        try (Server server = Servers.start(app(), transport);
                RawClient slow = new RawClient(server.port(), RECEIVE_BYTES);
                RawClient other = new RawClient(server.port())) {
            slow.send(GET_LARGE);
            Servers.awaitRequests(server, 1);
            slow.send(RawClient.GET_OK.repeat(50));
            for (int i = 1; i <= 200; i++) {
                assertEquals("ok", other.ask(RawClient.GET_OK).text());
            }
            assertEquals(
                    GET_LARGE.length() + 200L * RawClient.GET_OK.length(),
                    Servers.total(server).bytesRead());
            assertEquals(201, Servers.total(server).requests());
            assertArrayEquals(LARGE, slow.readAnswer().body());
            for (int i = 0; i < 50; i++) {
                assertEquals("ok", slow.readAnswer().text());
            }
            assertEquals("ok", slow.ask(RawClient.GET_OK).text());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldAnswerPipelinedLargeOnesInOrder(Transport transport) throws IOException {
        try (Server server = Servers.start(app(), transport);
                RawClient slow = new RawClient(server.port(), RECEIVE_BYTES)) {
            slow.send("GET /echo/a HTTP/1.1\r\nHost: a\r\n\r\n" + GET_LARGE + "GET /echo/b HTTP/1.1\r\nHost: a\r\n\r\n"
                    + GET_LARGE + "GET /echo/c HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            // The second large one is not even begun while the first is not taken
            Servers.awaitRequests(server, 2);
            assertEquals("a", slow.readAnswer().text());
            assertEquals(2, Servers.total(server).requests());
            assertArrayEquals(LARGE, slow.readAnswer().body());
            assertEquals("b", slow.readAnswer().text());
            assertArrayEquals(LARGE, slow.readAnswer().body());
            assertEquals("c", slow.readAnswer().text());
            assertEquals(0, slow.readToEnd().length);
        }
    }

    /** A flood of requests by a client that never reads comes to a stop, because the server stops reading. */
    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldBoundWhatItKeepsForAFlood(Transport transport) throws Exception {
        int length = 64 << 20;
        byte[] request = RawClient.GET_OK.getBytes(StandardCharsets.US_ASCII);
        byte[] flood = new byte[length / request.length * request.length];
        for (int at = 0; at < flood.length; at += request.length) {
            System.arraycopy(request, 0, flood, at, request.length);
        }
        try (Server server = Servers.start(app(), transport);
                RawClient slow = new RawClient(server.port(), RECEIVE_BYTES);
                RawClient other = new RawClient(server.port())) {
            int sent = flood(slow, other, flood);
            assertTrue(sent < flood.length / 2, sent + " bytes");
            long requests = Servers.total(server).requests();
            // Complete the request that was cut, then read all
            int total = (sent + request.length - 1) / request.length;
            CompletableFuture<Void> rest = CompletableFuture.runAsync(() -> {
                try {
                    slow.send(ByteBuffer.wrap(flood, sent, total * request.length - sent));
                    slow.shutdownOutput();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            for (int i = 0; i < total; i++) {
                assertEquals("ok", slow.readAnswer().text());
            }
            rest.get(20, TimeUnit.SECONDS);
            assertEquals(0, slow.readToEnd().length);
            assertTrue(requests < Servers.total(server).requests());
        }
    }

    /** Sends until nothing more is taken, even after the server had time to go round; how many bytes. */
    private static int flood(RawClient slow, RawClient other, byte[] flood) throws IOException {
        int sent = 0;
        int refusals = 0;
        while (sent < flood.length && refusals < 50) {
            int more = slow.sendWithoutWaiting(ByteBuffer.wrap(flood, sent, flood.length - sent));
            sent += more;
            refusals = more == 0 ? refusals + 1 : 0;
            assertEquals("ok", other.ask(RawClient.GET_OK).text());
        }
        return sent;
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldForgetAClientThatGoesAway(Transport transport) throws IOException {
        try (Server server = Servers.start(app(), transport);
                RawClient other = new RawClient(server.port())) {
            for (int i = 0; i < 10; i++) {
                RawClient slow = new RawClient(server.port(), RECEIVE_BYTES);
                slow.send(GET_LARGE);
                Servers.awaitRequests(server, i + 1);
                slow.reset();
            }
            Servers.awaitOpen(server, 1);
            assertEquals("ok", other.ask(RawClient.GET_OK).text());
        }
    }
}
