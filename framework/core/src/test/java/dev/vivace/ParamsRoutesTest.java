package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dslplatform.json.CompiledJson;
import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to register a typed route, with lambdas whose types are inferred: that this compiles is part of the test. */
class ParamsRoutesTest {
    record Item(int id, String q) {}

    @CompiledJson
    record Message(String text) {}

    private static final Params<Item> ITEM = Params.of(Item.class);
    private static final Json<Message> MESSAGE = Json.of(Message.class);

    private final TestClient client = TestClient.of(SaidErrors.app()
            .get("/p/{id}", ITEM, (req, res, p) -> res.text(p.id() + p.q()))
            .post("/p/{id}", ITEM, (req, res, p) -> res.text(p.id() + p.q()))
            .put("/p/{id}", ITEM, (req, res, p) -> res.text(p.id() + p.q()))
            .patch("/p/{id}", ITEM, (req, res, p) -> res.text(p.id() + p.q()))
            .delete("/p/{id}", ITEM, (req, res, p) -> res.text(p.id() + p.q()))
            .route("QUERY", "/p/{id}", ITEM, (req, res, p) -> res.text(p.id() + p.q()))
            .get("/po/{id}", ITEM, (req, res, p) -> res.text(p.id() + p.q()), route -> route.bodyBytesMax(1))
            .post("/po/{id}", ITEM, (req, res, p) -> res.text(p.id() + p.q()), route -> route.bodyBytesMax(1))
            .put("/po/{id}", ITEM, (req, res, p) -> res.text(p.id() + p.q()), route -> route.bodyBytesMax(1))
            .patch("/po/{id}", ITEM, (req, res, p) -> res.text(p.id() + p.q()), route -> route.bodyBytesMax(1))
            .delete("/po/{id}", ITEM, (req, res, p) -> res.text(p.id() + p.q()), route -> route.bodyBytesMax(1))
            .route("QUERY", "/po/{id}", ITEM, (req, res, p) -> res.text(p.id() + p.q()), route -> route.bodyBytesMax(1))
            .post("/pb/{id}", ITEM, MESSAGE, (req, res, p, b) -> res.text(p.id() + b.text()))
            .put("/pb/{id}", ITEM, MESSAGE, (req, res, p, b) -> res.text(p.id() + b.text()))
            .patch("/pb/{id}", ITEM, MESSAGE, (req, res, p, b) -> res.text(p.id() + b.text()))
            .route("QUERY", "/pb/{id}", ITEM, MESSAGE, (req, res, p, b) -> res.text(p.id() + b.text()))
            .post(
                    "/pbo/{id}",
                    ITEM,
                    MESSAGE,
                    (req, res, p, b) -> res.text(p.id() + b.text()),
                    route -> route.bodyBytesMax(30))
            .put(
                    "/pbo/{id}",
                    ITEM,
                    MESSAGE,
                    (req, res, p, b) -> res.text(p.id() + b.text()),
                    route -> route.bodyBytesMax(30))
            .patch(
                    "/pbo/{id}",
                    ITEM,
                    MESSAGE,
                    (req, res, p, b) -> res.text(p.id() + b.text()),
                    route -> route.bodyBytesMax(30))
            .route(
                    "QUERY",
                    "/pbo/{id}",
                    ITEM,
                    MESSAGE,
                    (req, res, p, b) -> res.text(p.id() + b.text()),
                    route -> route.bodyBytesMax(30))
            .post("/b", MESSAGE, (req, res, b) -> res.text(b.text()))
            .route("QUERY", "/b", MESSAGE, (req, res, b) -> res.text(b.text()))
            .post("/h", (req, res) -> res.text("h"))
            .post("/ho", (req, res) -> res.text("h"), route -> route.bodyBytesMax(1))
            .post("/ref/{id}", ITEM, MESSAGE, ParamsRoutesTest::handle)
            .get("/ref/{id}", ITEM, ParamsRoutesTest::handle));

    private static Reply handle(Request req, Response res, Item item, Message message) {
        return res.text(item.id() + message.text());
    }

    private static Reply handle(Request req, Response res, Item item) {
        return res.text(item.id() + item.q());
    }

    private TestResponse send(String method, String target, String body) {
        return client.request(method, target)
                .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .send();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "QUERY"})
    void shouldBindParameters(String method) {
        assertEquals("7x", client.request(method, "/p/7?q=x").send().body());
        assertEquals("7x", client.request(method, "/po/7?q=x").send().body());
        assertEquals(413, send(method, "/po/7?q=x", "12").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "QUERY"})
    void shouldBindParametersAndBody(String method) {
        assertEquals("7y", send(method, "/pb/7?q=x", "{\"text\":\"y\"}").body());
        assertEquals("7y", send(method, "/pbo/7?q=x", "{\"text\":\"y\"}").body());
        assertEquals(
                413,
                send(method, "/pbo/7?q=x", "{\"text\":\"yyyyyyyyyyyyyyyyyyyyy\"}")
                        .status());
    }

    @Test
    void shouldBindOneRecordWhereverARouteHasItsNames() {
        TestClient routes = TestClient.of(SaidErrors.app()
                .get("/q", ITEM, (req, res, p) -> res.text(p.id() + p.q()))
                .get("/a/{id}", ITEM, (req, res, p) -> res.text(p.id() + p.q()))
                .get("/b/{other}/{id}", ITEM, (req, res, p) -> res.text(p.id() + p.q()))
                .get("/c/{q}/{id}", ITEM, (req, res, p) -> res.text(p.id() + p.q())));
        assertEquals("1x", routes.get("/q?id=1&q=x").body());
        assertEquals("2x", routes.get("/a/2?id=1&q=x").body());
        assertEquals("3x", routes.get("/b/2/3?q=x").body());
        assertEquals("4y", routes.get("/c/y/4?q=x").body());
    }

    @Test
    void shouldTakeMethodReferences() {
        assertEquals("7y", send("POST", "/ref/7?q=x", "{\"text\":\"y\"}").body());
        assertEquals("7x", client.get("/ref/7?q=x").body());
        assertEquals("y", send("QUERY", "/b", "{\"text\":\"y\"}").body());
    }

    @Test
    void shouldReportWhatIsWrongWithEither() {
        String id = "path id: type: The path parameter 'id' is not a whole number from -2147483648 to 2147483647.";
        String q = "query q: required: The query parameter 'q' is missing.";
        assertEquals(id + "\n" + q, send("POST", "/pb/x", "{\"text\":\"y\"}").body());
        String text = "/text: type: ";
        String both = send("POST", "/pb/x", "{\"text\":17}").body();
        assertEquals(id + "\n" + q + "\n" + text, both.substring(0, both.indexOf(text) + text.length()));
        assertTrue(send("POST", "/pb/7?q=x", "{\"text\":17}").body().startsWith(text));
        String syntax = send("POST", "/pb/7", "{").body();
        assertTrue(syntax.startsWith(q + "\n") && syntax.contains(": syntax: "), syntax);
        TestResponse other = client.request("POST", "/pb/x")
                .header("Content-Type", "text/plain")
                .body(new byte[] {0x79})
                .send();
        assertEquals(415, other.status());
    }
}
