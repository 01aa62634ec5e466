package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.internal.exchange.Strict;
import dev.vivace.test.TestClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With assertions enabled a request that is used when or where it must not be says so. */
class StrictModeTest {
    record Anything(String q) {}

    private static final Attribute<String> NAME = Attribute.named("StrictModeTest.name");
    private static final PerLoop<Object> VALUE = PerLoop.of(loop -> new Object());

    private final AtomicReference<Request> keptRequest = new AtomicReference<>();
    private final AtomicReference<Response> keptResponse = new AtomicReference<>();
    private final Handler keeping = (req, res) -> {
        keptRequest.set(req);
        keptResponse.set(res);
        return res.text("kept");
    };
    private final TestClient client = TestClient.of(Vivace.create()
            .get("/users/{id}", keeping)
            .fallback(keeping)
            .get("/later/{id}", (req, res) -> {
                keptRequest.set(req);
                return res.defer(later -> later.respond(r -> {
                    keptResponse.set(r);
                    return r.text("later");
                }));
            })
            .get("/error", (req, res) -> {
                throw new java.io.IOException("a test's");
            })
            .error(java.io.IOException.class, (e, req, res) -> keeping.handle(req, res))
            .blocking(group -> group.get("/blocking", keeping)));

    @BeforeAll
    static void shouldBeOnByDefaultWithAssertions() {
        assertTrue(Strict.ON, "these tests run with assertions enabled");
    }

    private static List<Consumer<Request>> requestUses() {
        return List.of(
                Request::method,
                Request::path,
                Request::rawTarget,
                Request::routePattern,
                req -> req.path("id"),
                req -> req.pathInt("id"),
                req -> req.pathLong("id"),
                req -> req.pathBoolean("id"),
                req -> req.query("q"),
                req -> req.query("q", "x"),
                req -> req.queryAll("q"),
                Request::queryNames,
                req -> req.queryInt("q"),
                req -> req.queryInt("q", 1),
                req -> req.queryLong("q"),
                req -> req.queryLong("q", 1),
                req -> req.queryBoolean("q"),
                req -> req.queryBoolean("q", true),
                req -> req.header("A"),
                req -> req.header("A", "x"),
                req -> req.headers("A"),
                Request::headerCount,
                req -> req.headerName(0),
                req -> req.headerValue(0),
                req -> req.cookie("c"),
                req -> req.params(Params.of(Anything.class)),
                Request::host,
                Request::bodyLength,
                Request::bodyBytes,
                Request::bodyText,
                req -> req.body(Json.any()),
                req -> req.checkPreconditions("1"),
                req -> req.requireIfMatch("1"),
                Request::remoteAddress,
                req -> req.attribute(NAME),
                req -> req.attribute(NAME, "x"),
                req -> req.perLoop(VALUE),
                Request::loop,
                req -> req.onAnswered((status, bytes, nanos) -> {}));
    }

    private static List<Consumer<Response>> responseUses() {
        return List.of(
                res -> res.status(200),
                res -> res.header("A", "b"),
                res -> res.addHeader("A", "b"),
                res -> res.etag("1"),
                res -> res.cookie(Cookie.of("a", "b")),
                Response::closeConnection,
                res -> res.json(1),
                Response::jsonOut,
                Response::sendJson,
                res -> res.text("x"),
                res -> res.bytes("a/b", new byte[1]),
                res -> res.bytes("a/b", new byte[1], 0, 1),
                Response::empty,
                res -> res.empty(200),
                res -> res.send(Canned.text("x")),
                res -> res.redirect("/"),
                res -> res.redirect(301, "/"),
                res -> res.problem(400, "x"),
                res -> res.defer(later -> {}));
    }

    private void assertOver(String label) {
        for (Consumer<Request> use : requestUses()) {
            IllegalStateException refused =
                    assertThrows(IllegalStateException.class, () -> use.accept(keptRequest.get()));
            assertTrue(refused.getMessage().contains("the Request of route " + label), refused.getMessage());
            assertTrue(refused.getMessage().contains("after its handler returned"), refused.getMessage());
            assertTrue(refused.getMessage().contains("res.defer"), refused.getMessage());
        }
        for (Consumer<Response> use : responseUses()) {
            IllegalStateException refused =
                    assertThrows(IllegalStateException.class, () -> use.accept(keptResponse.get()));
            assertTrue(refused.getMessage().contains("the Response of route " + label), refused.getMessage());
        }
    }

    @Test
    void shouldRefuseUseAfterTheHandlerReturned() {
        assertEquals("kept", client.get("/users/17").body());
        assertOver("GET /users/{id}");
    }

    @Test
    void shouldRefuseUseDuringTheNextRequestOfTheSameRoute() {
        client.get("/users/17");
        Request first = keptRequest.get();
        client.get("/users/18");
        assertThrows(IllegalStateException.class, () -> first.pathInt("id"));
    }

    @Test
    void shouldRefuseUseAfterABlockingHandlerReturned() {
        assertEquals("kept", client.get("/blocking").body());
        assertOver("GET /blocking");
    }

    @Test
    void shouldRefuseUseAfterAnErrorHandlerReturned() {
        assertEquals("kept", client.get("/error").body());
        assertOver("GET /error");
    }

    @Test
    void shouldRefuseUseAfterADeferredAnswer() {
        assertEquals("later", client.get("/later/1").body());
        assertOver("GET /later/{id}");
    }

    @Test
    void shouldNameWhatNoRouteMatched() {
        assertEquals("kept", client.get("/nowhere").body());
        assertOver("(no route)");
    }

    @Test
    void shouldRefuseUseFromAnotherThread() {
        List<String> messages = new java.util.ArrayList<>();
        TestClient other = TestClient.of(Vivace.create().get("/users/{id}", (req, res) -> {
            for (Consumer<Request> use : requestUses()) {
                messages.add(refusalElsewhere(() -> use.accept(req)));
            }
            for (Consumer<Response> use : responseUses()) {
                messages.add(refusalElsewhere(() -> use.accept(res)));
            }
            return res.text("ok " + req.pathInt("id"));
        }));
        assertEquals("ok 17", other.get("/users/17").body());
        assertEquals(requestUses().size() + responseUses().size(), messages.size());
        for (String message : messages) {
            assertTrue(message.contains("of route GET /users/{id} was used on thread "), message);
            assertTrue(message.contains("belongs to " + Thread.currentThread().getName()), message);
            assertTrue(message.contains("blocking") && message.contains("res.defer"), message);
        }
    }

    private static String refusalElsewhere(Runnable use) {
        CompletableFuture<Void> elsewhere = CompletableFuture.runAsync(use);
        ExecutionException failed = assertThrows(ExecutionException.class, () -> elsewhere.get(30, TimeUnit.SECONDS));
        assertTrue(failed.getCause() instanceof IllegalStateException, () -> failed.toString());
        return failed.getCause().getMessage();
    }

    @Test
    void shouldLetMiddlewareUseItAfterNext() {
        TestClient other = TestClient.of(Vivace.create()
                .use(next -> (req, res) -> {
                    Reply reply = next.handle(req, res);
                    assertEquals("/x", req.path());
                    return reply;
                })
                .get("/x", (req, res) -> res.text("x")));
        assertEquals("x", other.get("/x").body());
    }
}
