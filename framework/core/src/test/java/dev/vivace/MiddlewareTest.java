package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Middleware goes around handlers, and what it staged survives whatever they do. */
class MiddlewareTest {
    private final List<String> calls = new ArrayList<>();

    private Middleware noting(String name) {
        return next -> (req, res) -> {
            calls.add(name + " before");
            Reply reply = next.handle(req, res);
            calls.add(name + " after");
            return reply;
        };
    }

    private Handler handler(String text) {
        return (req, res) -> {
            calls.add(text);
            return res.text(text);
        };
    }

    private List<String> callsOf(TestClient client, String target) {
        calls.clear();
        client.get(target);
        return calls;
    }

    private static Middleware staging(String name, String value) {
        return next -> (req, res) -> {
            res.header(name, value);
            return next.handle(req, res);
        };
    }

    @Test
    void shouldRunTheFirstOutermost() {
        TestClient client =
                TestClient.of(Vivace.create().use(noting("1")).use(noting("2")).get("/", handler("handler")));
        assertEquals(List.of("1 before", "2 before", "handler", "2 after", "1 after"), callsOf(client, "/"));
    }

    @Test
    void shouldGoAroundRoutesRegisteredBeforeIt() {
        TestClient client = TestClient.of(Vivace.create()
                .get("/", handler("handler"))
                .group("/g", group -> group.get("/x", handler("x")).use(noting("group")))
                .use(noting("app")));
        assertEquals(List.of("app before", "handler", "app after"), callsOf(client, "/"));
        assertEquals(List.of("app before", "group before", "x", "group after", "app after"), callsOf(client, "/g/x"));
    }

    @Test
    void shouldStayWithinItsGroup() {
        TestClient client = TestClient.of(Vivace.create()
                .use(noting("app"))
                .group(
                        "/a",
                        a -> a.use(noting("a"))
                                .get("/x", handler("ax"))
                                .group("/b", b -> b.use(noting("b")).get("/x", handler("abx"))))
                .group("/c", c -> c.get("/x", handler("cx")))
                .get("/x", handler("x")));
        assertEquals(List.of("app before", "x", "app after"), callsOf(client, "/x"));
        assertEquals(List.of("app before", "cx", "app after"), callsOf(client, "/c/x"));
        assertEquals(List.of("app before", "a before", "ax", "a after", "app after"), callsOf(client, "/a/x"));
        assertEquals(
                List.of("app before", "a before", "b before", "abx", "b after", "a after", "app after"),
                callsOf(client, "/a/b/x"));
        // What no route matches belongs to no group
        assertEquals(List.of("app before", "app after"), callsOf(client, "/a/nowhere"));
    }

    @Test
    void shouldComposeOncePerRoute() {
        List<Handler> wrapped = new ArrayList<>();
        TestClient client = TestClient.of(Vivace.create()
                .use(next -> {
                    wrapped.add(next);
                    return next;
                })
                .get("/", handler("handler")));
        int composed = wrapped.size();
        client.get("/");
        client.get("/nowhere");
        assertEquals(composed, wrapped.size());
    }

    @Test
    void shouldAnswerInPlaceOfTheHandler() {
        TestClient client = TestClient.of(Vivace.create()
                .use(next -> (req, res) -> "secret".equals(req.header("X-Key"))
                        ? next.handle(req, res)
                        : res.problem(401, "A key is needed."))
                .get("/", handler("handler")));
        assertEquals(401, client.get("/").status());
        assertEquals(401, client.get("/nowhere").status());
        assertEquals(List.of(), calls);
        assertEquals(
                "handler",
                client.request("GET", "/").header("X-Key", "secret").send().body());
        assertEquals(
                404,
                client.request("GET", "/nowhere")
                        .header("X-Key", "secret")
                        .send()
                        .status());
    }

    @Test
    void shouldSeeWhatItsNextReturns() {
        List<Reply> replies = new ArrayList<>();
        TestClient client = TestClient.of(Vivace.create()
                .use(next -> (req, res) -> {
                    replies.add(next.handle(req, res));
                    return replies.get(0);
                })
                .get("/", (req, res) -> {
                    replies.add(res.text("x"));
                    return replies.get(0);
                }));
        assertEquals("x", client.get("/").body());
        assertSame(replies.get(0), replies.get(1));
    }

    @Test
    void shouldCatchWhatItsNextThrows() {
        TestClient client = TestClient.of(Vivace.create()
                .use(next -> (req, res) -> {
                    try {
                        return next.handle(req, res);
                    } catch (IllegalStateException e) {
                        return res.status(409).text("caught " + e.getMessage());
                    }
                })
                .get("/", (req, res) -> {
                    throw new IllegalStateException("it");
                }));
        TestResponse response = client.get("/");
        assertEquals(409, response.status());
        assertEquals("caught it", response.body());
    }

    @Test
    void shouldKeepStagedHeadersInEveryAnswer() {
        TestClient client = TestClient.of(Vivace.create()
                .use(staging("X-Staged", "yes"))
                .use(next -> (req, res) ->
                        next.handle(req, res.cookie(Cookie.of("c", "d")).addHeader("X-Staged", "twice")))
                .get("/ok", handler("ok"))
                .get("/json", (req, res) -> res.json(1))
                .get("/empty", (req, res) -> res.empty())
                .get("/canned", (req, res) -> res.send(Canned.text("x")))
                .get("/redirect", (req, res) -> res.redirect("/ok"))
                .get("/problem", (req, res) -> res.problem(409, "x"))
                .get("/error", (req, res) -> {
                    throw new IllegalStateException("x");
                })
                .get("/http-error", (req, res) -> {
                    throw HttpError.badRequest("x");
                })
                .get("/handled", (req, res) -> {
                    throw new java.io.IOException("x");
                })
                .get("/null", (req, res) -> null)
                .get("/deferred", (req, res) -> res.defer(later -> later.respond(r -> r.text("x"))))
                .get("/deferred-failure", (req, res) -> res.defer(later -> later.fail(new IllegalStateException("x"))))
                .get("/throwing-deferral", (req, res) -> {
                    res.defer(later -> {});
                    throw new IllegalStateException("x");
                })
                .blocking(group -> group.get("/blocking", (req, res) -> res.text("x")))
                .error(
                        java.io.IOException.class,
                        (e, req, res) -> res.status(503).text("x")));
        String[][] expected = {
            {"/ok", "200"},
            {"/json", "200"},
            {"/empty", "204"},
            {"/canned", "200"},
            {"/redirect", "302"},
            {"/problem", "409"},
            {"/error", "500"},
            {"/http-error", "400"},
            {"/handled", "503"},
            {"/null", "500"},
            {"/deferred", "200"},
            {"/deferred-failure", "500"},
            {"/throwing-deferral", "500"},
            {"/blocking", "200"},
            {"/nowhere", "404"}
        };
        for (String[] each : expected) {
            TestResponse response = client.get(each[0]);
            assertEquals(each[1], Integer.toString(response.status()), each[0]);
            assertEquals(List.of("yes", "twice"), response.headers("X-Staged"), each[0]);
            assertEquals(List.of("c=d"), response.headers("Set-Cookie"), each[0]);
        }
        for (String method : List.of("PUT", "OPTIONS", "BREW", "HEAD")) {
            TestResponse response = client.request(method, "/ok").send();
            assertEquals(List.of("yes", "twice"), response.headers("X-Staged"), method);
        }
    }

    @Test
    void shouldKeepStagedHeadersWhenWorkIsRefusedOrTooLate() {
        TestClient client = TestClient.of(
                Vivace.create().use(staging("X-Staged", "yes")).get("/", (req, res) -> res.defer(later -> {})),
                ServerOptions.defaults().deferredInFlightMax(1));
        byte[] request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        var waiting = client.raw(request);
        TestResponse refused = client.get("/");
        assertEquals(503, refused.status());
        assertEquals("yes", refused.header("X-Staged"));
        client.advance(java.time.Duration.ofSeconds(31));
        TestResponse late = waiting.awaitResponses(1).get(0);
        assertEquals(504, late.status());
        assertEquals("yes", late.header("X-Staged"));
    }

    @Test
    void shouldSeeRequestsThatNoRouteAnswers() {
        TestClient client = TestClient.of(Vivace.create()
                .use(next -> (req, res) -> {
                    calls.add(req.method() + " " + req.path() + " <" + req.routePattern() + ">");
                    return next.handle(req, res);
                })
                .get("/a", handler("a")));
        client.get("/nowhere");
        client.request("PUT", "/a").send();
        client.request("OPTIONS", "/a").send();
        client.request("OPTIONS", "*").send();
        client.request("BREW", "/a").send();
        assertEquals(List.of("GET /nowhere <>", "PUT /a <>", "OPTIONS /a <>", "OPTIONS / <>", "BREW /a <>"), calls);
    }

    @Test
    void shouldNotSeeRequestsThatCouldNotBeRead() {
        TestClient client = TestClient.of(Vivace.create().use(noting("app")).post("/", handler("x")));
        for (String request : List.of(
                "nonsense\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n")) {
            var connection = client.raw(request.getBytes(StandardCharsets.US_ASCII));
            assertTrue(connection.responses().get(0).status() >= 400);
        }
        assertEquals(List.of(), calls);
    }

    @Test
    void shouldGoAroundTheFallback() {
        TestClient client = TestClient.of(
                Vivace.create().use(noting("app")).use(staging("X-A", "1")).fallback(handler("fallback")));
        assertEquals(List.of("app before", "fallback", "app after"), callsOf(client, "/x"));
        assertEquals("1", client.get("/x").header("X-A"));
    }

    @Test
    void shouldNotStageForOtherRoutes() {
        TestClient client = TestClient.of(Vivace.create()
                .group("/a", group -> group.use(staging("X-A", "1")).get("/x", handler("x")))
                .get("/b", handler("b")));
        var connection = client.raw("GET /a/x HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        assertEquals("1", connection.responses().get(0).header("X-A"));
        assertNull(connection.responses().get(1).header("X-A"));
    }

    @Test
    void shouldFailAtStartWhenItReturnsNothing() {
        Vivace app = Vivace.create().use(next -> null).get("/", handler("x"));
        assertThrows(IllegalStateException.class, () -> TestClient.of(app));
        assertThrows(NullPointerException.class, () -> Vivace.create().use(null));
    }
}
