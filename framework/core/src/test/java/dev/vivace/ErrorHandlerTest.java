package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens to what handlers throw. */
class ErrorHandlerTest {
    private static final String FIXED =
            "{\"type\":\"about:blank\",\"title\":\"Internal Server Error\",\"status\":500,\"detail\":\"Something went wrong here; it has been logged.\"}";

    private static Vivace throwing(Throwable thrown) {
        return Vivace.create().get("/ok", (req, res) -> res.text("ok")).get("/", (req, res) -> {
            ErrorHandlerTest.<RuntimeException>raise(thrown);
            return res.text("not reached");
        });
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private static void assertFixed500(TestResponse response) {
        assertEquals(500, response.status());
        assertEquals("application/problem+json", response.header("Content-Type"));
        assertEquals(FIXED, response.body());
        assertNull(response.header("Connection"));
    }

    @Test
    void shouldAnswerAFixed500AndNeverLeakTheMessage() {
        TestClient client = TestClient.of(throwing(new IllegalStateException("password=hunter2")));
        TestResponse response = client.get("/");
        assertFixed500(response);
        assertFalse(response.toString().contains("hunter2"));
        assertEquals(1, client.metrics().errors().get("handler-failed"));
        assertEquals(1, client.metrics().answers5xx());
    }

    @Test
    void shouldSurviveErrorsOfTheMachine() {
        for (Throwable thrown : new Throwable[] {
            new OutOfMemoryError("a test's"), new LinkageError("a test's"), new AssertionError("a test's"), new Oddity()
        }) {
            TestClient client = TestClient.of(throwing(thrown));
            assertFixed500(client.get("/"));
            assertEquals("ok", client.get("/ok").body());
        }
    }

    /** A throwable that is neither an exception nor an error. */
    private static final class Oddity extends Throwable {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void shouldSurviveAStackThatOverflows() {
        TestClient client = TestClient.of(
                Vivace.create().get("/", (req, res) -> res.text(deep(0))).get("/ok", (q, s) -> s.text("ok")));
        assertFixed500(client.get("/"));
        assertEquals("ok", client.get("/ok").body());
    }

    private static String deep(int level) {
        return level < 0 ? "" : deep(level + 1) + level;
    }

    @Test
    void shouldAnswerTheProblemOfAnHttpError() {
        TestResponse response = TestClient.of(throwing(HttpError.notFound("There is no \"user\" 17.")))
                .get("/");
        assertEquals(404, response.status());
        assertEquals("application/problem+json", response.header("Content-Type"));
        assertEquals(
                "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,\"detail\":\"There is no \\\"user\\\" 17.\"}",
                response.body());
    }

    @Test
    void shouldAnswerAnHttpErrorOfAnyStatus() {
        for (int status : new int[] {400, 409, 418, 499, 500, 503, 599}) {
            TestClient client = TestClient.of(throwing(new HttpError(status, "because")));
            TestResponse response = client.get("/");
            assertEquals(status, response.status());
            assertTrue(response.body().contains("\"status\":" + status));
            assertTrue(response.body().contains("\"detail\":\"because\""));
            assertNull(client.metrics().errors().get("handler-failed"));
        }
        for (int status : new int[] {-1, 0, 200, 302, 399, 600}) {
            assertThrows(IllegalArgumentException.class, () -> new HttpError(status, "because"));
        }
    }

    @Test
    void shouldLeaveTheDetailOutWhereThereIsNone() {
        TestResponse response =
                TestClient.of(throwing(new HttpError(409, null))).get("/");
        assertEquals("{\"type\":\"about:blank\",\"title\":\"Conflict\",\"status\":409}", response.body());
    }

    @Test
    void shouldMakeHttpErrorsWithoutAStackTrace() {
        HttpError error = HttpError.badRequest("x");
        assertEquals(0, error.getStackTrace().length);
        assertEquals(400, error.status());
        assertEquals("x", error.detail());
    }

    @Test
    void shouldReplaceWhatJsonCannotCarryInADetail() {
        TestClient client = TestClient.of(throwing(HttpError.badRequest("half of a pair: \ud800")));
        TestResponse response = client.get("/");
        assertEquals(400, response.status());
        assertEquals("application/problem+json", response.header("Content-Type"));
        assertTrue(response.body().contains("\"detail\":\"half of a pair: \ufffd\""), response.body());
        assertEquals("ok", client.get("/ok").body());
    }

    @Test
    void shouldCallTheHandlerOfTheMostSpecificClass() {
        for (boolean reversed : new boolean[] {false, true}) {
            for (Throwable thrown : new Throwable[] {
                new FileNotFoundException("x"),
                new IOException("x"),
                new UncheckedIOException(new IOException()),
                new OutOfMemoryError()
            }) {
                Vivace app = throwing(thrown);
                ErrorHandler<Throwable> say = (e, req, res) -> res.text("Throwable");
                if (reversed) {
                    app.error(Throwable.class, say);
                }
                app.error(FileNotFoundException.class, (e, req, res) -> res.text("FileNotFoundException"));
                app.error(IOException.class, (e, req, res) -> res.text("IOException"));
                app.error(RuntimeException.class, (e, req, res) -> res.text("RuntimeException"));
                if (!reversed) {
                    app.error(Throwable.class, say);
                }
                String expected = thrown instanceof FileNotFoundException
                        ? "FileNotFoundException"
                        : thrown instanceof IOException
                                ? "IOException"
                                : thrown instanceof RuntimeException ? "RuntimeException" : "Throwable";
                TestResponse response = TestClient.of(app).get("/");
                assertEquals(200, response.status());
                assertEquals(expected, response.body());
            }
        }
    }

    @Test
    void shouldLetAHandlerReplaceTheProblemOfHttpErrors() {
        Vivace app = throwing(HttpError.notFound("nothing"))
                .error(HttpError.class, (e, req, res) -> res.status(e.status()).text("own: " + e.detail()));
        TestResponse response = TestClient.of(app).get("/");
        assertEquals(404, response.status());
        assertEquals("own: nothing", response.body());
    }

    @Test
    void shouldHandleBadParametersAsHttpErrors() {
        Vivace app = Vivace.create()
                .get("/{n}", (req, res) -> res.json(req.pathInt("n")))
                .error(HttpError.class, (e, req, res) -> res.status(e.status()).text("own: " + e.detail()));
        TestResponse response = TestClient.of(app).get("/x");
        assertEquals(400, response.status());
        assertTrue(response.body().startsWith("own: ") && response.body().contains("'n'"));
    }

    /** Whoever answers a database that is down with a 503 does not mean the client's mistakes. */
    @Test
    void shouldNotGiveHttpErrorsToHandlersOfTheirSuperclasses() {
        for (Class<? extends Throwable> type : List.of(RuntimeException.class, Exception.class, Throwable.class)) {
            Vivace app = Vivace.create()
                    .get("/numbers/{n}", (req, res) -> res.json(req.pathInt("n")))
                    .get("/gone", (req, res) -> {
                        throw new HttpError(410, "gone");
                    })
                    .get("/later", (req, res) -> res.defer(later -> later.fail(new HttpError(409, "taken"))))
                    .get("/fails", (req, res) -> {
                        throw new IllegalStateException("x");
                    })
                    .blocking(group -> group.get("/blocking/{n}", (req, res) -> res.json(req.pathInt("n"))))
                    .error(type, (e, req, res) -> res.status(503).text("down"));
            TestClient client = TestClient.of(app);
            assertEquals(400, client.get("/numbers/x").status(), type.getName());
            assertEquals(400, client.get("/blocking/x").status(), type.getName());
            assertEquals(410, client.get("/gone").status(), type.getName());
            assertEquals(409, client.get("/later").status(), type.getName());
            assertEquals("application/problem+json", client.get("/gone").header("Content-Type"));
            assertEquals("down", client.get("/fails").body(), type.getName());
        }
    }

    @Test
    void shouldPreferTheHandlerOfHttpErrorsForThem() {
        TestClient client = TestClient.of(throwing(new HttpError(410, "gone"))
                .error(Exception.class, (e, req, res) -> res.status(503).text("down"))
                .error(HttpError.class, (e, req, res) -> res.status(e.status()).text("own: " + e.detail())));
        TestResponse response = client.get("/");
        assertEquals(410, response.status());
        assertEquals("own: gone", response.body());
    }

    @Test
    void shouldRefuseTwoHandlersForOneClass() {
        Vivace app = Vivace.create().error(IOException.class, (e, req, res) -> res.empty());
        IllegalStateException refused = assertThrows(
                IllegalStateException.class, () -> app.error(IOException.class, (e, req, res) -> res.empty()));
        assertTrue(refused.getMessage().contains("java.io.IOException"));
    }

    @Test
    void shouldAnswer500WhenTheErrorHandlerThrows() {
        for (Throwable second : new Throwable[] {
            new IllegalStateException("secret 2"), HttpError.notFound("secret 2"), new OutOfMemoryError("secret 2")
        }) {
            Vivace app = throwing(new IOException("secret 1")).error(IOException.class, (e, req, res) -> {
                res.status(418).header("Content-Type", "text/html").jsonOut().beginArray();
                ErrorHandlerTest.<RuntimeException>raise(second);
                return res.text("not reached");
            });
            TestClient client = TestClient.of(app);
            TestResponse response = client.get("/");
            assertFixed500(response);
            assertFalse(response.toString().contains("secret"));
            assertEquals(1, client.metrics().errors().get("handler-failed"));
        }
    }

    @Test
    void shouldAnswer500WhenTheErrorHandlerThrowsWhatItWasGiven() {
        Vivace app = throwing(new IOException("secret")).error(IOException.class, (e, req, res) -> {
            throw e;
        });
        assertFixed500(TestClient.of(app).get("/"));
    }

    @Test
    void shouldAnswer500WhenTheErrorHandlerDoesNotAnswer() {
        Vivace app = throwing(new IOException("x")).error(IOException.class, (e, req, res) -> null);
        assertFixed500(TestClient.of(app).get("/"));
    }

    @Test
    void shouldForgetWhatTheHandlerHadAnswered() {
        Vivace app = Vivace.create()
                .get("/", (req, res) -> {
                    res.status(201).header("Content-Type", "text/csv").text("half an answer");
                    throw new IOException("x");
                })
                .error(IOException.class, (e, req, res) -> res.json("handled"));
        TestResponse response = TestClient.of(app).get("/");
        assertEquals(200, response.status());
        assertEquals("application/json", response.header("Content-Type"));
        assertEquals("\"handled\"", response.body());
    }

    @Test
    void shouldForgetHalfADocument() {
        Vivace app = Vivace.create().get("/", (req, res) -> {
            res.jsonOut().beginObject().key("secret").value("x");
            throw HttpError.badRequest("no");
        });
        TestResponse response = TestClient.of(app).get("/");
        assertEquals(400, response.status());
        assertEquals(
                "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,\"detail\":\"no\"}",
                response.body());
    }

    @Test
    void shouldKeepTheConnection() {
        TestClient client = TestClient.of(throwing(new IllegalStateException("x")));
        byte[] requests = "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /ok HTTP/1.1\r\nHost: a\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        var connection = client.raw(requests);
        assertEquals(2, connection.responses().size());
        assertEquals("ok", connection.responses().get(1).body());
        assertFalse(connection.closed());
    }

    @Test
    void shouldHandleWhatMiddlewareThrows() {
        Vivace app = Vivace.create()
                .use(next -> (req, res) -> {
                    throw new IOException("in middleware");
                })
                .error(IOException.class, (e, req, res) -> res.status(503).text(e.getMessage()));
        assertEquals("in middleware", TestClient.of(app).get("/nowhere").body());
    }

    @Test
    void shouldCountEachFailure() {
        TestClient client = TestClient.of(throwing(new IllegalStateException("x")));
        for (int i = 1; i <= 30; i++) {
            client.get("/");
            assertEquals((long) i, client.metrics().errors().get("handler-failed"));
        }
        assertEquals(30, client.metrics().answers5xx());
    }
}
