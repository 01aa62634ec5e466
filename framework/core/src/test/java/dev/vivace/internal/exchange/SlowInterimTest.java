package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Vivace;
import org.junit.jupiter.api.Test;

/** A client that takes its time for what it is sent before its body is not late with the body: nobody read it meanwhile. */
class SlowInterimTest {
    private static final String EXPECTING =
            "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n";

    /** At each of these lengths the interim answer meets an output that is nearly full, full, or has just been sent. */
    @Test
    void shouldNotCountTheTimeBeforeTheClientWasAsked() {
        for (int length = LoopContext.OUTPUT_BYTES - 400; length < LoopContext.OUTPUT_BYTES; length += 8) {
            byte[] body = new byte[length];
            FakeWire wire = FakeWire.to(Vivace.create()
                    .get("/large", (req, res) -> res.bytes("text/plain", body))
                    .post("/echo", (req, res) -> res.text(req.bodyText())));
            wire.room = 100;
            wire.receive("GET /large HTTP/1.1\r\nHost: a\r\n\r\n" + EXPECTING);
            for (int i = 0; i < 3; i++) {
                wire.loop.advanceMillis(20_000);
                wire.room = 100;
                wire.settle();
            }
            wire.room = Long.MAX_VALUE;
            wire.settle();
            String behind = "behind a body of " + length + " bytes";
            assertTrue(wire.text().endsWith("HTTP/1.1 100 Continue\r\n\r\n"), behind);
            wire.loop.advanceMillis(1_000);
            assertFalse(wire.text().contains("HTTP/1.1 408"), behind);
            wire.receive("abcd");
            assertTrue(wire.text().endsWith("\r\n\r\nabcd"), behind);
            assertEquals(0, wire.context.borrowedCount());
        }
    }
}
