package dev.vivace.examples;

import static dev.vivace.examples.Answers.JSON;
import static dev.vivace.examples.Answers.expect;
import static dev.vivace.examples.Answers.expectBadRequest;
import static dev.vivace.examples.Answers.expectProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewUsersTest {
    private static final String WRONG = "The body is not the JSON that is wanted here: at byte ";

    private final TestClient client = TestClient.of(NewUsers.app());

    @Test
    void shouldCreateUsersAndSayWhereTheyAre() {
        TestResponse first = client.postJson("/users", "{\"name\":\"Ada\",\"email\":\"ada@example.org\"}");
        expect(first, 201, JSON, "{\"id\":1,\"name\":\"Ada\",\"email\":\"ada@example.org\"}");
        assertEquals("/users/1", first.header("Location"));
        TestResponse second = client.postJson("/users", "{\"email\":\"\\u00fc@example.org\",\"name\":\"Ü\"}");
        expect(second, 201, JSON, "{\"id\":2,\"name\":\"Ü\",\"email\":\"ü@example.org\"}");
        assertEquals("/users/2", second.header("Location"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"email\":\"a@b\"}", "{\"name\":null,\"email\":\"a@b\"}", "{\"name\":\" \",\"email\":\"a@b\"}"
            })
    void shouldAskForAName(String body) {
        expectUnprocessable(client.postJson("/users", body), "The member 'name' is a text of 1 to 200 characters.");
    }

    @Test
    void shouldAskForAnAddress() {
        expectUnprocessable(
                client.postJson("/users", "{\"name\":\"Ada\"}"),
                "The member 'email' is a text of 1 to 200 characters.");
        expectUnprocessable(
                client.postJson("/users", "{\"name\":\"Ada\",\"email\":\"@\"}"),
                "The member 'email' is not an address.");
    }

    @Test
    void shouldSayWhereABodyDoesNotFit() {
        expectBadRequest(
                client.postJson("/users", "{\"name\":1,\"email\":\"a@b\"}"), WRONG + "8: A string is expected here.");
        expectBadRequest(client.postJson("/users", "null"), WRONG + "0: The document does not fit the expected type.");
        expectBadRequest(client.postJson("/users", ""), WRONG + "0: The document is empty.");
        expectBadRequest(client.postJson("/users", "{\"name\":\"Ada"), WRONG + "12: The document ends too early.");
    }

    @Test
    void shouldRefuseAnotherContentType() {
        TestResponse answer = client.request("POST", "/users")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(new byte[] {'{', '}'})
                .send();
        expectProblem(answer, 415, "Unsupported Media Type", "The body is to be application/json.");
    }

    @Test
    void shouldRefuseABodyThatIsLargerThanTheRouteAllows() {
        String name = "x".repeat(16_384);
        TestResponse answer = client.postJson("/users", "{\"name\":\"" + name + "\",\"email\":\"a@b\"}");
        expectProblem(answer, 413, "Content Too Large", "The body is larger than this route accepts.");
    }

    @Test
    void shouldHaveNoUsersToGet() {
        TestResponse answer = client.get("/users");
        expectProblem(answer, 405, "Method Not Allowed", "This path has other methods; see the Allow field.");
        assertEquals("POST, OPTIONS", answer.header("Allow"));
    }

    private static void expectUnprocessable(TestResponse answer, String detail) {
        expectProblem(answer, 422, "Unprocessable Content", detail);
    }
}
