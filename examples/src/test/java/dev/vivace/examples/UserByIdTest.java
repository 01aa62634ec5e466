package dev.vivace.examples;

import static dev.vivace.examples.Answers.expectBadRequest;
import static dev.vivace.examples.Answers.expectJson;
import static dev.vivace.examples.Answers.expectProblem;

import dev.vivace.test.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserByIdTest {
    private final TestClient client = TestClient.of(UserById.app());

    @ParameterizedTest
    @ValueSource(longs = {0, 7, 1_234_567, -1, Long.MAX_VALUE, Long.MIN_VALUE})
    void shouldNameTheUserOfThatId(long id) {
        expectJson(client.get("/users/" + id), "{\"id\":" + id + ",\"name\":\"User " + id + "\"}");
    }

    @Test
    void shouldKeepNothingOfALongerNameBefore() {
        client.get("/users/123456789");
        expectJson(client.get("/users/1"), "{\"id\":1,\"name\":\"User 1\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1.5", "1e3", "+", "9223372036854775808", "%31x"})
    void shouldNameTheParameterThatIsNoNumber(String id) {
        expectBadRequest(client.get("/users/" + id), "The path parameter 'id' is not a whole number of 64 bits.");
    }

    @Test
    void shouldNotMatchAnEmptyId() {
        expectProblem(client.get("/users/"), 404, "Not Found", "There is nothing at this path.");
    }
}
