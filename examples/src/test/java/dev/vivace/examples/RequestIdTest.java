package dev.vivace.examples;

import static dev.vivace.examples.Answers.expectJson;
import static dev.vivace.examples.Answers.expectProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {
    private final TestClient client = TestClient.of(RequestId.app());

    @Test
    void shouldKeepTheIdThatTheRequestBrought() {
        TestResponse answer = send("/traced/hello", "a-1.B_2");
        expectJson(answer, "{\"requestId\":\"a-1.B_2\"}");
        assertEquals("a-1.B_2", answer.header("X-Request-Id"));
    }

    @Test
    void shouldMakeAnIdForARequestWithoutOne() {
        TestResponse answer = client.get("/traced/hello");
        String id = answer.header("X-Request-Id");
        assertEquals(4, UUID.fromString(id).version());
        expectJson(answer, "{\"requestId\":\"" + id + "\"}");
        assertNotEquals(id, client.get("/traced/hello").header("X-Request-Id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "<script>", "ü"})
    void shouldNotTakeAnyTextForAnId(String text) {
        assertEquals(
                4,
                UUID.fromString(send("/traced/hello", text).header("X-Request-Id"))
                        .version());
    }

    @Test
    void shouldNameTheRequestInAnErrorAnswerToo() {
        TestResponse answer = send("/traced/fail", "a-1");
        expectProblem(answer, 500, "Internal Server Error", "Something went wrong here; it has been logged.");
        assertEquals("a-1", answer.header("X-Request-Id"));
    }

    @Test
    void shouldLeaveOtherRoutesAlone() {
        assertNull(send("/other", "a-1").header("X-Request-Id"));
    }

    private TestResponse send(String target, String id) {
        return client.request("GET", target).header("X-Request-Id", id).send();
    }
}
