package dev.vivace.examples;

import static dev.vivace.examples.Answers.expectJson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisitsTest {
    private final TestClient client = TestClient.of(Visits.app());

    @Test
    void shouldCountWhatTheCookieSays() {
        TestResponse first = client.get("/visits");
        expectJson(first, "{\"visits\":1}");
        String cookie = first.header("Set-Cookie").split(";")[0];
        assertEquals("visits=1", cookie);
        TestResponse second = client.request("GET", "/visits")
                .header("Cookie", "other=9; " + cookie)
                .send();
        expectJson(second, "{\"visits\":2}");
    }

    @Test
    void shouldKeepTheCookieFromScriptsAndOtherPaths() {
        TestResponse answer = client.get("/visits");
        List<String> attributes =
                List.of(answer.header("Set-Cookie").toLowerCase(Locale.ROOT).split("; "));
        assertTrue(
                attributes.containsAll(
                        List.of("visits=1", "path=/visits", "max-age=2592000", "httponly", "samesite=lax")),
                attributes::toString);
        assertEquals("no-store", answer.header("Cache-Control"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "", "99999999999", "1e3"})
    void shouldBeginAnewWhenTheCookieIsNoCount(String value) {
        TestResponse answer = client.request("GET", "/visits")
                .header("Cookie", "visits=" + value)
                .send();
        expectJson(answer, "{\"visits\":1}");
    }
}
