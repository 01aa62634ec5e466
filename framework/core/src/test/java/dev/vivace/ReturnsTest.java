package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dslplatform.json.CompiledJson;
import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a route declares that it answers, held against what it answers: strict mode is on in tests. */
class ReturnsTest {
    /** Something with a name. */
    public interface Named {
        /** The name. */
        String name();
    }

    /** A user. */
    @CompiledJson
    public record User(String name) implements Named {}

    /** Has no codec. */
    public record Plain(String name) {}

    private static final User ALICE = new User("Alice");

    private final AtomicReference<Throwable> thrown = new AtomicReference<>();

    private TestResponse answer(Handler handler, Consumer<RouteOptions> options) {
        thrown.set(null);
        Handler noting = (req, res) -> {
            try {
                return handler.handle(req, res);
            } catch (IllegalStateException e) {
                thrown.set(e);
                throw e;
            }
        };
        return TestClient.of(Vivace.create().get("/users/{id}", noting, options))
                .get("/users/1");
    }

    private void assertAllowed(int status, Handler handler, Consumer<RouteOptions> options) {
        assertEquals(status, answer(handler, options).status(), () -> String.valueOf(thrown.get()));
    }

    private void assertRefused(String message, Handler handler, Consumer<RouteOptions> options) {
        assertEquals(500, answer(handler, options).status());
        assertEquals(
                "the route GET /users/{id} " + message + "; see RouteOptions.returns",
                thrown.get().getMessage());
    }

    private static final class Source implements JsonPieces, Iterator<Object>, AutoCloseable {
        private int closedCount;

        @Override
        public boolean next(JsonOut out) {
            return false;
        }

        @Override
        public boolean hasNext() {
            return false;
        }

        @Override
        public Object next() {
            throw new NoSuchElementException();
        }

        @Override
        public void close() {
            closedCount++;
        }
    }

    @Test
    void shouldCloseTheSourceOfWhatItRefuses() {
        List<BiFunction<Response, Source, Reply>> answers =
                List.of(Response::jsonPieces, (res, source) -> res.jsonPieces(2, source), Response::jsonArray);
        for (BiFunction<Response, Source, Reply> answer : answers) {
            Source source = new Source();
            assertRefused(
                    "answers with 200 application/json, but declares 204 without a body",
                    (req, res) -> answer.apply(res, source),
                    route -> route.returns(204));
            assertEquals(1, source.closedCount);
        }
    }

    @Test
    void shouldAllowWhatIsDeclared() {
        assertAllowed(200, (req, res) -> res.json(ALICE), route -> route.returns(User.class));
        assertAllowed(200, (req, res) -> res.json(ALICE), route -> route.returns(Named.class));
        assertAllowed(201, (req, res) -> res.status(201).json(ALICE), route -> route.returns(201, User.class));
        assertAllowed(200, (req, res) -> res.json(17), route -> route.returns(int.class));
        assertAllowed(200, (req, res) -> res.json(List.of(ALICE)), route -> route.returns(Json.listOf(User.class)));
        assertAllowed(200, (req, res) -> res.json(new User[] {ALICE}), route -> route.returns(Json.listOf(User.class)));
        assertAllowed(200, (req, res) -> res.json(List.of()), route -> route.returns(Json.listOf(User.class)));
        assertAllowed(204, (req, res) -> res.empty(), route -> route.returns(204));
        assertAllowed(202, (req, res) -> res.empty(202), route -> route.returns(202));
        assertAllowed(302, (req, res) -> res.redirect("/"), route -> route.returns(302));
        assertAllowed(308, (req, res) -> res.redirect(308, "/"), route -> route.returns(308));
        assertAllowed(200, (req, res) -> res.text("x"), route -> route.returns(200, "text/plain"));
        assertAllowed(
                200,
                (req, res) -> res.bytes("Text/CSV; header=absent", new byte[1]),
                route -> route.returns(200, "text/csv; charset=utf-8"));
        assertAllowed(200, (req, res) -> res.send(Canned.text("x")), route -> route.returns(200, "text/plain"));
    }

    @Test
    void shouldAllowAnyDocumentWhereATypeIsDeclared() {
        assertAllowed(200, (req, res) -> res.send(Canned.json("1")), route -> route.returns(User.class));
        assertAllowed(
                200,
                (req, res) -> {
                    res.jsonOut().beginObject().endObject();
                    return res.sendJson();
                },
                route -> route.returns(User.class));
        assertAllowed(
                200, (req, res) -> res.bytes("application/hal+json", new byte[1]), route -> route.returns(User.class));
    }

    @Test
    void shouldAllowOneOfSeveral() {
        Consumer<RouteOptions> several = route ->
                route.returns(User.class).returns(String.class).returns(204).returns(404, Problem.class);
        assertAllowed(200, (req, res) -> res.json(ALICE), several);
        assertAllowed(200, (req, res) -> res.json("Alice"), several);
        assertAllowed(204, (req, res) -> res.empty(), several);
        assertRefused(
                "answers with 200 java.lang.Integer, but declares 200 dev.vivace.ReturnsTest$User, 200 java.lang.String,"
                        + " 204 without a body, 404 dev.vivace.Problem",
                (req, res) -> res.json(17),
                several);
    }

    @Test
    void shouldRefuseAnotherType() {
        String declared = ", but declares 200 dev.vivace.ReturnsTest$User";
        Consumer<RouteOptions> user = route -> route.returns(User.class);
        assertRefused("answers with 200 java.lang.String" + declared, (req, res) -> res.json("Alice"), user);
        assertRefused("answers with 200 null" + declared, (req, res) -> res.json(null), user);
        assertRefused("answers with 200 text/plain" + declared, (req, res) -> res.text("Alice"), user);
        assertRefused("answers with 200 without a body" + declared, (req, res) -> res.empty(200), user);
        assertRefused(
                "answers with 200 text/plain" + declared,
                (req, res) -> res.header("Content-Type", "text/plain").bytes("application/json", new byte[1]),
                user);
        assertRefused(
                "answers with 200 java.util.ImmutableCollections$List12, but declares 200"
                        + " java.util.List<dev.vivace.ReturnsTest$User>",
                (req, res) -> res.json(List.of("Alice")),
                route -> route.returns(Json.listOf(User.class)));
        assertRefused(
                "answers with 200 application/json, but declares 200 text/csv",
                (req, res) -> {
                    res.jsonOut().value(1);
                    return res.sendJson();
                },
                route -> route.returns(200, "text/csv"));
    }

    @Test
    void shouldRefuseAnotherStatus() {
        String declared = ", but declares 200 dev.vivace.ReturnsTest$User";
        Consumer<RouteOptions> user = route -> route.returns(User.class);
        assertRefused(
                "answers with 201 dev.vivace.ReturnsTest$User" + declared,
                (req, res) -> res.status(201).json(ALICE),
                user);
        assertRefused("answers with 204 without a body" + declared, (req, res) -> res.empty(), user);
        assertRefused("answers with 302 without a body" + declared, (req, res) -> res.redirect("/"), user);
        assertRefused(
                "answers with 404 java.lang.String" + declared,
                (req, res) -> res.status(404).json("no"),
                user);
    }

    @Test
    void shouldRefuseAStatusThatIsSetLater() {
        assertRefused(
                "answers with 201 dev.vivace.ReturnsTest$User, but declares 200 dev.vivace.ReturnsTest$User",
                (req, res) -> {
                    Reply reply = res.json(ALICE);
                    res.status(201);
                    return reply;
                },
                route -> route.returns(User.class));
    }

    @Test
    void shouldAlwaysAllowProblems() {
        Consumer<RouteOptions> user = route -> route.returns(User.class);
        assertAllowed(404, (req, res) -> res.problem(404, "none"), user);
        assertAllowed(
                409,
                (req, res) -> {
                    throw new HttpError(409, "taken");
                },
                user);
    }

    @Test
    void shouldCheckNothingWhereNoSuccessIsDeclared() {
        assertAllowed(201, (req, res) -> res.status(201).text("x"), route -> {});
        assertAllowed(201, (req, res) -> res.status(201).text("x"), route -> route.returns(404, Problem.class));
    }

    @Test
    void shouldCheckWhatComesLater() {
        Consumer<RouteOptions> user = route -> route.returns(User.class);
        assertAllowed(200, (req, res) -> res.defer(later -> later.respond(r -> r.json(ALICE))), user);
        assertEquals(
                500,
                answer((req, res) -> res.defer(later -> later.respond(r -> r.text("x"))), user)
                        .status());
        TestClient blocking = TestClient.of(Vivace.create()
                .blocking(group -> group.get("/good", (req, res) -> res.json(ALICE), user)
                        .get("/bad", (req, res) -> res.json("Alice"), user)));
        assertEquals(200, blocking.get("/good").status());
        assertEquals(500, blocking.get("/bad").status());
    }

    @Test
    void shouldLetErrorHandlersAnswerWhatTheyLike() {
        Handler failing = (req, res) -> {
            throw new java.io.IOException("x");
        };
        TestClient client = TestClient.of(Vivace.create()
                .get("/now", failing, route -> route.returns(User.class))
                .get(
                        "/later",
                        (req, res) -> res.defer(later -> later.fail(new java.io.IOException("x"))),
                        route -> route.returns(User.class))
                .error(
                        java.io.IOException.class,
                        (e, req, res) -> res.status(503).text("down")));
        assertEquals(503, client.get("/now").status());
        assertEquals(503, client.get("/later").status());
    }

    @Test
    void shouldFailTheStartWhereACodecIsMissing() {
        for (Consumer<RouteOptions> options : List.<Consumer<RouteOptions>>of(
                route -> route.returns(Plain.class), route -> route.returns(201, Json.listOf(Plain.class)))) {
            Vivace app = Vivace.create().get("/", (req, res) -> res.json(null), options);
            String message = assertThrows(IllegalStateException.class, () -> TestClient.of(app))
                    .getMessage();
            assertTrue(message.contains("ReturnsTest$Plain") && message.contains("@CompiledJson"), message);
        }
    }

    @Test
    void shouldRefuseWhatIsNoAnswer() {
        assertThrows(IllegalArgumentException.class, () -> new RouteOptions().returns(199));
        assertThrows(IllegalArgumentException.class, () -> new RouteOptions().returns(600, User.class));
        assertThrows(IllegalArgumentException.class, () -> new RouteOptions().returns(200, "csv"));
        assertThrows(IllegalArgumentException.class, () -> new RouteOptions().returns(200, "image/*"));
        assertThrows(IllegalArgumentException.class, () -> new RouteOptions().returns(200, "*/*; q=1"));
        new RouteOptions().returns(200, "multipart/mixed; boundary=\"*\"");
        assertThrows(NullPointerException.class, () -> new RouteOptions().returns(200, (Class<?>) null));
    }

    @Test
    void shouldReadListsAsBodies() {
        TestClient client = TestClient.of(Vivace.create()
                .post(
                        "/users",
                        Json.listOf(User.class),
                        (req, res, users) -> res.json(users.get(1).name())));
        assertEquals(
                "\"Bob\"",
                client.postJson("/users", "[{\"name\":\"Alice\"},{\"name\":\"Bob\"}]")
                        .body());
        assertEquals(400, client.postJson("/users", "{\"name\":\"Alice\"}").status());
        assertEquals(400, client.postJson("/users", "[{\"name\":1}]").status());
    }
}
