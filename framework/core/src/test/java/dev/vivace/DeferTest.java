package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestConnection;
import dev.vivace.test.TestResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Answers that are put off: from any thread, in order, once. */
class DeferTest {
    private static final Attribute<String> USER = Attribute.named("DeferTest.user");

    private final List<Later> laters = new ArrayList<>();
    private final List<String> outcomes = new ArrayList<>();

    private Vivace app() {
        return Vivace.create().get("/ok", (req, res) -> res.text("ok")).get("/later", (req, res) -> {
            req.onAnswered((status, bytes, nanos) -> outcomes.add("answered " + status));
            return res.defer(laters::add);
        });
    }

    private static byte[] get(String target) {
        return ("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] gets(String... targets) {
        StringBuilder all = new StringBuilder();
        for (String target : targets) {
            all.append(new String(get(target), StandardCharsets.US_ASCII));
        }
        return all.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static TestResponse only(TestConnection connection) {
        List<TestResponse> responses = connection.awaitResponses(1);
        assertEquals(1, responses.size());
        return responses.get(0);
    }

    private static TestResponse deferring(Consumer<Later> work) {
        return TestClient.of(Vivace.create().get("/", (req, res) -> res.defer(work)))
                .get("/");
    }

    @Test
    void shouldAnswerFromAnotherThread() {
        AtomicReference<Thread> wrote = new AtomicReference<>();
        TestResponse response = deferring(later -> CompletableFuture.runAsync(() -> later.respond(res -> {
            wrote.set(Thread.currentThread());
            return res.status(201).header("X-Late", "yes").json("late");
        })));
        assertEquals(201, response.status());
        assertEquals("yes", response.header("X-Late"));
        assertEquals("\"late\"", response.body());
        // The connection's loop writes, whoever responds
        assertEquals(Thread.currentThread(), wrote.get());
    }

    @Test
    void shouldNotAnswerInsideTheDeferCall() {
        List<String> order = new ArrayList<>();
        TestResponse response = deferring(later -> {
            assertTrue(later.respond(res -> {
                order.add("answer");
                return res.text("at once");
            }));
            order.add("work is over");
        });
        assertEquals("at once", response.body());
        assertEquals(List.of("work is over", "answer"), order);
    }

    @Test
    void shouldRespondOnce() {
        TestClient client = TestClient.of(app());
        TestConnection connection = client.connect().send(get("/later"));
        Later later = laters.get(0);
        assertTrue(later.isOpen());
        assertTrue(later.respond(res -> res.text("first")));
        assertFalse(later.isOpen());
        assertFalse(later.respond(res -> res.text("second")));
        assertFalse(later.fail(new IllegalStateException("third")));
        assertEquals("first", only(connection).body());
        assertFalse(later.respond(res -> res.text("fourth")));
        connection.send(get("/ok"));
        assertEquals(
                List.of("first", "ok"),
                connection.awaitResponses(2).stream().map(TestResponse::body).toList());
        assertNull(client.metrics().errors().get("late-answer-dropped"));
    }

    @Test
    void shouldFailIntoTheErrorHandlers() {
        Vivace app = app().error(
                        IllegalStateException.class,
                        (e, req, res) -> res.status(503).text(e.getMessage() + " at " + req.path()));
        TestConnection connection = TestClient.of(app).connect().send(get("/later?q=1"));
        assertTrue(laters.get(0).fail(new IllegalStateException("broken")));
        TestResponse response = only(connection);
        assertEquals(503, response.status());
        assertEquals("broken at /later", response.body());
        assertEquals(List.of("answered 503"), outcomes);
    }

    @Test
    void shouldFailWith500WhereNobodyHandlesIt() {
        TestClient client = TestClient.of(app());
        TestConnection connection = client.connect().send(get("/later"));
        laters.get(0).fail(new java.io.IOException("secret"));
        TestResponse response = only(connection);
        assertEquals(500, response.status());
        assertFalse(response.body().contains("secret"));
        assertEquals(1, client.metrics().errors().get("handler-failed"));
    }

    @Test
    void shouldTakeAThrowingAnswerForAFailure() {
        Vivace app = app().error(
                        IllegalArgumentException.class,
                        (e, req, res) -> res.status(422).text(e.getMessage()));
        TestConnection connection = TestClient.of(app).connect().send(get("/later"));
        assertTrue(laters.get(0).respond(res -> {
            res.status(201).jsonOut().beginObject();
            throw new IllegalArgumentException("no good");
        }));
        TestResponse response = only(connection);
        assertEquals(422, response.status());
        assertEquals("no good", response.body());
    }

    @Test
    void shouldTakeAnAnswerThatReturnsNothingForAFailure() {
        TestConnection connection = TestClient.of(app()).connect().send(get("/later"));
        laters.get(0).respond(res -> null);
        assertEquals(500, only(connection).status());
    }

    @Test
    void shouldTakeThrowingWorkForAFailure() {
        TestResponse response = deferring(later -> {
            throw HttpError.notFound("nobody is there");
        });
        assertEquals(404, response.status());
        assertTrue(response.body().contains("nobody is there"));
    }

    @Test
    void shouldCountTheAnswerOfWorkThatThrowsAfterItResponded() {
        TestResponse response = deferring(later -> {
            later.respond(res -> res.text("responded"));
            throw new IllegalStateException("afterwards");
        });
        assertEquals(200, response.status());
        assertEquals("responded", response.body());
    }

    @Test
    void shouldKeepTheOrderOfPipelinedRequests() {
        TestConnection connection = TestClient.of(app()).connect().send(gets("/later", "/ok", "/later", "/ok"));
        assertEquals(1, laters.size());
        assertEquals(0, connection.responses().size());
        laters.get(0).respond(res -> res.text("one"));
        assertEquals(2, connection.awaitResponses(2).size());
        assertEquals(2, laters.size());
        laters.get(1).respond(res -> res.text("three"));
        assertEquals(
                List.of("one", "ok", "three", "ok"),
                connection.awaitResponses(4).stream().map(TestResponse::body).toList());
    }

    @Test
    void shouldLetOtherConnectionsOvertake() {
        TestClient client = TestClient.of(app());
        TestConnection waiting = client.connect().send(get("/later"));
        assertEquals("ok", client.get("/ok").body());
        assertEquals(0, waiting.responses().size());
        laters.get(0).respond(res -> res.text("at last"));
        assertEquals("at last", only(waiting).body());
    }

    @Test
    void shouldAnswerMoreThanFitsTheOutputBuffer() {
        TestResponse response = deferring(later -> later.respond(res -> res.text("x".repeat(1_000_000))));
        assertEquals("x".repeat(1_000_000), response.body());
    }

    @Test
    void shouldRefuseBeyondTheMaximumWithoutCallingTheWork() {
        TestClient client = TestClient.of(app(), ServerOptions.defaults().deferredInFlightMax(2));
        TestConnection first = client.connect().send(get("/later"));
        client.connect().send(get("/later"));
        TestResponse refused = client.get("/later");
        assertEquals(503, refused.status());
        assertNotNull(refused.header("Retry-After"));
        assertEquals("application/problem+json", refused.header("Content-Type"));
        assertEquals(2, laters.size());
        assertEquals(2, client.metrics().inWork());
        assertEquals(1, client.metrics().errors().get("overload-refused"));

        laters.get(0).respond(res -> res.text("done"));
        assertEquals("done", only(first).body());
        assertEquals(1, client.metrics().inWork());
        TestConnection third = client.connect().send(get("/later"));
        laters.get(2).respond(res -> res.text("had a slot"));
        assertEquals("had a slot", only(third).body());
    }

    @Test
    void shouldAnswer504WhenTheDeadlinePassesAndDropTheLateAnswer() {
        TestClient client = TestClient.of(app(), ServerOptions.defaults().deferredInFlightMax(1));
        TestConnection connection = client.connect().send(gets("/later", "/ok"));
        List<String> aborted = new ArrayList<>();
        laters.get(0).onAbort(() -> aborted.add("aborted"));
        client.advance(Duration.ofMillis(29_500));
        assertTrue(laters.get(0).isOpen());
        assertEquals(0, connection.responses().size());

        client.advance(Duration.ofMillis(700));
        List<TestResponse> responses = connection.awaitResponses(2);
        assertEquals(504, responses.get(0).status());
        assertEquals("application/problem+json", responses.get(0).header("Content-Type"));
        assertEquals("ok", responses.get(1).body());
        assertFalse(laters.get(0).isOpen());
        assertEquals(List.of("aborted"), aborted);
        assertEquals(List.of("answered 504"), outcomes);
        assertEquals(0, client.metrics().inWork());
        assertEquals(1, client.metrics().errors().get("deadline-passed"));

        assertFalse(laters.get(0).respond(res -> res.text("late")));
        assertEquals(1, client.metrics().errors().get("late-answer-dropped"));
        assertEquals(2, connection.awaitResponses(2).size());
        connection.send(get("/later"));
        laters.get(1).respond(res -> res.text("the slot is free"));
        assertEquals("the slot is free", connection.awaitResponses(3).get(2).body());
    }

    @Test
    void shouldTakeTheDeadlineOfTheRoute() {
        TestClient client = TestClient.of(Vivace.create()
                .get("/", (req, res) -> res.defer(laters::add), route -> route.deadline(Duration.ofSeconds(2))));
        TestConnection connection = client.connect().send(get("/"));
        client.advance(Duration.ofMillis(1_900));
        assertEquals(0, connection.responses().size());
        client.advance(Duration.ofMillis(300));
        assertEquals(504, only(connection).status());
    }

    @Test
    void shouldTakeTheDeadlineOfTheOptions() {
        TestClient client = TestClient.of(app(), ServerOptions.defaults().workDeadline(Duration.ofSeconds(1)));
        TestConnection connection = client.connect().send(get("/later"));
        client.advance(Duration.ofMillis(1_200));
        assertEquals(504, only(connection).status());
    }

    @Test
    void shouldNotTimeOutWhatWasAnswered() {
        TestClient client = TestClient.of(app());
        TestConnection connection = client.connect().send(get("/later"));
        laters.get(0).respond(res -> res.text("in time"));
        assertEquals("in time", only(connection).body());
        client.advance(Duration.ofSeconds(60));
        assertEquals(1, connection.responses().size());
        assertNull(client.metrics().errors().get("deadline-passed"));
    }

    @Test
    void shouldTellOfAResetConnection() {
        TestClient client = TestClient.of(app());
        TestConnection connection = client.connect().send(get("/later"));
        List<String> aborted = new ArrayList<>();
        laters.get(0).onAbort(() -> aborted.add("aborted"));
        connection.reset();
        assertEquals(List.of("aborted"), aborted);
        assertFalse(laters.get(0).isOpen());
        assertFalse(laters.get(0).respond(res -> res.text("for nobody")));
        assertEquals(List.of("answered " + AnswerListener.STATUS_ABORTED), outcomes);
        assertEquals(0, client.metrics().inWork());
        assertEquals(1, client.metrics().errors().get("aborted"));
    }

    @Test
    void shouldTellAtOnceOfWhatWasAbortedBefore() {
        TestConnection connection = TestClient.of(app()).connect().send(get("/later"));
        connection.reset();
        List<String> aborted = new ArrayList<>();
        laters.get(0).onAbort(() -> aborted.add("aborted"));
        assertEquals(List.of("aborted"), aborted);
    }

    @Test
    void shouldNotTellOfAnAbortWhenItWasAnswered() {
        TestConnection connection = TestClient.of(app()).connect().send(get("/later"));
        List<String> aborted = new ArrayList<>();
        laters.get(0).onAbort(() -> aborted.add("before"));
        laters.get(0).respond(res -> res.text("answered"));
        assertEquals("answered", only(connection).body());
        laters.get(0).onAbort(() -> aborted.add("after"));
        connection.reset();
        assertEquals(List.of(), aborted);
    }

    @Test
    void shouldSurviveAnAbortActionThatThrows() {
        TestClient client = TestClient.of(app());
        TestConnection connection = client.connect().send(get("/later"));
        laters.get(0).onAbort(() -> {
            throw new IllegalStateException("a test's");
        });
        connection.reset();
        assertEquals(List.of("answered 0"), outcomes);
        assertEquals(0, client.metrics().inWork());
        assertEquals("ok", client.get("/ok").body());
    }

    @Test
    void shouldBeRefusedInErrorHandlers() {
        Vivace app = Vivace.create()
                .get("/", (req, res) -> {
                    throw new IllegalArgumentException("first");
                })
                .error(IllegalArgumentException.class, (e, req, res) -> res.defer(laters::add));
        assertEquals(500, TestClient.of(app).get("/").status());
        assertEquals(0, laters.size());
    }

    @Test
    void shouldBeRefusedInRespond() {
        TestConnection connection = TestClient.of(app()).connect().send(get("/later"));
        laters.get(0).respond(res -> res.defer(laters::add));
        assertEquals(500, only(connection).status());
        assertEquals(1, laters.size());
    }

    @Test
    void shouldSayInBlockingRoutesThatTheyMayWait() {
        Vivace app = Vivace.create()
                .blocking(group -> group.get("/", (req, res) -> {
                    try {
                        return res.defer(laters::add);
                    } catch (IllegalStateException e) {
                        return res.text(e.getMessage());
                    }
                }));
        assertTrue(TestClient.of(app).get("/").body().contains("blocking"));
        assertEquals(0, laters.size());
    }

    @Test
    void shouldForgetTheDeferralWhenTheHandlerThrowsAfterIt() {
        List<String> aborted = new ArrayList<>();
        Vivace app = Vivace.create().get("/", (req, res) -> {
            req.onAnswered((status, bytes, nanos) -> outcomes.add("answered " + status));
            res.defer(later -> {
                laters.add(later);
                later.onAbort(() -> aborted.add("aborted"));
            });
            throw new IllegalStateException("after all");
        });
        TestClient client = TestClient.of(app);
        assertEquals(500, client.get("/").status());
        assertEquals(List.of("aborted"), aborted);
        assertEquals(List.of("answered 500"), outcomes);
        assertFalse(laters.get(0).isOpen());
        assertFalse(laters.get(0).respond(res -> res.text("late")));
        assertEquals(0, client.metrics().inWork());
    }

    @Test
    void shouldAnswerOnceWhenTheHandlerThrowsAfterADeferralThatResponded() {
        Vivace app = Vivace.create().get("/ok", (req, res) -> res.text("ok")).get("/", (req, res) -> {
            req.onAnswered((status, bytes, nanos) -> outcomes.add("answered " + status));
            res.defer(later -> later.respond(r -> r.text("at once")));
            throw new IllegalStateException("after all");
        });
        TestClient client = TestClient.of(app);
        TestConnection connection = client.connect().send(gets("/", "/ok"));
        List<TestResponse> responses = connection.awaitResponses(2);
        assertEquals(500, responses.get(0).status());
        assertEquals("ok", responses.get(1).body());
        assertEquals("ok", client.get("/ok").body());
        assertEquals(2, connection.responses().size());
        assertEquals(List.of("answered 500"), outcomes);
        assertEquals(0, client.metrics().inWork());
        assertNull(client.metrics().errors().get("aborted"));
    }

    @Test
    void shouldRefuseASecondDeferral() {
        Vivace app = Vivace.create().get("/", (req, res) -> {
            res.defer(laters::add);
            return res.defer(laters::add);
        });
        TestClient client = TestClient.of(app);
        assertEquals(500, client.get("/").status());
        assertEquals(1, laters.size());
        assertFalse(laters.get(0).isOpen());
        assertEquals(0, client.metrics().inWork());
    }

    @Test
    void shouldKeepWhatWasStagedBefore() {
        Vivace app = Vivace.create().get("/", (req, res) -> {
            res.header("X-Before", "1").header("Content-Type", "text/csv").cookie(Cookie.of("a", "b"));
            return res.defer(later -> later.respond(r -> r.header("X-In", "2").text("a,b")));
        });
        TestResponse response = TestClient.of(app).get("/");
        assertEquals("1", response.header("X-Before"));
        assertEquals("2", response.header("X-In"));
        assertEquals("a=b", response.header("Set-Cookie"));
        assertEquals(List.of("text/csv"), response.headers("Content-Type"));
    }

    @Test
    void shouldKeepTheStatusThatWasStagedBefore() {
        Vivace app = Vivace.create()
                .get("/created", (req, res) -> {
                    res.status(201);
                    return res.defer(later -> later.respond(r -> r.text("made")));
                })
                .get("/accepted", (req, res) -> {
                    res.status(201);
                    return res.defer(later -> later.respond(r -> r.status(202).text("made")));
                })
                .get("/failed", (req, res) -> {
                    res.status(201);
                    return res.defer(later -> later.fail(new HttpError(409, "taken")));
                })
                .get("/handled", (req, res) -> {
                    res.status(201);
                    return res.defer(later -> later.fail(new IllegalStateException("x")));
                })
                .get("/unset", (req, res) -> res.defer(later -> later.respond(r -> r.text("plain"))))
                .error(IllegalStateException.class, (e, req, res) -> res.text("handled"));
        TestClient client = TestClient.of(app);
        assertEquals(201, client.get("/created").status());
        assertEquals(200, client.get("/unset").status());
        assertEquals(202, client.get("/accepted").status());
        assertEquals(409, client.get("/failed").status());
        assertEquals(200, client.get("/handled").status());
    }

    @Test
    void shouldAnswer504AtTheDeadlineWhateverStatusWasStaged() {
        TestClient client = TestClient.of(Vivace.create().get("/", (req, res) -> {
            res.status(201);
            return res.defer(laters::add);
        }));
        TestConnection connection = client.connect().send(get("/"));
        client.advance(java.time.Duration.ofSeconds(31));
        assertEquals(504, only(connection).status());
    }

    @Test
    void shouldCloseTheConnectionWhenThatWasStagedBefore() {
        Vivace app = Vivace.create().get("/", (req, res) -> {
            res.closeConnection();
            return res.defer(later -> later.respond(r -> r.text("bye")));
        });
        TestConnection connection = TestClient.of(app).connect().send(get("/"));
        assertEquals("close", only(connection).header("Connection"));
        assertTrue(connection.closed());
    }

    @Test
    void shouldNotStageOneRequestsHeadersOnTheNext() {
        Vivace app = app().get("/staged", (req, res) -> {
            res.header("X-Before", "1").header("Content-Type", "text/csv");
            return res.defer(later -> later.respond(r -> r.text("a,b")));
        });
        TestConnection connection = TestClient.of(app).connect().send(gets("/staged", "/ok"));
        TestResponse second = connection.awaitResponses(2).get(1);
        assertNull(second.header("X-Before"));
        assertEquals("text/plain; charset=utf-8", second.header("Content-Type"));
    }

    @Test
    void shouldGiveErrorHandlersASnapshotOfTheRequest() {
        Vivace app = Vivace.create()
                .use(next -> (req, res) -> {
                    req.attribute(USER, "Alice");
                    return next.handle(req, res);
                })
                .post("/users/{id}/{name}", (req, res) -> res.defer(laters::add))
                .error(
                        IllegalStateException.class,
                        (e, req, res) -> res.text(String.join(
                                "|",
                                req.method(),
                                req.path(),
                                req.rawTarget(),
                                req.routePattern(),
                                Long.toString(req.pathLong("id")),
                                req.path("name"),
                                req.query("q"),
                                req.header("X-A"),
                                req.cookie("c"),
                                req.host(),
                                req.bodyText(),
                                req.attribute(USER))));
        TestClient client = TestClient.of(app);
        for (String name : new String[] {"Bob", "B%C3%B6b", "a%2Fb"}) {
            for (int pieceLength : new int[] {10_000, 1}) {
                laters.clear();
                byte[] request = client.request("POST", "/users/17/" + name + "?q=x%20y")
                        .header("X-A", "1")
                        .header("Cookie", "c=d")
                        .body("the body".getBytes(StandardCharsets.UTF_8))
                        .bytes();
                TestConnection connection = client.connect().send(request, pieceLength);
                // What the loop does meanwhile must not show
                client.connect()
                        .send(client.request("POST", "/users/99999/Carol?q=other")
                                .header("X-A", "2")
                                .body(new byte[50])
                                .bytes());
                client.connect().send(get("/nothing/here/at/all?q=%41"));
                laters.get(0).fail(new IllegalStateException("x"));
                String decoded = name.replace("%C3%B6", "\u00f6");
                String param = decoded.replace("%2F", "/");
                assertEquals(
                        "POST|/users/17/" + decoded + "|/users/17/" + name + "?q=x%20y|/users/{id}/{name}|17|" + param
                                + "|x y|1|d|test|the body|Alice",
                        only(connection).body());
            }
        }
    }

    @Test
    void shouldTellListenersThatWereAddedAfterTheDeferral() {
        Vivace app = Vivace.create()
                .use(next -> (req, res) -> {
                    Reply reply = next.handle(req, res);
                    req.onAnswered((status, bytes, nanos) -> outcomes.add("outer " + status));
                    return reply;
                })
                .get(
                        "/",
                        (req, res) -> res.defer(
                                later -> later.respond(r -> r.status(202).text("x"))));
        assertEquals(202, TestClient.of(app).get("/").status());
        assertEquals(List.of("outer 202"), outcomes);
    }

    @Test
    void shouldAnswerAHeadRequestWithoutABody() {
        Vivace app = Vivace.create().get("/", (req, res) -> res.defer(laters::add));
        TestConnection connection = TestClient.of(app)
                .connect()
                .send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        laters.get(0).respond(res -> res.text("12345"));
        connection.endInput();
        String all = new String(connection.received(), StandardCharsets.US_ASCII);
        assertTrue(all.contains("Content-Length: 5\r\n"));
        assertTrue(all.endsWith("\r\n\r\n"));
    }
}
