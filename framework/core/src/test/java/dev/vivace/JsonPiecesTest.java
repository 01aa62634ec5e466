package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dslplatform.json.CompiledJson;
import dev.vivace.internal.exchange.Strict;
import dev.vivace.test.TestClient;
import dev.vivace.test.TestConnection;
import dev.vivace.test.TestResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Answers whose document is made in pieces, as an app and its clients see them. */
class JsonPiecesTest {
    private final List<Letters> sources = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private final TestClient client = TestClient.of(Vivace.create()
            .use(next -> (req, res) -> {
                req.onAnswered((status, bytes, nanos) -> ends.add(status + " " + bytes));
                return next.handle(req, res);
            })
            .get("/letters/{n}", (req, res) -> res.jsonPieces(letters(req.pathInt("n"))))
            .get("/etag/{n}", (req, res) -> res.jsonPieces(letters(req.pathInt("n"))), RouteOptions::etag)
            .get("/version/{n}", (req, res) -> res.etag("v1").jsonPieces(letters(req.pathInt("n"))))
            .get("/length/{n}/{bytes}", (req, res) -> res.jsonPieces(req.pathLong("bytes"), letters(req.pathInt("n"))))
            .get(
                    "/status/{status}/{n}",
                    (req, res) -> res.status(req.pathInt("status")).jsonPieces(letters(req.pathInt("n"))))
            .get("/array/{n}", (req, res) -> res.jsonArray(elements(req.pathInt("n"))))
            .get("/throws/{n}", (req, res) -> res.jsonPieces(throwing(req.pathInt("n"))))
            .get("/deferred/{n}", (req, res) -> {
                int count = req.pathInt("n");
                return res.defer(later -> later.respond(r -> r.jsonPieces(letters(count))));
            })
            .blocking(group -> group.get("/blocking", (req, res) -> res.jsonPieces(letters(1))))
            .get("/after/{n}", (req, res) -> {
                res.jsonPieces(letters(req.pathInt("n")));
                throw new IllegalStateException("after it had answered");
            })
            .get("/twice", (req, res) -> {
                res.text("first");
                return res.jsonPieces(letters(1));
            })
            .get("/caught", (req, res) -> {
                try {
                    return res.jsonPieces(throwing(0));
                } catch (Exception e) {
                    return res.json("caught " + e.getMessage());
                }
            })
            .get(
                    "/beside",
                    (req, res) -> res.jsonPieces(out -> {
                        res.json("beside");
                        return false;
                    }))
            .get("/empty", (req, res) -> res.jsonPieces(out -> false))
            .get(
                    "/open",
                    (req, res) -> res.jsonPieces(out -> {
                        out.beginObject();
                        return false;
                    }))
            .get(
                    "/declared/{n}",
                    (req, res) -> res.jsonArray(elements(req.pathInt("n"))),
                    route -> route.returns(201, Message.class))
            .get(
                    "/close-throws/{n}",
                    (req, res) -> res.jsonPieces(new Letters(req.pathInt("n")) {
                        @Override
                        public void close() {
                            throw new IllegalStateException("a close that throws");
                        }
                    }))
            .get("/seldom", (req, res) -> res.jsonPieces(seldom()))
            .error(IOException.class, (e, req, res) -> res.status(503).json(e.getMessage())));

    @CompiledJson
    public record Message(String message) {}

    private Letters letters(int count) {
        Letters made = new Letters(count);
        sources.add(made);
        return made;
    }

    private JsonPieces throwing(int after) {
        Letters letters = letters(1_000_000);
        class Throwing implements JsonPieces, AutoCloseable {
            @Override
            public boolean next(JsonOut out) throws IOException {
                if (letters.calls == after) {
                    throw new IOException("the source fails");
                }
                return letters.next(out);
            }

            @Override
            public void close() {
                letters.close();
            }
        }
        return new Throwing();
    }

    /** Writes in every 10,000th call only, so that there are pieces without a byte. */
    private static JsonPieces seldom() {
        int[] calls = {0};
        return out -> {
            int call = calls[0]++;
            if (call == 0) {
                out.beginArray();
            }
            if (call % 10_000 == 0) {
                out.value(call);
            }
            if (call < 30_000) {
                return true;
            }
            out.endArray();
            return false;
        };
    }

    private static Iterator<Object> elements(int count) {
        return IntStream.range(0, count).mapToObj(JsonPiecesTest::element).iterator();
    }

    private static Object element(int index) {
        return switch (index % 3) {
            case 0 -> index;
            case 1 -> Map.of("i", index);
            default -> null;
        };
    }

    private void assertClosedOnce() {
        assertFalse(sources.isEmpty());
        sources.forEach(source -> assertEquals(1, source.closed));
    }

    private static int length(TestResponse answer) {
        return Integer.parseInt(answer.header("content-length"));
    }

    @Test
    void shouldSendADocumentOfOnePieceLikeAnyOther() {
        for (int n : new int[] {0, 1, 32}) {
            TestResponse answer = client.get("/letters/" + n);
            assertEquals(Letters.document(n), answer.body());
            assertEquals(answer.bodyBytes().length, length(answer));
            assertNull(answer.header("transfer-encoding"));
            assertEquals("application/json", answer.header("content-type"));
        }
        assertClosedOnce();
    }

    @Test
    void shouldSendALongerOneInChunks() {
        for (int n : new int[] {33, 100, 1_000}) {
            TestResponse answer = client.get("/letters/" + n);
            assertEquals(Letters.document(n), answer.body());
            assertNull(answer.header("content-length"));
            assertEquals("chunked", answer.header("transfer-encoding"));
        }
        assertClosedOnce();
    }

    @Test
    void shouldSendALongerOneWithTheLengthThatIsKnown() {
        int bytes = Letters.document(100).length();
        TestResponse answer = client.get("/length/100/" + bytes);
        assertEquals(Letters.document(100), answer.body());
        assertEquals(bytes, length(answer));
        assertNull(answer.header("transfer-encoding"));
        assertClosedOnce();
    }

    @Test
    void shouldTellAllBytesToListeners() {
        TestConnection connection = client.raw(request("/letters/100"));
        assertEquals(List.of("200 " + connection.received().length), ends);
        ends.clear();
        connection = client.raw(request("/length/100/" + Letters.document(100).length()));
        assertEquals(List.of("200 " + connection.received().length), ends);
    }

    private static byte[] request(String target) {
        return ("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void shouldSendAnArrayOfWhatAnIteratorGives() {
        for (int n : new int[] {0, 1, 3, 20_000}) {
            List<Object> all = new ArrayList<>();
            elements(n).forEachRemaining(all::add);
            TestClient plain = TestClient.of(Vivace.create().get("/", (req, res) -> res.json(all)));
            assertEquals(plain.get("/").body(), client.get("/array/" + n).body());
        }
        assertEquals("chunked", client.get("/array/20000").header("transfer-encoding"));
    }

    @Test
    void shouldEndWithTheConnectionForClientsOfVersion10() {
        TestConnection connection = client.raw(
                "GET /letters/100 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        TestResponse answer = connection.awaitResponses(1).get(0);
        assertEquals(Letters.document(100), answer.body());
        assertEquals("close", answer.header("connection"));
        assertNull(answer.header("transfer-encoding"));
        assertNull(answer.header("content-length"));
        assertTrue(connection.closed());
        assertFalse(connection.cutOff());
    }

    @Test
    void shouldKeepTheConnectionOfVersion10WhereTheLengthIsKnown() {
        int bytes = Letters.document(100).length();
        TestConnection connection =
                client.raw(("GET /length/100/" + bytes + " HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        TestResponse answer = connection.awaitResponses(1).get(0);
        assertEquals("keep-alive", answer.header("connection"));
        assertEquals(bytes, length(answer));
        assertFalse(connection.closed());
    }

    @Test
    void shouldAnswerHeadWithTheHeadOfGet() {
        int bytes = Letters.document(100).length();
        for (String target : List.of("/letters/3", "/letters/100", "/length/100/" + bytes)) {
            TestResponse head = client.request("HEAD", target).send();
            TestResponse get = client.get(target);
            assertEquals("", head.body());
            assertEquals(get.header("content-length"), head.header("content-length"));
            assertEquals(get.header("transfer-encoding"), head.header("transfer-encoding"));
            assertEquals(200, client.pipelined(2).request("HEAD", target).send().status());
        }
        assertClosedOnce();
    }

    @Test
    void shouldHaveNoBodyWhereTheStatusHasNone() {
        for (int status : new int[] {204, 205, 304}) {
            for (int n : new int[] {1, 100}) {
                TestResponse answer = client.get("/status/" + status + "/" + n);
                assertEquals(status, answer.status());
                assertEquals("", answer.body());
                assertNull(answer.header("transfer-encoding"));
                assertEquals(status == 205 ? "0" : null, answer.header("content-length"));
            }
        }
        assertClosedOnce();
    }

    @Test
    void shouldKeepTheStatusThatWasSet() {
        assertEquals(203, client.get("/status/203/100").status());
        assertEquals(Letters.document(100), client.get("/status/203/100").body());
    }

    @Test
    void shouldAnswerWhatIsPipelinedBehindIt() {
        for (String target : List.of("/letters/100", "/letters/0", "/array/20000", "/deferred/100")) {
            TestResponse answer = client.pipelined(5).get(target);
            assertEquals(200, answer.status());
            assertEquals(200, client.fragmented().pipelined(2).get(target).status());
        }
    }

    @Test
    void shouldAnswerLaterToo() {
        for (int n : new int[] {1, 100}) {
            assertEquals(Letters.document(n), client.get("/deferred/" + n).body());
        }
        assertClosedOnce();
    }

    @Test
    void shouldSayWhatToDoInABlockingRoute() {
        assertEquals(500, client.get("/blocking").status());
        assertClosedOnce();
        assertEquals(0, sources.get(0).calls);
    }

    @Test
    void shouldAnswerWithTheErrorOfTheFirstPiece() {
        for (int after : new int[] {0, 1, 31}) {
            TestResponse answer = client.get("/throws/" + after);
            assertEquals(503, answer.status());
            assertEquals("\"the source fails\"", answer.body());
        }
        assertEquals("\"caught the source fails\"", client.get("/caught").body());
        assertClosedOnce();
    }

    @Test
    void shouldCutOffAnAnswerThatFailsInAFurtherPiece() {
        for (int after : new int[] {33, 100}) {
            ends.clear();
            TestConnection connection = client.raw(request("/throws/" + after));
            assertTrue(connection.cutOff());
            assertTrue(connection.responses().isEmpty());
            assertTrue(connection.received().length > 32_000);
            assertEquals(List.of("0 0"), ends);
        }
        Map<String, Long> errors = client.metrics().errors();
        assertEquals(2, errors.get("handler-failed"));
        assertEquals(2, errors.get("aborted"));
        assertClosedOnce();
        assertEquals(
                "the connection was cut off, without a whole answer",
                assertThrows(IllegalStateException.class, () -> client.get("/throws/100"))
                        .getMessage());
    }

    @Test
    void shouldNotSendADocumentOfAnotherLength() {
        int bytes = Letters.document(100).length();
        assertEquals(
                500,
                client.get("/length/3/" + (Letters.document(3).length() + 1)).status());
        assertEquals(
                500,
                client.get("/length/3/" + (Letters.document(3).length() - 1)).status());
        assertEquals(500, client.get("/length/100/20000").status());
        assertEquals(500, client.get("/length/100/-1").status());
        for (int off : new int[] {-1, 1, 50_000, -60_000}) {
            TestConnection connection = client.raw(request("/length/100/" + (bytes + off)));
            assertTrue(connection.cutOff());
            assertTrue(connection.responses().isEmpty());
            String text = new String(connection.received(), StandardCharsets.US_ASCII);
            int sent = text.length() - text.indexOf("\r\n\r\n") - 4;
            assertTrue(sent < bytes + off, () -> sent + " bytes of a body of " + bytes + " announced as " + off);
        }
        assertClosedOnce();
    }

    @Test
    void shouldRefuseWhatIsNoDocument() {
        assertEquals(500, client.get("/empty").status());
        assertEquals(500, client.get("/open").status());
        assertEquals(500, client.get("/beside").status());
        assertEquals(500, client.get("/twice").status());
        assertEquals(500, client.get("/after/1").status());
        assertEquals(500, client.get("/after/100").status());
        assertClosedOnce();
    }

    @Test
    void shouldHaveAComputedEtagWhereItIsOnePiece() {
        assertTrue(client.get("/etag/1").header("etag").startsWith("\""));
        assertNull(client.get("/etag/100").header("etag"));
    }

    @Test
    void shouldNotSendWhatTheClientHas() {
        for (int n : new int[] {1, 100}) {
            String target = "/version/" + n;
            assertEquals("\"v1\"", client.get(target).header("etag"));
            TestResponse known = client.request("GET", target)
                    .header("If-None-Match", "\"v1\"")
                    .send();
            assertEquals(304, known.status());
            TestResponse other =
                    client.request("GET", target).header("If-Match", "\"v2\"").send();
            assertEquals(412, other.status());
        }
        assertClosedOnce();
    }

    @Test
    void shouldHoldTheStatusAgainstWhatIsDeclared() {
        assertEquals(Strict.ON ? 500 : 200, client.get("/declared/1").status());
    }

    @Test
    void shouldAnswerThoughTheSourceCannotBeClosed() {
        for (int n : new int[] {1, 100}) {
            assertEquals(Letters.document(n), client.get("/close-throws/" + n).body());
        }
    }

    @Test
    void shouldGoOnWhereASourceWritesSeldom() {
        int[] expected = IntStream.rangeClosed(0, 3).map(i -> i * 10_000).toArray();
        assertEquals(
                Arrays.toString(expected).replace(" ", ""),
                client.get("/seldom").body());
    }
}
