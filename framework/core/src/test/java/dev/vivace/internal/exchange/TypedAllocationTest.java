package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dslplatform.json.CompiledJson;
import com.sun.management.ThreadMXBean;
import dev.vivace.Canned;
import dev.vivace.Json;
import dev.vivace.Params;
import dev.vivace.Reply;
import dev.vivace.Response;
import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import jakarta.validation.constraints.Positive;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A typed request allocates the app's records and what they hold, and nothing else: in bytes, on a JVM with compressed
 * pointers.
 */
@Tag("allocation")
class TypedAllocationTest {
    private static final int ROUNDS_WARM_UP = 30_000;
    private static final int ROUNDS = 20_000;
    private static final long SLACK_BYTES = 4_096;

    private static final int HEADER_BYTES = 12;
    private static final int ARRAY_HEADER_BYTES = 16;

    private static final Canned CANNED = Canned.text("Hello, World!");

    /** From, to. */
    record Range(int from, int to) {}

    /** The same in a body. */
    @CompiledJson
    record Stay(@Positive int from, int to) {}

    @CompiledJson
    record Blob(byte[] data) {}

    private Object last;

    private final LoopContext context = new LoopContext(
            AppSource.compile(
                    Vivace.create()
                            .get(
                                    "/range",
                                    Params.of(Range.class)
                                            .check((range, errors) -> {
                                                if (range.from() > range.to()) {
                                                    errors.add("/to", "order", "Too small.");
                                                }
                                            })
                                            .check((range, errors) -> {}),
                                    (req, res, params) -> answer(res, params))
                            .post(
                                    "/stay",
                                    Json.of(Stay.class).check((stay, errors) -> {
                                        if (stay.from() > stay.to()) {
                                            errors.add("/to", "order", "Too small.");
                                        }
                                    }),
                                    (req, res, stay) -> answer(res, stay))
                            .post("/blob", Json.of(Blob.class), (req, res, blob) -> answer(res, blob)),
                    ServerOptions.defaults()),
            new FakeLoop(),
            0,
            Runnable::run,
            new ErrorLog());

    private Reply answer(Response res, Object bound) {
        last = bound;
        return res.send(CANNED);
    }

    /** Takes everything, counts what has the status 200. */
    private static final class CountingWire implements Wire {
        private long answerCount;

        @Override
        public int send(byte[] bytes, int start, int length) {
            if (bytes[start + 9] == '2') {
                answerCount++;
            }
            return length;
        }

        @Override
        public void awaitWritable() {
            throw new IllegalStateException("everything is taken");
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

    private static int aligned(int bytes) {
        return (bytes + 7) & ~7;
    }

    private void assertGetAllocates(int bytesPerRequest, String target) {
        assertAllocates(bytesPerRequest, "GET " + target + " HTTP/1.1\r\nHost: example.org\r\n\r\n");
    }

    private void assertPostAllocates(int bytesPerRequest, String target, String body) {
        assertAllocates(
                bytesPerRequest,
                "POST " + target + " HTTP/1.1\r\nHost: example.org\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body);
    }

    private void assertAllocates(int bytesPerRequest, String text) {
        byte[] request = text.getBytes(StandardCharsets.US_ASCII);
        CountingWire wire = new CountingWire();
        Http1Connection connection = context.newConnection(wire);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.setThreadAllocatedMemoryEnabled(true);
        long self = Thread.currentThread().getId();
        run(ROUNDS_WARM_UP, connection, request);
        wire.answerCount = 0;
        long before = threads.getThreadAllocatedBytes(self);
        run(ROUNDS, connection, request);
        long bytes = threads.getThreadAllocatedBytes(self) - before;
        assertEquals(ROUNDS, wire.answerCount, () -> "answers; bound last: " + last);
        long wanted = (long) ROUNDS * bytesPerRequest;
        assertTrue(
                Math.abs(bytes - wanted) <= SLACK_BYTES,
                () -> (double) bytes / ROUNDS + " bytes a request, not " + bytesPerRequest);
    }

    private static void run(int rounds, Http1Connection connection, byte[] request) {
        for (int i = 0; i < rounds; i++) {
            connection.onBytes(request, 0, request.length);
        }
    }

    /** The errors that a rule may add to are lent to it. */
    @Test
    void shouldAllocateNothingForRules() {
        int record = aligned(HEADER_BYTES + 4 + 4);
        assertGetAllocates(record, "/range?from=1&to=2");
        assertPostAllocates(record, "/stay", "{\"from\":1,\"to\":2}");
    }

    /** Base64 becomes the bytes of the record at once. */
    @Test
    void shouldAllocateTheBytesOfBinaryMembers() {
        int record = aligned(HEADER_BYTES + 4);
        for (int length : new int[] {0, 1, 2, 3, 50, 3_000, 5_000}) {
            String text = Base64.getEncoder().encodeToString(new byte[length]);
            assertPostAllocates(record + aligned(ARRAY_HEADER_BYTES + length), "/blob", "{\"data\":\"" + text + "\"}");
        }
        assertPostAllocates(record + 24, "/blob", "{\"data\":\"\\/w\\u003D=\"}");
    }
}
