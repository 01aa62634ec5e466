package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dslplatform.json.CompiledJson;
import dev.vivace.test.TestClient;
import dev.vivace.test.TestConnection;
import dev.vivace.test.TestResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A client that has the current version already is told so, and gets no body (RFC 9110 section 13). */
class ConditionalRequestTest {
    /** Something with a version. */
    @CompiledJson
    public record Book(String title, int copies) {}

    private static final Book BOOK = new Book("Emma", 3);
    private static final Canned CANNED = Canned.json("{\"a\":1}").etag("c1");
    private static final Canned UNTAGGED = Canned.json("{\"a\":1}");

    private final AtomicInteger copies = new AtomicInteger(3);
    private final List<Integer> answered = new ArrayList<>();
    private final TestClient client = TestClient.of(Vivace.create()
            .get("/canned", (req, res) -> res.send(CANNED))
            .get("/canned/created", (req, res) -> res.status(201).send(CANNED))
            .get("/canned/own", (req, res) -> res.etag("own").send(CANNED))
            .get(
                    "/canned/typed",
                    (req, res) -> res.header("Content-Type", "text/x").send(CANNED))
            .get("/canned/computed", (req, res) -> res.send(UNTAGGED), RouteOptions::etag)
            .get("/own", (req, res) -> res.etag("v7").json(BOOK))
            .get("/own/header", (req, res) -> res.header("etag", "\"v7\"").json(BOOK))
            .get("/own/weak", (req, res) -> res.header("ETag", "W/\"v7\"").json(BOOK))
            .get("/own/computed", (req, res) -> res.etag("v7").json(BOOK), RouteOptions::etag)
            .get("/json", (req, res) -> res.json(new Book("Emma", copies.get())), RouteOptions::etag)
            .get("/text", (req, res) -> res.text("Emma"), RouteOptions::etag)
            .get("/bytes", (req, res) -> res.bytes("a/b", new byte[] {9, 1, 2, 9}, 1, 2), RouteOptions::etag)
            .get("/nothing", (req, res) -> res.empty(200), RouteOptions::etag)
            .get(
                    "/fields",
                    (req, res) -> {
                        res.jsonOut().beginObject().key("a").value(1).endObject();
                        return res.sendJson();
                    },
                    RouteOptions::etag)
            .get("/created", (req, res) -> res.status(201).json(BOOK), RouteOptions::etag)
            .get("/absent", (req, res) -> res.problem(404, "none"), RouteOptions::etag)
            .get("/fails", (req, res) -> {
                res.etag("v7").json(BOOK);
                throw HttpError.notFound("gone meanwhile");
            })
            .get(
                    "/described",
                    (req, res) -> res.header("Content-Encoding", "x")
                            .header("Content-Language", "de")
                            .header("Last-Modified", "Sat, 21 Nov 2026 10:00:00 GMT")
                            .header("Vary", "Accept-Language")
                            .etag("v7")
                            .json(BOOK))
            .get(
                    "/late",
                    (req, res) -> res.etag("v7").defer(later -> {}),
                    route -> route.deadline(Duration.ofSeconds(1)))
            .get("/plain", (req, res) -> res.json(BOOK))
            .get(
                    "/metadata",
                    (req, res) -> res.header("Cache-Control", "max-age=60")
                            .header("Vary", "Accept")
                            .header("Content-Location", "/b")
                            .header("Expires", "Thu, 01 Jan 2026 00:00:00 GMT")
                            .header("Content-Language", "en")
                            .header("Content-Encoding", "identity")
                            .header("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT")
                            .header("Content-Type", "application/x-book+json")
                            .cookie(Cookie.of("a", "b"))
                            .json(BOOK),
                    RouteOptions::etag)
            .get(
                    "/later",
                    (req, res) -> res.etag("v7")
                            .defer(later -> CompletableFuture.runAsync(() -> later.respond(r -> r.json(BOOK)))))
            .get(
                    "/later/computed",
                    (req, res) -> res.defer(later -> later.respond(r -> r.json(BOOK))),
                    RouteOptions::etag)
            .get("/observed", (req, res) -> {
                req.onAnswered((status, bytes, nanos) -> answered.add(status));
                return res.send(CANNED);
            })
            .post("/json", (req, res) -> res.json(BOOK), RouteOptions::etag)
            .blocking(group -> group.get("/blocking", (req, res) -> res.json(BOOK), RouteOptions::etag)));

    private TestResponse ask(String target, String field, String value) {
        return client.request("GET", target).header(field, value).send();
    }

    private TestResponse ifNoneMatch(String target, String value) {
        return ask(target, "If-None-Match", value);
    }

    private static void assertNotModified(String etag, TestResponse response) {
        assertEquals(304, response.status());
        assertEquals("", response.body());
        assertEquals(List.of(etag), response.headers("ETag"));
        assertEquals(1, response.headers("Date").size());
        assertNull(response.header("Content-Length"));
        assertNull(response.header("Content-Type"));
        assertNull(response.header("Transfer-Encoding"));
    }

    private static void assertWhole(String etag, TestResponse response) {
        assertEquals(200, response.status());
        assertEquals(List.of(etag), response.headers("ETag"));
        assertNotEquals("", response.body());
        assertEquals(response.body().length(), Integer.parseInt(response.header("Content-Length")));
    }

    @Test
    void shouldAnswer304ForACannedAnswer() {
        assertNotModified("\"c1\"", ifNoneMatch("/canned", "\"c1\""));
        assertNotModified("\"c1\"", ifNoneMatch("/canned", "W/\"c1\""));
        assertNotModified("\"c1\"", ifNoneMatch("/canned", "\"c0\", \"c1\""));
        assertNotModified("\"c1\"", ifNoneMatch("/canned", "*"));
        assertWhole("\"c1\"", ifNoneMatch("/canned", "\"c2\""));
        assertWhole("\"c1\"", client.get("/canned"));
        assertNotModified("\"c1\"", ifNoneMatch("/canned/typed", "\"c1\""));
        assertWhole("\"c1\"", ifNoneMatch("/canned/typed", "\"c2\""));
    }

    @Test
    void shouldPreferTheAppsOwnEtag() {
        assertWhole("\"own\"", ifNoneMatch("/canned/own", "\"c1\""));
        assertNotModified("\"own\"", ifNoneMatch("/canned/own", "\"own\""));
        assertWhole("\"v7\"", client.get("/own/computed"));
        assertNotModified("\"v7\"", ifNoneMatch("/own/computed", "\"v7\""));
    }

    @Test
    void shouldAnswer304ForAStagedEtag() {
        for (String target : new String[] {"/own", "/own/header", "/later"}) {
            assertWhole("\"v7\"", client.get(target));
            assertWhole("\"v7\"", ifNoneMatch(target, "\"v6\""));
            assertNotModified("\"v7\"", ifNoneMatch(target, "\"v7\""));
        }
        assertNotModified("W/\"v7\"", ifNoneMatch("/own/weak", "\"v7\""));
    }

    @Test
    void shouldComputeTheEtagOfEveryKindOfBody() {
        for (String target : new String[] {
            "/canned/computed", "/json", "/text", "/bytes", "/fields", "/metadata", "/blocking", "/later/computed"
        }) {
            TestResponse first = client.get(target);
            String etag = first.header("ETag");
            assertTrue(etag.matches("\"[0-9a-f]{32}\""), target + ": " + etag);
            assertWhole(etag, first);
            assertWhole(etag, ifNoneMatch(target, "\"another\""));
            assertNotModified(etag, ifNoneMatch(target, etag));
            assertNotModified(etag, ifNoneMatch(target, "W/" + etag));
        }
        TestResponse nothing = client.get("/nothing");
        assertNotModified(nothing.header("ETag"), ifNoneMatch("/nothing", nothing.header("ETag")));
    }

    @Test
    void shouldComputeAnotherEtagForAnotherBody() {
        String etag = client.get("/json").header("ETag");
        assertEquals(etag, client.get("/json").header("ETag"));
        copies.set(4);
        TestResponse changed = ifNoneMatch("/json", etag);
        assertEquals(200, changed.status());
        assertNotEquals(etag, changed.header("ETag"));
        copies.set(3);
        assertNotModified(etag, ifNoneMatch("/json", etag));
    }

    @Test
    void shouldAnswerHeadLikeGet() {
        String etag = client.get("/json").header("ETag");
        TestResponse head = client.request("HEAD", "/json").send();
        assertEquals(etag, head.header("ETag"));
        assertEquals("{\"title\":\"Emma\",\"copies\":3}".length() + "", head.header("Content-Length"));
        assertNotModified(
                etag,
                client.request("HEAD", "/json").header("If-None-Match", etag).send());
        assertNotModified(
                "\"c1\"",
                client.request("HEAD", "/canned").header("If-None-Match", "*").send());
    }

    /** RFC 9110 section 15.4.5: what a cache needs stays, what describes the body goes. */
    @Test
    void shouldKeepTheFieldsThatGuideCaches() {
        TestResponse response = ifNoneMatch("/metadata", "*");
        assertNotModified(response.header("ETag"), response);
        assertEquals("max-age=60", response.header("Cache-Control"));
        assertEquals("Accept", response.header("Vary"));
        assertEquals("/b", response.header("Content-Location"));
        assertEquals("Thu, 01 Jan 2026 00:00:00 GMT", response.header("Expires"));
        assertEquals("a=b", response.header("Set-Cookie"));
        assertNull(response.header("Content-Language"));
        assertNull(response.header("Content-Encoding"));
        assertNull(response.header("Last-Modified"));
    }

    @Test
    void shouldTreatAMalformedFieldAsAbsent() {
        for (String value : new String[] {"c1", "\"c1\" \"c2\"", "w/\"c1\"", "\"c1\", *", "\"c1", "*, *"}) {
            assertWhole("\"c1\"", ifNoneMatch("/canned", value));
        }
        assertWhole("\"c1\"", ask("/canned", "If-Match", "c2"));
        byte[] twoLines = "GET /canned HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"c1\"\r\nIf-None-Match: *\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        assertEquals(200, client.raw(twoLines).responses().get(0).status());
    }

    @Test
    void shouldLookAtAllLinesOfTheField() {
        byte[] twoLines = "GET /canned HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"c0\"\r\nIf-None-Match: \"c1\"\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        assertEquals(304, client.raw(twoLines).responses().get(0).status());
    }

    /** RFC 9110 section 13.2.2: If-Match comes first, and compares strongly. */
    @Test
    void shouldAnswer412WhereIfMatchNamesAnotherVersion() {
        assertEquals(412, ask("/canned", "If-Match", "\"c2\"").status());
        assertEquals(412, ask("/canned", "If-Match", "W/\"c1\"").status());
        assertEquals(412, ask("/canned", "If-Match", "").status());
        assertWhole("\"c1\"", ask("/canned", "If-Match", "\"c1\""));
        assertWhole("\"c1\"", ask("/canned", "If-Match", "*"));
        assertEquals(412, ask("/own/weak", "If-Match", "W/\"v7\"").status());
        TestResponse both = client.request("GET", "/canned")
                .header("If-Match", "\"c2\"")
                .header("If-None-Match", "\"c1\"")
                .send();
        assertEquals(412, both.status());
        assertEquals("application/problem+json", both.header("Content-Type"));
        assertNull(both.header("ETag"));
        TestResponse bothHold = client.request("GET", "/canned")
                .header("If-Match", "\"c1\"")
                .header("If-None-Match", "\"c1\"")
                .send();
        assertNotModified("\"c1\"", bothHold);
    }

    /** Without a date there is nothing to compare it with (sections 13.1.3 and 13.1.4). */
    @Test
    void shouldDisregardDates() {
        String future = "Fri, 01 Jan 2100 00:00:00 GMT";
        assertWhole("\"c1\"", ask("/canned", "If-Modified-Since", future));
        assertWhole("\"c1\"", ask("/canned", "If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"));
    }

    /** Section 13.2.1: conditions are for what would succeed. */
    @Test
    void shouldDisregardConditionsOfOtherStatuses() {
        assertEquals(201, ifNoneMatch("/created", "*").status());
        assertNull(client.get("/created").header("ETag"));
        assertEquals(404, ifNoneMatch("/absent", "*").status());
        assertNull(client.get("/absent").header("ETag"));
        TestResponse created = ifNoneMatch("/canned/created", "\"c1\"");
        assertEquals(201, created.status());
        assertEquals(List.of("\"c1\""), created.headers("ETag"));
        assertEquals(404, ifNoneMatch("/nowhere", "*").status());
    }

    @Test
    void shouldNotSendTheEtagOfAnAnswerThatFailed() {
        TestResponse response = ifNoneMatch("/fails", "\"v7\"");
        assertEquals(404, response.status());
        assertNull(response.header("ETag"));
    }

    @Test
    void shouldLeaveOtherMethodsAlone() {
        TestResponse response =
                client.request("POST", "/json").header("If-None-Match", "*").send();
        assertEquals(200, response.status());
        assertNull(response.header("ETag"));
    }

    @Test
    void shouldLeaveOtherRoutesAlone() {
        TestResponse response = ifNoneMatch("/plain", "*");
        assertEquals(200, response.status());
        assertNull(response.header("ETag"));
    }

    @Test
    void shouldTellListenersOf304() {
        ifNoneMatch("/observed", "\"c1\"");
        client.get("/observed");
        assertEquals(List.of(304, 200), answered);
        assertEquals(1, client.metrics().answers3xx());
    }

    /** The end of the head is the end of the answer: the next one follows at once. */
    @Test
    void shouldSendNothingBehindTheHead() {
        String request = "GET /canned HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"c1\"\r\n\r\n";
        String received = new String(
                client.raw((request + request + "GET /canned HTTP/1.1\r\nHost: a\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII))
                        .received(),
                StandardCharsets.US_ASCII);
        String date = "Date: [^\r]*\r\n";
        String notModified = "HTTP/1.1 304 Not Modified\r\nServer: vivace\r\n" + date + "ETag: \"c1\"\r\n\r\n";
        assertTrue(
                received.matches(notModified + notModified + "HTTP/1.1 200 OK\r\nServer: vivace\r\n" + date
                        + "Content-Type: application/json\r\nETag: \"c1\"\r\nContent-Length: 7\r\n\r\n\\{\"a\":1\\}"),
                received);
        assertEquals(
                304,
                client.fragmented()
                        .request("GET", "/canned")
                        .header("If-None-Match", "*")
                        .send()
                        .status());
    }

    /** What middleware adds behind the handler belongs to the answer. */
    @Test
    void shouldSeeTheEtagThatMiddlewareStages() {
        TestClient other = TestClient.of(Vivace.create()
                .use(next -> (req, res) -> {
                    Reply reply = next.handle(req, res);
                    res.etag("m1");
                    return reply;
                })
                .get("/", (req, res) -> res.text("x")));
        assertEquals(
                304,
                other.request("GET", "/")
                        .header("If-None-Match", "\"m1\"")
                        .send()
                        .status());
    }

    @Test
    void shouldForgetALargeBody() {
        byte[] large = new byte[300_000];
        TestClient other = TestClient.of(Vivace.create()
                .get("/bytes", (req, res) -> res.bytes("a/b", large), RouteOptions::etag)
                .get("/json", (req, res) -> res.json("x".repeat(300_000)), RouteOptions::etag)
                .get("/small", (req, res) -> res.json("x")));
        for (String target : new String[] {"/bytes", "/json"}) {
            String etag = other.get(target).header("ETag");
            TestResponse second =
                    other.request("GET", target).header("If-None-Match", etag).send();
            assertNotModified(etag, second);
            assertEquals("\"x\"", other.get("/small").body());
        }
    }

    @Test
    void shouldNotDescribeABodyThatIsNotSent() {
        TestResponse failed =
                client.request("GET", "/described").header("If-Match", "\"v6\"").send();
        assertEquals(412, failed.status());
        for (String name : new String[] {"Content-Encoding", "Content-Language", "Last-Modified", "ETag"}) {
            assertNull(failed.header(name), name);
        }
        assertEquals("Accept-Language", failed.header("Vary"));
    }

    @Test
    void shouldGiveAnAnswerThatIsLateNoETag() {
        TestConnection connection =
                client.raw("GET /late HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        client.advance(Duration.ofSeconds(2));
        TestResponse late = connection.awaitResponses(1).get(0);
        assertEquals(504, late.status());
        assertNull(late.header("ETag"));
    }
}
