package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestRequest;
import dev.vivace.test.TestResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A body without a Content-Type is JSON, unless a page from elsewhere may have had a browser send it. */
class UntypedBodyTest {
    private final AtomicInteger handled = new AtomicInteger();
    private final TestClient client =
            TestClient.of(Vivace.create().post("/users", Json.of(JsonBodyTest.NewUser.class), (req, res, user) -> {
                handled.incrementAndGet();
                return res.empty(204);
            }));

    private TestRequest post() {
        return client.request("POST", "/users")
                .body("{\"name\":\"Bob\",\"age\":1,\"tags\":[]}".getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "sec-fetch-site, Cross-Site",
        "Sec-Fetch-Site, something-new",
        "Sec-Fetch-Site, ''",
        "Origin, https://elsewhere.example",
        "origin, null",
        "Origin, ''",
    })
    void shouldRefuseWhatABrowserMaySendFromElsewhere(String name, String value) {
        TestResponse response = post().header(name, value).send();
        assertEquals(415, response.status(), response::toString);
        assertEquals("application/json", response.header("Accept"));
        assertTrue(
                response.body().contains("A browser is to say that the body is application/json."), response::toString);
        assertEquals(0, handled.get());
    }

    @Test
    void shouldLookAtEveryLine() {
        TestResponse response = post().header("Sec-Fetch-Site", "same-origin")
                .header("Sec-Fetch-Site", "cross-site")
                .send();
        assertEquals(415, response.status(), response::toString);
    }

    @ParameterizedTest
    @CsvSource({"same-origin", "same-site", "none"})
    void shouldTakeWhatABrowserSendsByItselfOrFromHere(String site) {
        assertEquals(204, post().header("Sec-Fetch-Site", site).send().status());
    }

    @Test
    void shouldTakeWhatIsSentByNoBrowser() {
        assertEquals(204, post().send().status());
    }

    @Test
    void shouldAskNoQuestionsWhereTheTypeIsGiven() {
        TestResponse response = post().header("Content-Type", "application/json")
                .header("Origin", "https://elsewhere.example")
                .header("Sec-Fetch-Site", "cross-site")
                .send();
        assertEquals(204, response.status(), response::toString);
    }
}
