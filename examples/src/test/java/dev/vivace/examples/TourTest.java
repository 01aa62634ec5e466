package dev.vivace.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Listener;
import dev.vivace.Server;
import dev.vivace.ServerOptions;
import dev.vivace.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Every route of the tour over real sockets; what each does with odd input is in the test of its recipe. */
class TourTest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Nested
    @EnabledOnOs(OS.LINUX)
    class OnEpoll extends OnTransport {
        OnEpoll() {
            super(Transport.EPOLL);
        }
    }

    @Nested
    class OnNio extends OnTransport {
        OnNio() {
            super(Transport.NIO);
        }
    }

    /** The tests, for a server that starts once for all of them. */
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class OnTransport {
        private final Transport transport;
        private Server server;

        OnTransport(Transport transport) {
            this.transport = transport;
        }

        @BeforeAll
        void start() throws IOException {
            server = Tour.app()
                    .listen(ServerOptions.defaults()
                            .listener(Listener.of("127.0.0.1", 0))
                            .loops(1)
                            .transport(transport));
            assertEquals(transport, server.transport());
        }

        @AfterAll
        void stop() {
            server.close();
        }

        @Test
        void shouldSayWhatThereIs() throws Exception {
            String stops = Tour.stops().stream()
                    .map(stop -> "{\"method\":\"" + stop.method() + "\",\"path\":\"" + stop.path() + "\",\"what\":\""
                            + stop.what().replace("\"", "\\\"") + "\"}")
                    .collect(Collectors.joining(",", "[", "]"));
            expectJson(get("/"), 200, stops);
        }

        @Test
        void shouldServeAllItSays() throws Exception {
            for (Tour.Stop stop : Tour.stops()) {
                String path = stop.path().replaceAll("\\?.*", "").replaceAll("\\{[^}]*}", "1");
                HttpResponse<byte[]> answer = send("OPTIONS", path, BodyPublishers.noBody());
                assertEquals(204, answer.statusCode(), path);
                assertTrue(Stream.of(header(answer, "Allow").split(", ")).anyMatch(stop.method()::equals), path);
            }
        }

        @Test
        void shouldServePlainText() throws Exception {
            HttpResponse<byte[]> answer = get("/plaintext");
            assertEquals(200, answer.statusCode());
            assertEquals("text/plain; charset=utf-8", header(answer, "Content-Type"));
            assertEquals("Hello, World!", text(answer));
            assertEquals("vivace", header(answer, "Server"));
            assertTrue(header(answer, "Date")
                    .matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT"));
        }

        @Test
        void shouldServeJson() throws Exception {
            expectJson(get("/json"), 200, "{\"message\":\"Hello, World!\"}");
        }

        @Test
        void shouldServeAPerson() throws Exception {
            String first = text(get("/person"));
            assertTrue(
                    first.matches("\\{\"id\":1,\"name\":\"Alice\",\"uuid\":\"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}"
                            + "-[89ab][0-9a-f]{3}-[0-9a-f]{12}\"}"),
                    first);
            assertNotEquals(first, text(get("/person")));
        }

        @Test
        void shouldServeAUser() throws Exception {
            expectJson(get("/users/42"), 200, "{\"id\":42,\"name\":\"User 42\"}");
            expectProblem(get("/users/x"), 400, "The path parameter 'id' is not a whole number of 64 bits.");
        }

        @Test
        void shouldAdd() throws Exception {
            expectJson(get("/add/40?b=2"), 200, "{\"sum\":42}");
        }

        @Test
        void shouldEchoBodiesOfKnownAndUnknownLength() throws Exception {
            byte[] body = new byte[300_000];
            new Random(17).nextBytes(body);
            expectEcho(body, send("POST", "/echo", BodyPublishers.ofByteArray(body), "Content-Type", "image/png"));
            BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
            expectEcho(body, send("POST", "/echo", chunked, "Content-Type", "image/png"));
        }

        @Test
        void shouldEchoJson() throws Exception {
            expectJson(postJson("/json/echo", " [ 1.50 , \"\\u0041\" ] "), 200, "[1.50,\"A\"]");
            expectProblem(
                    postJson("/json/echo", "[1,]"),
                    400,
                    "The body is not the JSON that is wanted here: at byte 3: A value is expected here.");
        }

        @Test
        void shouldCreateAUser() throws Exception {
            HttpResponse<byte[]> answer = postJson("/users", "{\"name\":\"Ada\",\"email\":\"ada@example.org\"}");
            String place = header(answer, "Location");
            assertTrue(place.matches("/users/[0-9]+"), place);
            String id = place.substring("/users/".length());
            expectJson(answer, 201, "{\"id\":" + id + ",\"name\":\"Ada\",\"email\":\"ada@example.org\"}");
        }

        @Test
        void shouldServeAHundredThousandRecords() throws Exception {
            expectJson(get("/list?n=100000"), 200, RecordListTest.list(100_000));
        }

        @Test
        void shouldSleepAndPutOff() throws Exception {
            expectJson(get("/blocking?ms=5"), 200, "{\"sleptMs\":5}");
            expectJson(get("/later?ms=5"), 200, "{\"waitedMs\":5}");
        }

        @Test
        void shouldFailWithAFixedProblemAndGoOn() throws Exception {
            expectProblem(get("/fail"), 500, "Something went wrong here; it has been logged.");
            expectJson(get("/json"), 200, "{\"message\":\"Hello, World!\"}");
        }

        @Test
        void shouldCountVisits() throws Exception {
            expectJson(send("GET", "/visits", BodyPublishers.noBody(), "Cookie", "visits=41"), 200, "{\"visits\":42}");
        }

        @Test
        void shouldGiveTracedRequestsAnId() throws Exception {
            expectJson(
                    send("GET", "/traced/hello", BodyPublishers.noBody(), "X-Request-Id", "r1"),
                    200,
                    "{\"requestId\":\"r1\"}");
            assertEquals(
                    "r1",
                    header(send("GET", "/traced/fail", BodyPublishers.noBody(), "X-Request-Id", "r1"), "X-Request-Id"));
        }

        @Test
        void shouldKeepBooks() throws Exception {
            String book = "{\"title\":\"Middlemarch\",\"authors\":[{\"name\":\"George Eliot\",\"born\":1819}],"
                    + "\"isbn\":\"9780141439549\",\"genre\":\"NOVEL\",\"price\":{\"amount\":12.50,\"currency\":\"GBP\"},"
                    + "\"offer\":null,\"published\":\"1871-12-01\",\"tags\":[]}";
            HttpResponse<byte[]> added = postJson("/books", book);
            assertEquals(201, added.statusCode(), text(added));
            String place = header(added, "Location");
            String etag = header(added, "ETag");
            assertEquals(text(added), text(get(place)));
            HttpResponse<byte[]> known = send("GET", place, BodyPublishers.noBody(), "If-None-Match", etag);
            assertEquals(304, known.statusCode());
            assertEquals("", text(known));

            assertEquals(200, put(place, book, etag).statusCode());
            assertEquals(412, put(place, book, etag).statusCode());
            HttpResponse<byte[]> refused =
                    put(place, book.replace("12.50", "-1").replace("NOVEL", "COMIC"), etag);
            expectProblem(refused, 400, "2 things are wrong with this request.");
            assertTrue(text(refused).contains("{\"pointer\":\"/genre\",\"code\":\"enum\""), text(refused));
            assertTrue(text(refused).contains("{\"pointer\":\"/price/amount\",\"code\":\"min\""), text(refused));

            HttpResponse<byte[]> found = get("/books?title=march&pageSize=1");
            assertTrue(text(found).endsWith("\"page\":1,\"pageSize\":1,\"total\":1}"), text(found));
            expectProblem(get("/books?page=0"), 400, "The value must be at least 1.");
            assertEquals(204, send("DELETE", place, BodyPublishers.noBody()).statusCode());
            assertEquals(404, get(place).statusCode());
        }

        private HttpResponse<byte[]> put(String target, String json, String etag) throws Exception {
            return send(
                    "PUT", target, BodyPublishers.ofString(json), "Content-Type", "application/json", "If-Match", etag);
        }

        @Test
        void shouldDescribeItself() throws Exception {
            HttpResponse<byte[]> document = get("/openapi.json");
            assertEquals(200, document.statusCode());
            assertTrue(text(document).contains("\"/books/{id}\""), text(document));
            assertEquals(200, get("/docs").statusCode());
            assertEquals(200, get("/docs/swagger-ui.css").statusCode());
        }

        @Test
        void shouldRefuseWhatIsNotThere() throws Exception {
            expectProblem(get("/nothing"), 404, "There is nothing at this path.");
            HttpResponse<byte[]> answer = send("DELETE", "/users/1", BodyPublishers.noBody());
            expectProblem(answer, 405, "This path has other methods; see the Allow field.");
            assertEquals("GET, HEAD, OPTIONS", header(answer, "Allow"));
        }

        private HttpResponse<byte[]> get(String target) throws Exception {
            return send("GET", target, BodyPublishers.noBody());
        }

        private HttpResponse<byte[]> postJson(String target, String json) throws Exception {
            return send("POST", target, BodyPublishers.ofString(json), "Content-Type", "application/json");
        }

        private HttpResponse<byte[]> send(String method, String target, BodyPublisher body, String... headers)
                throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.port() + target))
                    .method(method, body);
            if (headers.length > 0) {
                request.headers(headers);
            }
            return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
        }
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return String.join(" and ", answer.headers().allValues(name));
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static void expectJson(HttpResponse<byte[]> answer, int status, String body) {
        assertEquals(body, text(answer));
        assertEquals(status, answer.statusCode());
        assertEquals("application/json", header(answer, "Content-Type"));
    }

    private static void expectProblem(HttpResponse<byte[]> answer, int status, String detail) {
        assertEquals(status, answer.statusCode());
        assertEquals("application/problem+json", header(answer, "Content-Type"));
        assertTrue(text(answer).contains(",\"status\":" + status + ",\"detail\":\"" + detail + "\""), text(answer));
    }

    private static void expectEcho(byte[] body, HttpResponse<byte[]> answer) {
        assertEquals(200, answer.statusCode());
        assertEquals("image/png", header(answer, "Content-Type"));
        assertArrayEquals(body, answer.body());
    }
}
