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
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
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

    /** Numbers in the query. */
    record Reals(double d, float f) {}

    /** Large numbers in the query. */
    record Large(BigDecimal decimal, BigInteger integer) {}

    /** The same in a body. */
    @CompiledJson
    record Amounts(double d, BigDecimal decimal, BigInteger integer) {}

    private static final Params<Range> CHECKED_RANGE = Params.of(Range.class)
            .check((range, errors) -> {
                if (range.from() > range.to()) {
                    errors.add("/to", "order", "Too small.");
                }
            })
            .check((range, errors) -> {});

    private static final Json<Stay> CHECKED_STAY = Json.of(Stay.class).check((stay, errors) -> {
        if (stay.from() > stay.to()) {
            errors.add("/to", "order", "Too small.");
        }
    });

    private Object last;

    /** Bytes that the worker has allocated for each of {@link #ROUNDS}. */
    private final AtomicLong workerBytes = new AtomicLong();

    private final LoopContext context = new LoopContext(
            AppSource.compile(
                    Vivace.create()
                            .get("/range", CHECKED_RANGE, (req, res, params) -> answer(res, params))
                            .post("/stay", CHECKED_STAY, (req, res, stay) -> answer(res, stay))
                            .get("/reals", Params.of(Reals.class), (req, res, reals) -> answer(res, reals))
                            .get("/large", Params.of(Large.class), (req, res, large) -> answer(res, large))
                            .post("/amounts", Json.of(Amounts.class), (req, res, amounts) -> answer(res, amounts))
                            .post("/blob", Json.of(Blob.class), (req, res, blob) -> answer(res, blob))
                            .blocking(work -> work.post("/work", (req, res) -> {
                                Runnable round = () -> {
                                    last = req.params(CHECKED_RANGE);
                                    last = req.body(CHECKED_STAY);
                                };
                                run(ROUNDS_WARM_UP, round);
                                long before = allocatedBytes();
                                run(ROUNDS, round);
                                workerBytes.set(allocatedBytes() - before);
                                return res.send(CANNED);
                            })),
                    ServerOptions.defaults()),
            new FakeLoop(),
            0,
            TypedAllocationTest::runElsewhere,
            new ErrorLog());

    private static void runElsewhere(Runnable task) {
        Thread worker = new Thread(task);
        worker.start();
        try {
            worker.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(int rounds, Runnable round) {
        for (int i = 0; i < rounds; i++) {
            round.run();
        }
    }

    private static long allocatedBytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.setThreadAllocatedMemoryEnabled(true);
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private Reply answer(Response res, Object bound) {
        last = bound;
        return res.send(CANNED);
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
        CountingWire wire = new CountingWire(200);
        Http1Connection connection = context.newConnection(wire);
        Runnable round = () -> connection.onBytes(request, 0, request.length);
        run(ROUNDS_WARM_UP, round);
        wire.answerCount = 0;
        long before = allocatedBytes();
        run(ROUNDS, round);
        long bytes = allocatedBytes() - before;
        assertEquals(ROUNDS, wire.answerCount, () -> "answers; bound last: " + last);
        long wanted = (long) ROUNDS * bytesPerRequest;
        assertTrue(
                Math.abs(bytes - wanted) <= SLACK_BYTES,
                () -> (double) bytes / ROUNDS + " bytes a request, not " + bytesPerRequest);
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

    private static int bigInteger(int bits) {
        return 40 + aligned(ARRAY_HEADER_BYTES + (bits + 31) / 32 * 4);
    }

    /** However many digits they have; the last ones are ties of which the digit behind the tie is not looked at. */
    @Test
    void shouldAllocateNothingForLongNumbers() {
        String tie = "9007199254740993.00000000000000000000000001";
        for (String number : new String[] {"0.1234567890123456789", "1e300", "-123456789.123456789e-100", tie}) {
            String single = number.equals("1e300") ? "1e30" : number;
            assertGetAllocates(aligned(HEADER_BYTES + 8 + 4), "/reals?d=" + number + "&f=" + single);
        }
    }

    @Test
    void shouldAllocateTheObjectsOfLargeNumbers() {
        String digits = "1234567890123456789012345678901234567890";
        int integer = bigInteger(new BigInteger(digits).bitLength());
        int decimal = 40;
        assertGetAllocates(
                aligned(HEADER_BYTES + 4 + 4) + decimal + 2 * integer,
                "/large?decimal=-0." + digits + "e-7&integer=" + digits);
        int record = aligned(HEADER_BYTES + 8 + 4 + 4);
        assertPostAllocates(
                record + decimal + 2 * integer,
                "/amounts",
                "{\"decimal\":12345678901." + digits.substring(11) + "E5 ,\"d\":0." + digits + ",\"integer\":-" + digits
                        + " }");
        assertPostAllocates(
                record + decimal + bigInteger(50),
                "/amounts",
                "{\"decimal\":12.50,\"d\":9007199254740993.0000000001,\"integer\":1000000000000000}");
    }

    /** There is the snapshot of the request, and beside it what is made on the loop too. */
    @Test
    void shouldAllocateTheSameOffTheLoop() {
        byte[] request = ("POST /work?from=%31&to=2 HTTP/1.1\r\nHost: example.org\r\nContent-Length: 17\r\n\r\n"
                        + "{\"from\":1,\"to\":2}")
                .getBytes(StandardCharsets.US_ASCII);
        context.newConnection(new CountingWire(200)).onBytes(request, 0, request.length);
        assertEquals(new Stay(1, 2), last);
        long wanted = 2L * ROUNDS * aligned(HEADER_BYTES + 4 + 4);
        assertTrue(
                Math.abs(workerBytes.get() - wanted) <= SLACK_BYTES,
                () -> (double) workerBytes.get() / ROUNDS + " bytes a request");
    }
}
