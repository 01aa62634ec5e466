package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.vivace.JsonOut;
import dev.vivace.JsonPieces;
import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An answer in pieces costs a few small objects, however many pieces it has: the JVM counts, on this thread. */
@Tag("allocation")
class PiecesAllocationTest {
    private static final int ROUNDS_WARM_UP = 300;
    private static final int ROUNDS = 50;
    /** The source, what the loop remembers of the answer, and where its document stands. */
    private static final long BYTES_PER_ANSWER_MAX = 400;

    private static final int FEW = 10_000;
    private static final int MANY = 300_000;

    /** Numbers of ten digits. */
    private static final class Numbers implements JsonPieces {
        private final int count;
        private int next;

        Numbers(int count) {
            this.count = count;
        }

        @Override
        public boolean next(JsonOut out) {
            if (next == 0) {
                out.beginArray();
            }
            if (next++ < count) {
                out.value(1_000_000_000L + next);
                return true;
            }
            out.endArray();
            return false;
        }
    }

    /** Runs turns when the test says so, and nothing else. */
    private static final class TurnLoop implements Loop {
        private Runnable next;

        boolean turn() {
            Runnable task = next;
            next = null;
            if (task != null) {
                task.run();
            }
            return task != null;
        }

        @Override
        public void nextTurn(Runnable task) {
            next = task;
        }

        @Override
        public boolean inLoop() {
            return true;
        }

        @Override
        public long nanoTime() {
            return 1_000_000_000L;
        }

        @Override
        public long epochMillis() {
            return 1_700_000_000_000L;
        }

        @Override
        public void execute(Runnable task) {
            throw new IllegalStateException("nothing is handed over here");
        }

        @Override
        public void schedule(Runnable task, long delayNanos) {}
    }

    /** Takes all, or so much at once. */
    private static final class CountingWire implements Wire {
        private final int roomBytes;
        private int room;
        private long sentBytes;
        private boolean full;

        CountingWire(int roomBytes) {
            this.roomBytes = roomBytes;
            this.room = roomBytes;
        }

        boolean writable() {
            boolean was = full;
            full = false;
            room = roomBytes;
            return was;
        }

        @Override
        public int send(byte[] bytes, int start, int length) {
            int sent = Math.min(room, length);
            room -= sent;
            sentBytes += sent;
            return sent;
        }

        @Override
        public void awaitWritable() {
            full = true;
        }

        @Override
        public void resumeReading() {}

        @Override
        public void shutdownOutput() {}

        @Override
        public void close() {}

        @Override
        public InetSocketAddress remoteAddress() {
            return new InetSocketAddress(1);
        }
    }

    private final TurnLoop loop = new TurnLoop();
    private final LoopContext context = new LoopContext(
            AppSource.compile(
                    Vivace.create().get("/numbers/{n}", (req, res) -> res.jsonPieces(new Numbers(req.pathInt("n")))),
                    ServerOptions.defaults()),
            loop,
            0,
            Runnable::run,
            new ErrorLog());

    @Test
    void shouldAllocateNothingForAPiece() {
        assertFalse(Strict.ON, "strict mode makes objects for each request");
        for (int roomBytes : new int[] {Integer.MAX_VALUE, 50_000}) {
            CountingWire wire = new CountingWire(roomBytes);
            Http1Connection connection = context.newConnection(wire);
            allocated(connection, wire, MANY, ROUNDS_WARM_UP);
            for (int count : new int[] {FEW, MANY}) {
                long bytes = allocated(connection, wire, count, ROUNDS);
                assertTrue(
                        bytes <= ROUNDS * BYTES_PER_ANSWER_MAX + 4_096,
                        () -> bytes / ROUNDS + " bytes for an answer of " + count + " numbers");
            }
        }
    }

    private long allocated(Http1Connection connection, CountingWire wire, int count, int rounds) {
        byte[] request = ("GET /numbers/" + count + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        long expected = 0;
        wire.sentBytes = 0;
        for (int i = 0; i < rounds; i++) {
            connection.onBytes(request, 0, request.length);
            boolean moved;
            do {
                moved = loop.turn();
                if (wire.writable()) {
                    connection.onWritable();
                    moved = true;
                }
            } while (moved);
            expected = i == 0 ? wire.sentBytes : expected;
            assertTrue(connection.idle());
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(expected > count * 11L, "the whole document");
        assertEquals(expected * rounds, wire.sentBytes);
        return bytes;
    }
}
