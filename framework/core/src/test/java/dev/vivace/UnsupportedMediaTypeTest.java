package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import org.junit.jupiter.api.Test;

/** A body that is not JSON is refused with what would be taken (RFC 9110 section 15.5.16). */
class UnsupportedMediaTypeTest {
    private final TestClient client =
            TestClient.of(Vivace.create().post("/", Json.any(), (req, res, any) -> res.json(any)));

    private TestResponse post(String name, String value, byte[] body) {
        return client.request("POST", "/").header(name, value).body(body).send();
    }

    @Test
    void shouldNameTheTypeThatIsWanted() {
        for (String type : new String[] {"text/plain", "application/x-www-form-urlencoded", "json", ""}) {
            TestResponse response = post("Content-Type", type, "1".getBytes());
            assertEquals(415, response.status(), type);
            assertEquals("application/json", response.header("Accept"));
            assertEquals("application/problem+json", response.header("Content-Type"));
            assertTrue(response.body().contains("The body is to be application/json."), response.body());
        }
        for (String type : new String[] {"application/json", "Application/JSON; charset=utf-8", "application/a+json"}) {
            TestResponse response = post("Content-Type", type, "1".getBytes());
            assertEquals(200, response.status(), type);
            assertNull(response.header("Accept"));
        }
    }

    @Test
    void shouldNameTheContentCodingThatIsWanted() {
        TestResponse response = post("Content-Encoding", "gzip", new byte[] {0x1f, (byte) 0x8b, 8, 0});
        assertEquals(415, response.status());
        assertEquals("identity", response.header("Accept-Encoding"));
        assertTrue(response.body().contains("without a content coding"), response.body());
        assertEquals(200, post("Content-Encoding", "identity", "1".getBytes()).status());
        assertEquals(400, post("Content-Encoding", "identity", "{".getBytes()).status());
    }
}
