package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Listeners are told of every outcome, once. */
class OnAnsweredTest {
    private record Outcome(String path, int status, long bytes, long nanos) {}

    private final List<Outcome> outcomes = new ArrayList<>();
    private final TestClient client = TestClient.of(Vivace.create()
            .use(next -> (req, res) -> {
                String path = req.path();
                req.onAnswered((status, bytes, nanos) -> outcomes.add(new Outcome(path, status, bytes, nanos)));
                return next.handle(req, res);
            })
            .get("/ok", (req, res) -> res.text("ok"))
            .get("/json", (req, res) -> res.json(List.of(1, 2, 3)))
            .get("/large", (req, res) -> res.text("x".repeat(1_000_000)))
            .get("/empty", (req, res) -> res.empty())
            .get("/canned", (req, res) -> res.send(Canned.text("canned")))
            .get("/fail", (req, res) -> {
                throw new IllegalStateException("a test's");
            })
            .get("/later", (req, res) -> res.defer(later -> later.respond(r -> r.text("later"))))
            .get("/never", (req, res) -> res.defer(later -> {}))
            .post("/echo", (req, res) -> res.text(req.bodyText()))
            .blocking(group -> group.get("/blocking", (req, res) -> {
                req.onAnswered((status, bytes, nanos) -> outcomes.add(new Outcome("worker", status, bytes, nanos)));
                return res.text("blocking");
            })));

    private int bytesOf(String request) {
        TestConnection connection = client.raw(request.getBytes(StandardCharsets.US_ASCII));
        if (!request.startsWith("HEAD")) {
            connection.awaitResponses(1);
        }
        return connection.received().length;
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    private Outcome only() {
        assertEquals(1, outcomes.size(), outcomes::toString);
        return outcomes.get(0);
    }

    @Test
    void shouldTellStatusAndBytesOfEachAnswer() {
        String[] targets = {"/ok", "/json", "/large", "/empty", "/canned", "/fail", "/later", "/missing"};
        int[] statuses = {200, 200, 200, 204, 200, 500, 200, 404};
        for (int i = 0; i < targets.length; i++) {
            outcomes.clear();
            int bytes = bytesOf(get(targets[i]));
            assertEquals(targets[i], only().path());
            assertEquals(statuses[i], only().status(), targets[i]);
            assertEquals(bytes, only().bytes(), targets[i]);
            assertTrue(only().nanos() >= 0 && only().nanos() < 60_000_000_000L, targets[i]);
        }
    }

    @Test
    void shouldTellOfHeadAndRefusedMethods() {
        int bytes = bytesOf("HEAD /large HTTP/1.1\r\nHost: a\r\n\r\n");
        assertTrue(bytes < 1_000);
        assertEquals(bytes, only().bytes());
        outcomes.clear();
        bytes = bytesOf("DELETE /ok HTTP/1.1\r\nHost: a\r\n\r\n");
        assertEquals(405, only().status());
        assertEquals(bytes, only().bytes());
    }

    @Test
    void shouldTellOfABodyThatArrivesInPieces() {
        TestConnection connection = client.fragmented()
                .raw("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        assertEquals("ab", connection.responses().get(0).body());
        assertEquals(connection.received().length, only().bytes());
    }

    @Test
    void shouldTellEveryListenerOfABlockingRoute() {
        int bytes = bytesOf(get("/blocking"));
        assertEquals(
                List.of("/blocking", "worker"),
                outcomes.stream().map(Outcome::path).toList());
        for (Outcome outcome : outcomes) {
            assertEquals(200, outcome.status());
            assertEquals(bytes, outcome.bytes());
        }
    }

    @Test
    void shouldTellThatTheClientWentAway() {
        TestConnection connection = client.raw(get("/never").getBytes(StandardCharsets.US_ASCII));
        assertEquals(List.of(), outcomes);
        connection.reset();
        assertEquals(AnswerListener.STATUS_ABORTED, only().status());
        assertEquals(0, only().bytes());
        client.advance(Duration.ofSeconds(60));
        only();
    }

    @Test
    void shouldTellOfADeadline() {
        TestConnection connection = client.raw(get("/never").getBytes(StandardCharsets.US_ASCII));
        client.advance(Duration.ofSeconds(31));
        assertEquals(504, only().status());
        assertEquals(connection.received().length, only().bytes());
    }

    @Test
    void shouldTellOneRequestsListenersOfThatRequestOnly() {
        TestConnection connection =
                client.raw((get("/ok") + get("/json") + get("/ok")).getBytes(StandardCharsets.US_ASCII));
        assertEquals(3, connection.responses().size());
        assertEquals(
                List.of("/ok", "/json", "/ok"),
                outcomes.stream().map(Outcome::path).toList());
    }

    @Test
    void shouldSurviveAListenerThatThrows() {
        List<String> told = new ArrayList<>();
        TestClient throwing = TestClient.of(Vivace.create().get("/", (req, res) -> {
            req.onAnswered((status, bytes, nanos) -> {
                throw new IllegalStateException("a test's");
            });
            req.onAnswered((status, bytes, nanos) -> told.add("second " + status));
            return res.text("ok");
        }));
        assertEquals("ok", throwing.get("/").body());
        assertEquals(List.of("second 200"), told);
        assertEquals(1, throwing.metrics().errors().get("handler-failed"));
    }
}
