package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.vivace.Canned;
import dev.vivace.Params;
import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import dev.vivace.typed.Cookie;
import dev.vivace.typed.Default;
import dev.vivace.typed.Header;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A bound request allocates the record and what it holds, and nothing else: in bytes, on a JVM with compressed pointers. */
@Tag("allocation")
class ParamsAllocationTest {
    record Four(
            @Positive long shop,
            @NotBlank @Size(max = 40) String q,
            @Default("20") @Max(100) int limit,
            boolean all) {}

    record Numbers(
            long a,
            int b,
            short c,
            byte d,
            double e,
            float f,
            boolean g,
            @Header("X-H") int h,
            @Cookie int i) {}

    enum Colour {
        RED,
        BLUE
    }

    record Objects(
            Optional<Instant> since,
            List<@Size(max = 9) String> tag,
            UUID id,
            BigDecimal price,
            Colour colour,
            @Header("If-Match") String etag) {}

    private static final int ROUNDS_WARM_UP = 30_000;
    private static final int ROUNDS = 20_000;
    private static final long SLACK_BYTES = 4_096;

    private static final int HEADER_BYTES = 12;
    private static final int STRING_BYTES = 24;
    private static final int ARRAY_HEADER_BYTES = 16;

    private static final Canned CANNED = Canned.text("Hello, World!");

    private Object last;

    private final LoopContext context = new LoopContext(
            AppSource.compile(
                    Vivace.create()
                            .get("/shops/{shop}", Params.of(Four.class), (req, res, params) -> {
                                last = params;
                                return res.send(CANNED);
                            })
                            .get("/numbers/{a}", Params.of(Numbers.class), (req, res, params) -> {
                                last = params;
                                return res.send(CANNED);
                            })
                            .get("/objects", Params.of(Objects.class), (req, res, params) -> {
                                last = params;
                                return res.send(CANNED);
                            }),
                    ServerOptions.defaults()),
            new FakeLoop(),
            0,
            Runnable::run,
            new ErrorLog());

    @BeforeAll
    static void shouldBeMeasuredWithoutStrictMode() {
        assertFalse(Strict.ON, "run with -Dvivace.strict=off: a strict request is an object of its own");
    }

    private static int aligned(int bytes) {
        return (bytes + 7) & ~7;
    }

    private static int string(int length) {
        return STRING_BYTES + aligned(ARRAY_HEADER_BYTES + length);
    }

    private void assertAllocates(int bytesPerRequest, String target, String fields) {
        byte[] request = ("GET " + target + " HTTP/1.1\r\nHost: example.org\r\n" + fields + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        CountingWire wire = new CountingWire(200);
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

    @Test
    void shouldAllocateTheRecordAndItsString() {
        int record = aligned(HEADER_BYTES + 8 + 4 + 4 + 1);
        assertAllocates(record + string(6), "/shops/123456789?q=abcdef&limit=50&all=true", "");
        assertAllocates(record + string(6), "/shops/123456789?all=false&x=y&q=a%20b+%63d", "");
    }

    @Test
    void shouldAllocateNothingForNumbers() {
        int record = aligned(HEADER_BYTES + 8 + 8 + 4 + 4 + 4 + 4 + 2 + 1 + 1);
        assertAllocates(
                record,
                "/numbers/-1?b=2&c=-3&d=%34&e=5.25e-3&f=6.5&g=true",
                "X-H: 7\r\nCookie: a=b; i=8\r\nX-Other: 1\r\n");
    }

    @Test
    void shouldAllocateWhatIsInTheRecord() {
        int record = aligned(HEADER_BYTES + 6 * 4);
        int optional = 16 + 24;
        // One that holds an array, and one that lets nobody change it
        int list = 24 + 24 + aligned(ARRAY_HEADER_BYTES + 3 * 4) + 3 * string(1);
        int uuid = 32;
        int decimal = 40;
        assertAllocates(
                record + optional + list + uuid + decimal + string(4),
                "/objects?since=2026-01-02T03%3A04%3A05Z&tag=a&tag=b&tag=c&id=00112233-4455-6677-8899-aabbccddeeff"
                        + "&price=12.50&colour=BLUE",
                "If-Match: \"v1\"\r\n");
    }

    @Test
    void shouldAllocateLittleForShortLists() {
        int record = aligned(HEADER_BYTES + 6 * 4);
        assertAllocates(
                record + 24 + string(1) + 32 + 40 + string(4),
                "/objects?tag=a&id=00112233-4455-6677-8899-aabbccddeeff&price=12.50&colour=BLUE",
                "If-Match: \"v1\"\r\n");
        assertAllocates(
                record + 32 + 40 + string(4),
                "/objects?id=00112233-4455-6677-8899-aabbccddeeff&price=12.50&colour=BLUE",
                "If-Match: \"v1\"\r\n");
    }
}
