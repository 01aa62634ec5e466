package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestRequest;
import dev.vivace.test.TestResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What a handler can ask a request. */
class RequestAccessorsTest {
    private static final Attribute<String> NAME = Attribute.named("RequestAccessorsTest.name");
    private static final Attribute<Integer> AGE = Attribute.named("RequestAccessorsTest.age");

    private static TestClient client(Function<Request, Object> ask) {
        Handler handler = (req, res) -> res.text(String.valueOf(ask.apply(req)));
        return TestClient.of(Vivace.create()
                .get("/{a}", handler)
                .get("/", handler)
                .post("/", handler)
                .get("/{a}/{b}", handler));
    }

    private static String ask(String target, Function<Request, Object> ask) {
        TestResponse response = client(ask).get(target);
        assertEquals(200, response.status(), response::toString);
        return response.body();
    }

    /** A 400 that names the parameter. */
    private static void assertBad(String target, String name, Function<Request, Object> ask) {
        TestResponse response = client(ask).get(target);
        assertEquals(400, response.status(), target);
        assertEquals("application/problem+json", response.header("Content-Type"));
        assertTrue(response.body().contains("'" + name + "'"), response.body());
        assertNull(response.header("Connection"));
    }

    @Test
    void shouldTellMethodPathAndTarget() {
        Function<Request, Object> all = req -> req.method() + " " + req.path() + " " + req.rawTarget();
        assertEquals("GET /a /a", ask("/a", all));
        assertEquals("GET / /?q=1&r", ask("/?q=1&r", all));
        assertEquals("GET /x\u00fcy /x%C3%BCy?q=%20", ask("/x%C3%BCy?q=%20", all));
        assertEquals("GET /a%2Fb /a%2fb", ask("/a%2fb", all));
        assertEquals("GET /b //a/../b", ask("//a/../b", all));
        assertEquals("GET / http://h?x", ask("http://h?x", all));
        assertEquals("GET /%41 /%2541", ask("/%2541", all));
    }

    @Test
    void shouldDecodePathParameters() {
        Function<Request, Object> both = req -> req.path("a") + "|" + req.path("b");
        assertEquals("x|y", ask("/x/y", both));
        assertEquals("\u00fc \ud83d\ude00|a/b", ask("/%C3%BC%20%F0%9F%98%80/a%2Fb", both));
        assertEquals("a+b|;c=d", ask("/a+b/;c=d", both));
        assertEquals("%41|%2F", ask("/%2541/%252F", both));
    }

    @Test
    void shouldReadPathNumbers() {
        assertEquals("-2147483648", ask("/-2147483648", req -> req.pathInt("a")));
        assertEquals("2147483647", ask("/2147483647", req -> req.pathInt("a")));
        assertEquals("7", ask("/007", req -> req.pathInt("a")));
        assertEquals("17", ask("/%317", req -> req.pathInt("a")));
        assertEquals("-9223372036854775808", ask("/-9223372036854775808", req -> req.pathLong("a")));
        assertEquals("9223372036854775807", ask("/9223372036854775807", req -> req.pathLong("a")));
        for (String bad :
                List.of("x", "1x", "1.5", "+1", "-", "0x1", "1e2", "%20" + 1, "1%20", "%D9%A1", "2147483648", "--1")) {
            assertBad("/" + bad, "a", req -> req.pathInt("a"));
        }
        for (String bad : List.of("9223372036854775808", "-9223372036854775809", "99999999999999999999", "x")) {
            assertBad("/" + bad, "a", req -> req.pathLong("a"));
        }
    }

    @Test
    void shouldReadPathBooleans() {
        assertEquals("true", ask("/true", req -> req.pathBoolean("a")));
        assertEquals("false", ask("/false", req -> req.pathBoolean("a")));
        for (String bad : List.of("TRUE", "True", "1", "yes", "truex", "fals")) {
            assertBad("/" + bad, "a", req -> req.pathBoolean("a"));
        }
    }

    @Test
    void shouldRefuseParametersThatThePatternDoesNotHave() {
        for (Function<Request, Object> wrong : List.<Function<Request, Object>>of(
                req -> req.path("z"), req -> req.pathInt("z"), req -> req.pathLong("z"), req -> req.pathBoolean("z"))) {
            String message = ask(
                    "/x",
                    req -> assertThrows(IllegalArgumentException.class, () -> wrong.apply(req))
                            .getMessage());
            assertTrue(message.contains("GET /{a}") && message.contains("'z'"), message);
        }
    }

    @Test
    void shouldDecodeQueries() {
        assertEquals("1", ask("/?a=1", req -> req.query("a")));
        assertEquals("a b c", ask("/?a=a+b%20c", req -> req.query("a")));
        assertEquals("a+b", ask("/?a=a%2Bb", req -> req.query("a")));
        assertEquals("\u00fc&=#", ask("/?a=%C3%BC%26%3D%23", req -> req.query("a")));
        assertEquals("x=y", ask("/?a=x=y", req -> req.query("a")));
        assertEquals("1", ask("/?%C3%BC+x=1", req -> req.query("\u00fc x")));
        assertEquals("/?:@", ask("/?a=/?:@", req -> req.query("a")));
    }

    @Test
    void shouldTellMissingFromEmptyQueries() {
        assertEquals("null", ask("/", req -> req.query("a")));
        assertEquals("null", ask("/?", req -> req.query("a")));
        assertEquals("null", ask("/?b=1&aa=2&A=3", req -> req.query("a")));
        assertEquals("<>", ask("/?a", req -> "<" + req.query("a") + ">"));
        assertEquals("<>", ask("/?a=", req -> "<" + req.query("a") + ">"));
        assertEquals("<>", ask("/?b&a&c", req -> "<" + req.query("a") + ">"));
        assertEquals("other", ask("/", req -> req.query("a", "other")));
        assertEquals("", ask("/?a=", req -> req.query("a", "other")));
        assertEquals("1", ask("/?a=1", req -> req.query("a", "other")));
    }

    @Test
    void shouldTakeTheFirstOfRepeatedKeys() {
        assertEquals("1", ask("/?a=1&b=2&a=3", req -> req.query("a")));
        assertEquals("[1, , 3 4]", ask("/?a=1&b=2&a&%61=3+4", req -> req.queryAll("a")));
        assertEquals("[]", ask("/?a=1", req -> req.queryAll("b")));
        assertEquals("[]", ask("/", req -> req.queryAll("b")));
        assertEquals("[a, b, c d]", ask("/?a=1&b&&a=2&c+d=", req -> req.queryNames()));
        assertEquals("[]", ask("/", req -> req.queryNames()));
    }

    @Test
    void shouldReadQueryNumbersAndBooleans() {
        assertEquals("-17", ask("/?n=-17", req -> req.queryInt("n")));
        assertEquals("17", ask("/?n=%31%37", req -> req.queryInt("n")));
        assertEquals("9223372036854775807", ask("/?n=9223372036854775807", req -> req.queryLong("n")));
        assertEquals("true", ask("/?n=true", req -> req.queryBoolean("n")));
        assertEquals("5", ask("/?n=5", req -> req.queryInt("n", 7)));
        assertEquals("7", ask("/", req -> req.queryInt("n", 7)));
        assertEquals("7", ask("/?m=1", req -> req.queryLong("n", 7)));
        assertEquals("5", ask("/?n=5", req -> req.queryLong("n", 7)));
        assertEquals("true", ask("/", req -> req.queryBoolean("n", true)));
        assertEquals("false", ask("/?n=false", req -> req.queryBoolean("n", true)));
    }

    @Test
    void shouldNameTheQueryParameterThatIsMissingOrBad() {
        List<Function<Request, Object>> required =
                List.of(req -> req.queryInt("n"), req -> req.queryLong("n"), req -> req.queryBoolean("n"));
        List<Function<Request, Object>> optional =
                List.of(req -> req.queryInt("n", 1), req -> req.queryLong("n", 1), req -> req.queryBoolean("n", true));
        for (Function<Request, Object> each : required) {
            assertBad("/", "n", each);
            assertBad("/?m=1", "n", each);
        }
        for (String bad : List.of("", "x", "1.0", "99999999999999999999", "+1", "1+", "%", "%zz", "%ff", "tru")) {
            required.forEach(each -> assertBad("/?n=" + bad, "n", each));
            optional.forEach(each -> assertBad("/?n=" + bad, "n", each));
        }
        assertBad("/?n=2147483648", "n", req -> req.queryInt("n"));
        assertBad("/?n=2147483648", "n", req -> req.queryInt("n", 1));
    }

    @Test
    void shouldRefuseQueriesThatDoNotDecode() {
        for (String bad : List.of("%", "%4", "%zz", "%ff", "%c0%af", "%ed%a0%80")) {
            assertBad("/?a=" + bad, "a", req -> req.query("a"));
            assertBad("/?a=" + bad, "a", req -> req.query("a", "other"));
            assertEquals(400, client(req -> req.queryAll("a")).get("/?a=" + bad).status());
            assertEquals(400, client(Request::queryNames).get("/?" + bad).status());
            assertEquals("1", ask("/?b=" + bad + "&a=1", req -> req.query("a")));
        }
    }

    private static TestRequest with(TestClient client, String... fields) {
        TestRequest request = client.request("GET", "/");
        for (int i = 0; i < fields.length; i += 2) {
            request.header(fields[i], fields[i + 1]);
        }
        return request;
    }

    @Test
    void shouldFindHeadersWithoutRegardToCase() {
        String[] fields = {"X-A", "1", "x-a", "2", "X-AB", "3", "X-Empty", "", "X-Blank", "  v  w \t"};
        assertEquals("1", with(client(req -> req.header("x-A")), fields).send().body());
        assertEquals(
                "[1, 2]", with(client(req -> req.headers("X-a")), fields).send().body());
        assertEquals("[]", with(client(req -> req.headers("X")), fields).send().body());
        assertEquals(
                "", with(client(req -> req.header("X-EMPTY")), fields).send().body());
        assertEquals(
                "v  w",
                with(client(req -> req.header("X-Blank")), fields).send().body());
        assertEquals(
                "null", with(client(req -> req.header("X-C")), fields).send().body());
        assertEquals(
                "other",
                with(client(req -> req.header("X-C", "other")), fields).send().body());
        assertEquals(
                "1",
                with(client(req -> req.header("X-A", "other")), fields).send().body());
        assertEquals(
                "",
                with(client(req -> req.header("X-Empty", "other")), fields)
                        .send()
                        .body());
    }

    @Test
    void shouldListHeadersInOrder() {
        Function<Request, Object> list = req -> {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < req.headerCount(); i++) {
                all.append(req.headerName(i))
                        .append('=')
                        .append(req.headerValue(i))
                        .append(';');
            }
            return all;
        };
        assertEquals(
                "X-b=1;HOST=h;x-A=2;X-b=3;",
                with(client(list), "X-b", "1", "HOST", "h", "x-A", "2", "X-b", "3")
                        .send()
                        .body());
        for (int index : new int[] {-1, 1, Integer.MAX_VALUE}) {
            assertEquals("refused", ask("/", req -> {
                assertThrows(IndexOutOfBoundsException.class, () -> req.headerName(index));
                assertThrows(IndexOutOfBoundsException.class, () -> req.headerValue(index));
                return "refused";
            }));
        }
    }

    @Test
    void shouldReadHeaderBytesAsLatin1() {
        assertEquals(
                "\u00fc\u00ff",
                with(client(req -> req.header("X-A")), "X-A", "\u00fc\u00ff")
                        .send()
                        .body());
    }

    @Test
    void shouldFindCookiesOverSeveralFields() {
        String[] fields = {"Cookie", "a=1; b=2", "cookie", "c=\"3\"; a=4; d=x=y; e=;A=5"};
        String[][] expected = {
            {"a", "1"}, {"b", "2"}, {"c", "3"}, {"d", "x=y"}, {"e", ""}, {"A", "5"}, {"f", "null"}, {"", "null"}
        };
        for (String[] each : expected) {
            assertEquals(
                    each[1],
                    with(client(req -> req.cookie(each[0])), fields).send().body(),
                    each[0]);
        }
        assertEquals("null", ask("/", req -> req.cookie("a")));
    }

    @Test
    void shouldTellTheHost() {
        assertEquals(
                "example.org:8080",
                with(client(Request::host), "Host", "example.org:8080").send().body());
        assertEquals(
                "other:81",
                client(Request::host)
                        .request("GET", "http://other:81/")
                        .header("Host", "example.org")
                        .send()
                        .body());
        assertEquals(
                "[::1]:80",
                with(client(Request::host), "Host", "[::1]:80").send().body());
        byte[] old = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        assertEquals(
                "<>",
                client(req -> "<" + req.host() + ">")
                        .raw(old)
                        .responses()
                        .get(0)
                        .body());
    }

    @Test
    void shouldGiveTheBody() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        TestClient client = TestClient.of(Vivace.create().post("/", (req, res) -> {
            byte[] body = req.bodyBytes();
            assertEquals(body.length, req.bodyLength());
            // A fresh array each time
            body[0] = 99;
            return res.bytes("application/octet-stream", req.bodyBytes());
        }));
        for (TestClient each : List.of(client, client.fragmented(), client.pipelined(3))) {
            assertArrayEquals(all, each.request("POST", "/").body(all).send().bodyBytes());
        }
    }

    @Test
    void shouldGiveAnEmptyBodyWhereThereIsNone() {
        assertEquals(
                "0 0 <>",
                ask("/", req -> req.bodyLength() + " " + req.bodyBytes().length + " <" + req.bodyText() + ">"));
    }

    @Test
    void shouldGiveTheBodyAsText() {
        TestClient client = client(Request::bodyText);
        for (String text : List.of("", "plain", "Gr\u00fc\u00dfe \u20ac \ud83d\ude00", "\ufeffbom", "a\u0000b")) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            assertEquals(text, client.request("POST", "/").body(bytes).send().body());
            assertEquals(
                    text,
                    client.fragmented().request("POST", "/").body(bytes).send().body());
        }
    }

    @Test
    void shouldRefuseBodyTextThatIsNotUtf8() {
        TestClient client = client(Request::bodyText);
        int[][] bad = {
            {0xff}, {0xc3}, {0xc0, 0xaf}, {0xed, 0xa0, 0x80}, {0xf4, 0x90, 0x80, 0x80}, {'a', 0x80}, {0xe2, 0x82}
        };
        for (int[] each : bad) {
            byte[] bytes = new byte[each.length];
            for (int i = 0; i < each.length; i++) {
                bytes[i] = (byte) each[i];
            }
            TestResponse response = client.request("POST", "/").body(bytes).send();
            assertEquals(400, response.status());
            assertTrue(response.body().contains("UTF-8"), response.body());
        }
    }

    @Test
    void shouldCarryAttributes() {
        Handler handler = (req, res) -> {
            String seen = req.attribute(NAME) + "/" + req.attribute(AGE);
            req.attribute(NAME, "left over");
            return res.text(seen);
        };
        TestClient client = TestClient.of(Vivace.create()
                .get("/plain", handler)
                .group(
                        "/set",
                        group -> group.use(next -> (req, res) -> {
                                    req.attribute(NAME, "first");
                                    req.attribute(NAME, "Alice");
                                    req.attribute(AGE, 17);
                                    return next.handle(req, res);
                                })
                                .get("", handler)
                                .get("/unset", (req, res) -> {
                                    req.attribute(AGE, null);
                                    return handler.handle(req, res);
                                })));
        assertEquals("null/null", client.get("/plain").body());
        assertEquals("Alice/17", client.get("/set").body());
        assertEquals("Alice/null", client.get("/set/unset").body());
        assertEquals("null/null", client.get("/plain").body());
        assertEquals("RequestAccessorsTest.name", NAME.toString());
    }

    @Test
    void shouldTellTheRemoteAddress() {
        assertEquals("true", ask("/", req -> {
            assertNotNull(req.remoteAddress());
            return req.remoteAddress().getAddress().isLoopbackAddress();
        }));
    }

    @Test
    void shouldRunTasksOnTheLoopLater() {
        StringBuilder order = new StringBuilder();
        Thread[] ran = new Thread[1];
        TestClient client = TestClient.of(Vivace.create().get("/", (req, res) -> {
            req.loop().execute(() -> {
                ran[0] = Thread.currentThread();
                order.append("task");
            });
            order.append("handler,");
            return res.text("x");
        }));
        client.get("/");
        assertEquals("handler,task", order.toString());
        assertEquals(Thread.currentThread(), ran[0]);
    }

    @Test
    void shouldGiveEachPipelinedRequestItsOwnValues() {
        TestClient client = client(req -> req.path("a") + " " + req.query("q") + " " + req.header("X-A"));
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            requests.append("GET /p").append(i).append("?q=").append(i * i).append(" HTTP/1.1\r\nHost: a\r\n");
            requests.append(i % 2 == 0 ? "X-A: " + i + "\r\n\r\n" : "\r\n");
        }
        List<TestResponse> responses = client.raw(requests.toString().getBytes(StandardCharsets.US_ASCII))
                .responses();
        assertEquals(50, responses.size());
        for (int i = 0; i < 50; i++) {
            assertEquals(
                    "p" + i + " " + i * i + " " + (i % 2 == 0 ? i : "null"),
                    responses.get(i).body());
        }
    }
}
