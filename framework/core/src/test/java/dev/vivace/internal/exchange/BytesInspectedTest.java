package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import org.junit.jupiter.api.Test;

/** However a head is cut up, its bytes are looked at a bounded number of times. */
class BytesInspectedTest {
    private static final int FACTOR_MAX = 4;

    private final FakeLoop loop = new FakeLoop();
    private final LoopContext context = FakeWire.context(
            Vivace.create().get("/ok", (req, res) -> res.text("ok")),
            loop,
            ServerOptions.defaults()
                    .headerBytesMax(1_000_000)
                    .headerCountMax(20_000)
                    .requestLineBytesMax(1_000_000),
            Runnable::run);
    private final FakeWire wire = new FakeWire(context, loop);

    private void assertLinear(String request, int pieceLength) {
        wire.readBytesMax = pieceLength;
        long before = context.bytesInspected();
        wire.receive(request);
        long inspected = context.bytesInspected() - before;
        assertTrue(
                inspected <= (long) FACTOR_MAX * request.length(),
                () -> inspected + " bytes were inspected of a head of " + request.length());
        assertTrue(inspected >= request.length() / 2, "bytes are counted");
    }

    @Test
    void shouldInspectAFewBytesATimeOfASmallHead() {
        assertLinear("GET /ok HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\r\n", 1);
        assertEquals(1, wire.answerCount());
    }

    @Test
    void shouldInspectOneLongLineOnce() {
        assertLinear("GET /ok?" + "q".repeat(200_000) + " HTTP/1.1\r\nHost: a\r\n\r\n", 1);
        assertEquals(1, wire.answerCount());
    }

    @Test
    void shouldInspectManyLinesOnce() {
        assertLinear("GET /ok HTTP/1.1\r\nHost: a\r\n" + "A: b\r\n".repeat(10_000) + "\r\n", 1);
        assertEquals(1, wire.answerCount());
    }

    @Test
    void shouldInspectLinearlyInPiecesOfAnySize() {
        for (int piece : new int[] {2, 3, 7, 64, 1_000}) {
            assertLinear("GET /ok HTTP/1.1\r\nHost: a\r\n" + "Name: value\r\n".repeat(1_000) + "\r\n", piece);
        }
        assertEquals(5, wire.answerCount());
    }

    @Test
    void shouldInspectLinearlyBehindOtherRequests() {
        assertLinear("GET /ok HTTP/1.1\r\nHost: a\r\n\r\n".repeat(50), 1);
        assertEquals(50, wire.answerCount());
    }
}
