package dev.vivace.internal.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Going back is bounded by the table, whatever the path: counted in branches, not in time. */
class RouteTableBoundTest {
    private static final byte[] HOSTILE = ("/a".repeat(2_000) + " HTTP/1.1").getBytes(StandardCharsets.US_ASCII);

    @Test
    void shouldTryEachBranchOfANastyTableAtMostOnce() {
        // All mixes of "a" and a parameter, ten deep, each followed by something that never comes: the worst there is.
        List<String> routes = new ArrayList<>();
        for (int mix = 0; mix < 1024; mix++) {
            StringBuilder route = new StringBuilder("GET ");
            for (int s = 0; s < 10; s++) {
                route.append((mix >> s & 1) == 0 ? "/a" : "/{p" + s + "}");
            }
            routes.add(route + "/end");
        }
        RouteTable<String> table = Tables.of(routes.toArray(new String[0]));
        RouteMatch match = table.newMatch();
        for (int segments = 1; segments <= 2_000; segments++) {
            assertEquals(RouteTable.NOT_FOUND, table.find(Tables.GET, HOSTILE, 0, 2 * segments, match));
            assertTrue(match.search.branchCount <= table.branchCountMax(), segments + ": " + match.search.branchCount);
            if (segments >= 10) {
                // 2^11 - 1 nodes lie on the way, and a longer path adds none.
                assertEquals(2047, match.search.branchCount);
            }
        }
    }

    @Test
    void shouldGrowWithTheTableAndNotWithCombinations() {
        // A route that goes back once at every depth: n routes of up to n segments.
        int last = 0;
        for (int depth = 10; depth <= 80; depth += 10) {
            List<String> routes = new ArrayList<>();
            for (int d = 1; d <= depth; d++) {
                routes.add("GET " + "/a".repeat(d) + "/{p}/{q}/never");
                routes.add("GET " + "/a".repeat(d) + "/b/{rest...}");
            }
            RouteTable<String> table = Tables.of(routes.toArray(new String[0]));
            RouteMatch match = table.newMatch();
            assertEquals(RouteTable.NOT_FOUND, table.find(Tables.GET, HOSTILE, 0, 4_000, match));
            assertTrue(match.search.branchCount <= 4 * depth + 8, depth + ": " + match.search.branchCount);
            assertTrue(match.search.branchCount > last);
            last = match.search.branchCount;
        }
    }

    @Test
    void shouldGoBackToARestAtTheRootFromTheDeepestBranch() {
        String deep = "/a".repeat(RoutePattern.SEGMENT_COUNT_MAX);
        RouteTable<String> table = Tables.of("GET " + deep, "GET " + "/{p}/a".repeat(1) + "/b", "GET /{rest...}");
        RouteMatch match = table.newMatch();
        assertEquals(RouteTable.FOUND, table.find(Tables.GET, HOSTILE, 0, 4_000, match));
        assertEquals("GET /{rest...}", table.target(match.targetIndex()));
        assertEquals(1, match.paramStart(0));
        assertEquals(4_000, match.paramEnd(0));
        assertTrue(match.search.branchCount <= table.branchCountMax());
    }

    @Test
    void shouldHoldTheMostParametersAndAlternatives() {
        StringBuilder params = new StringBuilder("GET ");
        for (int i = 0; i < RoutePattern.SEGMENT_COUNT_MAX; i++) {
            params.append("/{p").append(i).append('}');
        }
        List<String> routes = new ArrayList<>(List.of(params.toString()));
        for (int d = 0; d < RoutePattern.SEGMENT_COUNT_MAX - 1; d++) {
            routes.add("POST " + params.substring(4).split("/\\{p" + d + "}", 2)[0] + "/{rest...}");
            routes.add("PUT " + params.substring(4).split("/\\{p" + d + "}", 2)[0] + "/a");
        }
        RouteTable<String> table = Tables.of(routes.toArray(new String[0]));
        RouteMatch match = table.newMatch();
        int end = 2 * RoutePattern.SEGMENT_COUNT_MAX;
        assertEquals(RouteTable.FOUND, table.find(Tables.GET, HOSTILE, 0, end, match));
        assertEquals(RoutePattern.SEGMENT_COUNT_MAX, match.paramCount());
        assertEquals(end, match.paramEnd(RoutePattern.SEGMENT_COUNT_MAX - 1));
        assertEquals(RouteTable.METHOD_NOT_ALLOWED, table.find(4, HOSTILE, 0, 4_000, match));
        assertEquals(List.of("POST"), Tables.names(match.allowedMethods()));
        assertTrue(match.search.branchCount <= table.branchCountMax());
    }
}
