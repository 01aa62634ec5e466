package dev.vivace.tfb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class TfbServerTest {
    private final TestClient client = TestClient.of(TfbServer.app());

    @Test
    void shouldAnswerTheJsonTest() {
        TestResponse answer = client.pipelined(16).get("/json");
        assertEquals(200, answer.status());
        assertEquals("{\"message\":\"Hello, World!\"}", answer.body());
        assertEquals("application/json", answer.header("Content-Type"));
        assertEquals("27", answer.header("Content-Length"));
    }

    @Test
    void shouldAnswerThePlaintextTest() {
        TestResponse answer = client.pipelined(16).get("/plaintext");
        assertEquals(200, answer.status());
        assertEquals("Hello, World!", answer.body());
        assertTrue(answer.header("Content-Type").startsWith("text/plain"));
        assertEquals("13", answer.header("Content-Length"));
    }

    @Test
    void shouldSendServerAndDate() {
        TestResponse answer = client.get("/json");
        assertEquals(List.of("server", "date", "content-type", "content-length"), answer.headerNames());
        assertEquals(29, answer.header("Date").length());
    }
}
