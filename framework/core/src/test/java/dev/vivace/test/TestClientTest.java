package dev.vivace.test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Json;
import dev.vivace.Vivace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The client that apps are tested with. */
class TestClientTest {
    private int handled;
    private final TestClient client = TestClient.of(Vivace.create()
            .use(next -> (req, res) -> {
                handled++;
                return next.handle(req, res);
            })
            .get("/ok", (req, res) -> res.text("ok"))
            .get("/count", (req, res) -> res.json(handled))
            .get("/counted", (req, res) -> res.header("X-Count", "" + handled).text("ok"))
            .post(
                    "/echo",
                    (req, res) -> res.status(201)
                            .header("X-A", req.header("X-A", "-"))
                            .bytes(req.header("Content-Type", "a/b"), req.bodyBytes()))
            .post("/json", Json.any(), (req, res, value) -> res.json(value))
            .get(
                    "/later",
                    (req, res) -> res.defer(later -> new Thread(() -> later.respond(r -> r.text("later"))).start()))
            .get("/never", (req, res) -> res.defer(later -> {}))
            .get("/host", (req, res) -> res.text(req.host()))
            .blocking(group -> group.get("/blocking", (req, res) -> res.text("blocking"))));

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void shouldSendRequests() {
        assertEquals("ok", client.get("/ok").body());
        assertEquals("[1]", client.postJson("/json", "[1]").body());
        byte[] body = {1, 2, (byte) 200};
        TestResponse response = client.request("POST", "/echo")
                .header("X-A", "v")
                .header("Content-Type", "image/png")
                .body(body)
                .send();
        assertEquals(201, response.status());
        assertEquals("v", response.header("x-a"));
        assertEquals(List.of("image/png"), response.headers("CONTENT-TYPE"));
        assertArrayEquals(body, response.bodyBytes());
        assertTrue(response.headerNames().containsAll(List.of("date", "server", "content-length")));
        assertNull(response.header("X-B"));
        assertTrue(response.toString().startsWith("201 "));
    }

    @Test
    void shouldSendTheHostOnce() {
        assertEquals("test", client.get("/host").body());
        assertEquals(
                "other",
                client.request("GET", "/host").header("host", "other").send().body());
    }

    @Test
    void shouldWaitForDeferredAndBlockingAnswers() {
        assertEquals("later", client.get("/later").body());
        assertEquals("blocking", client.get("/blocking").body());
        assertEquals(200, client.request("HEAD", "/later").send().status());
        assertEquals("later", client.pipelined(3).get("/later").body());
    }

    @Test
    void shouldSendByteByByte() {
        TestConnection connection = client.fragmented().raw(ascii("GET /ok HTTP/1.1\r\nHost: a\r\n\r\n"));
        assertEquals("ok", connection.responses().get(0).body());
        assertEquals(
                "{\"a\":1}", client.fragmented().postJson("/json", "{\"a\":1}").body());
        assertEquals("later", client.fragmented().get("/later").body());
    }

    @Test
    void shouldSendSeveralAtOnce() {
        handled = 0;
        assertEquals("ok", client.pipelined(5).get("/ok").body());
        assertEquals(5, handled);
        assertEquals("ok", client.pipelined(5).fragmented().get("/ok").body());
        assertEquals(10, handled);
        assertEquals(200, client.pipelined(2).request("HEAD", "/ok").send().status());
    }

    @Test
    void shouldSayWhenPipelinedCopiesAreAnsweredDifferently() {
        IllegalStateException refused = assertThrows(
                IllegalStateException.class, () -> client.pipelined(2).get("/count"));
        assertTrue(refused.getMessage().contains("differently"), refused.getMessage());
        refused = assertThrows(
                IllegalStateException.class, () -> client.pipelined(2).get("/counted"));
        assertTrue(refused.getMessage().contains("x-count"), refused.getMessage());
    }

    @Test
    void shouldShowRawConnections() {
        TestConnection connection = client.raw(ascii("GET /ok HTT"));
        assertEquals(0, connection.received().length);
        assertFalse(connection.closed());
        connection.send(ascii("P/1.1\r\nHost: a\r\n\r\nGET /ok HTTP/1.1\r\nHost: a\r\n\r\n"));
        assertEquals(2, connection.responses().size());
        connection.endInput();
        assertTrue(connection.closed());
        int length = connection.received().length;
        connection.send(ascii("GET /ok HTTP/1.1\r\nHost: a\r\n\r\n"));
        assertEquals(length, connection.received().length);
    }

    @Test
    void shouldLeaveInterimAnswersOutOfResponses() {
        TestConnection connection = client.raw(
                ascii("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"));
        assertEquals("HTTP/1.1 100 Continue\r\n\r\n", new String(connection.received(), StandardCharsets.US_ASCII));
        assertEquals(List.of(), connection.responses());
        connection.send(ascii("ab"));
        assertEquals(1, connection.responses().size());
        assertEquals("ab", connection.responses().get(0).body());
    }

    @Test
    void shouldMoveTheClock() {
        TestConnection connection = client.raw(ascii("GET /never HTTP/1.1\r\nHost: a\r\n\r\n"));
        client.advance(Duration.ofSeconds(29));
        assertEquals(0, connection.responses().size());
        client.advance(Duration.ofMillis(1_200));
        assertEquals(504, connection.awaitResponses(1).get(0).status());
    }

    @Test
    void shouldCountWhatHappens() {
        TestClient fresh = TestClient.of(Vivace.create().get("/ok", (req, res) -> res.text("ok")));
        fresh.get("/ok");
        fresh.get("/nowhere");
        fresh.request("POST", "/ok").send();
        fresh.raw(ascii("nonsense\r\n\r\n"));
        assertEquals(3, fresh.metrics().requests());
        assertEquals(1, fresh.metrics().answers2xx());
        assertEquals(3, fresh.metrics().answers4xx());
        assertEquals(
                1L,
                fresh.metrics().errors().values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
    }

    /** It was sent as a question mark, and the app seemed to have lost it. */
    @Test
    void shouldRefuseWhatAHeadCannotHold() {
        String message = assertThrows(IllegalArgumentException.class, () -> client.get("/ok?q=\u20ac"))
                .getMessage();
        assertTrue(message.contains("percent-encode") && message.contains("/ok?q=\u20ac"), message);
        TestRequest request = client.request("POST", "/echo");
        assertThrows(IllegalArgumentException.class, () -> request.header("X-A", "\u20ac"));
        assertThrows(IllegalArgumentException.class, () -> request.header("X-\u20ac", "a"));
        assertEquals("\u00e9", request.header("X-A", "\u00e9").send().header("X-A"));
    }
}
