package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An error may say more in headers of its answer. */
class HttpErrorHeadersTest {
    private static final HttpError LIMITED =
            new HttpError(429, "slow down").header("Retry-After", "5").header("X-Limit", "10");

    private static Vivace throwing(HttpError error) {
        return Vivace.create().get("/", (req, res) -> {
            res.header("Retry-After", "99");
            throw error;
        });
    }

    @Test
    void shouldSendThem() {
        TestResponse response = TestClient.of(throwing(LIMITED)).get("/");
        assertEquals(429, response.status());
        assertEquals(List.of("5"), response.headers("Retry-After"));
        assertEquals("10", response.header("X-Limit"));
        assertEquals(Map.of("Retry-After", "5", "X-Limit", "10"), LIMITED.headers());
    }

    @Test
    void shouldSendThemWithWhatAnErrorHandlerAnswers() {
        TestResponse response = TestClient.of(throwing(LIMITED)
                        .error(
                                HttpError.class,
                                (e, req, res) -> res.status(e.status())
                                        .header("X-Limit", "20")
                                        .text("own")))
                .get("/");
        assertEquals("own", response.body());
        assertEquals("5", response.header("Retry-After"));
        assertEquals("20", response.header("X-Limit"));
    }

    @Test
    void shouldLeaveTheErrorThatItWasMadeFromAsItIs() {
        HttpError plain = new HttpError(401, "who are you?");
        HttpError more = plain.header("WWW-Authenticate", "Bearer");
        assertEquals(Map.of(), plain.headers());
        assertEquals("who are you?", more.detail());
        assertEquals(401, more.status());
    }

    @Test
    void shouldAnswer500ForOneThatCannotBeSent() {
        for (HttpError error : new HttpError[] {
            LIMITED.header("X-Bad", "a\r\nb"), LIMITED.header("Content-Length", "3"), LIMITED.header("a b", "c")
        }) {
            TestClient client = TestClient.of(throwing(error));
            TestResponse response = client.get("/");
            assertEquals(500, response.status());
            assertNull(response.header("X-Bad"));
            assertEquals(1, client.metrics().errors().get("handler-failed"));
        }
    }
}
