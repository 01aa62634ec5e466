package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import dev.vivace.typed.Default;
import dev.vivace.typed.Header;
import dev.vivace.typed.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A record bound from all parts of a request. */
class ParamsTest {
    record Search(
            @Path long shop,
            String q,
            @Default("20") int limit,
            Optional<Instant> since,
            List<String> tag,
            @Header("If-Match") String etag) {}

    private final TestClient client = TestClient.of(Vivace.create()
            .get("/shops/{shop}/items", Params.of(Search.class), (req, res, search) -> res.text(search.toString()))
            .blocking(group -> group.get(
                    "/blocking/{shop}", Params.of(Search.class), (req, res, search) -> res.text(search.toString()))));

    @Test
    void shouldBindAllParts() {
        TestResponse answer = client.request(
                        "GET", "/shops/17/items?q=a+b&limit=5&since=2026-01-02T03:04:05Z&tag=x&tag=%C3%BC")
                .header("If-Match", "\"v1\"")
                .send();
        assertEquals(
                "Search[shop=17, q=a b, limit=5, since=Optional[2026-01-02T03:04:05Z], tag=[x, \u00fc], etag=\"v1\"]",
                answer.body());
    }

    @Test
    void shouldFillInWhatIsMissing() {
        TestResponse answer = client.request("GET", "/shops/17/items?q")
                .header("if-match", "*")
                .send();
        assertEquals("Search[shop=17, q=, limit=20, since=Optional.empty, tag=[], etag=*]", answer.body());
    }
}
