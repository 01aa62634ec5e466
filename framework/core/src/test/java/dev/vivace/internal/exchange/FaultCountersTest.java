package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Vivace;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused whatever the options say moves the counter that docs/limits.md names, and no other. */
class FaultCountersTest {
    private final FakeWire wire =
            FakeWire.to(Vivace.create().get("/", (req, res) -> res.text("ok")).post("/", (req, res) -> res.text("ok")));

    /** {@code ~} is CR LF, {@code ^} is LF. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "bad-method|400|(GET / HTTP/1.1~Host: a~~",
                "bad-request-line|400|GET /~Host: a~~",
                "bad-target|400|GET /a#b HTTP/1.1~Host: a~~",
                "bad-version|400|GET / http/1.1~Host: a~~",
                "version-not-supported|505|GET / HTTP/2.0~Host: a~~",
                "bad-line-end|400|GET / HTTP/1.1~Host: a^~",
                "bad-field-name|400|GET / HTTP/1.1~Host: a~X : y~~",
                "bad-field-value|400|GET / HTTP/1.1~Host: a~X: \u0001~~",
                "obsolete-fold|400|GET / HTTP/1.1~Host: a~X: y~ z~~",
                "missing-host|400|GET / HTTP/1.1~~",
                "repeated-host|400|GET / HTTP/1.1~Host: a~Host: a~~",
                "bad-host|400|GET / HTTP/1.1~Host: a b~~",
                "bad-content-length|400|POST / HTTP/1.1~Host: a~Content-Length: +1~~x",
                "repeated-content-length|400|POST / HTTP/1.1~Host: a~Content-Length: 1~Content-Length: 1~~x",
                "length-and-coding|400|POST / HTTP/1.1~Host: a~Content-Length: 1~Transfer-Encoding: chunked~~0~~",
                "bad-transfer-encoding|400|POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked, chunked~~0~~",
                "transfer-coding-not-implemented|501|POST / HTTP/1.1~Host: a~Transfer-Encoding: gzip~~",
                "transfer-encoding-in-1.0|400|POST / HTTP/1.0~Transfer-Encoding: chunked~~0~~",
                "bad-chunk-size|400|POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~~0x1~",
                "bad-chunk-extension|400|POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~~1;a=\"~",
                "bad-chunk-end|400|POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~~1~xy",
                "bad-path|400|GET /%00 HTTP/1.1~Host: a~~",
                "bad-path|400|GET /../ HTTP/1.1~Host: a~~",
                "expectation-failed|417|POST / HTTP/1.1~Host: a~Content-Length: 1~Expect: more~~",
                "method-not-implemented|501|CONNECT a:80 HTTP/1.1~Host: a:80~~",
            })
    void shouldMoveItsCounter(String kind, int status, String request) {
        wire.receive(request.replace("~", "\r\n").replace("^", "\n"));
        assertTrue(wire.text().startsWith("HTTP/1.1 " + status + " "), wire::text);
        assertTrue(wire.text().contains("\r\nConnection: close\r\n"), wire::text);
        assertEquals(Map.of(kind, 1L), wire.context.counters().snapshot().errors());
        int length = wire.written().length;
        wire.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        assertEquals(length, wire.written().length);
    }
}
