package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Json;
import dev.vivace.JsonValue;
import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each option that bounds a request does so: at its value nothing happens, one beyond it is the answer of docs/limits.md. */
class LimitOptionsTest {
    private static final String GET = "GET / HTTP/1.1\r\n";
    private static final String HOST = "Host: a\r\n";
    private static final String CHUNKED = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final FakeLoop loop = new FakeLoop();

    private FakeWire wire(ServerOptions options) {
        Vivace app = Vivace.create()
                .get("/", (req, res) -> res.text("ok"))
                .post("/", (req, res) -> res.text("ok"))
                .post("/json", Json.of(JsonValue.class), (req, res, body) -> res.text("ok"));
        return new FakeWire(FakeWire.context(app, loop, options, Runnable::run), loop);
    }

    private static Map<String, Long> errors(FakeWire wire) {
        return wire.context.counters().snapshot().errors();
    }

    private void assertBound(ServerOptions options, String atMost, String beyond, int status, String kind) {
        FakeWire good = wire(options).receive(atMost);
        assertTrue(good.text().startsWith("HTTP/1.1 200 "), () -> kind + " at the bound: " + good.text());
        assertEquals(Map.of(), errors(good));
        FakeWire bad = wire(options).receive(beyond);
        assertTrue(bad.text().startsWith("HTTP/1.1 " + status + " "), () -> kind + " beyond it: " + bad.text());
        assertTrue(bad.text().contains("\r\nConnection: close\r\n"), bad::text);
        assertEquals(Map.of(kind, 1L), errors(bad));
    }

    @Test
    void shouldBoundTheHead() {
        ServerOptions options = ServerOptions.defaults();
        String line = "GET /?" + "q".repeat(94 - 15) + " HTTP/1.1\r\n";
        String longer = line.replace("?", "?q");
        assertBound(
                options.requestLineBytesMax(line.length() - 2),
                line + HOST + "\r\n",
                longer + HOST + "\r\n",
                414,
                "request-line-too-long");
        String fields = HOST + "X: " + "x".repeat(86) + "\r\n";
        assertBound(
                options.headerBytesMax(fields.length()),
                GET + fields + "\r\n",
                GET + fields.replace("X:", "XX:") + "\r\n",
                431,
                "header-section-too-large");
        assertBound(
                options.headerCountMax(3),
                GET + HOST + "X: x\r\n".repeat(2) + "\r\n",
                GET + HOST + "X: x\r\n".repeat(3) + "\r\n",
                431,
                "too-many-fields");
    }

    @Test
    void shouldBoundTheBody() {
        ServerOptions options = ServerOptions.defaults().bodyBytesMax(4);
        String post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ";
        assertBound(options, post + "4\r\n\r\nbody", post + "5\r\n\r\n", 413, "body-too-large");
        assertBound(
                options,
                CHUNKED + "2\r\nbo\r\n2\r\ndy\r\n0\r\n\r\n",
                CHUNKED + "2\r\nbo\r\n3\r\n",
                413,
                "body-too-large");
    }

    @Test
    void shouldBoundWhatIsAroundChunks() {
        ServerOptions options = ServerOptions.defaults();
        assertBound(
                options.trailerBytesMax(12),
                CHUNKED + "0\r\nX: 1234567\r\n\r\n",
                CHUNKED + "0\r\nX: 12345678\r\n\r\n",
                431,
                "trailer-section-too-large");
        assertBound(
                options.trailerCountMax(2),
                CHUNKED + "0\r\n" + "X: x\r\n".repeat(2) + "\r\n",
                CHUNKED + "0\r\n" + "X: x\r\n".repeat(3) + "\r\n",
                431,
                "trailer-section-too-large");
        assertBound(
                options.chunkLineBytesMax(20),
                CHUNKED + "1;" + "e".repeat(18) + "\r\nx\r\n0\r\n\r\n",
                CHUNKED + "1;" + "e".repeat(19) + "\r\nx\r\n0\r\n\r\n",
                400,
                "chunk-line-too-long");
        assertBound(
                options.chunkExtensionBytesMax(8),
                CHUNKED + "1;abc\r\nx\r\n0;abc\r\n\r\n",
                CHUNKED + "1;abc\r\nx\r\n0;abcd\r\n\r\n",
                400,
                "chunk-extensions-too-large");
    }

    /** The framing is not in doubt: the connection goes on, and no counter moves. */
    @Test
    void shouldBoundTheDepthOfJson() {
        FakeWire wire = wire(ServerOptions.defaults().jsonDepthMax(2));
        String post = "POST /json HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ";
        wire.receive(post + "4\r\n\r\n[[]]");
        assertTrue(wire.text().endsWith("ok"), wire::text);
        wire.receive(post + "6\r\n\r\n[[[]]]");
        assertTrue(wire.text().contains("HTTP/1.1 400 "), wire::text);
        wire.receive(GET + HOST + "\r\n");
        assertTrue(wire.text().endsWith("ok"), wire::text);
        assertEquals(Map.of(), errors(wire));
    }

    @Test
    void shouldTakeRateAndGraceFromTheOptions() {
        ServerOptions options = ServerOptions.defaults()
                .bodyRateGrace(Duration.ofSeconds(2))
                .bodyBytesPerSecondMin(10)
                .bodyTimeout(Duration.ofSeconds(20));
        String post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n";
        FakeWire silent = wire(options).receive(post);
        FakeWire slow = wire(options).receive(post + "x".repeat(100));
        FakeWire stopped = wire(options).receive(post + "x".repeat(999));
        loop.advanceMillis(1_990);
        assertEquals("", silent.text());
        loop.advanceMillis(100);
        assertEquals(Map.of("body-too-slow", 1L), errors(silent));
        loop.advanceMillis(7_900);
        assertEquals("", slow.text());
        loop.advanceMillis(100);
        assertEquals(Map.of("body-too-slow", 1L), errors(slow));
        loop.advanceMillis(9_900);
        assertEquals("", stopped.text());
        loop.advanceMillis(100);
        assertEquals(Map.of("body-timeout", 1L), errors(stopped));
        FakeWire free = wire(options.bodyBytesPerSecondMin(0)).receive(post);
        loop.advanceMillis(19_900);
        assertEquals("", free.text());
    }
}
