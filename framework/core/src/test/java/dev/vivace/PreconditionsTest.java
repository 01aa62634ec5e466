package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestRequest;
import dev.vivace.test.TestResponse;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Whoever changes something says which version he has seen (RFC 9110 section 13.1). */
class PreconditionsTest {
    /** What is between the quotes of the current ETag; null while there is nothing. */
    private final AtomicReference<String> current = new AtomicReference<>("7");

    private final TestClient client = TestClient.of(Vivace.create()
            .put("/optional", (req, res) -> {
                req.checkPreconditions(current.get());
                return res.empty();
            })
            .put("/required", (req, res) -> {
                req.requireIfMatch(current.get());
                return res.empty();
            })
            .get("/optional", (req, res) -> {
                req.checkPreconditions(current.get());
                return res.etag(current.get()).text("x");
            })
            .blocking(group -> group.put("/blocking", (req, res) -> {
                req.requireIfMatch(current.get());
                return res.empty();
            })));

    private TestResponse put(String target, String... fields) {
        TestRequest request = client.request("PUT", target);
        for (int i = 0; i < fields.length; i += 2) {
            request = request.header(fields[i], fields[i + 1]);
        }
        return request.send();
    }

    private void assertStatus(int status, String... fields) {
        assertEquals(status, put("/optional", fields).status(), String.join(" ", fields));
    }

    @Test
    void shouldLetPassWhatMatches() {
        assertStatus(204, "If-Match", "\"7\"");
        assertStatus(204, "If-Match", "\"6\", \"7\"");
        assertStatus(204, "If-Match", "*");
        assertStatus(204, "If-None-Match", "\"6\"");
        assertStatus(204);
        assertEquals(204, put("/required", "If-Match", "\"7\"").status());
        assertEquals(204, put("/blocking", "If-Match", "\"7\"").status());
    }

    @Test
    void shouldAnswer412OtherwiseWithAProblem() {
        assertStatus(412, "If-Match", "\"6\"");
        assertStatus(412, "If-Match", "W/\"7\"");
        assertStatus(412, "If-Match", "");
        assertStatus(412, "If-None-Match", "\"7\"");
        assertStatus(412, "If-None-Match", "W/\"7\"");
        assertStatus(412, "If-None-Match", "*");
        assertEquals(412, put("/blocking", "If-Match", "\"6\"").status());
        TestResponse response = put("/required", "If-Match", "\"6\"");
        assertEquals(
                "{\"type\":\"about:blank\",\"title\":\"Precondition Failed\",\"status\":412,"
                        + "\"detail\":\"The current version is not the one that the request is meant for.\"}",
                response.body());
    }

    @Test
    void shouldKnowThatThereIsNothingYet() {
        current.set(null);
        assertStatus(412, "If-Match", "*");
        assertStatus(412, "If-Match", "\"7\"");
        assertStatus(204, "If-None-Match", "*");
        assertStatus(204, "If-None-Match", "\"7\"");
    }

    @Test
    void shouldCheckBoth() {
        assertStatus(412, "If-Match", "\"7\"", "If-None-Match", "*");
        assertStatus(204, "If-Match", "\"7\"", "If-None-Match", "\"6\"");
    }

    @Test
    void shouldAnswer428WhereIfMatchIsMissing() {
        TestResponse response = put("/required");
        assertEquals(428, response.status());
        assertTrue(response.body().contains("\"title\":\"Precondition Required\""), response.body());
        assertEquals(428, put("/required", "If-None-Match", "\"6\"").status());
    }

    /** What cannot be read does not hold; and the client is told what is wrong with it. */
    @Test
    void shouldAnswer400ForAMalformedField() {
        for (String name : new String[] {"If-Match", "If-None-Match"}) {
            for (String value : new String[] {"7", "\"7", "\"7\" \"8\"", "*, \"7\""}) {
                TestResponse response = put("/optional", name, value);
                assertEquals(400, response.status(), name + ": " + value);
                assertTrue(
                        response.body()
                                .contains("\"errors\":[{\"in\":\"header\",\"parameter\":\"" + name
                                        + "\",\"code\":\"malformed\""),
                        response.body());
            }
        }
    }

    /** There, the client is to get a 304. */
    @Test
    void shouldLeaveIfNoneMatchOfAGetToTheAnswer() {
        assertEquals(
                304,
                client.request("GET", "/optional")
                        .header("If-None-Match", "\"7\"")
                        .send()
                        .status());
        assertEquals(
                412,
                client.request("GET", "/optional")
                        .header("If-Match", "\"6\"")
                        .send()
                        .status());
    }

    @Test
    void shouldRefuseTagsThatAreNone() {
        TestClient quoted = TestClient.of(Vivace.create().put("/", (req, res) -> {
            assertThrows(IllegalArgumentException.class, () -> req.checkPreconditions("\"7\""));
            assertThrows(IllegalArgumentException.class, () -> req.checkPreconditions("\u65e5"));
            assertThrows(IllegalArgumentException.class, () -> req.checkPreconditions("a b"));
            assertThrows(IllegalArgumentException.class, () -> res.etag("\"7\""));
            assertThrows(IllegalArgumentException.class, () -> res.etag("a b"));
            assertThrows(IllegalArgumentException.class, () -> res.etag("a\r\nb"));
            return res.empty();
        }));
        assertEquals(204, quoted.request("PUT", "/").send().status());
    }
}
