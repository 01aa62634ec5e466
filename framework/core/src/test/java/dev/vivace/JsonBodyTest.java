package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dslplatform.json.CompiledJson;
import dev.vivace.internal.net.LogWatch;
import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/** Bodies read as JSON. */
class JsonBodyTest {
    /** A new user. */
    @CompiledJson
    public record NewUser(String name, int age, List<String> tags) {}

    /** Has no codec. */
    public record Plain(String name) {}

    /** Its constructor checks. */
    @CompiledJson
    public record Adult(int age) {
        /** Refuses children. */
        public Adult {
            if (age < 18) {
                throw new IllegalArgumentException("secret reason");
            }
            if (age > 200) {
                throw new IllegalStateException("secret bug");
            }
        }
    }

    private final TestClient client = TestClient.of(Vivace.create()
            .post(
                    "/users",
                    Json.of(NewUser.class),
                    (req, res, user) -> res.status(201).json(user))
            .put("/users", Json.of(NewUser.class), (req, res, user) -> res.text("put " + user.name()))
            .patch("/users", Json.of(NewUser.class), (req, res, user) -> res.text("patched " + user.name()))
            .route(
                    "REPORT",
                    "/users",
                    Json.of(NewUser.class),
                    (req, res, user) -> res.text("report " + user.name()),
                    r -> {})
            .post("/small", Json.of(NewUser.class), (req, res, user) -> res.text("small"), r -> r.bodyBytesMax(20))
            .post("/adults", Json.of(Adult.class), (req, res, adult) -> res.json(adult))
            .post("/any", Json.any(), (req, res, value) -> res.json(value))
            .post(
                    "/twice",
                    (req, res) -> res.text(req.body(Json.of(NewUser.class)).name()
                            + req.body(Json.of(NewUser.class)).age()
                            + req.bodyText()))
            .get("/plain", (req, res) -> res.text(req.body(Json.of(Plain.class)).name())));

    private void assertFault(String target, String json, int offset) {
        TestResponse response = client.postJson(target, json);
        assertEquals(400, response.status(), json);
        assertEquals("application/problem+json", response.header("Content-Type"));
        assertTrue(response.body().contains("\"offset\":" + offset + "}"), json + " -> " + response.body());
    }

    @Test
    void shouldReadARecord() {
        TestResponse response =
                client.postJson("/users", "{\"name\":\"Alice \\u00fc\",\"age\":17,\"tags\":[\"a\",\"b\"]}");
        assertEquals(201, response.status());
        assertEquals("{\"name\":\"Alice \u00fc\",\"age\":17,\"tags\":[\"a\",\"b\"]}", response.body());
        assertEquals(
                "Bob",
                client.postJson("/twice", "{\"name\":\"Bob\",\"age\":1,\"tags\":[]}")
                        .body()
                        .substring(0, 3));
    }

    @Test
    void shouldReadItHoweverItArrives() {
        String json = "{\"name\":\"Alice\",\"age\":17,\"tags\":[]}";
        assertEquals(201, client.fragmented().postJson("/users", json).status());
        assertEquals(201, client.pipelined(5).postJson("/users", json).status());
        String chunked = "POST /users HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(10) + "\r\n" + json.substring(0, 10) + "\r\n"
                + Integer.toHexString(json.length() - 10) + "\r\n" + json.substring(10) + "\r\n0\r\n\r\n";
        assertEquals(
                json,
                client.raw(chunked.getBytes(StandardCharsets.US_ASCII))
                        .responses()
                        .get(0)
                        .body());
    }

    @Test
    void shouldServeEveryMethodThatHasABody() {
        byte[] json = "{\"name\":\"Bob\",\"age\":1,\"tags\":[]}".getBytes(StandardCharsets.US_ASCII);
        assertEquals(
                "put Bob", client.request("PUT", "/users").body(json).send().body());
        assertEquals(
                "patched Bob",
                client.request("PATCH", "/users").body(json).send().body());
        assertEquals(
                "report Bob",
                client.request("REPORT", "/users").body(json).send().body());
    }

    @Test
    void shouldReadTheBodyAgainAndLeaveItAsItIs() {
        String json = "{\"n\\u0061me\":\"Bob\",\"age\":1,\"tags\":[]}";
        assertEquals("Bob1" + json, client.postJson("/twice", json).body());
    }

    @Test
    void shouldAnswer400WithTheOffsetOfTheFault() {
        assertFault("/any", "", 0);
        assertFault("/any", "   ", 3);
        assertFault("/any", "{\"a\":}", 5);
        assertFault("/any", "[1,]", 3);
        assertFault("/any", "[1] x", 4);
        assertFault("/any", "\"a\nb\"", 2);
        assertFault("/any", "{\"a\":01}", 5);
        assertFault("/any", "[\"\\ud800\"]", 2);
        assertFault("/users", "{\"name\":\"Bob\"", 13);
    }

    @Test
    void shouldAnswer400ToBytesThatAreNotUtf8() {
        byte[] body = {'"', 'a', (byte) 0xff, '"'};
        TestResponse response = client.request("POST", "/any").body(body).send();
        assertEquals(400, response.status());
        assertTrue(response.body().contains("\"code\":\"syntax\""), response.body());
        assertTrue(response.body().contains("\"offset\":2}"), response.body());
    }

    @Test
    void shouldAnswer400ToWhatDoesNotFitTheType() {
        for (String json : List.of(
                "[]",
                "1",
                "\"x\"",
                "null",
                "{\"name\":1,\"age\":1}",
                "{\"name\":\"x\",\"age\":\"y\"}",
                "{\"name\":\"x\",\"age\":2147483648}",
                "{\"name\":\"x\",\"age\":1.5}",
                "{\"tags\":{}}")) {
            TestResponse response = client.postJson("/users", json);
            assertEquals(400, response.status(), json);
            assertTrue(response.body().contains("\"errors\":[{\"pointer\":\""), response.body());
        }
    }

    @Test
    void shouldNotCutNumbersDownToFitTheType() {
        for (String number : List.of(
                "2147483648",
                "-2147483649",
                "4294967296",
                "4294967297",
                "99999999999",
                "9223372036854775808",
                "18446744073709551617",
                "99999999999999999999999")) {
            TestResponse response = client.postJson("/users", "{\"name\":\"x\",\"age\":" + number + "}");
            assertEquals(400, response.status(), () -> number + " was read as " + response.body());
        }
    }

    @Test
    void shouldTakeAConstructorThatRefusesForABadBody() {
        assertEquals("{\"age\":18}", client.postJson("/adults", "{\"age\":18}").body());
        TestResponse response = client.postJson("/adults", "{\"age\":17}");
        assertEquals(400, response.status());
        assertFalse(response.body().contains("secret"), response.body());
    }

    @Test
    void shouldLogAConstructorThatFailsAndNotOneThatRefuses() {
        try (LogWatch log = new LogWatch()) {
            assertEquals(400, client.postJson("/adults", "{\"age\":17}").status());
            assertEquals(400, client.postJson("/adults", "{\"age\":\"x\"}").status());
            TestResponse response = client.postJson("/adults", "{\"age\":201}");
            assertEquals(400, response.status());
            assertFalse(response.body().contains("secret"), response.body());
            LogRecord entry = log.await("Json<" + Adult.class.getName() + ">");
            assertEquals("secret bug", entry.getThrown().getMessage());
            assertEquals(1, log.count(""));
        }
    }

    @Test
    void shouldRefuseOtherContentTypes() {
        byte[] json = "{\"name\":\"Bob\",\"age\":1,\"tags\":[]}".getBytes(StandardCharsets.US_ASCII);
        for (String type : List.of(
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/jsonx",
                "",
                "text/json",
                "application/xml; x=+json")) {
            TestResponse response = client.request("POST", "/users")
                    .header("Content-Type", type)
                    .body(json)
                    .send();
            assertEquals(415, response.status(), type);
        }
        for (String type : List.of(
                "application/json",
                "application/json; charset=utf-8",
                "Application/JSON;x=y",
                "application/problem+json",
                "application/vnd.api+json;v=1",
                "application/json ;a=b")) {
            TestResponse response = client.request("POST", "/users")
                    .header("Content-Type", type)
                    .body(json)
                    .send();
            assertEquals(201, response.status(), type);
        }
        assertEquals(201, client.request("POST", "/users").body(json).send().status());
    }

    @Test
    void shouldBoundTheBodyBeforeItIsRead() {
        assertEquals(
                413,
                client.postJson("/small", "{\"name\":\"Bob\",\"age\":1,\"tags\":[]}")
                        .status());
    }

    @Test
    void shouldBoundTheDepth() {
        assertEquals(
                200, client.postJson("/any", "[".repeat(512) + "]".repeat(512)).status());
        TestResponse response = client.postJson("/any", "[".repeat(513) + "]".repeat(513));
        assertEquals(400, response.status());
        assertTrue(response.body().contains("\"offset\":512}"), response.body());
        TestClient shallow = TestClient.of(
                Vivace.create().post("/", Json.any(), (req, res, value) -> res.json(value)),
                ServerOptions.defaults().jsonDepthMax(2));
        assertEquals(200, shallow.postJson("/", "[[1]]").status());
        assertEquals(400, shallow.postJson("/", "[[[1]]]").status());
    }

    @Test
    void shouldSayWhatIsWrongBesideMuchThatIsNested() {
        TestClient deep = TestClient.of(
                Vivace.create().post("/", Json.of(NewUser.class), (req, res, user) -> res.empty(204)),
                ServerOptions.defaults().jsonDepthMax(50_000));
        for (String nested : List.of(
                "[".repeat(40_000) + "\"]\"" + "]".repeat(40_000),
                "{\"}\":".repeat(40_000) + "1" + "}".repeat(40_000))) {
            TestResponse response =
                    deep.postJson("/", "{\"x\":" + nested + ",\"name\":\"Bob\",\"age\":\"1\",\"tags\":[1]}");
            assertEquals(400, response.status());
            assertTrue(response.body().contains("{\"pointer\":\"/age\",\"code\":\"type\""), response.body());
            assertTrue(response.body().contains("{\"pointer\":\"/tags/0\",\"code\":\"type\""), response.body());
        }
    }

    @Test
    void shouldGiveAnyDocumentBackExactly() {
        for (String json : List.of(
                "null",
                "true",
                "\"\"",
                "[]",
                "{}",
                "-0",
                "-0.0",
                "1e400",
                "0.1000",
                "123456789012345678901234567890",
                "1E-5",
                "{\"b\":1,\"a\":[null,{\"\":2}]}",
                "\"\u00fc\u20ac\ud83d\ude00\"",
                "\"\\\"\\\\\\n\\u0000\"")) {
            assertEquals(json, client.postJson("/any", json).body());
        }
        assertEquals(
                "[1,{\"a\":\"/A\"}]",
                client.postJson("/any", " [ 1 , { \"\\u0061\" : \"\\/\\u0041\" } ]\n")
                        .body());
    }

    @Test
    void shouldGiveLargeDocumentsBack() {
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; i < 50_000; i++) {
            json.append(i == 0 ? "" : ",").append("{\"id\":").append(i).append('}');
        }
        String text = json.append(']').toString();
        assertEquals(text, client.postJson("/any", text).body());
    }

    @Test
    void shouldFailAtStartNamingTheClassWithoutACodec() {
        Vivace app = Vivace.create().post("/", Json.of(Plain.class), (req, res, plain) -> res.empty());
        IllegalStateException missing = assertThrows(IllegalStateException.class, () -> TestClient.of(app));
        assertTrue(
                missing.getMessage().contains(Plain.class.getName().replace('$', '.'))
                        || missing.getMessage().contains(Plain.class.getName()),
                missing.getMessage());
        assertTrue(missing.getMessage().contains("@CompiledJson"), missing.getMessage());
    }

    @Test
    void shouldFailTheRequestWhereTheHandlerAsksForAClassWithoutACodec() {
        TestResponse response = client.get("/plain");
        assertTrue(response.status() == 500, response::toString);
        assertFalse(response.body().contains("Plain"));
    }
}
