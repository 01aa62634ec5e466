package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestConnection;
import dev.vivace.test.TestResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Routes whose handlers may block. */
class BlockingTest {
    private static final Attribute<String> USER = Attribute.named("BlockingTest.user");

    private static byte[] gets(String... targets) {
        StringBuilder all = new StringBuilder();
        for (String target : targets) {
            all.append("GET ").append(target).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
        }
        return all.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldRunOnAnotherThread() {
        AtomicReference<Thread> handler = new AtomicReference<>();
        AtomicReference<Thread> middleware = new AtomicReference<>();
        TestClient client = TestClient.of(Vivace.create()
                .get("/loop", (req, res) -> res.text(Thread.currentThread().getName()))
                .blocking(group -> group.use(next -> (req, res) -> {
                            middleware.set(Thread.currentThread());
                            return next.handle(req, res);
                        })
                        .get("/", (req, res) -> {
                            handler.set(Thread.currentThread());
                            return res.status(201).header("X-A", "1").text("blocked");
                        })));
        TestResponse response = client.get("/");
        assertEquals(201, response.status());
        assertEquals("1", response.header("X-A"));
        assertEquals("blocked", response.body());
        assertNotEquals(Thread.currentThread(), handler.get());
        assertEquals(handler.get(), middleware.get());
        assertEquals(Thread.currentThread().getName(), client.get("/loop").body());
    }

    @Test
    void shouldRunGroupsWithinOnWorkersToo() {
        TestClient client = TestClient.of(Vivace.create()
                .blocking(outer -> outer.group(
                        "/a",
                        inner -> inner.get(
                                "/b", (req, res) -> res.text(Boolean.toString(Thread.currentThread() == loop()))))));
        loop = Thread.currentThread();
        assertEquals("false", client.get("/a/b").body());
    }

    private volatile Thread loop;

    private Thread loop() {
        return loop;
    }

    @Test
    void shouldGiveASnapshotOfTheRequest() {
        CountDownLatch go = new CountDownLatch(1);
        TestClient client = TestClient.of(Vivace.create()
                .get("/ok", (req, res) -> res.text("ok"))
                .blocking(group -> group.use(next -> (req, res) -> {
                            req.attribute(USER, "Alice");
                            return next.handle(req, res);
                        })
                        .post("/users/{id}/{name}", (req, res) -> {
                            await(go);
                            return res.text(String.join(
                                    "|",
                                    req.method(),
                                    req.path(),
                                    req.rawTarget(),
                                    req.routePattern(),
                                    Integer.toString(req.pathInt("id")),
                                    req.path("name"),
                                    req.query("q"),
                                    String.valueOf(req.queryAll("q")),
                                    req.header("X-A"),
                                    req.headerName(0),
                                    req.cookie("c"),
                                    req.host(),
                                    req.bodyText(),
                                    req.attribute(USER),
                                    String.valueOf(req.remoteAddress() != null)));
                        })));
        List<TestConnection> waiting = new ArrayList<>();
        String[] names = {"Bob", "B%C3%B6b", "a%2Fb"};
        for (String name : names) {
            for (int pieceLength : new int[] {10_000, 1}) {
                byte[] request = client.request("POST", "/users/17/" + name + "?q=x%20y&q=2")
                        .header("X-A", "1")
                        .header("Cookie", "c=d")
                        .body("the body".getBytes(StandardCharsets.UTF_8))
                        .bytes();
                waiting.add(client.connect().send(request, pieceLength));
            }
        }
        // What the loop does meanwhile must not show
        for (int i = 0; i < 10; i++) {
            assertEquals(
                    "ok",
                    client.request("GET", "/ok").header("X-A", "other").send().body());
        }
        go.countDown();
        for (int i = 0; i < waiting.size(); i++) {
            String name = names[i / 2];
            String decoded = name.replace("%C3%B6", "\u00f6");
            assertEquals(
                    "POST|/users/17/" + decoded + "|/users/17/" + name + "?q=x%20y&q=2|/users/{id}/{name}|17|"
                            + decoded.replace("%2F", "/")
                            + "|x y|[x y, 2]|1|X-A|d|test|the body|Alice|true",
                    waiting.get(i).awaitResponses(1).get(0).body());
        }
    }

    @Test
    void shouldKeepTheOrderOfPipelinedRequests() {
        CountDownLatch go = new CountDownLatch(1);
        TestClient client = TestClient.of(Vivace.create()
                .get("/ok", (req, res) -> res.text("ok"))
                .blocking(group -> group.get("/block", (req, res) -> {
                    await(go);
                    return res.text("blocked");
                })));
        TestConnection connection = client.connect().send(gets("/ok", "/block", "/ok"));
        assertEquals(
                List.of("ok"),
                connection.responses().stream().map(TestResponse::body).toList());
        go.countDown();
        assertEquals(
                List.of("ok", "blocked", "ok"),
                connection.awaitResponses(3).stream().map(TestResponse::body).toList());
    }

    @Test
    void shouldHandleErrorsOnTheWorker() {
        AtomicReference<Thread> handled = new AtomicReference<>();
        TestClient client = TestClient.of(Vivace.create()
                .blocking(group -> group.get("/handled", (req, res) -> {
                            throw new java.io.IOException("it");
                        })
                        .get("/fails", (req, res) -> {
                            throw new IllegalStateException("secret");
                        })
                        .get("/null", (req, res) -> null)
                        .get("/number/{n}", (req, res) -> res.json(req.pathInt("n"))))
                .error(java.io.IOException.class, (e, req, res) -> {
                    handled.set(Thread.currentThread());
                    return res.status(503).text(e.getMessage() + " at " + req.path());
                }));
        TestResponse response = client.get("/handled");
        assertEquals(503, response.status());
        assertEquals("it at /handled", response.body());
        assertNotEquals(Thread.currentThread(), handled.get());
        assertEquals(500, client.get("/fails").status());
        assertFalse(client.get("/fails").body().contains("secret"));
        assertEquals(500, client.get("/null").status());
        assertEquals(400, client.get("/number/x").status());
        assertEquals(3, client.metrics().errors().get("handler-failed"));
    }

    @Test
    void shouldRefuseBeyondTheMaximum() {
        CountDownLatch go = new CountDownLatch(1);
        TestClient client = TestClient.of(
                Vivace.create()
                        .blocking(group -> group.get("/", (req, res) -> {
                            await(go);
                            return res.text("done");
                        })),
                ServerOptions.defaults().blockingInFlightMax(2));
        TestConnection first = client.connect().send(gets("/"));
        TestConnection second = client.connect().send(gets("/"));
        TestResponse refused = client.get("/");
        assertEquals(503, refused.status());
        assertNotNull(refused.header("Retry-After"));
        assertEquals("application/problem+json", refused.header("Content-Type"));
        assertEquals(2, client.metrics().inWork());
        assertEquals(1, client.metrics().errors().get("overload-refused"));
        go.countDown();
        assertEquals("done", first.awaitResponses(1).get(0).body());
        assertEquals("done", second.awaitResponses(1).get(0).body());
        assertEquals(0, client.metrics().inWork());
        assertEquals("done", client.get("/").body());
    }

    @Test
    void shouldAnswer504AtTheDeadlineAndInterruptTheWorker() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        TestClient client = TestClient.of(
                Vivace.create()
                        .get("/ok", (req, res) -> res.text("ok"))
                        .blocking(group -> group.get(
                                "/block",
                                (req, res) -> {
                                    started.countDown();
                                    try {
                                        new CountDownLatch(1).await();
                                    } catch (InterruptedException e) {
                                        interrupted.countDown();
                                    }
                                    await(leave);
                                    return res.text("late");
                                },
                                route -> route.deadline(Duration.ofSeconds(2)))),
                ServerOptions.defaults().blockingInFlightMax(1));
        TestConnection connection = client.connect().send(gets("/block", "/ok"));
        await(started);
        client.advance(Duration.ofMillis(1_900));
        assertEquals(0, connection.responses().size());
        client.advance(Duration.ofMillis(300));
        List<TestResponse> responses = connection.awaitResponses(2);
        assertEquals(504, responses.get(0).status());
        assertEquals("ok", responses.get(1).body());
        await(interrupted);
        assertEquals(1, client.metrics().errors().get("deadline-passed"));
        // The thread is busy still, and so is its slot
        assertEquals(1, client.metrics().inWork());
        assertEquals(503, client.get("/block").status());
        leave.countDown();
        TestConnection quiet = client.connect();
        long end = System.nanoTime() + 30_000_000_000L;
        while (client.metrics().inWork() != 0 && System.nanoTime() < end) {
            quiet.send(gets("/ok"));
            Thread.onSpinWait();
        }
        assertEquals(0, client.metrics().inWork());
        assertEquals(1, client.metrics().errors().get("late-answer-dropped"));
        assertEquals(2, connection.responses().size());
    }

    @Test
    void shouldNotAnswerAClientThatWentAway() {
        CountDownLatch go = new CountDownLatch(1);
        List<Integer> outcomes = new ArrayList<>();
        TestClient client = TestClient.of(Vivace.create()
                .use(next -> (req, res) -> {
                    req.onAnswered((status, bytes, nanos) -> outcomes.add(status));
                    return next.handle(req, res);
                })
                .get("/ok", (req, res) -> res.text("ok"))
                .blocking(group -> group.get("/", (req, res) -> {
                    await(go);
                    return res.text("for nobody");
                })));
        TestConnection connection = client.connect().send(gets("/"));
        connection.reset();
        go.countDown();
        long end = System.nanoTime() + 30_000_000_000L;
        while (client.metrics().inWork() != 0 && System.nanoTime() < end) {
            client.get("/ok");
        }
        assertEquals(0, client.metrics().inWork());
        assertEquals(0, connection.received().length);
        assertEquals(1, client.metrics().errors().get("aborted"));
    }

    @Test
    void shouldAnswerManyAtOnce() {
        TestClient client = TestClient.of(Vivace.create()
                .blocking(group -> group.get(
                        "/{n}",
                        (req, res) -> res.text("x".repeat(req.pathInt("n"))),
                        // The machine may be busy with other things
                        route -> route.queueDelayTarget(Duration.ofMinutes(1)))));
        List<TestConnection> connections = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            connections.add(client.connect().send(gets("/" + i, "/" + i * 1_000)));
        }
        for (int i = 0; i < 200; i++) {
            List<TestResponse> responses = connections.get(i).awaitResponses(2);
            assertEquals(200, responses.get(1).status(), responses.get(1).body());
            assertEquals(i, responses.get(0).body().length());
            assertEquals(i * 1_000, responses.get(1).body().length());
        }
    }

    @Test
    void shouldReadTheBodyOnTheWorker() {
        TestClient client = TestClient.of(
                Vivace.create()
                        .blocking(group -> group.post("/json", Json.any(), (req, res, body) -> res.json(body))
                                .post(
                                        "/none",
                                        (req, res) -> res.json(req.bodyLength()),
                                        r -> r.bodyMode(BodyMode.NONE))),
                ServerOptions.defaults().jsonDepthMax(3));
        assertEquals("[[[1]]]", client.postJson("/json", "[[[1]]]").body());
        assertEquals(400, client.postJson("/json", "[[[[1]]]]").status());
        assertEquals("0", client.postJson("/none", "[1]").body());
    }

    @Test
    void shouldAnswerHead() {
        TestClient client =
                TestClient.of(Vivace.create().blocking(group -> group.get("/", (req, res) -> res.text("12345"))));
        TestResponse response = client.request("HEAD", "/").send();
        assertEquals(200, response.status());
        assertEquals("5", response.header("Content-Length"));
    }
}
