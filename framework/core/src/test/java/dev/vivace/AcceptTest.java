package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Accept is looked at where the app asks for it, and only there. */
class AcceptTest {
    private final AtomicBoolean called = new AtomicBoolean();
    private final Handler json = (req, res) -> {
        called.set(true);
        return res.json("x");
    };

    private static int status(TestClient client, String target, String accept) {
        return ask(client, target, accept).status();
    }

    private static TestResponse ask(TestClient client, String target, String accept) {
        return client.request("GET", target).header("Accept", accept).send();
    }

    @Test
    void shouldBeDisregardedByDefault() {
        TestClient client = TestClient.of(Vivace.create().get("/", json));
        assertEquals(200, status(client, "/", "text/html"));
        assertEquals(200, status(client, "/", "application/json;q=0"));
    }

    @Test
    void shouldRefuseWhatExcludesJsonWhereTheRouteAsks() {
        TestClient client = TestClient.of(Vivace.create().get("/", json, RouteOptions::acceptRequired));
        TestResponse refused = ask(client, "/", "text/html");
        assertEquals(406, refused.status());
        assertEquals("application/problem+json", refused.header("Content-Type"));
        assertEquals(
                "{\"type\":\"about:blank\",\"title\":\"Not Acceptable\",\"status\":406,"
                        + "\"detail\":\"The answer is application/json, which the Accept field excludes.\"}",
                refused.body());
        assertFalse(called.get());
        assertEquals(200, status(client, "/", "*/*"));
        assertEquals(200, status(client, "/", "text/html, application/json;q=0.1"));
        assertEquals(200, status(client, "/", "not a media type"));
        assertEquals(200, client.get("/").status());
    }

    @Test
    void shouldAskOnAllRoutesOfAnApp() {
        TestClient client = TestClient.of(Vivace.create()
                .get("/", json)
                .acceptRequired()
                .group("/group", group -> group.get("/in", json))
                .blocking(group -> group.get("/blocking", json)));
        for (String target : new String[] {"/", "/group/in", "/blocking"}) {
            assertEquals(406, status(client, target, "text/html"), target);
            assertEquals(200, status(client, target, "application/*"), target);
        }
        assertEquals(404, status(client, "/nowhere", "text/html"));
    }

    @Test
    void shouldKnowWhatARouteDeclares() {
        TestClient client = TestClient.of(Vivace.create()
                .acceptRequired()
                .get(
                        "/csv",
                        (req, res) -> res.bytes("text/csv", new byte[1]),
                        route -> route.returns(200, "Text/CSV; header=present").returns(404, Problem.class))
                .get("/both", json, route -> route.returns(String.class).returns(200, "text/csv"))
                .get("/empty", (req, res) -> res.empty(), route -> route.returns(204)));
        assertEquals(200, status(client, "/csv", "text/csv"));
        assertEquals(406, status(client, "/csv", "application/json"));
        assertEquals(200, status(client, "/both", "application/json"));
        assertEquals(200, status(client, "/both", "text/*"));
        TestResponse refused = ask(client, "/both", "text/html");
        assertEquals(406, refused.status());
        assertEquals(
                true, refused.body().contains("The answer is application/json or text/csv, which"), refused.body());
    }

    @Test
    void shouldExcludeNothingWhereThereIsNoBody() {
        TestClient client = TestClient.of(Vivace.create()
                .acceptRequired()
                .get("/gone", (req, res) -> res.empty(204), route -> route.returns(204))
                .get("/moved", (req, res) -> res.redirect(302, "/gone"), route -> route.returns(302)));
        assertEquals(204, status(client, "/gone", "text/plain"));
        assertEquals(302, status(client, "/moved", "text/html"));
    }

    @Test
    void shouldLookBeforeTheBodyIsRead() {
        TestClient client = TestClient.of(
                Vivace.create().post("/", Json.any(), (req, res, any) -> res.json(any), RouteOptions::acceptRequired));
        assertEquals(
                406,
                client.request("POST", "/")
                        .header("Accept", "text/html")
                        .json("{")
                        .send()
                        .status());
    }

    @Test
    void shouldLookAtRequestsThatMiddlewareMade() {
        TestClient client = TestClient.of(Vivace.create()
                .use(next -> (req, res) -> next.handle(
                        (Request) Proxy.newProxyInstance(
                                Request.class.getClassLoader(),
                                new Class<?>[] {Request.class},
                                (proxy, method, arguments) -> {
                                    try {
                                        return method.invoke(req, arguments);
                                    } catch (InvocationTargetException e) {
                                        throw e.getCause();
                                    }
                                }),
                        res))
                .get("/", json, RouteOptions::acceptRequired));
        assertEquals(406, status(client, "/", "text/html"));
        assertEquals(200, status(client, "/", "application/json"));
        assertEquals(200, client.get("/").status());
    }
}
