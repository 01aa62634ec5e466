package dev.vivace.examples;

import static dev.vivace.examples.Answers.expectJson;

import dev.vivace.test.TestClient;
import org.junit.jupiter.api.Test;

class JsonObjectTest {
    private final TestClient client = TestClient.of(JsonObject.app());

    @Test
    void shouldGreetInJson() {
        expectJson(client.get("/json"), "{\"message\":\"Hello, World!\"}");
    }

    @Test
    void shouldAnswerTheSamePipelined() {
        expectJson(client.pipelined(16).get("/json"), "{\"message\":\"Hello, World!\"}");
    }
}
