package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Server;
import dev.vivace.ServerOptions;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Time-outs and bounds on real sockets; the times themselves are tested with a clock of their own. */
class ClientTimeoutsTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final String POST = "POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: ";

    private static Vivace app() {
        return Vivace.create()
                .get("/ok", (req, res) -> res.text("ok"))
                .get("/small", (req, res) -> res.bytes("application/octet-stream", new byte[40_000]))
                .get("/large", (req, res) -> res.bytes("application/octet-stream", new byte[8 << 20]))
                .post("/length", (req, res) -> res.text("" + req.bodyBytes().length));
    }

    private static void awaitError(Server server, String kind, long count) {
        Await.until(
                count + " times " + kind, () -> Servers.total(server).errors().getOrDefault(kind, 0L) == count);
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldCloseIdleConnections(Transport transport) throws IOException {
        ServerOptions options = Servers.options(transport, 1).idleTimeout(SHORT);
        try (Server server = app().listen(options);
                RawClient silent = new RawClient(server.port());
                RawClient once = new RawClient(server.port())) {
            assertEquals("ok", once.ask(RawClient.GET_OK).text());
            assertEquals(0, silent.readToEnd().length);
            assertEquals(0, once.readToEnd().length);
            awaitError(server, "idle-closed", 2);
            Servers.awaitOpen(server, 0);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldAnswer408ToSlowHeadsAndBodies(Transport transport) throws IOException {
        ServerOptions options =
                Servers.options(transport, 1).headerTimeout(SHORT).bodyTimeout(SHORT);
        try (Server server = app().listen(options);
                RawClient head = new RawClient(server.port());
                RawClient body = new RawClient(server.port());
                RawClient other = new RawClient(server.port())) {
            head.send("GET /ok HTTP/1.1\r\nHo");
            body.send(POST + "10\r\n\r\nxxx");
            assertEquals(408, head.readAnswer().status());
            assertEquals(408, body.readAnswer().status());
            assertEquals(0, head.readToEnd().length);
            assertEquals(0, body.readToEnd().length);
            awaitError(server, "header-timeout", 1);
            awaitError(server, "body-timeout", 1);
            assertEquals("ok", other.ask(RawClient.GET_OK).text());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldCutOffClientsThatTakeNothing(Transport transport) throws IOException {
        ServerOptions options = Servers.options(transport, 1).answerTimeout(SHORT);
        try (Server server = app().listen(options);
                RawClient slow = new RawClient(server.port(), 8_192);
                RawClient other = new RawClient(server.port())) {
            slow.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
            awaitError(server, "answer-timeout", 1);
            Servers.awaitOpen(server, 1);
            Await.until("nothing is held", () -> Servers.total(server).answerBytesHeld() == 0);
            assertEquals("ok", other.ask(RawClient.GET_OK).text());
            // An orderly end would leave megabytes with the kernel until they are taken
            assertThrows(SocketException.class, slow::readAnswer);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldCutOffWhoTookNothingForTheLongestTime(Transport transport) throws IOException {
        ServerOptions options = Servers.options(transport, 1).answerBytesHeldMax(8 << 20);
        try (Server server = app().listen(options);
                RawClient first = new RawClient(server.port(), 8_192);
                RawClient second = new RawClient(server.port(), 8_192)) {
            first.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
            Await.until("it is held", () -> Servers.total(server).answerBytesHeld() > 0);
            second.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
            awaitError(server, "answer-bytes-held", 1);
            Servers.awaitOpen(server, 1);
            assertThrows(SocketException.class, first::readAnswer);
            assertEquals(8 << 20, second.readAnswer().body().length);
        }
    }

    /** The socket took all of it, so only the kernel knows. */
    @Test
    void shouldEndClientsThatTakeNothingOfWhatTheKernelHas() throws IOException {
        ServerOptions options = Servers.options(Transport.EPOLL, 1).answerTimeout(SHORT);
        try (Server server = app().listen(options);
                RawClient slow = new RawClient(server.port(), 8_192);
                RawClient other = new RawClient(server.port())) {
            slow.send("GET /small HTTP/1.1\r\nHost: a\r\n\r\n");
            Servers.awaitRequests(server, 1);
            Await.until("all of it is sent", () -> Servers.total(server).answerBytesHeld() == 0);
            awaitError(server, "answer-timeout", 1);
            Servers.awaitOpen(server, 1);
            assertEquals("ok", other.ask(RawClient.GET_OK).text());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldMakeRoomForTheNewestUpload(Transport transport) throws IOException {
        ServerOptions options = Servers.options(transport, 1).requestBytesHeldMax(2 << 20);
        List<RawClient> uploads = new ArrayList<>();
        try (Server server = app().listen(options)) {
            try {
                for (int i = 0; i < 8; i++) {
                    RawClient upload = new RawClient(server.port());
                    uploads.add(upload);
                    upload.send(POST + "600000\r\n\r\n");
                    upload.send(new byte[500_000]);
                    long sent = (i + 1) * (500_000L + POST.length() + 10);
                    Await.until("it is read", () -> Servers.total(server).bytesRead() >= sent);
                    assertTrue(Servers.total(server).requestBytesHeld() <= 2 << 20);
                }
                RawAnswer refused = uploads.get(0).readAnswer();
                assertEquals(503, refused.status());
                assertEquals("1", refused.header("Retry-After"));
                uploads.get(7).send(new byte[100_000]);
                assertEquals("600000", uploads.get(7).readAnswer().text());
            } finally {
                for (RawClient upload : uploads) {
                    upload.close();
                }
            }
            Servers.awaitOpen(server, 0);
            Await.until("nothing is held", () -> Servers.total(server).requestBytesHeld() == 0);
        }
    }
}
