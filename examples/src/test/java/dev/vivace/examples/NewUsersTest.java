package dev.vivace.examples;

import static dev.vivace.examples.Answers.JSON;
import static dev.vivace.examples.Answers.expect;
import static dev.vivace.examples.Answers.expectBroken;
import static dev.vivace.examples.Answers.expectInvalid;
import static dev.vivace.examples.Answers.expectProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewUsersTest {
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
    @ValueSource(strings = {"{\"email\":\"a@b\"}", "{\"name\":null,\"email\":\"a@b\"}"})
    void shouldAskForAName(String body) {
        TestResponse answer = client.postJson("/users", body);
        assertEquals(400, answer.status());
        assertTrue(answer.body().contains("{\"pointer\":\"/name\",\"code\":\""), answer.body());
    }

    @Test
    void shouldSayWhichTextsWillNotDo() {
        TestResponse answer = client.postJson("/users", "{\"name\":\" \",\"email\":\"@\"}");
        assertEquals(400, answer.status());
        assertTrue(answer.body().contains("{\"pointer\":\"/name\",\"code\":\"blank\""), answer.body());
        assertTrue(answer.body().contains("{\"pointer\":\"/email\",\"code\":\"email\""), answer.body());
        String long201 = "x".repeat(201);
        answer = client.postJson("/users", "{\"name\":\"" + long201 + "\",\"email\":\"a@b\"}");
        assertTrue(answer.body().contains("{\"pointer\":\"/name\",\"code\":\"size\""), answer.body());
    }

    @Test
    void shouldSayWhereABodyDoesNotFit() {
        String text = "A string is expected here.";
        expectInvalid(
                client.postJson("/users", "{\"name\":1,\"email\":\"a@b\"}"),
                "At /name of the body: " + text,
                "/name",
                "type",
                text);
        expectInvalid(client.postJson("/users", "null"), "This may not be null.", "", "null", "This may not be null.");
        expectBroken(client.postJson("/users", ""), 0, "", "The document is empty.");
        expectBroken(client.postJson("/users", "{\"name\":\"Ada"), 12, "/name", "The document ends too early.");
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
}
