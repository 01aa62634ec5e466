package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Vivace;
import org.junit.jupiter.api.Test;

/** One empty line before a request line is ignored (RFC 9112 section 2.2), before each request anew. */
class EmptyLineTest {
    private static final String OK = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n";

    private final FakeWire wire = FakeWire.to(Vivace.create().get("/ok", (req, res) -> res.text("ok")));

    @Test
    void shouldIgnoreOneBeforeEachRequest() {
        for (int piece : new int[] {1_000, 1, 2, 3}) {
            int before = wire.answerCount();
            wire.readBytesMax = piece;
            wire.receive(("\r\n" + OK).repeat(3));
            assertEquals(before + 3, wire.answerCount());
            assertEquals(wire.answerCount(), wire.text().split("HTTP/1.1 200", -1).length - 1);
        }
    }

    @Test
    void shouldRefuseTwo() {
        for (int piece : new int[] {1_000, 1, 2, 3}) {
            FakeWire fresh = new FakeWire(wire.context, wire.loop);
            fresh.readBytesMax = piece;
            fresh.receive(OK + "\r\n\r\n" + OK);
            assertEquals(2, fresh.answerCount());
            assertTrue(fresh.text().contains("HTTP/1.1 400"));
        }
    }
}
