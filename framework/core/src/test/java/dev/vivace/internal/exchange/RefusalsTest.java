package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Vivace;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What clients beyond the bound of connections are told, and how long they are put up with. */
class RefusalsTest {
    private final FakeLoop loop = new FakeLoop();
    private final LoopContext context = FakeWire.context(Vivace.create().get("/", (req, res) -> res.text("ok")), loop);
    private final Refusals refusals = context.refusals();

    private final class RefusedWire implements Wire {
        final ByteArrayOutputStream output = new ByteArrayOutputStream();
        final Refused protocol = refusals.protocol(this);
        boolean outputShut;
        int closedCount;
        /** Whether a close does nothing. */
        boolean closeLost;

        int room = Integer.MAX_VALUE;

        @Override
        public int send(byte[] bytes, int start, int length) {
            if (room < 0) {
                close();
                return BROKEN;
            }
            int taken = Math.min(room, length);
            output.write(bytes, start, taken);
            return taken;
        }

        @Override
        public void awaitWritable() {
            throw new IllegalStateException("nobody waits for a refused client");
        }

        @Override
        public void resumeReading() {}

        @Override
        public void shutdownOutput() {
            assertEquals(0, closedCount);
            outputShut = true;
        }

        @Override
        public void close() {
            if (!closeLost && closedCount++ == 0) {
                protocol.onClosed();
            }
        }

        @Override
        public InetSocketAddress remoteAddress() {
            throw new IllegalStateException("nobody asks");
        }

        String text() {
            return output.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private RefusedWire refuse() {
        RefusedWire wire = new RefusedWire();
        wire.protocol.begin();
        return wire;
    }

    @Test
    void shouldAnswerWithTheDateOfNow() {
        assertEquals("""
                HTTP/1.1 503 Service Unavailable\r
                Server: vivace\r
                Date: Tue, 14 Nov 2023 22:13:20 GMT\r
                Content-Type: application/problem+json\r
                Retry-After: 1\r
                Content-Length: 126\r
                Connection: close\r
                \r
                {"type":"about:blank","title":"Service Unavailable","status":503,"detail":"Too many connections are open; try again shortly."}""", refuse().text());
        loop.clock(1_700_000_000_000L + 86_400_000L);
        assertTrue(refuse().text().contains("Date: Wed, 15 Nov 2023 22:13:20 GMT\r\n"));
    }

    @Test
    void shouldWaitForTheClientToClose() {
        RefusedWire wire = refuse();
        assertTrue(wire.outputShut);
        assertEquals(0, wire.closedCount);
        wire.protocol.onBytes(new byte[100], 0, 100);
        assertEquals(0, wire.closedCount);
        wire.protocol.onInputEnd();
        assertEquals(1, wire.closedCount);
        assertEquals(0, refusals.count());
    }

    @Test
    void shouldWaitForOneSecond() {
        List<RefusedWire> wires = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            wires.add(refuse());
            loop.advanceMillis(100);
        }
        assertEquals(9, refusals.count());
        assertEquals(1, wires.get(0).closedCount);
        wires.get(4).close();
        for (int i = 1; i < 10; i++) {
            assertEquals(i == 4 ? 1 : 0, wires.get(i).closedCount);
            loop.advanceMillis(100);
            assertEquals(1, wires.get(i).closedCount, "number " + i);
        }
        assertEquals(0, refusals.count());
        RefusedWire later = refuse();
        loop.advanceMillis(990);
        assertEquals(0, later.closedCount);
        loop.advanceMillis(20);
        assertEquals(1, later.closedCount);
    }

    @Test
    void shouldReadNoMoreThan64KilobytesOfThem() {
        RefusedWire wire = refuse();
        for (int i = 0; i < 16; i++) {
            wire.protocol.onBytes(new byte[4_096], 0, 4_096);
        }
        assertEquals(0, wire.closedCount);
        wire.protocol.onBytes(new byte[1], 0, 1);
        assertEquals(1, wire.closedCount);
        assertEquals(0, refusals.count());
    }

    @Test
    void shouldForgetWhoIsGone() {
        RefusedWire gone = new RefusedWire();
        gone.room = -1;
        gone.protocol.begin();
        assertEquals(1, gone.closedCount);
        RefusedWire full = new RefusedWire();
        full.room = 10;
        full.protocol.begin();
        assertEquals(1, full.closedCount);
        assertFalse(full.outputShut);
        assertEquals(0, refusals.count());
    }

    /** Where the loop closes it for that, there is nobody left whose end would be waited for. */
    @Test
    void shouldForgetWhoCouldNotBeTaken() {
        loop.scheduleThrows = new OutOfMemoryError("a test's");
        RefusedWire failed = new RefusedWire();
        assertThrows(OutOfMemoryError.class, failed.protocol::begin);
        failed.close();
        assertEquals(0, refusals.count());
        RefusedWire next = refuse();
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> loop.advanceMillis(1_100));
        assertEquals(1, next.closedCount);
        assertEquals(0, refusals.count());
    }

    /** A close that does nothing, as of one that is closed already, does not hold the others up. */
    @Test
    void shouldGoOnBehindWhoDoesNotClose() {
        RefusedWire stuck = refuse();
        stuck.closeLost = true;
        RefusedWire next = refuse();
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> loop.advanceMillis(1_100));
        assertEquals(1, next.closedCount);
        assertEquals(0, refusals.count());
    }

    @Test
    void shouldSayWhenItIsFull() {
        for (int i = 0; i < Refusals.KEPT_COUNT_MAX; i++) {
            assertFalse(refusals.full());
            refuse();
        }
        assertTrue(refusals.full());
        loop.advanceMillis(1_000);
        assertFalse(refusals.full());
        assertEquals(0, refusals.count());
    }

    @Test
    void shouldEndWithTheServer() {
        RefusedWire wire = refuse();
        assertTrue(wire.protocol.idle());
        wire.protocol.draining();
        wire.protocol.onDrain();
        assertEquals(1, wire.closedCount);
    }
}
