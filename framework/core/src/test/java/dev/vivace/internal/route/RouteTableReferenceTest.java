package dev.vivace.internal.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The table against the obvious way: match every pattern on its own, sort those that match, take the first that
 * serves.
 */
class RouteTableReferenceTest {
    private static final int TABLES = 1_500;
    private static final int PATHS_PER_TABLE = 60;
    private static final String[] SEGMENTS = {
        "a", "b", "a\0", "eight888", "eight889", "a-segment-of-more-than-16", "\u00e9", ""
    };

    @Test
    void shouldAgreeWithTheObviousWay() {
        Random random = new Random(20_260_101);
        Map<String, Integer> seen = new LinkedHashMap<>();
        for (int t = 0; t < TABLES; t++) {
            List<String> routes = routes(random);
            RouteTable<String> table = Tables.of(routes.toArray(new String[0]));
            for (int p = 0; p < PATHS_PER_TABLE; p++) {
                String path = path(random);
                String method = Tables.METHODS.get(random.nextInt(4));
                String expected = obvious(routes, method, path);
                assertEquals(expected, Tables.answer(table, method, path), () -> method + " " + path + " in " + routes);
                seen.merge(expected.startsWith("40") ? expected.substring(0, 3) : "200", 1, Integer::sum);
            }
        }
        // What this test says is worth something only if all outcomes came often.
        assertEquals(Set.of("200", "404", "405"), seen.keySet());
        assertTrue(seen.values().stream().allMatch(count -> count > 5_000), seen::toString);
    }

    private static List<String> routes(Random random) {
        Map<String, String> byShape = new LinkedHashMap<>();
        int count = random.nextInt(14);
        for (int i = 0; i < count; i++) {
            StringBuilder pattern = new StringBuilder();
            int segments = 1 + random.nextInt(4);
            for (int s = 0; s < segments; s++) {
                boolean last = s == segments - 1;
                int kind = random.nextInt(10);
                if (kind < 4) {
                    pattern.append("/{p").append(s).append('}');
                } else if (kind < 6 && last) {
                    pattern.append("/{rest...}");
                } else {
                    pattern.append('/').append(staticSegment(random, last));
                }
            }
            String method = Tables.METHODS.get(random.nextInt(4));
            byShape.put(method + pattern, method + " " + pattern);
        }
        return new ArrayList<>(byShape.values());
    }

    private static String staticSegment(Random random, boolean last) {
        String segment = SEGMENTS[random.nextInt(SEGMENTS.length)];
        return segment.indexOf(0) >= 0 || segment.isEmpty() && !last ? "b" : segment;
    }

    private static String path(Random random) {
        StringBuilder path = new StringBuilder();
        for (int s = 1 + random.nextInt(5); s > 0; s--) {
            path.append('/').append(SEGMENTS[random.nextInt(SEGMENTS.length)]);
        }
        return path.toString();
    }

    private static String obvious(List<String> routes, String method, String path) {
        List<Candidate> candidates = new ArrayList<>();
        for (String route : routes) {
            Candidate candidate = Candidate.match(route, path);
            if (candidate != null) {
                candidates.add(candidate);
            }
        }
        candidates.sort(Comparator.comparing(candidate -> candidate.kinds));
        Set<Integer> allowed = new TreeSet<>();
        Set<String> kindsWithHead = new LinkedHashSet<>();
        for (Candidate candidate : candidates) {
            allowed.add(Tables.METHODS.indexOf(candidate.method));
            if (candidate.method.equals("GET")) {
                allowed.add(Tables.HEAD);
            }
            if (candidate.method.equals("HEAD")) {
                kindsWithHead.add(candidate.kinds);
            }
        }
        for (Candidate candidate : candidates) {
            boolean asHead =
                    method.equals("HEAD") && candidate.method.equals("GET") && !kindsWithHead.contains(candidate.kinds);
            if (candidate.method.equals(method) || asHead) {
                return candidate.route + " " + candidate.params;
            }
        }
        List<String> names = new ArrayList<>();
        allowed.forEach(number -> names.add(Tables.METHODS.get(number)));
        return names.isEmpty() ? "404" : "405 " + names;
    }

    private static final class Candidate {
        private final String route;
        private final String method;
        /** A digit per segment: 0 static, 1 parameter, 2 rest; compares as specificity does. */
        private final String kinds;

        private final List<String> params;

        private Candidate(String route, String kinds, List<String> params) {
            this.route = route;
            this.method = route.substring(0, route.indexOf(' '));
            this.kinds = kinds;
            this.params = params;
        }

        private static Candidate match(String route, String path) {
            String[] wanted = route.substring(route.indexOf('/') + 1).split("/", -1);
            String[] given = path.substring(1).split("/", -1);
            StringBuilder kinds = new StringBuilder();
            List<String> params = new ArrayList<>();
            for (int i = 0; i < wanted.length; i++) {
                if (i >= given.length) {
                    return null;
                }
                if (wanted[i].equals("{rest...}")) {
                    params.add(String.join("/", List.of(given).subList(i, given.length)));
                    return new Candidate(route, kinds + "2", params);
                }
                if (wanted[i].startsWith("{")) {
                    if (given[i].isEmpty()) {
                        return null;
                    }
                    params.add(given[i]);
                    kinds.append('1');
                } else if (wanted[i].equals(given[i])) {
                    kinds.append('0');
                } else {
                    return null;
                }
            }
            return wanted.length == given.length ? new Candidate(route, kinds.toString(), params) : null;
        }
    }
}
