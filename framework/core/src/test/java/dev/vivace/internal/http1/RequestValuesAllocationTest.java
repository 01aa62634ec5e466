package dev.vivace.internal.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Finding and reading the values of a request makes no garbage, escaped or not. */
@Tag("allocation")
class RequestValuesAllocationTest {
    private static final int ROUNDS = 50_000;
    private static final int ALLOCATED_BYTES_MAX = 4_096;

    private static final byte[] QUERY = "a=1&%62=-42&caf%C3%A9=x+y&d=%ff".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COOKIE = "theme=dark; id=\"12\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PATH = "/a//b/../%2e/caf%C3%A9%2Fx".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BAD_PATH = "/a/%c0%af".getBytes(StandardCharsets.US_ASCII);

    private final QueryString.Cursor cursor = new QueryString.Cursor();
    private final byte[] target = new byte[64];

    @Test
    void shouldAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long expected = run();
        long before = threads.getCurrentThreadAllocatedBytes();
        long sum = run();
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertEquals(expected, sum);
        assertTrue(allocated <= ALLOCATED_BYTES_MAX, allocated + " bytes");
    }

    private long run() {
        long sum = 0;
        for (int i = 0; i < ROUNDS; i++) {
            for (boolean found = QueryString.find(QUERY, 0, QUERY.length, "b", cursor);
                    found;
                    found = QueryString.findNext(QUERY, "b", cursor)) {
                if (AsciiNumber.isInt(QUERY, cursor.valueStart(), cursor.valueEnd())) {
                    sum += AsciiNumber.intValue(QUERY, cursor.valueStart(), cursor.valueEnd());
                }
            }
            sum += QueryString.find(QUERY, 0, QUERY.length, "caf\u00e9", cursor) ? 1 : 0;
            sum += QueryString.decode(QUERY, cursor.valueStart(), cursor.valueEnd(), target);
            sum += QueryString.wellFormed(QUERY, 0, QUERY.length) ? 1 : 0;
            sum += CookieHeader.find(COOKIE, 0, COOKIE.length, "id");
            sum += PathNormalizer.normalize(PATH, 0, PATH.length, target);
            sum += PathNormalizer.normalize(BAD_PATH, 0, BAD_PATH.length, target);
            sum += AsciiNumber.writeLong(i * 1_000_003L, target, 0);
            sum += AsciiNumber.unsignedLong(target, 0, 3);
        }
        return sum;
    }
}
