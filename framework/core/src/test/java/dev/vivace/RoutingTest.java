package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestConnection;
import dev.vivace.test.TestResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which route answers. */
class RoutingTest {
    private static Handler say(String text) {
        return (req, res) -> res.text(text);
    }

    private static TestResponse send(TestClient client, String method, String target) {
        return client.request(method, target).send();
    }

    private static Set<String> allow(TestResponse response) {
        return Set.of(response.header("Allow").split(", "));
    }

    @Test
    void shouldServeEveryMethod() {
        TestClient client = TestClient.of(Vivace.create()
                .get("/m", say("GET"))
                .post("/m", say("POST"))
                .put("/m", say("PUT"))
                .patch("/m", say("PATCH"))
                .delete("/m", say("DELETE"))
                .options("/m", say("OPTIONS"))
                .route("TRACE", "/m", say("TRACE"))
                .route("PROPFIND", "/m", say("PROPFIND"))
                .route("X-Custom!", "/m", say("X-Custom!")));
        for (String method :
                List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "X-Custom!")) {
            assertEquals(method, send(client, method, "/m").body());
        }
    }

    @Test
    void shouldServeEveryRegistrationWithOptions() {
        int[] limits = {0};
        TestClient client = TestClient.of(Vivace.create()
                .get("/m", say("GET"), route -> route.bodyBytesMax(limits[0]++))
                .post("/m", say("POST"), route -> route.bodyBytesMax(limits[0]++))
                .put("/m", say("PUT"), route -> route.bodyBytesMax(limits[0]++))
                .patch("/m", say("PATCH"), route -> route.bodyBytesMax(limits[0]++))
                .delete("/m", say("DELETE"), route -> route.bodyBytesMax(limits[0]++))
                .route("REPORT", "/m", say("REPORT"), route -> route.bodyBytesMax(limits[0]++)));
        List<String> methods = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "REPORT");
        for (int limit = 0; limit < methods.size(); limit++) {
            assertEquals(
                    200,
                    client.request(methods.get(limit), "/m")
                            .body(new byte[limit])
                            .send()
                            .status());
            assertEquals(
                    413,
                    client.request(methods.get(limit), "/m")
                            .body(new byte[limit + 1])
                            .send()
                            .status());
        }
    }

    @Test
    void shouldPreferTheMostSpecificWhateverTheOrder() {
        List<String> patterns = new ArrayList<>(List.of(
                "/users/me",
                "/users/{id}",
                "/users/{id}/posts",
                "/users/me/{what}",
                "/{a}/{b}",
                "/{rest...}",
                "/users/{rest...}",
                "/",
                "/users"));
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(patterns, new Random(seed));
            Vivace app = Vivace.create();
            patterns.forEach(pattern -> app.get(pattern, say(pattern)));
            TestClient client = TestClient.of(app);
            assertEquals("/", client.get("/").body());
            assertEquals("/users", client.get("/users").body());
            assertEquals("/users/me", client.get("/users/me").body());
            assertEquals("/users/{id}", client.get("/users/you").body());
            assertEquals("/users/{id}", client.get("/users/meme").body());
            assertEquals("/users/me/{what}", client.get("/users/me/posts").body());
            assertEquals("/users/{id}/posts", client.get("/users/1/posts").body());
            assertEquals("/users/{rest...}", client.get("/users/1/likes").body());
            assertEquals("/users/{rest...}", client.get("/users/").body());
            assertEquals("/{a}/{b}", client.get("/x/y").body());
            assertEquals("/{rest...}", client.get("/x").body());
            assertEquals("/{rest...}", client.get("/x/y/z").body());
        }
    }

    @Test
    void shouldGoBackWhereAMoreSpecificBranchEndsNowhere() {
        TestClient client = TestClient.of(Vivace.create()
                .get("/a/b/c", say("static"))
                .get("/a/{x}/d", (req, res) -> res.text("x=" + req.path("x")))
                .post("/a/e/d", say("another method"))
                .get("/{rest...}", (req, res) -> res.text("rest=" + req.path("rest"))));
        assertEquals("x=b", client.get("/a/b/d").body());
        assertEquals("x=e", client.get("/a/e/d").body());
        assertEquals("rest=a/b/x", client.get("/a/b/x").body());
    }

    @Test
    void shouldMatchWildcards() {
        TestClient client = TestClient.of(
                Vivace.create().get("/files/{rest...}", (req, res) -> res.text("<" + req.path("rest") + ">")));
        assertEquals("<>", client.get("/files/").body());
        assertEquals("<a>", client.get("/files/a").body());
        assertEquals("<a/b.txt>", client.get("/files/a/b.txt").body());
        assertEquals("<a/>", client.get("/files/a/").body());
        assertEquals(404, client.get("/files").status());
        assertEquals(404, client.get("/filesystem").status());
    }

    @Test
    void shouldTakeSlashesAtTheEndSeriously() {
        TestClient client = TestClient.of(
                Vivace.create().get("/a", say("a")).get("/b/", say("b/")).get("/{x}/c", say("c")));
        assertEquals(404, client.get("/a/").status());
        assertEquals(404, client.get("/b").status());
        assertEquals("b/", client.get("/b/").body());
        assertEquals(404, client.get("/c").status());
    }

    @Test
    void shouldPrefixGroups() {
        TestClient client = TestClient.of(Vivace.create()
                .group(
                        "/api",
                        api -> api.get("/users", say("users"))
                                .group(
                                        "/{version}",
                                        version -> version.get(
                                                        "/users/{id}",
                                                        (req, res) ->
                                                                res.text(req.path("version") + ":" + req.path("id")))
                                                .group("/deep", deep -> deep.post("/x", say("deep"))))
                                .get("/after", say("after")))
                .get("/users", say("outside")));
        assertEquals("users", client.get("/api/users").body());
        assertEquals("outside", client.get("/users").body());
        assertEquals("v2:17", client.get("/api/v2/users/17").body());
        assertEquals("deep", send(client, "POST", "/api/v2/deep/x").body());
        assertEquals("after", client.get("/api/after").body());
        assertEquals(404, client.get("/after").status());
    }

    @Test
    void shouldRefusePrefixesThatWouldNotJoin() {
        for (String prefix : new String[] {"", "api", "/api/", "/"}) {
            assertThrows(IllegalArgumentException.class, () -> Vivace.create().group(prefix, group -> {}));
        }
    }

    @Test
    void shouldRefusePatternsThatWouldRunIntoThePrefix() {
        Vivace app = Vivace.create();
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> app.group("/api", api -> api.get("users", say("users"))));
        assertTrue(refused.getMessage().contains("\"/users\""), refused.getMessage());
        assertTrue(refused.getMessage().contains("/api"), refused.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> app.group("/api", api -> api.blocking(slow -> slow.get("{id}", say("id")))));
        assertEquals(List.of(), app.routes());
    }

    @Test
    void shouldServeTheRootOfAGroup() {
        TestClient client = TestClient.of(Vivace.create()
                .group("/api", api -> api.get("", say("without a slash")).get("/", say("with a slash"))));
        assertEquals("without a slash", client.get("/api").body());
        assertEquals("with a slash", client.get("/api/").body());
    }

    @Test
    void shouldFailOnClashesNamingBoth() {
        record Pair(String first, String second) {}
        for (Pair pair : List.of(
                new Pair("/users/{id}", "/users/{name}"),
                new Pair("/a", "/a"),
                new Pair("/{x}/b/{y}", "/{p}/b/{q}"),
                new Pair("/f/{rest...}", "/f/{all...}"))) {
            Vivace app = Vivace.create().get(pair.first(), say("1")).get(pair.second(), say("2"));
            RuntimeException clash = assertThrows(RuntimeException.class, () -> TestClient.of(app));
            assertTrue(clash instanceof IllegalStateException, clash::toString);
            assertTrue(clash.getMessage().contains(pair.first()), clash.getMessage());
            assertTrue(clash.getMessage().contains(pair.second()), clash.getMessage());
            assertTrue(clash.getMessage().contains("GET"), clash.getMessage());
        }
    }

    @Test
    void shouldFailListenOnClashes() {
        Vivace app =
                Vivace.create().get("/users/{id}", say("1")).group("/users", users -> users.get("/{name}", say("2")));
        IllegalStateException clash = assertThrows(IllegalStateException.class, () -> app.listen(0));
        assertTrue(
                clash.getMessage().contains("/users/{id}") && clash.getMessage().contains("/users/{name}"));
    }

    @Test
    void shouldLetMethodsShareAPatternUnderDifferentNames() {
        TestClient client = TestClient.of(Vivace.create()
                .get("/users/{id}", (req, res) -> res.text("id " + req.path("id")))
                .put("/users/{name}", (req, res) -> res.text("name " + req.path("name"))));
        assertEquals("id 1", client.get("/users/1").body());
        assertEquals("name 1", send(client, "PUT", "/users/1").body());
    }

    @Test
    void shouldRefusePatternsThatCouldNeverMatch() {
        for (String pattern : new String[] {
            "",
            "users",
            "/a//b",
            "/a/../b",
            "/{",
            "/{}",
            "/:id",
            "/*",
            "/{a...}/b",
            "/{a}/{a}",
            "/a%20b",
            "/a?b",
            "/x{a}"
        }) {
            Vivace app = Vivace.create();
            assertThrows(
                    IllegalArgumentException.class,
                    () -> TestClient.of(app.get(pattern, say("x"))),
                    () -> "'" + pattern + "' was taken");
        }
    }

    @Test
    void shouldAnswer404WithAProblem() {
        TestClient client = TestClient.of(Vivace.create().get("/a", say("a")));
        for (String method : List.of("GET", "POST", "OPTIONS", "DELETE")) {
            TestResponse response = send(client, method, "/b");
            assertEquals(404, response.status(), method);
            assertEquals("application/problem+json", response.header("Content-Type"));
            assertTrue(
                    response.body().startsWith("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404"),
                    response.body());
            assertNull(response.header("Allow"));
            assertNull(response.header("Connection"));
        }
    }

    @Test
    void shouldAnswer405WithAllow() {
        TestClient client = TestClient.of(Vivace.create()
                .get("/a", say("a"))
                .delete("/a", say("a"))
                .post("/b", say("b"))
                .route("LOCK", "/b", say("b")));
        TestResponse response = send(client, "PUT", "/a");
        assertEquals(405, response.status());
        assertEquals(Set.of("GET", "HEAD", "DELETE", "OPTIONS"), allow(response));
        assertEquals("application/problem+json", response.header("Content-Type"));
        assertEquals(Set.of("POST", "LOCK", "OPTIONS"), allow(send(client, "GET", "/b")));
        assertEquals(405, send(client, "HEAD", "/b").status());
        assertEquals(405, send(client, "TRACE", "/a").status());
        assertEquals(405, send(client, "LOCK", "/a").status());
    }

    @Test
    void shouldAllowTheMethodsOfEveryPatternThatMatches() {
        TestClient client = TestClient.of(
                Vivace.create().get("/a/{x}", say("1")).post("/a/b", say("2")).put("/{rest...}", say("3")));
        assertEquals(Set.of("GET", "HEAD", "POST", "PUT", "OPTIONS"), allow(send(client, "DELETE", "/a/b")));
        assertEquals(Set.of("PUT", "OPTIONS"), allow(send(client, "DELETE", "/z")));
    }

    @Test
    void shouldAnswer501ToMethodsNobodyKnows() {
        TestClient client = TestClient.of(Vivace.create().get("/a", say("a")).route("LOCK", "/b", say("b")));
        for (String method : List.of("BREW", "get", "Get", "GETT", "PROPFIND", "lock")) {
            TestResponse response = send(client, method, "/a");
            assertEquals(501, response.status(), method);
            assertEquals("application/problem+json", response.header("Content-Type"));
        }
        assertEquals(501, send(client, "BREW", "/nowhere").status());
    }

    @Test
    void shouldRefuseMethodsThatAreNone() {
        for (String method : new String[] {"", "A B", "A\r\n", "CONNECT", "GET:", "\u00c9"}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> TestClient.of(Vivace.create().route(method, "/", say("x"))),
                    method);
        }
    }

    @Test
    void shouldRefuseMoreMethodsThanFit() {
        Vivace app = Vivace.create();
        for (int i = 0; i < 23; i++) {
            app.route("EXT" + i, "/", say("EXT" + i));
        }
        TestClient client = TestClient.of(app);
        assertEquals("EXT22", send(client, "EXT22", "/").body());
        Vivace more = Vivace.create();
        for (int i = 0; i < 24; i++) {
            more.route("EXT" + i, "/", say("x"));
        }
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> TestClient.of(more));
        assertTrue(refused.getMessage().contains("EXT23"));
    }

    @Test
    void shouldRunGetForHead() {
        TestClient client = TestClient.of(Vivace.create()
                .get("/a", (req, res) -> res.header("X-Method", req.method()).text("12345")));
        TestResponse response = send(client, "HEAD", "/a");
        assertEquals(200, response.status());
        assertEquals("5", response.header("Content-Length"));
        assertEquals("HEAD", response.header("X-Method"));
        assertEquals("", response.body());
        assertEquals("", send(client, "HEAD", "/nowhere").body());
        assertEquals(404, send(client, "HEAD", "/nowhere").status());
    }

    @Test
    void shouldRunAHeadRouteInPlaceOfGet() {
        TestClient client = TestClient.of(Vivace.create()
                .head("/a", (req, res) -> res.header("X-Own", "yes").text("123"))
                .get("/a", say("12345")));
        assertEquals("yes", send(client, "HEAD", "/a").header("X-Own"));
        assertEquals("3", send(client, "HEAD", "/a").header("Content-Length"));
        assertNull(client.get("/a").header("X-Own"));
    }

    @Test
    void shouldAnswerOptions() {
        TestClient client = TestClient.of(Vivace.create()
                .get("/a", say("a"))
                .post("/a", say("a"))
                .options("/b", say("own"))
                .put("/c/{x}", say("c")));
        TestResponse response = send(client, "OPTIONS", "/a");
        assertEquals(204, response.status());
        assertEquals(Set.of("GET", "HEAD", "POST", "OPTIONS"), allow(response));
        assertEquals("own", send(client, "OPTIONS", "/b").body());
        assertEquals(Set.of("PUT", "OPTIONS"), allow(send(client, "OPTIONS", "/c/d")));
    }

    @Test
    void shouldAnswerOptionsForTheWholeServer() {
        TestClient client = TestClient.of(
                Vivace.create().get("/a", say("a")).post("/b", say("b")).route("LOCK", "/c", say("c")));
        TestResponse response = send(client, "OPTIONS", "*");
        assertEquals(204, response.status());
        assertEquals(Set.of("GET", "HEAD", "POST", "LOCK", "OPTIONS"), allow(response));
        assertEquals(400, send(client, "GET", "*").status());
    }

    @Test
    void shouldTakeAnEncodedSlashForData() {
        TestClient client = TestClient.of(Vivace.create()
                .get("/{a}/{b}", (req, res) -> res.text("two: " + req.path("a") + "," + req.path("b")))
                .get("/{a}", (req, res) -> res.text("one: " + req.path("a")))
                .get("/rest/in/{rest...}", (req, res) -> res.text("rest: " + req.path("rest"))));
        assertEquals("one: a/b", client.get("/a%2Fb").body());
        assertEquals("two: a/b,c", client.get("/a%2fb/c").body());
        // Behind a wildcard slashes divide: the encoded one stays encoded
        assertEquals("rest: a%2Fb/c", client.get("/rest/in/a%2fb/c").body());
    }

    @Test
    void shouldRouteOnTheDecodedPath() {
        TestClient client = TestClient.of(Vivace.create()
                .get("/admin/{x}", (req, res) -> res.text("admin " + req.path("x")))
                .get("/gr\u00fc\u00dfe", say("umlauts"))
                .get("/a b", say("blank")));
        assertEquals("admin x", client.get("/%61dmin/x").body());
        assertEquals("admin x%41", client.get("/admin/x%2541").body());
        assertEquals("umlauts", client.get("/gr%C3%BC%C3%9fe").body());
        assertEquals("blank", client.get("/a%20b").body());
        assertEquals("admin a+b", client.get("/admin/a+b").body());
    }

    @Test
    void shouldNormaliseBeforeRouting() {
        TestClient client = TestClient.of(Vivace.create()
                .use(next ->
                        (req, res) -> req.path().startsWith("/admin") ? res.problem(403, "no") : next.handle(req, res))
                .get("/admin/x", say("admin"))
                .get("/a/b", say("a/b"))
                .get("/", say("root")));
        for (String target : List.of(
                "/admin/x",
                "//admin/x",
                "/./admin/x",
                "/a/../admin/x",
                "/%61dmin/x",
                "/a/%2e%2e/admin//x",
                "/admin//x")) {
            assertEquals(403, client.get(target).status(), target);
        }
        assertEquals("a/b", client.get("/a/./b").body());
        assertEquals("a/b", client.get("/x/../a/c/../b").body());
        assertEquals("root", client.get("/a/..").body());
    }

    @Test
    void shouldRefusePathsThatLeaveTheRootOrDoNotDecode() {
        TestClient client = TestClient.of(Vivace.create().get("/{rest...}", say("rest")));
        for (String target :
                List.of("/..", "/a/../..", "/%2e%2e/x", "/%", "/%4", "/%zz", "/%00", "/%ff", "/%c0%af", "/%0a")) {
            assertEquals(400, client.get(target).status(), target);
        }
    }

    @Test
    void shouldRouteAbsoluteTargets() {
        TestClient client = TestClient.of(Vivace.create().get("/", say("root")).get("/a", say("a")));
        assertEquals("a", client.get("http://example.org/a?q=1").body());
        assertEquals("root", client.get("http://example.org").body());
        assertEquals("root", client.get("http://example.org?q=1").body());
    }

    @Test
    void shouldTellTheHandlerThePattern() {
        TestClient client = TestClient.of(Vivace.create()
                .group("/api", api -> api.get("/users/{id}", (req, res) -> res.text(req.routePattern())))
                .fallback((req, res) -> res.text("<" + req.routePattern() + ">")));
        assertEquals("/api/users/{id}", client.get("/api/users/1").body());
        assertEquals("<>", client.get("/nowhere").body());
    }

    @Test
    void shouldRunTheFallbackInPlaceOf404() {
        TestClient client = TestClient.of(Vivace.create()
                .get("/a", say("a"))
                .fallback((req, res) -> res.status(404).text("nothing at " + req.path() + ": " + req.bodyText())));
        TestResponse response = client.request("POST", "/x/y")
                .body("body".getBytes(StandardCharsets.UTF_8))
                .send();
        assertEquals(404, response.status());
        assertEquals("nothing at /x/y: body", response.body());
        assertEquals(405, send(client, "POST", "/a").status());
        assertEquals("a", client.get("/a").body());
    }

    @Test
    void shouldBoundBodiesByRoute() {
        TestClient client = TestClient.of(
                Vivace.create()
                        .post("/small", (req, res) -> res.json(req.bodyLength()), route -> route.bodyBytesMax(10))
                        .post("/large", (req, res) -> res.json(req.bodyLength()), route -> route.bodyBytesMax(100_000))
                        .post("/none", (req, res) -> res.json(req.bodyLength()), route -> route.bodyBytesMax(0))
                        .post("/default", (req, res) -> res.json(req.bodyLength())),
                ServerOptions.defaults().bodyBytesMax(1_000));
        Object[][] cases = {
            {"/small", 10, 200},
            {"/small", 11, 413},
            {"/large", 100_000, 200},
            {"/large", 100_001, 413},
            {"/none", 0, 200},
            {"/none", 1, 413},
            {"/default", 1_000, 200},
            {"/default", 1_001, 413}
        };
        for (Object[] each : cases) {
            String target = (String) each[0];
            int length = (int) each[1];
            for (TestClient way : List.of(client, client.fragmented())) {
                TestResponse response =
                        way.request("POST", target).body(new byte[length]).send();
                assertEquals(each[2], response.status(), target + " " + length);
                assertEquals(each[2].equals(200) ? null : "close", response.header("Connection"));
            }
            String chunked = "POST " + target + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + (length == 0 ? "" : Integer.toHexString(length) + "\r\n" + "x".repeat(length) + "\r\n")
                    + "0\r\n\r\n";
            TestConnection connection = client.raw(chunked.getBytes(StandardCharsets.US_ASCII));
            assertEquals(each[2], connection.responses().get(0).status(), target + " " + length + " chunked");
        }
    }

    @Test
    void shouldDropBodiesWhereTheRouteWantsNone() {
        TestClient client = TestClient.of(Vivace.create()
                .post(
                        "/",
                        (req, res) -> res.text(req.bodyLength() + "," + req.bodyBytes().length + "," + req.bodyText()),
                        route -> route.bodyMode(BodyMode.NONE).bodyBytesMax(2_000_000)));
        for (int length : new int[] {0, 1, 1_000, 2_000_000}) {
            byte[] request = client.request("POST", "/").body(new byte[length]).bytes();
            for (int piece : new int[] {request.length, 50_000}) {
                TestConnection connection =
                        client.connect().send(request, piece).send(request, piece);
                assertEquals(2, connection.responses().size());
                assertEquals("0,0,", connection.responses().get(1).body());
            }
        }
        assertEquals(
                413,
                client.request("POST", "/").body(new byte[2_000_001]).send().status());
    }

    @Test
    void shouldReadTheBodyOfARefusedRequestToItsEnd() {
        TestClient client = TestClient.of(Vivace.create().get("/ok", say("ok")));
        String body = "GET /ok HTTP/1.1\r\n";
        byte[] requests = ("POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length() + "\r\n\r\n" + body
                        + "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        for (int piece : new int[] {requests.length, 1, 7}) {
            TestConnection connection = client.connect().send(requests, piece);
            assertEquals(
                    List.of(404, 200),
                    connection.responses().stream().map(TestResponse::status).toList());
            assertFalse(connection.closed());
        }
    }

    @Test
    void shouldFreezeTheAppWhenItIsServed() {
        Vivace app = Vivace.create().get("/", say("x"));
        List<RouteGroup> groups = new ArrayList<>();
        app.group("/g", groups::add);
        TestClient.of(app);
        assertThrows(IllegalStateException.class, () -> app.get("/b", say("x")));
        assertThrows(IllegalStateException.class, () -> groups.get(0).get("/b", say("x")));
        assertThrows(IllegalStateException.class, () -> app.use(next -> next));
        assertThrows(IllegalStateException.class, () -> app.fallback(say("x")));
        assertThrows(IllegalStateException.class, () -> app.group("/h", group -> {}));
        assertThrows(IllegalStateException.class, () -> app.blocking(group -> {}));
        assertThrows(IllegalStateException.class, () -> app.error(Exception.class, (e, req, res) -> res.empty()));
    }

    @Test
    void shouldServeTwoAppsOfOneDescriptionSeparately() {
        TestClient first = TestClient.of(Vivace.create().get("/", say("1")));
        TestClient second = TestClient.of(Vivace.create().get("/", say("2")));
        assertEquals("1", first.get("/").body());
        assertEquals("2", second.get("/").body());
    }
}
