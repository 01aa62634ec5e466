package dev.vivace.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompareServerTest {
    private static final String HELLO = "{\"message\":\"Hello, World!\"}";

    private final TestClient client = TestClient.of(CompareServer.app(1_000));

    @Test
    void shouldAnswerJson() {
        assertJson(HELLO, client.pipelined(16).get("/json"));
    }

    @Test
    void shouldAnswerPlaintext() {
        TestResponse answer = client.pipelined(16).get("/plaintext");
        assertEquals(200, answer.status());
        assertEquals("Hello, World!", answer.body());
        assertTrue(answer.header("Content-Type").startsWith("text/plain"));
    }

    @Test
    void shouldGiveEachPersonARandomUuid() {
        String first = client.get("/person").body();
        assertTrue(
                first.matches("\\{\"id\":1,\"name\":\"Alice\","
                        + "\"uuid\":\"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\"}"),
                first);
        assertNotEquals(first, client.get("/person").body());
    }

    @ParameterizedTest
    @ValueSource(ints = {27, 28, 1_024, 65_536, 1_048_576})
    void shouldAnswerADocumentOfTheSizeAskedFor(int size) {
        String expected = "{\"message\":\"" + "x".repeat(size - 14) + "\"}";
        assertEquals(size, expected.length());
        assertJson(expected, client.get("/size/" + size));
        assertJson(expected, client.get("/size/" + size));
    }

    @ParameterizedTest
    @ValueSource(strings = {"26", "0", "-1", "1048577"})
    void shouldHaveNoDocumentOfAnotherSize(String size) {
        assertEquals(404, client.get("/size/" + size).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/r0/users/1", "/r10/users/42", "/r999/users/x"})
    void shouldAnswerTheRoutesThatAreOnlyThere(String path) {
        assertJson(HELLO, client.get(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/r1000/users/1", "/r0/users", "/unknown"})
    void shouldNotAnswerOthers(String path) {
        assertEquals(404, client.get(path).status());
    }

    @Test
    void shouldHaveNoSuchRoutesWhenNotAskedFor() {
        assertEquals(404, TestClient.of(CompareServer.app(0)).get("/r0/users/1").status());
    }

    @Test
    void shouldSendServerAndDate() {
        assertEquals(
                List.of("server", "date", "content-type", "content-length"),
                client.get("/json").headerNames());
    }

    private static void assertJson(String expected, TestResponse answer) {
        assertEquals(200, answer.status());
        assertEquals(expected, answer.body());
        assertEquals("application/json", answer.header("Content-Type"));
        assertEquals(Integer.toString(expected.length()), answer.header("Content-Length"));
    }
}
