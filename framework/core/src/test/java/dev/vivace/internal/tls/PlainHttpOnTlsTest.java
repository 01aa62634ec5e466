package dev.vivace.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Vivace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** HTTP without TLS where TLS is spoken: one answer in the clear, and the end. */
class PlainHttpOnTlsTest {
    private final TlsServers servers = new TlsServers();

    @AfterEach
    void close() {
        servers.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldAnswerWithAProblemInTheClear() throws IOException {
        for (String start : new String[] {"G", "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n", "post", "\r\n", "\n"}) {
            TlsWire wire = servers.wire(TlsKind.JDK_1_3, Vivace.create().get("/ok", (req, res) -> res.text("ok")));
            wire.receive(bytes(start));
            String answer = new String(wire.written(), StandardCharsets.ISO_8859_1);
            assertTrue(answer.startsWith("HTTP/1.1 400 Bad Request\r\n"), answer);
            assertTrue(answer.contains("\r\nDate: "), answer);
            assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
            assertTrue(answer.contains("\r\nContent-Type: application/problem+json\r\n"), answer);
            assertTrue(answer.contains("https"), answer);
            assertEquals(1, wire.context.counters().snapshot().errors().get("plain-http"));
            assertEquals(0, wire.context.counters().snapshot().requests());
            assertTrue(wire.outputShut);
            wire.receive(bytes("x".repeat(1_000)));
            assertFalse(wire.closed(), "a reset would take the answer away");
            wire.endInput();
            assertTrue(wire.closed());
        }
    }

    @Test
    void shouldKeepTheAnswerForAClientThatIsSlow() throws IOException {
        TlsWire wire = servers.wire(TlsKind.JDK_1_3, Vivace.create());
        wire.room = 10;
        wire.receive(bytes("GET / HTTP/1.1\r\n"));
        assertTrue(wire.awaitingWritable);
        wire.room = Long.MAX_VALUE;
        wire.settle();
        assertTrue(new String(wire.written(), StandardCharsets.ISO_8859_1).endsWith("}"));
        assertTrue(wire.outputShut);
        wire.loop.advanceMillis(1_200);
        assertTrue(wire.closed());
    }
}
