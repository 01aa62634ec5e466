package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestConnection;
import dev.vivace.test.TestResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a Response puts on the wire. */
class ResponseTest {
    private static TestClient client(Handler handler) {
        return TestClient.of(Vivace.create().get("/", handler).get("/ok", (req, res) -> res.text("ok")));
    }

    private static TestResponse answer(Handler handler) {
        TestClient client = client(handler);
        TestResponse response = client.get("/");
        // Whatever was answered, the connection and the loop go on
        assertEquals("ok", client.get("/ok").body());
        return response;
    }

    /** Everything on the wire for one GET. */
    private static String wire(Handler handler) {
        TestConnection connection = client(handler).raw(ascii("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
        return new String(connection.received(), StandardCharsets.ISO_8859_1);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void assertRefused(Handler handler) {
        String all = wire((req, res) -> {
            assertThrows(IllegalArgumentException.class, () -> handler.handle(req, res));
            return res.text("refused");
        });
        assertTrue(all.startsWith("HTTP/1.1 200 OK\r\n") && all.endsWith("\r\n\r\nrefused"), all);
        assertFalse(all.toLowerCase(java.util.Locale.ROOT).contains("evil"), all);
        assertEquals(500, answer(handler).status());
    }

    @Test
    void shouldWriteExactlyThisHead() {
        String all = wire((req, res) -> res.header("X-A", "1").text("hello"));
        assertTrue(
                all.matches("HTTP/1\\.1 200 OK\r\nServer: vivace\r\nDate: .{29}\r\n"
                        + "Content-Type: text/plain; charset=utf-8\r\nContent-Length: 5\r\nX-A: 1\r\n\r\nhello"),
                all);
    }

    @Test
    void shouldAnswerWithAnyFinalStatus() {
        for (int status : new int[] {200, 201, 202, 226, 299, 301, 400, 404, 418, 451, 500, 599}) {
            TestResponse response = answer((req, res) -> res.status(status).text("x"));
            assertEquals(status, response.status());
            assertEquals("x", response.body());
        }
        assertTrue(wire((req, res) -> res.status(299).text("x")).startsWith("HTTP/1.1 299 \r\n"));
        assertTrue(wire((req, res) -> res.status(201).text("x")).startsWith("HTTP/1.1 201 Created\r\n"));
    }

    @Test
    void shouldRefuseOtherStatuses() {
        for (int status : new int[] {-200, 0, 99, 100, 101, 103, 199, 600, 999, 1_200}) {
            assertRefused((req, res) -> res.status(status).text("evil"));
            assertRefused((req, res) -> res.empty(status));
        }
    }

    @Test
    void shouldUseTheLastStatus() {
        assertEquals(
                202, answer((req, res) -> res.status(201).status(202).text("x")).status());
    }

    @Test
    void shouldStageHeaders() {
        TestResponse response = answer((req, res) -> res.header("X-A", "1")
                .header("x-a", "2")
                .addHeader("X-B", "1")
                .addHeader("X-b", "2")
                .header("X-C", "")
                .header("X-D", "with blanks, \t tabs; \"quotes\" and \u00e9")
                .text("x"));
        assertEquals(List.of("2"), response.headers("X-A"));
        assertEquals(List.of("1", "2"), response.headers("X-B"));
        assertEquals(List.of(""), response.headers("X-C"));
        assertEquals("with blanks, \t tabs; \"quotes\" and \u00e9", response.header("X-D"));
    }

    @Test
    void shouldReplaceAllHeadersOfAName() {
        TestResponse response = answer((req, res) -> res.addHeader("X-A", "1")
                .addHeader("X-AB", "kept")
                .addHeader("X-A", "2")
                .addHeader("X", "kept too")
                .header("x-A", "3")
                .text("x"));
        assertEquals(List.of("3"), response.headers("X-A"));
        assertEquals(List.of("kept"), response.headers("X-AB"));
        assertEquals(List.of("kept too"), response.headers("X"));
    }

    @Test
    void shouldRefuseTheServersOwnHeaders() {
        for (String name : new String[] {
            "Server", "Date", "Content-Length", "Connection", "Transfer-Encoding", "Keep-Alive", "Upgrade"
        }) {
            for (String spelt : new String[] {name, name.toLowerCase(), name.toUpperCase()}) {
                assertRefused((req, res) -> res.header(spelt, "evil").text("x"));
                assertRefused((req, res) -> res.addHeader(spelt, "evil").text("x"));
            }
        }
    }

    @Test
    void shouldRefuseNamesThatAreNoTokens() {
        for (String name : new String[] {
            "",
            " ",
            "a b",
            "evil:",
            "evil\r\n",
            "evil\n",
            "a\0",
            "\u00e9vil",
            "a\u010d\u010a",
            "a(",
            "\"a\"",
            "a,b",
            "\u212aelvin"
        }) {
            assertRefused((req, res) -> res.header(name, "evil").text("x"));
            assertRefused((req, res) -> res.addHeader(name, "evil").text("x"));
        }
    }

    @Test
    void shouldRefuseValuesThatCouldSplitTheAnswer() {
        // U+010D and U+010A end in the bytes of CR and LF
        for (String value : new String[] {
            "a\r\nX-Evil: 1",
            "a\nX-Evil: 1",
            "a\rX-Evil: 1",
            "evil\0",
            "evil\u010d\u010aX-Evil: 1",
            "evil\u0100",
            "evil\ud83d\ude00",
            "evil\u007f",
            "evil\u001f",
            "evil\u0001",
            "evil\u2028",
            "evil\r",
            "\nevil"
        }) {
            assertRefused((req, res) -> res.header("X-A", value).text("x"));
            assertRefused((req, res) -> res.addHeader("X-A", value).text("x"));
            assertRefused((req, res) -> res.header("Content-Type", value).text("x"));
            assertRefused((req, res) -> res.addHeader("Content-Type", value).text("x"));
            assertRefused((req, res) -> res.bytes(value, new byte[1]));
            assertRefused((req, res) -> res.redirect(value));
            assertRefused((req, res) -> res.cookie(Cookie.of("a", value)).text("x"));
            // The encoder takes blanks away at the ends of names, paths and domains
            String inside = "x" + value + "x";
            assertRefused((req, res) -> res.cookie(Cookie.of(inside, "a")).text("x"));
            assertRefused(
                    (req, res) -> res.cookie(Cookie.of("a", "b").path(inside)).text("x"));
            assertRefused(
                    (req, res) -> res.cookie(Cookie.of("a", "b").domain(inside)).text("x"));
            assertThrows(IllegalArgumentException.class, () -> Canned.of(value, new byte[1]));
            assertThrows(IllegalArgumentException.class, () -> Canned.text("x").etag(value));
        }
    }

    @Test
    void shouldRefuseMoreHeadersThanItsBound() {
        assertRefused((req, res) -> {
            for (int i = 0; i < 200; i++) {
                res.addHeader("X-A" + i, "v".repeat(100));
            }
            return res.text("x");
        });
        TestResponse response = answer((req, res) -> {
            for (int i = 0; i < 100; i++) {
                res.addHeader("X-A", "v".repeat(100));
            }
            return res.text("x");
        });
        assertEquals(100, response.headers("X-A").size());
    }

    @Test
    void shouldSendStagedHeadersWithLargeAnswers() {
        TestResponse response =
                answer((req, res) -> res.header("X-A", "v".repeat(16_000)).text("x".repeat(65_000)));
        assertEquals(16_000, response.header("X-A").length());
        assertEquals(65_000, response.body().length());
    }

    @Test
    void shouldSurviveContentTypesOfAnyLength() {
        for (int length : new int[] {1_000, 15_000, 16_380, 16_384, 20_000, 70_000}) {
            for (Handler handler : List.<Handler>of(
                    (req, res) -> res.bytes("a/" + "x".repeat(length), new byte[3]),
                    (req, res) -> res.header("Content-Type", "a/" + "x".repeat(length))
                            .text("abc"),
                    (req, res) ->
                            res.header("X-A", "v".repeat(16_000)).bytes("a/" + "x".repeat(length), new byte[3]))) {
                TestResponse response = answer(handler);
                assertTrue(response.status() == 200 || response.status() == 500, response::toString);
                assertTrue(response.status() == 200 || length > 15_000, response::toString);
            }
        }
    }

    @Test
    void shouldSetCookies() {
        TestResponse response = answer((req, res) -> res.cookie(Cookie.of("plain", "1"))
                .cookie(Cookie.of("full", "a-b_c")
                        .path("/x")
                        .domain("example.org")
                        .maxAge(java.time.Duration.ofHours(1))
                        .secure()
                        .httpOnly()
                        .sameSite("Strict"))
                .cookie(Cookie.of("gone", "").maxAge(java.time.Duration.ZERO))
                .text("x"));
        List<String> cookies = response.headers("Set-Cookie");
        assertEquals(3, cookies.size());
        assertEquals("plain=1", cookies.get(0));
        List<String> attributes = Arrays.asList(cookies.get(1).split("; "));
        assertEquals("full=a-b_c", attributes.get(0));
        assertTrue(
                attributes.containsAll(List.of(
                        "Max-Age=3600", "Path=/x", "Domain=example.org", "Secure", "HTTPOnly", "SameSite=Strict")),
                cookies.get(1));
        assertTrue(cookies.get(2).startsWith("gone=; Max-Age=0"), cookies.get(2));
    }

    @Test
    void shouldRefuseCookiesThatBreakTheGrammar() {
        for (String value : new String[] {"a b", "a;evil", "a,evil", "a\"evil", "a\\evil", "\u00e9vil"}) {
            assertRefused((req, res) -> res.cookie(Cookie.of("a", value)).text("x"));
        }
        for (String name : new String[] {"", "a b", "a=evil", "a;evil", "\u00e9vil"}) {
            assertRefused((req, res) -> res.cookie(Cookie.of(name, "b")).text("x"));
        }
        assertRefused((req, res) ->
                res.cookie(Cookie.of("a", "b").path("/; Domain=evil")).text("x"));
        assertThrows(IllegalArgumentException.class, () -> Cookie.of("a", "b").sameSite("lax"));
    }

    @Test
    void shouldRedirect() {
        TestResponse response = answer((req, res) -> res.redirect("/elsewhere?a=b"));
        assertEquals(302, response.status());
        assertEquals("/elsewhere?a=b", response.header("Location"));
        assertEquals("0", response.header("Content-Length"));
        assertNull(response.header("Content-Type"));
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            assertEquals(
                    status, answer((req, res) -> res.redirect(status, "/x")).status());
        }
        for (int status : new int[] {200, 300, 304, 305, 306, 309, 404}) {
            assertRefused((req, res) -> res.redirect(status, "/evil"));
        }
    }

    @Test
    void shouldAnswerWithoutABody() {
        assertEquals(204, answer((req, res) -> res.empty()).status());
        assertEquals(202, answer((req, res) -> res.status(202).empty()).status());
        assertEquals("0", answer((req, res) -> res.empty(202)).header("Content-Length"));
        assertNull(answer((req, res) -> res.empty(404)).header("Content-Type"));
        assertEquals(200, answer((req, res) -> res.empty(200)).status());
    }

    @Test
    void shouldSendNeitherBodyNorLengthWith204And304() {
        Canned canned = Canned.text("body").etag("v1");
        for (int status : new int[] {204, 304}) {
            for (Handler handler : List.<Handler>of(
                    (req, res) -> res.status(status).text("body"),
                    (req, res) -> res.status(status).json("body"),
                    (req, res) -> res.status(status).bytes("application/json", ascii("body")),
                    (req, res) -> res.status(status).bytes("text/csv", ascii("body")),
                    (req, res) -> res.status(status)
                            .header("Content-Type", "text/csv")
                            .text("body"),
                    (req, res) -> res.status(status).text("x".repeat(1_000_000)),
                    (req, res) -> res.status(status).send(canned),
                    (req, res) -> res.empty(status))) {
                String all = wire(handler);
                assertTrue(all.startsWith("HTTP/1.1 " + status), all);
                assertTrue(all.endsWith("\r\n\r\n"), all);
                assertFalse(all.contains("Content-Length"), all);
                assertEquals(1, all.split("HTTP/1.1", -1).length - 1);
            }
        }
        assertEquals(
                "\"v1\"", answer((req, res) -> res.status(304).send(canned)).header("ETag"));
    }

    @Test
    void shouldSendTheLengthAndNoBodyToHead() {
        Canned canned = Canned.json("[1,2]").etag("v1");
        Map<Integer, Handler> handlers = new TreeMap<>(Map.of(
                4, (req, res) -> res.text("body"),
                6, (req, res) -> res.json("body"),
                1_000_000, (req, res) -> res.text("x".repeat(1_000_000)),
                5, (req, res) -> res.send(canned),
                0, (req, res) -> res.empty(200)));
        handlers.forEach((length, handler) -> {
            TestConnection connection =
                    client(handler).raw(ascii("HEAD / HTTP/1.1\r\nHost: a\r\n\r\nGET /ok HTTP/1.1\r\nHost: a\r\n\r\n"));
            String all = new String(connection.received(), StandardCharsets.US_ASCII);
            assertTrue(all.contains("\r\nContent-Length: " + length + "\r\n"), all);
            int headEnd = all.indexOf("\r\n\r\n") + 4;
            assertTrue(all.startsWith("HTTP/1.1 200 OK", headEnd), all);
            assertTrue(all.endsWith("\r\n\r\nok"), all);
        });
    }

    @Test
    void shouldSendBytes() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        for (String type : new String[] {
            "application/octet-stream",
            "application/json",
            "text/html; charset=utf-8",
            "text/plain; charset=utf-8",
            "text/csv",
            "image/png",
            "application/problem+json",
            "text/plain",
            ""
        }) {
            TestResponse response = answer((req, res) -> res.bytes(type, all));
            assertEquals(List.of(type), response.headers("Content-Type"));
            assertArrayEquals(all, response.bodyBytes());
        }
        TestResponse part = answer((req, res) -> res.bytes("text/csv", all, 65, 3));
        assertEquals("ABC", part.body());
        assertEquals(
                "", answer((req, res) -> res.bytes("text/csv", all, 256, 0)).body());
    }

    @Test
    void shouldRefuseRangesOutsideTheArray() {
        int[][] ranges = {{-1, 1}, {0, 5}, {5, 0}, {1, Integer.MAX_VALUE}, {0, -1}};
        for (int[] range : ranges) {
            TestResponse response = answer((req, res) -> {
                assertThrows(
                        IndexOutOfBoundsException.class, () -> res.bytes("text/csv", new byte[4], range[0], range[1]));
                return res.text("refused");
            });
            assertEquals("refused", response.body());
        }
    }

    @Test
    void shouldLetAStagedContentTypeWin() {
        for (Handler handler : List.<Handler>of(
                (req, res) -> res.header("Content-Type", "text/csv").text("body"),
                (req, res) -> res.header("content-type", "text/csv").json("body"),
                (req, res) -> res.addHeader("CONTENT-TYPE", "text/csv").bytes("application/json", new byte[3]),
                (req, res) -> res.header("Content-Type", "text/csv").bytes("image/png", new byte[3]),
                (req, res) -> res.header("Content-Type", "a/b")
                        .header("Content-Type", "text/csv")
                        .text("x"),
                (req, res) -> res.header("Content-Type", "text/csv").send(Canned.text("x")))) {
            assertEquals(List.of("text/csv"), answer(handler).headers("Content-Type"));
        }
    }

    @Test
    void shouldEncodeTextAsUtf8() {
        for (String text : new String[] {
            "",
            "plain",
            "Gr\u00fc\u00dfe",
            "\u20ac",
            "\ud83d\ude00",
            "a\u0000b",
            "\u07ff\u0800\uffff\ud800\udc00\udbff\udfff"
        }) {
            TestResponse response = answer((req, res) -> res.text(text));
            assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), response.bodyBytes());
            assertEquals("text/plain; charset=utf-8", response.header("Content-Type"));
        }
    }

    @Test
    void shouldReplaceLoneSurrogatesInText() {
        assertEquals("a?b", answer((req, res) -> res.text("a\ud800b")).body());
        assertEquals("?", answer((req, res) -> res.text("\ud83d")).body());
        assertEquals(
                "??\ud83d\ude00",
                answer((req, res) -> res.text("\ude00\ud83d\ud83d\ude00")).body());
    }

    @Test
    void shouldSendTextOfAnyLength() {
        for (int length :
                new int[] {341, 342, 1_024, 21_845, 65_400, 65_535, 65_536, 65_537, 87_381, 87_382, 1_000_000}) {
            for (String unit : new String[] {"x", "\u00fc", "\u20ac"}) {
                String text = unit.repeat(length);
                TestResponse response = answer((req, res) -> res.text(text));
                assertEquals(text, response.body());
                assertEquals(
                        Integer.toString(text.getBytes(StandardCharsets.UTF_8).length),
                        response.header("Content-Length"));
            }
        }
    }

    @Test
    void shouldSendCanned() {
        Canned plain = Canned.text("Gr\u00fc\u00dfe");
        TestResponse response = answer((req, res) -> res.send(plain));
        assertEquals("text/plain; charset=utf-8", response.header("Content-Type"));
        assertEquals("Gr\u00fc\u00dfe", response.body());
        assertEquals("7", response.header("Content-Length"));
        assertNull(response.header("ETag"));

        response = answer((req, res) -> res.send(Canned.json("[]")));
        assertEquals("application/json", response.header("Content-Type"));

        byte[] bytes = {1, 2, 3};
        Canned copied = Canned.of("image/png", bytes);
        bytes[0] = 9;
        assertArrayEquals(
                new byte[] {1, 2, 3}, answer((req, res) -> res.send(copied)).bodyBytes());
    }

    @Test
    void shouldSendCannedWithEtagStatusAndHeaders() {
        Canned tagged = Canned.text("x").etag("v1");
        TestResponse response = answer((req, res) -> res.header("X-A", "1").send(tagged));
        assertEquals("\"v1\"", response.header("ETag"));
        assertEquals("1", response.header("X-A"));
        response = answer((req, res) -> res.status(201).send(tagged));
        assertEquals(201, response.status());
        assertEquals(List.of("\"v1\""), response.headers("ETag"));
        assertEquals(List.of("text/plain; charset=utf-8"), response.headers("Content-Type"));
        assertEquals("x", response.body());
        response = answer((req, res) -> res.header("Content-Type", "text/csv").send(tagged));
        assertEquals(List.of("\"v1\""), response.headers("ETag"));
        assertEquals(List.of("text/csv"), response.headers("Content-Type"));
    }

    @Test
    void shouldSendCannedOfAnySizeAgainAndAgain() {
        for (int length : new int[] {0, 1, 65_400, 65_536, 500_000}) {
            Canned canned = Canned.text("x".repeat(length));
            TestClient client = client((req, res) -> res.send(canned));
            for (int i = 0; i < 3; i++) {
                TestResponse response = client.get("/");
                assertEquals(length, response.body().length());
                assertEquals(Integer.toString(length), response.header("Content-Length"));
            }
        }
    }

    @Test
    void shouldSendJsonOfManyKinds() {
        assertEquals(
                "{\"a\":[1,true,null,\"\u00fc\"]}",
                answer((req, res) -> res.json(Map.of("a", Arrays.asList(1, true, null, "\u00fc"))))
                        .body());
        assertEquals("null", answer((req, res) -> res.json(null)).body());
        assertEquals("\"x\"", answer((req, res) -> res.json("x")).body());
        assertEquals("[1,2]", answer((req, res) -> res.json(new int[] {1, 2})).body());
        assertEquals("application/json", answer((req, res) -> res.json(1)).header("Content-Type"));
        assertEquals(201, answer((req, res) -> res.status(201).json(1)).status());
    }

    @Test
    void shouldSendJsonOfSeveralMegabytes() {
        List<String> many = Collections.nCopies(300_000, "1234567890");
        TestResponse response = answer((req, res) -> res.json(many));
        int length = 300_000 * 13 + 1;
        assertEquals(length, response.bodyBytes().length);
        assertEquals(Integer.toString(length), response.header("Content-Length"));
        assertTrue(response.body().startsWith("[\"1234567890\",")
                && response.body().endsWith(",\"1234567890\"]"));
    }

    @Test
    void shouldFailOnValuesWithoutACodec() {
        TestResponse response = answer((req, res) -> res.json(new Object()));
        assertEquals(500, response.status());
        assertFalse(response.body().contains("Object"));
    }

    @Test
    void shouldSendJsonFieldByField() {
        TestResponse response = answer((req, res) -> {
            res.jsonOut()
                    .beginObject()
                    .key("id")
                    .value(1)
                    .key("tags")
                    .beginArray()
                    .value("a")
                    .endArray()
                    .endObject();
            return res.status(201).sendJson();
        });
        assertEquals(201, response.status());
        assertEquals("application/json", response.header("Content-Type"));
        assertEquals("{\"id\":1,\"tags\":[\"a\"]}", response.body());
    }

    @Test
    void shouldRefuseAnIncompleteDocument() {
        assertEquals(
                500,
                answer((req, res) -> {
                            res.jsonOut().beginObject().key("id");
                            return res.sendJson();
                        })
                        .status());
        assertEquals(
                500,
                answer((req, res) -> {
                            res.jsonOut().beginArray().value(1);
                            return res.sendJson();
                        })
                        .status());
        assertEquals(
                500,
                answer((req, res) -> {
                            assertNotNull(res.jsonOut());
                            return res.sendJson();
                        })
                        .status());
        assertEquals(500, answer((req, res) -> res.sendJson()).status());
    }

    @Test
    void shouldNotTakeTheDocumentOfTheRequestBeforeForItsOwn() {
        TestClient client = TestClient.of(Vivace.create()
                .get("/first", (req, res) -> {
                    res.jsonOut().beginArray().value("secret").endArray();
                    return res.sendJson();
                })
                .get("/second", (req, res) -> res.sendJson()));
        assertEquals("[\"secret\"]", client.get("/first").body());
        assertEquals(500, client.get("/second").status());
    }

    @Test
    void shouldBeginANewDocumentWithEachJsonOut() {
        TestResponse response = answer((req, res) -> {
            res.jsonOut().beginObject().key("half");
            res.jsonOut().value(2);
            return res.sendJson();
        });
        assertEquals("2", response.body());
    }

    @Test
    void shouldForgetADocumentThatIsNotSent() {
        TestResponse response = answer((req, res) -> {
            res.jsonOut().beginObject().key("half");
            return res.text("instead");
        });
        assertEquals("instead", response.body());
        assertEquals("text/plain; charset=utf-8", response.header("Content-Type"));
    }

    @Test
    void shouldAnswerProblems() {
        TestResponse response = answer((req, res) -> res.problem(422, "The \"age\" is negative."));
        assertEquals(422, response.status());
        assertEquals("application/problem+json", response.header("Content-Type"));
        assertEquals(
                "{\"type\":\"about:blank\",\"title\":\"Unprocessable Content\",\"status\":422,\"detail\":\"The \\\"age\\\" is negative.\"}",
                response.body());
        assertEquals(
                "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404}",
                answer((req, res) -> res.problem(404, null)).body());
        for (int status : new int[] {200, 302, 399, 600}) {
            assertRefused((req, res) -> res.problem(status, "evil"));
        }
    }

    @Test
    void shouldCloseTheConnection() {
        TestConnection connection = client((req, res) -> res.closeConnection().text("bye"))
                .raw(ascii("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /ok HTTP/1.1\r\nHost: a\r\n\r\n"));
        assertEquals(1, connection.responses().size());
        assertEquals("close", connection.responses().get(0).header("Connection"));
        assertTrue(connection.closed());
    }

    @Test
    void shouldNotCarryAnythingOverToTheNextRequest() {
        TestConnection connection = client((req, res) -> res.status(201)
                        .header("X-A", "1")
                        .header("Content-Type", "text/csv")
                        .cookie(Cookie.of("a", "b"))
                        .text("first"))
                .raw(ascii("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /ok HTTP/1.1\r\nHost: a\r\n\r\n"));
        TestResponse second = connection.responses().get(1);
        assertEquals(200, second.status());
        assertEquals(List.of("server", "date", "content-type", "content-length"), second.headerNames());
        assertEquals("text/plain; charset=utf-8", second.header("Content-Type"));
    }

    @Test
    void shouldNameTheServerAsTheOptionsSay() {
        Vivace app = Vivace.create().get("/", (req, res) -> res.text("x"));
        assertEquals(
                "own/1 (x)",
                TestClient.of(app, ServerOptions.defaults().serverName("own/1 (x)"))
                        .get("/")
                        .header("Server"));
        Vivace nameless = Vivace.create().get("/", (req, res) -> res.text("x"));
        assertNull(TestClient.of(nameless, ServerOptions.defaults().serverName(""))
                .get("/")
                .header("Server"));
        assertThrows(
                IllegalArgumentException.class, () -> ServerOptions.defaults().serverName("a\r\nb"));
    }
}
