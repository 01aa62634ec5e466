package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An app writes its problems in a form of its own. */
class ProblemRendererTest {
    /** A form of its own, and a type of its own. */
    private static final class Own implements ProblemRenderer {
        @Override
        public void render(Problem problem, JsonOut out) {
            out.beginObject().key("error").value(problem.status() + " " + problem.title());
            out.key("why")
                    .value(problem.detail())
                    .key("count")
                    .value(problem.errors().size());
            out.endObject();
        }

        @Override
        public String contentType() {
            return "application/vnd.own+json";
        }
    }

    private static Vivace app() {
        return Vivace.create()
                .get("/invalid", (req, res) -> {
                    InputErrors errors = new InputErrors();
                    errors.add("/a", "required", "A is wanted.");
                    errors.add("/b", "required", "B is wanted.");
                    throw HttpError.invalid(errors);
                })
                .get("/gone", (req, res) -> res.problem(410, "It was \"here\"."))
                .get("/fails", (req, res) -> {
                    throw new IllegalStateException("secret");
                })
                .post("/small", Json.any(), (req, res, any) -> res.json(any), route -> route.bodyBytesMax(1))
                .blocking(group -> group.get("/blocking", (req, res) -> {
                    throw new HttpError(409, "taken");
                }));
    }

    private static void assertOwn(String body, TestResponse response) {
        assertEquals(body, response.body());
        assertEquals("application/vnd.own+json", response.header("Content-Type"));
        assertTrue(body.startsWith("{\"error\":\"" + response.status() + " "));
    }

    private static TestResponse raw(TestClient client, String request) {
        return client.raw(request.getBytes(StandardCharsets.US_ASCII))
                .responses()
                .get(0);
    }

    @Test
    void shouldWriteWhatHandlersRefuse() {
        TestClient client = TestClient.of(app().problemRenderer(new Own()));
        assertOwn(
                "{\"error\":\"400 Bad Request\",\"why\":\"2 things are wrong with this request.\",\"count\":2}",
                client.get("/invalid"));
        assertOwn("{\"error\":\"410 Gone\",\"why\":\"It was \\\"here\\\".\",\"count\":0}", client.get("/gone"));
        assertOwn("{\"error\":\"409 Conflict\",\"why\":\"taken\",\"count\":0}", client.get("/blocking"));
    }

    @Test
    void shouldWriteWhatTheServerRefuses() {
        TestClient client = TestClient.of(app().problemRenderer(new Own()));
        assertOwn(
                "{\"error\":\"404 Not Found\",\"why\":\"There is nothing at this path.\",\"count\":0}",
                client.get("/nowhere"));
        assertOwn(
                "{\"error\":\"405 Method Not Allowed\",\"why\":\"This path has other methods; see the Allow field.\","
                        + "\"count\":0}",
                client.request("DELETE", "/gone").send());
        assertOwn(
                "{\"error\":\"500 Internal Server Error\",\"why\":\"Something went wrong here; it has been logged.\","
                        + "\"count\":0}",
                client.get("/fails"));
        assertOwn(
                "{\"error\":\"413 Content Too Large\",\"why\":\"The body is larger than this route accepts.\",\"count\":0}",
                client.postJson("/small", "[1]"));
    }

    /** There is no request to speak of. */
    @Test
    void shouldWriteFaultsOfTheParser() {
        TestClient client = TestClient.of(app().problemRenderer(new Own()));
        for (int i = 0; i < 2; i++) {
            assertOwn(
                    "{\"error\":\"400 Bad Request\",\"why\":\"An HTTP/1.1 request needs a Host field.\",\"count\":0}",
                    raw(client, "GET / HTTP/1.1\r\n\r\n"));
        }
        assertOwn(
                "{\"error\":\"505 HTTP Version Not Supported\",\"why\":\"Only HTTP/1.1 and HTTP/1.0 are spoken here.\","
                        + "\"count\":0}",
                raw(client, "GET / HTTP/3.0\r\nHost: a\r\n\r\n"));
    }

    @Test
    void shouldKeepTheContentTypeUnlessTold() {
        TestClient client =
                TestClient.of(app().problemRenderer((problem, out) -> out.value(problem.type() + problem.status())));
        assertEquals("\"about:blank404\"", client.get("/nowhere").body());
        assertEquals("application/problem+json", client.get("/nowhere").header("Content-Type"));
        assertEquals("application/problem+json", client.get("/gone").header("Content-Type"));
    }

    @Test
    void shouldComeBehindErrorHandlers() {
        TestClient client = TestClient.of(app().problemRenderer(new Own())
                .error(HttpError.class, (e, req, res) -> res.status(e.status()).text("handled " + e.errors())));
        assertTrue(client.get("/invalid").body().startsWith("handled [InputError["));
    }

    @Test
    void shouldBeGivenErrorsThatCanBeWritten() {
        List<Problem> seen = new ArrayList<>();
        TestClient client = TestClient.of(Vivace.create()
                .get("/", (req, res) -> {
                    InputErrors errors = new InputErrors();
                    errors.add("/" + "x".repeat(70), "unknown", "\ud800");
                    throw HttpError.invalid(errors);
                })
                .problemRenderer((problem, out) -> {
                    seen.add(problem);
                    out.nullValue();
                }));
        assertEquals(400, client.get("/").status());
        Problem last = seen.get(seen.size() - 1);
        assertEquals(List.of(InputError.body("/" + "x".repeat(64), "unknown", "\ufffd")), last.errors());
        assertEquals("\ufffd", last.detail());
    }

    @Test
    void shouldFailTheStartWhenItThrows() {
        Vivace app = app().problemRenderer((problem, out) -> {
            throw new UnsupportedOperationException("not yet");
        });
        String message = assertThrows(IllegalStateException.class, () -> TestClient.of(app))
                .getMessage();
        assertTrue(message.startsWith("the problem renderer dev.vivace.ProblemRendererTest"), message);
        assertTrue(message.contains("failed for the fixed answer 404 'There is nothing at this path.'"), message);
        assertTrue(message.endsWith("UnsupportedOperationException: not yet"), message);
    }

    @Test
    void shouldFailTheStartWhenItWritesHalfADocument() {
        Vivace app = app().problemRenderer((problem, out) -> out.beginObject());
        String message = assertThrows(IllegalStateException.class, () -> TestClient.of(app))
                .getMessage();
        assertTrue(message.contains("The JSON document is not complete"), message);
    }

    /** A head and its body have one output buffer; what was larger ended the connection without an answer. */
    @Test
    void shouldFailTheStartWhenAFixedBodyIsTooLarge() {
        Vivace app =
                app().problemRenderer((problem, out) -> out.value("x".repeat(problem.status() == 431 ? 16_383 : 9)));
        String message = assertThrows(IllegalStateException.class, () -> TestClient.of(app))
                .getMessage();
        assertTrue(message.contains(" wrote 16385 bytes for the fixed answer 431 "), message);
        assertTrue(message.endsWith("which may have 16384"), message);
        TestClient.of(app().problemRenderer((problem, out) -> out.value("x".repeat(16_382))));
    }

    @Test
    void shouldFailTheStartWhenItsContentTypeCannotBeSent() {
        for (String type : new String[] {"a/b\r\nX: y", " ", null, "a/" + "b".repeat(16_383)}) {
            Vivace app = app().problemRenderer(new ProblemRenderer() {
                @Override
                public void render(Problem problem, JsonOut out) {
                    out.nullValue();
                }

                @Override
                public String contentType() {
                    return type;
                }
            });
            String message = assertThrows(IllegalStateException.class, () -> TestClient.of(app))
                    .getMessage();
            assertTrue(message.startsWith("the content type of the problem renderer"), message);
        }
    }

    @Test
    void shouldAnswerTheFixed500WhenItThrowsLater() {
        ProblemRenderer moody = (problem, out) -> {
            out.beginObject().key("status").value(problem.status());
            if (problem.status() == 410
                    || problem.status() == 409
                    || !problem.errors().isEmpty()) {
                throw new UnsupportedOperationException("secret");
            }
            out.endObject();
        };
        TestClient client = TestClient.of(app().problemRenderer(moody));
        int failed = 0;
        for (String target : new String[] {"/gone", "/invalid", "/blocking"}) {
            TestResponse response = client.get(target);
            assertEquals(500, response.status(), target);
            assertEquals("{\"status\":500}", response.body(), target);
            assertEquals(++failed, client.metrics().errors().get("handler-failed"), target);
        }
        assertEquals("{\"status\":404}", client.get("/nowhere").body());
    }

    @Test
    void shouldAnswerTheFixed500WhenItLeavesHalfADocument() {
        TestClient client = TestClient.of(app().problemRenderer((problem, out) -> {
            if (problem.status() == 410) {
                out.beginArray();
            } else {
                out.value(problem.status());
            }
        }));
        assertEquals("500", client.get("/gone").body());
    }
}
