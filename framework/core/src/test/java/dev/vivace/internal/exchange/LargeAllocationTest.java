package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dslplatform.json.CompiledJson;
import com.sun.management.ThreadMXBean;
import dev.vivace.Json;
import dev.vivace.JsonKey;
import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Large answers and bodies allocate nothing either, once a loop has the arrays: the JVM counts, on this thread. */
@Tag("allocation")
class LargeAllocationTest {
    /** What a body is read into: one value of few bytes out of many. */
    @CompiledJson
    record Order(int number) {}

    /** A part of a long answer. */
    @CompiledJson
    record Line(long id, String article, double price, boolean sold) {}

    private static final int[] LENGTHS = {64_000, 300_000, 1_000_000};
    private static final int LENGTH_VARIANTS = 4;
    private static final int ROUNDS_WARM_UP = 20;
    private static final int ROUNDS = 20;
    private static final long SLACK_BYTES = 4_096;
    private static final int RECORD_BYTES = 24;
    private static final int LINE_BYTES = 60;
    private static final int READ_BYTES = 60_000;
    private static final JsonKey LINES = JsonKey.of("lines");

    private final List<List<Line>> lists = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final byte[] bytes = new byte[1 << 20];
    private final LoopContext context = FakeWire.context(
            Vivace.create()
                    .get("/list/{n}", (req, res) -> res.json(lists.get(req.pathInt("n"))))
                    .get("/string/{n}", (req, res) -> res.json(texts.get(req.pathInt("n"))))
                    .get("/text/{n}", (req, res) -> res.text(texts.get(req.pathInt("n"))))
                    .get("/bytes/{n}", (req, res) -> res.bytes("text/plain", bytes))
                    .get("/fields/{n}", (req, res) -> {
                        var out = res.jsonOut().beginObject().key(LINES).beginArray();
                        int count = lists.get(req.pathInt("n")).size() * 6;
                        for (int i = 0; i < count; i++) {
                            out.value(1_234_567_890L + i);
                        }
                        out.endArray().endObject();
                        return res.sendJson();
                    })
                    .post(
                            "/order",
                            Json.of(Order.class),
                            (req, res, order) ->
                                    res.status(order.number() == 7 ? 200 : 500).empty())
                    .post(
                            "/length",
                            (req, res) -> res.status(req.bodyLength() > 1_000 ? 200 : 500)
                                    .empty()),
            new FakeLoop(),
            ServerOptions.defaults().bodyBytesMax(4_000_000),
            Runnable::run);

    LargeAllocationTest() {
        for (int i = 0; i < LENGTH_VARIANTS; i++) {
            int length = 900_000 + i * 30_000;
            List<Line> lines = new ArrayList<>();
            for (int at = 0; at < length; at += LINE_BYTES) {
                lines.add(new Line(at * 1_000L, "silver river " + i, at / 4.0, at % 3 == 0));
            }
            lists.add(lines);
            texts.add("gr\u00fcn ".repeat(length / 6));
        }
    }

    /** Counts, and takes only so much between two calls of {@link #writable()}. */
    private static final class NarrowWire implements Wire {
        private final int roomBytes;
        private int room;
        private long sentBytes;
        private boolean full;

        NarrowWire(int roomBytes) {
            this.roomBytes = roomBytes;
            this.room = roomBytes;
        }

        boolean writable() {
            boolean was = full;
            room = roomBytes;
            full = false;
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
        public void shutdownOutput() {
            throw new IllegalStateException("the connection is kept");
        }

        @Override
        public void close() {
            throw new IllegalStateException("the connection is kept");
        }

        @Override
        public InetSocketAddress remoteAddress() {
            throw new IllegalStateException("nobody asks");
        }
    }

    @BeforeAll
    static void shouldBeMeasuredWithoutStrictMode() {
        assertFalse(Strict.ON, "run with -Dvivace.strict=off: a strict request is an object of its own");
    }

    private void assertAnswersAllocateNothing(String path, int roomBytes, int lengthMin) {
        byte[][] requests = new byte[LENGTH_VARIANTS][];
        for (int i = 0; i < LENGTH_VARIANTS; i++) {
            requests[i] = ("GET " + path + i + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        }
        NarrowWire wire = assertAllocated(0, requests, roomBytes);
        long each = wire.sentBytes / ((ROUNDS + ROUNDS_WARM_UP) * LENGTH_VARIANTS);
        assertTrue(each >= lengthMin, () -> "answers of " + each + " bytes");
    }

    private void assertBodiesAllocate(int bytesPerBody, String path, Function<Integer, String> body) {
        for (int length : LENGTHS) {
            byte[][] requests = new byte[LENGTH_VARIANTS][];
            for (int i = 0; i < LENGTH_VARIANTS; i++) {
                String document = body.apply(length + i * length / 50);
                requests[i] = ("POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + document.length()
                                + "\r\n\r\n" + document)
                        .getBytes(StandardCharsets.US_ASCII);
            }
            NarrowWire wire = assertAllocated(bytesPerBody, requests, Integer.MAX_VALUE);
            assertTrue(wire.sentBytes > 0);
        }
        assertEquals(0, context.counters().snapshot().answers5xx());
    }

    /** Two connections in turn, so that one is not served from what the other could have kept for itself. */
    private NarrowWire assertAllocated(int bytesPerRequest, byte[][] requests, int roomBytes) {
        NarrowWire wire = new NarrowWire(roomBytes);
        Http1Connection[] connections = {context.newConnection(wire), context.newConnection(wire)};
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.setThreadAllocatedMemoryEnabled(true);
        long self = Thread.currentThread().getId();
        run(ROUNDS_WARM_UP, connections, wire, requests);
        long before = threads.getThreadAllocatedBytes(self);
        run(ROUNDS, connections, wire, requests);
        long allocated = threads.getThreadAllocatedBytes(self) - before;
        long count = (long) ROUNDS * requests.length;
        assertTrue(
                allocated <= count * bytesPerRequest + SLACK_BYTES,
                () -> allocated + " bytes were allocated in " + count + " requests");
        assertEquals(0, context.borrowedCount());
        return wire;
    }

    private static void run(int rounds, Http1Connection[] connections, NarrowWire wire, byte[][] requests) {
        for (int i = 0; i < rounds; i++) {
            Http1Connection connection = connections[i % connections.length];
            for (byte[] request : requests) {
                for (int at = 0; at < request.length; at += READ_BYTES) {
                    connection.onBytes(request, at, Math.min(request.length, at + READ_BYTES));
                }
                while (wire.writable()) {
                    connection.onWritable();
                }
            }
        }
    }

    @Test
    void shouldAllocateNothingForLongLists() {
        assertAnswersAllocateNothing("/list/", Integer.MAX_VALUE, 900_000);
    }

    @Test
    void shouldAllocateNothingForManyFields() {
        assertAnswersAllocateNothing("/fields/", Integer.MAX_VALUE, 900_000);
    }

    @Test
    void shouldAllocateNothingForLongStrings() {
        assertAnswersAllocateNothing("/string/", Integer.MAX_VALUE, 900_000);
    }

    @Test
    void shouldAllocateNothingForLongTexts() {
        assertAnswersAllocateNothing("/text/", Integer.MAX_VALUE, 900_000);
    }

    @Test
    void shouldAllocateNothingForSocketsThatTakeLittleAtOnce() {
        for (int room : new int[] {30_000, 100_000, 700_000}) {
            assertAnswersAllocateNothing("/list/", room, 900_000);
            assertAnswersAllocateNothing("/text/", room, 900_000);
            assertAnswersAllocateNothing("/bytes/", room, 900_000);
        }
    }

    @Test
    void shouldAllocateNothingForLongBodies() {
        assertBodiesAllocate(0, "/length", "x"::repeat);
    }

    @Test
    void shouldAllocateNothingButTheRecordForManyNames() {
        assertBodiesAllocate(RECORD_BYTES, "/order", length -> {
            StringBuilder document = new StringBuilder("{\"number\":7");
            for (int i = 0; document.length() < length; i++) {
                document.append(",\"n").append(i).append("\":").append(i);
            }
            return document.append('}').toString();
        });
    }

    @Test
    void shouldAllocateNothingButTheRecordForManyObjects() {
        String object = "{\"id\":1,\"name\":\"x\",\"tags\":[\"a\",{\"b\":null}]},";
        assertBodiesAllocate(
                RECORD_BYTES,
                "/order",
                length -> "{\"all\":[" + object.repeat(length / object.length()) + "0],\"number\":7}");
    }

    @Test
    void shouldAllocateNothingButTheRecordForEscapedNames() {
        assertBodiesAllocate(RECORD_BYTES, "/order", length -> {
            StringBuilder document = new StringBuilder("{\"number\":7");
            for (int i = 0; document.length() < length; i++) {
                document.append(",\"\\u0061\\n").append(i).append("\":").append(i);
            }
            return document.append('}').toString();
        });
    }
}
