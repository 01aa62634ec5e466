package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dslplatform.json.CompiledJson;
import com.sun.management.ThreadMXBean;
import dev.vivace.BodyMode;
import dev.vivace.Canned;
import dev.vivace.JsonKey;
import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From bytes to bytes nothing is allocated: counted by the JVM, in bytes, on this thread, over requests that vary. */
@Tag("allocation")
class ExchangeAllocationTest {
    /** What the JSON example makes per request. */
    @CompiledJson
    record Message(String message) {}

    private static final int VARIANTS = 16;
    private static final int ROUNDS_WARM_UP = 3_000;
    private static final int ROUNDS = 5_000;
    private static final int RECORD_BYTES = 16;
    private static final long SLACK_BYTES = 4_096;

    private static final Canned CANNED = Canned.text("Hello, World!").etag("v1");
    private static final JsonKey ID = JsonKey.of("id");
    private static final JsonKey NAME = JsonKey.of("name");

    private final FakeLoop loop = new FakeLoop();
    private final LoopContext context = new LoopContext(
            AppSource.compile(
                    Vivace.create()
                            .use(next -> (req, res) -> next.handle(req, res))
                            .get("/json", (req, res) -> res.json(new Message("Hello, World!")))
                            .get("/text", (req, res) -> res.text("Hello, World! Gr\u00fc\u00dfe \u20ac"))
                            .get("/canned", (req, res) -> res.send(CANNED))
                            .get(
                                    "/staged",
                                    (req, res) ->
                                            res.status(201).header("x-a", "1").text("staged"))
                            .get(
                                    "/cached",
                                    (req, res) -> res.header("Cache-Control", "no-store")
                                            .header("Content-Type", "text/csv")
                                            .addHeader("Vary", "Accept")
                                            .text("a,b"))
                            .get("/tagged", (req, res) -> res.json(new Message("Hello, World!")), route -> route.etag())
                            .get(
                                    "/declared",
                                    (req, res) -> res.text("not what is declared"),
                                    route -> route.returns(Message.class))
                            .get("/empty", (req, res) -> res.empty())
                            .get("/users/{id}", (req, res) -> {
                                res.jsonOut()
                                        .beginObject()
                                        .key(ID)
                                        .value(req.pathLong("id") + req.queryInt("n", 0))
                                        .key(NAME)
                                        .value("Alice")
                                        .endObject();
                                return res.sendJson();
                            })
                            .post(
                                    "/length",
                                    (req, res) -> res.status(req.bodyLength() > 0 ? 200 : 500)
                                            .empty())
                            .post("/dropped", (req, res) -> res.empty(200), route -> route.bodyMode(BodyMode.NONE)),
                    ServerOptions.defaults()),
            loop,
            0,
            Runnable::run,
            new ErrorLog());

    @BeforeAll
    static void shouldBeMeasuredWithoutStrictMode() {
        assertFalse(Strict.ON, "run with -Dvivace.strict=off: a strict request is an object of its own");
    }

    /** Sixteen requests that differ in headers, their order, the query and, where there is an N, the path. */
    private static byte[][] variants(String requestLine, String tail) {
        byte[][] variants = new byte[VARIANTS][];
        for (int i = 0; i < VARIANTS; i++) {
            StringBuilder head = new StringBuilder(requestLine.replace("N", Integer.toString(i * i * 37)));
            head.append("\r\n");
            for (int j = 0; j < 10; j++) {
                int which = (i + j) % 10;
                head.append(which == 0 ? "Host: example.org\r\n" : "X-Name-" + which + ": value " + i * j + "\r\n");
            }
            variants[i] = (head + tail).getBytes(StandardCharsets.US_ASCII);
        }
        return variants;
    }

    private static byte[] joined(byte[][] parts) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private void assertAllocates(int bytesPerRequest, int status, String requestLine, String tail) {
        byte[][] variants = variants(requestLine, tail);
        assertAllocatesWhole(bytesPerRequest, status, variants);
        assertAllocatesWhole(bytesPerRequest, status, new byte[][] {joined(variants)});
        assertAllocatesInPieces(bytesPerRequest, status, joined(variants), 100);
        assertAllocatesInPieces(bytesPerRequest, status, joined(variants), 9);
    }

    private void assertAllocatesWhole(int bytesPerRequest, int status, byte[][] reads) {
        CountingWire wire = new CountingWire(status);
        Http1Connection connection = context.newConnection(wire);
        int repeats = VARIANTS / reads.length;
        assertAllocated(bytesPerRequest, wire, repeats, () -> {
            for (int r = 0; r < repeats; r++) {
                for (byte[] read : reads) {
                    connection.onBytes(read, 0, read.length);
                }
            }
        });
    }

    private void assertAllocatesInPieces(int bytesPerRequest, int status, byte[] all, int pieceLength) {
        CountingWire wire = new CountingWire(status);
        Http1Connection connection = context.newConnection(wire);
        assertAllocated(bytesPerRequest, wire, 1, () -> {
            for (int at = 0; at < all.length; at += pieceLength) {
                connection.onBytes(all, at, Math.min(all.length, at + pieceLength));
            }
        });
    }

    private void assertAllocated(int bytesPerRequest, CountingWire wire, int repeats, Runnable round) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.setThreadAllocatedMemoryEnabled(true);
        long self = Thread.currentThread().getId();
        run(ROUNDS_WARM_UP / repeats, round);
        wire.answerCount = 0;
        long before = threads.getThreadAllocatedBytes(self);
        run(ROUNDS / repeats, round);
        long bytes = threads.getThreadAllocatedBytes(self) - before;
        long requests = wire.answerCount;
        assertTrue(requests >= (long) ROUNDS / repeats * VARIANTS, () -> requests + " answers");
        assertTrue(
                bytes <= requests * bytesPerRequest + SLACK_BYTES,
                () -> bytes + " bytes were allocated in " + requests + " requests");
        assertEquals(0, context.borrowedCount());
    }

    private void run(int rounds, Runnable round) {
        for (int i = 0; i < rounds; i++) {
            if (i % 100 == 0) {
                loop.clock(loop.epochMillis() + 333);
            }
            round.run();
        }
    }

    @Test
    void shouldAllocateNothingButTheRecordForJson() {
        assertAllocates(RECORD_BYTES, 200, "GET /json HTTP/1.1", "\r\n");
    }

    @Test
    void shouldAllocateNothingForText() {
        assertAllocates(0, 200, "GET /text?q=N HTTP/1.1", "\r\n");
    }

    @Test
    void shouldAllocateNothingForCanned() {
        assertAllocates(0, 200, "GET /canned?q=N HTTP/1.1", "\r\n");
    }

    @Test
    void shouldAllocateNothingForStagedHeaders() {
        assertAllocates(0, 201, "GET /staged?q=N HTTP/1.1", "\r\n");
        assertAllocates(0, 200, "GET /cached?q=N HTTP/1.1", "\r\n");
    }

    /** What a route declares is looked at in strict mode only. */
    @Test
    void shouldNotLookAtWhatIsDeclared() {
        assertAllocates(0, 200, "GET /declared?q=N HTTP/1.1", "\r\n");
    }

    /** The hash is written as it is computed, and looked up in what the client sent. */
    @Test
    void shouldAllocateNothingForConditionalRequests() {
        assertAllocates(RECORD_BYTES, 200, "GET /tagged?q=N HTTP/1.1", "\r\n");
        assertAllocates(RECORD_BYTES, 200, "GET /tagged?q=N HTTP/1.1", "If-None-Match: \"v0\", W/\"v1\"\r\n\r\n");
        assertAllocates(RECORD_BYTES, 304, "GET /tagged?q=N HTTP/1.1", "If-None-Match: *\r\n\r\n");
        assertAllocates(0, 200, "GET /canned?q=N HTTP/1.1", "If-None-Match: \"v2\"\r\n\r\n");
        assertAllocates(0, 304, "GET /canned?q=N HTTP/1.1", "If-None-Match: \"v0\", \"v1\"\r\n\r\n");
    }

    @Test
    void shouldAllocateNothingForEmptyAnswers() {
        assertAllocates(0, 204, "GET /empty?q=N HTTP/1.1", "\r\n");
    }

    @Test
    void shouldAllocateNothingForParametersAndFields() {
        assertAllocates(0, 200, "GET /users/N?n=N HTTP/1.1", "\r\n");
    }

    @Test
    void shouldAllocateNothingForEscapedPaths() {
        assertAllocates(0, 200, "GET //x/../%75sers/N HTTP/1.1", "\r\n");
    }

    @Test
    void shouldAllocateNothingForWhatIsNotThere() {
        assertAllocates(0, 404, "GET /nowhere/N HTTP/1.1", "\r\n");
    }

    @Test
    void shouldAllocateNothingForBodies() {
        assertAllocates(0, 200, "POST /length?q=N HTTP/1.1", "Content-Length: 20\r\n\r\n01234567890123456789");
        assertAllocates(
                0, 200, "POST /length?q=N HTTP/1.1", "Transfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n0\r\n\r\n");
        assertAllocates(0, 200, "POST /dropped?q=N HTTP/1.1", "Content-Length: 20\r\n\r\n01234567890123456789");
    }
}
