package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.vivace.Canned;
import dev.vivace.RouteOptions;
import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A 304 ends with its head, so the answer behind it begins there. */
class NotModifiedOnSocketsTest {
    private static final Canned CANNED = Canned.text("canned").etag("c1");
    private static final int COUNT = 200;

    private static Vivace app() {
        return Vivace.create()
                .get("/canned", (req, res) -> res.send(CANNED))
                .get("/number/{n}", (req, res) -> res.text(req.path("n")), RouteOptions::etag)
                .get("/size/{n}", (req, res) -> res.text("x".repeat(req.pathInt("n"))), RouteOptions::etag)
                .blocking(group -> group.get("/blocking", (req, res) -> res.text("b"), RouteOptions::etag));
    }

    private static String request(String method, String path, String etag) {
        String condition = etag == null ? "" : "If-None-Match: " + etag + "\r\n";
        return method + " " + path + " HTTP/1.1\r\nHost: a\r\n" + condition + "\r\n";
    }

    private static void assertNotModified(String etag, RawAnswer answer) {
        assertEquals(304, answer.status());
        assertEquals(etag, answer.header("ETag"));
        assertNull(answer.header("Content-Length"));
        assertNull(answer.header("Content-Type"));
        assertNull(answer.header("Connection"));
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldKeepPipelinedAnswersApart(Transport transport) throws IOException {
        try (Server server = Servers.start(app(), transport);
                RawClient client = new RawClient(server.port())) {
            String etag = client.ask(request("GET", "/number/7", null)).header("ETag");
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < COUNT; i++) {
                requests.append(request("GET", "/number/7", etag))
                        .append(request("HEAD", "/number/7", etag))
                        .append(request("GET", "/canned", "*"))
                        .append(request("GET", "/blocking", "*"))
                        .append(request("GET", "/number/" + i, "\"another\""));
            }
            client.send(requests.toString());
            String blocking = null;
            for (int i = 0; i < COUNT; i++) {
                assertNotModified(etag, client.readAnswer());
                assertNotModified(etag, client.readAnswer());
                assertNotModified("\"c1\"", client.readAnswer());
                RawAnswer fromWorker = client.readAnswer();
                blocking = blocking == null ? fromWorker.header("ETag") : blocking;
                assertNotModified(blocking, fromWorker);
                RawAnswer whole = client.readAnswer();
                assertEquals(Integer.toString(i), whole.text());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldSendNothingMoreBeforeTheClose(Transport transport) throws IOException {
        try (Server server = Servers.start(app(), transport);
                RawClient client = new RawClient(server.port())) {
            client.send(request("GET", "/canned", "\"c1\"").replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
            String all = new String(client.readToEnd(), StandardCharsets.US_ASCII);
            assertEquals("HTTP/1.1 304 Not Modified\r\n", all.substring(0, 27));
            assertEquals(all.length() - 4, all.indexOf("\r\n\r\n"));
        }
    }

    /** Larger than what a loop writes at once. */
    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldForgetLargeBodies(Transport transport) throws IOException {
        try (Server server = Servers.start(app(), transport);
                RawClient client = new RawClient(server.port())) {
            RawAnswer whole = client.ask(request("GET", "/size/300000", null));
            assertEquals(300_000, whole.body().length);
            String etag = whole.header("ETag");
            client.send(request("GET", "/size/300000", etag).repeat(20) + request("GET", "/size/3", etag));
            for (int i = 0; i < 20; i++) {
                assertNotModified(etag, client.readAnswer());
            }
            assertEquals("xxx", client.readAnswer().text());
        }
    }
}
