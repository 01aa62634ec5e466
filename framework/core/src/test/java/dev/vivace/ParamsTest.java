package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestRequest;
import dev.vivace.test.TestResponse;
import dev.vivace.typed.Cookie;
import dev.vivace.typed.Default;
import dev.vivace.typed.Header;
import dev.vivace.typed.Path;
import dev.vivace.typed.Query;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    record File(int version, @Path("rest") String path) {}

    record Segment(String name) {}

    record Named(
            @Query("a b") int spaced,
            @Query("c+d") int plus,
            @Query("\u00fc") int umlaut,
            @Query("%41") int escape) {}

    record Fields(
            @Header("X-Count") int count,
            @Header("X-List") List<String> list,
            @Header("X-Set") Set<Integer> set,
            @Header("X-Text") Optional<String> text) {}

    record Session(@Cookie String session, @Cookie("n") Optional<Integer> number) {}

    @Retention(RetentionPolicy.RUNTIME)
    @interface Nullable {}

    record Defaults(
            @Default("true") boolean t,
            @Default("-1") byte b,
            @Default("2") Short s,
            @Default("3") long l,
            @Default("4.5") double d,
            @Default("5.5") float f,
            @Default("a b") String text,
            @Default("2026-01-02T03:04:05Z") Instant at,
            @Nullable Integer nothing) {}

    record Nothing() {}

    private final TestClient client = TestClient.of(SaidErrors.app()
            .get("/shops/{shop}/items", Params.of(Search.class), (req, res, search) -> res.text(search.toString()))
            .get("/files/{version}/{rest...}", Params.of(File.class), (req, res, file) -> res.text(file.toString()))
            .get("/segments/{name}", Params.of(Segment.class), (req, res, one) -> res.text(one.toString()))
            .get("/named", Params.of(Named.class), (req, res, named) -> res.text(named.toString()))
            .get("/fields", Params.of(Fields.class), (req, res, fields) -> res.text(fields.toString()))
            .get("/session", Params.of(Session.class), (req, res, session) -> res.text(session.toString()))
            .get("/defaults", Params.of(Defaults.class), (req, res, defaults) -> res.text(defaults.toString()))
            .get("/nothing", Params.of(Nothing.class), (req, res, nothing) -> res.text(nothing.toString())));

    private TestRequest search(String query) {
        return client.request("GET", "/shops/17/items" + query).header("If-Match", "*");
    }

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
        assertEquals(
                "Search[shop=17, q=, limit=20, since=Optional.empty, tag=[], etag=*]",
                search("?q").send().body());
        assertEquals(
                "Defaults[t=true, b=-1, s=2, l=3, d=4.5, f=5.5, text=a b, at=2026-01-02T03:04:05Z, nothing=null]",
                client.get("/defaults").body());
        assertEquals(
                "Defaults[t=false, b=1, s=-2, l=-3, d=-4.5, f=-5.5, text=, at=1970-01-01T00:00:00Z, nothing=7]",
                client.get("/defaults?t=false&b=1&s=-2&l=-3&d=-4.5&f=-5.5&text=&at=1970-01-01T00:00:00Z&nothing=7")
                        .body());
    }

    @Test
    void shouldReportAllThatIsWrongInTheOrderOfTheComponents() {
        TestResponse answer = client.get("/shops/x/items?tag=a&tag=%&since=yesterday&limit=1e2");
        assertEquals(400, answer.status());
        assertEquals(
                String.join(
                        "\n",
                        "path shop: type: The path parameter 'shop' is not a whole number from -9223372036854775808 to"
                                + " 9223372036854775807.",
                        "query q: required: The query parameter 'q' is missing.",
                        "query limit: type: The query parameter 'limit' is not a whole number from -2147483648 to"
                                + " 2147483647.",
                        "query since: format: The query parameter 'since' is not a date and time as in RFC 3339.",
                        "query tag: malformed: Value 2 of the query parameter 'tag' is not well-formed"
                                + " percent-encoded UTF-8.",
                        "header If-Match: required: The header field 'If-Match' is missing."),
                answer.body());
    }

    @Test
    void shouldListWhatIsWrongInTheProblem() {
        TestClient plain = TestClient.of(
                Vivace.create().get("/{id}", Params.of(Segment.class), (req, res, one) -> res.text(one.toString())));
        TestResponse answer = plain.get("/17");
        assertEquals(400, answer.status());
        assertEquals("application/problem+json", answer.header("Content-Type"));
        assertEquals(
                "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,"
                        + "\"detail\":\"The query parameter 'name' is missing.\","
                        + "\"errors\":[{\"in\":\"query\",\"parameter\":\"name\",\"code\":\"required\","
                        + "\"detail\":\"The query parameter 'name' is missing.\"}]}",
                answer.body());
    }

    @Test
    void shouldBoundTheReport() {
        StringBuilder query = new StringBuilder("?q=1");
        for (int i = 0; i < 100; i++) {
            query.append("&tag=%");
        }
        TestResponse answer = search(query.toString()).send();
        assertEquals(400, answer.status());
        assertEquals(InputErrors.COUNT_MAX, answer.body().split("\n").length);
    }

    @Test
    void shouldPassOverWhatNobodyAskedFor() {
        assertEquals(
                "Search[shop=17, q=1, limit=20, since=Optional.empty, tag=[], etag=*]",
                search("?Q=2&&qq=3&%=4&=5&q=1&%71%=6").send().body());
    }

    @Test
    void shouldDecodePathParameters() {
        assertEquals("Segment[name=a b]", client.get("/segments/a%20b").body());
        assertEquals("Segment[name=a/b]", client.get("/segments/a%2Fb").body());
        assertEquals("Segment[name=a+b]", client.get("/segments/a+b").body());
        assertEquals("Segment[name=\u00fc]", client.get("/segments/%C3%BC").body());
        assertEquals(
                "File[version=12, path=a/b%2Fc]",
                client.get("/files/%312/a/b%2fc").body());
        assertEquals("File[version=12, path=]", client.get("/files/12/").body());
    }

    @Test
    void shouldFindNamesHoweverTheyAreWritten() {
        assertEquals(
                "Named[spaced=1, plus=2, umlaut=3, escape=4]",
                client.get("/named?a+b=1&c%2Bd=2&%C3%BC=3&%2541=4").body());
        assertEquals(
                "Named[spaced=1, plus=2, umlaut=3, escape=4]",
                client.get("/named?a%20b=1&c%2bd=2&%c3%bc=3&%25%34%31=4").body());
        assertEquals(400, client.get("/named?a+b=1&c+d=2&%C3%BC=3&%41=4").status());
    }

    @Test
    void shouldReadHeaderFields() {
        TestResponse answer = client.request("GET", "/fields")
                .header("x-count", "17")
                .header("X-List", " a ,\"b,c\\\"\",, ,d")
                .header("x-set", "1, 2")
                .header("X-LIST", "e")
                .header("X-Set", "2,3")
                .header("X-Text", "a, b")
                .send();
        assertEquals(
                "Fields[count=17, list=[a, \"b,c\\\"\", d, e], set=[1, 2, 3], text=Optional[a, b]]", answer.body());
        assertEquals(
                "Fields[count=1, list=[], set=[], text=Optional.empty]",
                client.request("GET", "/fields")
                        .header("X-Count", "1")
                        .header("X-List", ",")
                        .send()
                        .body());
    }

    @Test
    void shouldRefuseASecondFieldOfASingleValue() {
        TestResponse answer = client.request("GET", "/fields")
                .header("X-Count", "1")
                .header("X-Count", "1")
                .header("X-Set", "1,x,y")
                .send();
        assertEquals(
                "header X-Count: repeated: The header field 'X-Count' is there more than once.\n"
                        + "header X-Set: type: Value 2 of the header field 'X-Set' is not a whole number from"
                        + " -2147483648 to 2147483647.\n"
                        + "header X-Set: type: Value 3 of the header field 'X-Set' is not a whole number from"
                        + " -2147483648 to 2147483647.",
                answer.body());
    }

    @Test
    void shouldReadCookies() {
        TestResponse answer = client.request("GET", "/session")
                .header("Cookie", "a=1; session=\"x y\"; n=7; session=other")
                .send();
        assertEquals("Session[session=x y, number=Optional[7]]", answer.body());
        assertEquals(
                "cookie session: required: The cookie 'session' is missing.\n"
                        + "cookie n: type: The cookie 'n' is not a whole number from -2147483648 to 2147483647.",
                client.request("GET", "/session")
                        .header("Cookie", "Session=1; n=x")
                        .send()
                        .body());
    }

    @Test
    void shouldBindARecordOfNothing() {
        assertEquals("Nothing[]", client.get("/nothing?a=1").body());
    }

    @Test
    void shouldForgetTheRequestBefore() {
        assertEquals(200, search("?q=1&limit=5&tag=a").send().status());
        assertEquals(400, client.get("/shops/17/items").status());
        assertEquals(
                "Search[shop=17, q=2, limit=20, since=Optional.empty, tag=[], etag=*]",
                search("?q=2").send().body());
    }

    @Test
    void shouldAnswerHead() {
        TestResponse answer = client.request("HEAD", "/segments/a").send();
        assertEquals(200, answer.status());
        assertEquals("15", answer.header("Content-Length"));
        assertEquals(400, client.request("HEAD", "/defaults?b=x").send().status());
        assertNull(client.request("HEAD", "/defaults?b=x").send().header("Connection"));
    }
}
