package dev.vivace.internal.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("allocation")
class RouteTableAllocationTest {
    private static final int LOOKUPS = 200_000;
    private static final int ALLOCATED_BYTES_MAX = 4_096;

    @Test
    void shouldAllocateNothingWhateverTheOutcome() {
        RouteTable<String> table =
                Tables.of("GET /json", "GET /users/{id}", "POST /users/{id}/x", "GET /users/me/{rest...}");
        String[] paths = {"/json", "/users/1234", "/users/me/x", "/users/you/x", "/nothing", "/users/me/x/y/z"};
        byte[][] bytes = new byte[paths.length][];
        for (int i = 0; i < paths.length; i++) {
            // Every second one without a margin: the slower way must not allocate either.
            bytes[i] = (paths[i] + (i % 2 == 0 ? " HTTP/1.1" : "")).getBytes(StandardCharsets.US_ASCII);
        }
        RouteMatch match = table.newMatch();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int expected = run(table, paths, bytes, match);
        long before = threads.getCurrentThreadAllocatedBytes();
        int sum = run(table, paths, bytes, match);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertEquals(expected, sum);
        assertTrue(allocated <= ALLOCATED_BYTES_MAX, allocated + " bytes");
    }

    private static int run(RouteTable<String> table, String[] paths, byte[][] bytes, RouteMatch match) {
        int sum = 0;
        for (int i = 0; i < LOOKUPS; i++) {
            int which = i % paths.length;
            sum += table.find(i & 1, bytes[which], 0, paths[which].length(), match);
            sum += table.find(4, bytes[which], 0, paths[which].length(), match);
        }
        return sum;
    }
}
