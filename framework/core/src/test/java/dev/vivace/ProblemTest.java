package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Every error body has the one shape of RFC 9457. */
class ProblemTest {
    private static final String LONG = "n".repeat(64);

    private static TestResponse refused(InputErrors errors) {
        return TestClient.of(Vivace.create().get("/", (req, res) -> {
                    throw HttpError.invalid(errors);
                }))
                .get("/");
    }

    private static String errorsOf(InputError error) {
        InputErrors errors = new InputErrors();
        errors.add(error);
        String body = refused(errors).body();
        assertTrue(body.endsWith("}]}"), body);
        return body.substring(body.indexOf("\"errors\":[") + 10, body.length() - 2);
    }

    private static void assertProblem(int status, String title, String raw) {
        TestResponse response = TestClient.of(Vivace.create()
                        .get("/a", (req, res) -> res.text("a"))
                        .post("/a", Json.any(), (req, res, any) -> res.text("a"), route -> route.bodyBytesMax(10)))
                .raw(raw.getBytes(StandardCharsets.US_ASCII))
                .responses()
                .get(0);
        assertEquals(status, response.status());
        assertEquals("application/problem+json", response.header("Content-Type"));
        assertTrue(
                response.body()
                        .matches("\\{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status
                                + ",\"detail\":\"[^\"]+\"}"),
                response.body());
    }

    @Test
    void shouldHaveOneShapeForEveryFixedAnswer() {
        assertProblem(404, "Not Found", "GET /b HTTP/1.1\r\nHost: a\r\n\r\n");
        assertProblem(405, "Method Not Allowed", "PUT /a HTTP/1.1\r\nHost: a\r\n\r\n");
        assertProblem(501, "Not Implemented", "BREW /a HTTP/1.1\r\nHost: a\r\n\r\n");
        assertProblem(400, "Bad Request", "GET /a HTTP/1.1\r\n\r\n");
        assertProblem(505, "HTTP Version Not Supported", "GET /a HTTP/2.0\r\nHost: a\r\n\r\n");
        assertProblem(413, "Content Too Large", "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n");
        assertProblem(414, "URI Too Long", "GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
        assertProblem(
                415,
                "Unsupported Media Type",
                "POST /a HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n\r\n1");
        assertProblem(417, "Expectation Failed", "GET /a HTTP/1.1\r\nHost: a\r\nExpect: x\r\n\r\n");
        assertProblem(
                431,
                "Request Header Fields Too Large",
                "GET /a HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");
    }

    @Test
    void shouldSayWhatIsWrongWithWhichPart() {
        InputErrors errors = new InputErrors();
        errors.add(InputError.parameter("query", "limit", "max", "The value must be at most 100."));
        errors.add("/items/3/price", "max", "The value must be at most 100.");
        errors.add(InputError.bodyAt("", "syntax", "A value is missing.", 17));
        assertEquals(
                "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,"
                        + "\"detail\":\"3 things are wrong with this request.\",\"errors\":["
                        + "{\"in\":\"query\",\"parameter\":\"limit\",\"code\":\"max\",\"detail\":\"The value must be at most 100.\"},"
                        + "{\"pointer\":\"/items/3/price\",\"code\":\"max\",\"detail\":\"The value must be at most 100.\"},"
                        + "{\"pointer\":\"\",\"code\":\"syntax\",\"detail\":\"A value is missing.\",\"offset\":17}]}",
                refused(errors).body());
    }

    @Test
    void shouldSayHowManyErrorsThereAreAndListTheFirst() {
        InputErrors errors = new InputErrors();
        for (int i = 0; i < 40; i++) {
            errors.add("/" + i, "type", "A number is wanted.");
        }
        String body = refused(errors).body();
        assertTrue(
                body.contains(
                        "\"detail\":\"More than 32 things are wrong with this request; the first 32 are listed.\""),
                body);
        assertEquals(32, body.split("\"code\"").length - 1);
    }

    @Test
    void shouldEscapeWhatAClientSent() {
        assertEquals(
                "{\"pointer\":\"/\\\"\\u0001\\\\<\\u00e9\",\"code\":\"unknown\",\"detail\":\"\\\"quoted\\\"\"}"
                        .replace("\\u00e9", "\u00e9"),
                errorsOf(InputError.body("/\"\u0001\\<\u00e9", "unknown", "\"quoted\"")));
    }

    @Test
    void shouldCutNamesAt64Characters() {
        assertEquals(
                "{\"pointer\":\"/" + LONG + "/3/" + LONG + "\",\"code\":\"unknown\",\"detail\":\"x\"}",
                errorsOf(InputError.body("/" + LONG + "/3/" + LONG, "unknown", "x")));
        assertEquals(
                "{\"pointer\":\"/" + LONG + "/3/" + LONG + "\",\"code\":\"unknown\",\"detail\":\"x\"}",
                errorsOf(InputError.body("/" + LONG + "nn/3/" + LONG + "n", "unknown", "x")));
        assertEquals(
                "{\"in\":\"query\",\"parameter\":\"" + LONG + "\",\"code\":\"unknown\",\"detail\":\"x\"}",
                errorsOf(InputError.parameter("query", LONG + "n", "unknown", "x")));
    }

    @Test
    void shouldNotCutThroughPairsAndEscapes() {
        String almost = "n".repeat(63);
        assertEquals(
                "{\"pointer\":\"/" + almost + "\",\"code\":\"unknown\",\"detail\":\"x\"}",
                errorsOf(InputError.body("/" + almost + "~1b", "unknown", "x")));
        assertEquals(
                "{\"pointer\":\"/" + almost + "\",\"code\":\"unknown\",\"detail\":\"x\"}",
                errorsOf(InputError.body("/" + almost + "\ud83d\ude00", "unknown", "x")));
    }

    @Test
    void shouldCutLongPointersBehindASegment() {
        String pointer = ("/" + LONG).repeat(100);
        assertEquals(
                "{\"pointer\":\"" + ("/" + LONG).repeat(15) + "\",\"code\":\"unknown\",\"detail\":\"x\"}",
                errorsOf(InputError.body(pointer, "unknown", "x")));
        String shortSegments = "/1".repeat(600);
        assertEquals(
                "{\"pointer\":\"" + "/1".repeat(512) + "\",\"code\":\"unknown\",\"detail\":\"x\"}",
                errorsOf(InputError.body(shortSegments, "unknown", "x")));
    }

    @Test
    void shouldReplaceHalvesOfSurrogatePairs() {
        assertEquals(
                "{\"pointer\":\"/a\ufffd\",\"code\":\"unknown\",\"detail\":\"\ufffdx\ud83d\ude00\"}",
                errorsOf(InputError.body("/a\ud83d", "unknown", "\ude00x\ud83d\ude00")));
        assertEquals(
                "{\"in\":\"query\",\"parameter\":\"\ufffd\ufffd\",\"code\":\"unknown\",\"detail\":\"x\"}",
                errorsOf(InputError.parameter("query", "\ude00\ud83d", "unknown", "x")));
        TestResponse problem = TestClient.of(Vivace.create().get("/", (req, res) -> res.problem(409, "\ud83d!")))
                .get("/");
        assertEquals(409, problem.status());
        assertTrue(problem.body().contains("\"detail\":\"\ufffd!\""), problem.body());
    }

    @Test
    void shouldNameTheClassOfAStatusWithoutAPhrase() {
        TestClient client =
                TestClient.of(Vivace.create().get("/{n}", (req, res) -> res.problem(req.pathInt("n"), "because")));
        assertTrue(client.get("/499").body().contains("\"title\":\"Client Error\",\"status\":499"));
        assertTrue(client.get("/599").body().contains("\"title\":\"Server Error\",\"status\":599"));
    }

    @Test
    void shouldLetErrorHandlersReadTheErrors() {
        AtomicReference<List<InputError>> seen = new AtomicReference<>();
        InputErrors errors = new InputErrors();
        errors.add("/a", "required", "A value is wanted.");
        TestClient client = TestClient.of(Vivace.create()
                .get("/", (req, res) -> {
                    throw HttpError.invalid(errors);
                })
                .error(HttpError.class, (e, req, res) -> {
                    seen.set(e.errors());
                    return res.status(422).json(Map.of("count", e.errors().size()));
                }));
        assertEquals("{\"count\":1}", client.get("/").body());
        assertEquals(List.of(InputError.body("/a", "required", "A value is wanted.")), seen.get());
    }

    /** The document that was begun before is not sent behind a problem. */
    @Test
    void shouldForgetWhatWasWrittenBefore() {
        TestResponse response = TestClient.of(Vivace.create().get("/", (req, res) -> {
                    res.jsonOut().beginObject().key("a");
                    return res.problem(409, null);
                }))
                .get("/");
        assertEquals("{\"type\":\"about:blank\",\"title\":\"Conflict\",\"status\":409}", response.body());
        assertNull(response.header("Connection"));
    }

    /** What is staged for the route's own body is not the type of the refusal. */
    @Test
    void shouldHaveItsOwnContentTypeWhereTheServerAnswers() {
        TestResponse response = TestClient.of(Vivace.create()
                        .use(next -> (req, res) -> next.handle(req, res.header("Content-Type", "text/html"))))
                .get("/nowhere");
        assertEquals(404, response.status());
        assertEquals("application/problem+json", response.header("Content-Type"));
    }
}
