package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** A future that fails is answered as if the handler had thrown what its stage threw, not the wrapper around it. */
class FailedFutureTest {
    private static TestResponse answer(Throwable thrown) {
        Vivace app = Vivace.create()
                .error(SQLException.class, (e, req, res) -> res.status(503).text("sql: " + e.getMessage()))
                .get(
                        "/",
                        (req, res) -> res.defer(later -> failing(thrown).whenComplete((value, error) -> {
                            if (error != null) {
                                later.fail(error);
                            } else {
                                later.respond(r -> r.text(value));
                            }
                        })));
        return TestClient.of(app).get("/");
    }

    /** A stage behind a stage: the second one is given a CompletionException. */
    private static CompletableFuture<String> failing(Throwable thrown) {
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletableFuture<String> stage = source.thenApply(text -> text + "!");
        source.completeExceptionally(thrown);
        return stage;
    }

    @Test
    void shouldReachTheErrorHandlerOfWhatWasThrown() {
        TestResponse answer = answer(new SQLException("gone"));
        assertEquals(503, answer.status());
        assertEquals("sql: gone", answer.body());
        assertEquals(
                "sql: gone",
                answer(new CompletionException(new CompletionException(new SQLException("gone"))))
                        .body());
    }

    @Test
    void shouldHaveTheStatusOfAnHttpError() {
        assertEquals(404, answer(HttpError.notFound("There is no quote 7.")).status());
    }

    @Test
    void shouldBeA500WhereNobodyHandlesIt() {
        assertEquals(
                500, answer(new CompletionException("without a cause", null)).status());
        assertEquals(500, answer(new java.io.IOException("x")).status());
    }
}
