package dev.vivace.internal.route;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Look-ups in the table of GitHub's public REST API, nearly 300 routes, rotating over paths; the baseline is a table
 * of one static route. The routes are beside this class among the resources.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class RouteTableBenchmark {
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH");
    private static final int GET = 0;
    private static final String[] VALUES = {
        "octocat", "vivace", "12345", "a-long-repository-name", "main", "7", "6dcb09b5b57875f334f61aebed695e2e4193db5e"
    };
    private static final String[] STATICS = {
        "/rate_limit",
        "/user/keys",
        "/emojis",
        "/gists/public",
        "/user",
        "/search/issues",
        "/issues",
        "/user/repos",
        "/zen",
        "/notifications",
        "/search/repositories",
        "/meta",
        "/users",
        "/gitignore/templates",
        "/events",
        "/user/memberships/orgs"
    };
    private static final String[] PARAMS = {
        "/users/octocat",
        "/repos/octocat/vivace",
        "/repos/octocat/vivace/issues",
        "/gists/aa5a315d61ae9438b18d",
        "/repos/octocat/vivace/issues/7/comments",
        "/orgs/acme/members/octocat",
        "/repos/octocat/vivace/pulls/12",
        "/repos/octocat/vivace/branches/main/protection",
        "/users/octocat/repos",
        "/repos/a/b/git/trees/9fb037999f26",
        "/repos/octocat/vivace/commits/6dcb09b5b57875f3",
        "/teams/4711",
        "/repos/octocat/vivace/releases/latest",
        "/user/starred/octocat/vivace",
        "/repos/octocat/vivace/contents/src/main/App.java",
        "/orgs/acme/repos"
    };
    private static final String[] MISSES = {
        "/nothing",
        "/users/octocat/nothing",
        "/repos/octocat",
        "/repos/octocat/vivace/issue",
        "/repos/octocat/vivace/issues/7/comment",
        "/user/key",
        "/search",
        "/gists/1/2/3/4",
        "/api/v3/users/octocat",
        "/orgs/acme/member",
        "/emojis/smile",
        "/repos/octocat/vivace/branches/main/protections/x",
        "/favicon.ico",
        "/rate_limits",
        "/teams/4711/nobody",
        "/user/octocat/followers"
    };

    private final RouteTable<String> single = RouteTable.<String>builder(METHODS::get)
            .add(GET, RoutePattern.of("/json"), "json")
            .build();
    private final RouteMatch singleMatch = single.newMatch();
    private final byte[][] json = paths("/json", "/json", "/json", "/json");
    private final byte[][] statics = paths(STATICS);
    private final byte[][] params = paths(PARAMS);
    private final byte[][] misses = paths(MISSES);
    private RouteTable<String> github;
    private RouteMatch match;
    private List<RouteTable<String>> alone;
    private RouteMatch[] aloneMatches;
    private byte[][] all;
    private int[] allMethods;
    private int turn;

    private static byte[][] paths(String... paths) {
        byte[][] bytes = new byte[paths.length][];
        for (int i = 0; i < bytes.length; i++) {
            // As in a request: more bytes follow
            bytes[i] = (paths[i] + " HTTP/1.1").getBytes(StandardCharsets.US_ASCII);
        }
        return bytes;
    }

    private static List<String> lines() throws IOException {
        try (InputStream stream = RouteTableBenchmark.class.getResourceAsStream("github-api.txt")) {
            return new String(stream.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    /** Builds the table, and one path for each of its routes, in an order that stays the same. */
    @Setup
    public void build() throws IOException {
        List<String> lines = new ArrayList<>(lines());
        RouteTable.Builder<String> table = RouteTable.builder(METHODS::get);
        for (String line : lines) {
            table.add(method(line), RoutePattern.of(pattern(line)), line);
        }
        github = table.build();
        match = github.newMatch();
        alone = Arrays.stream(PARAMS).map(this::tableOfItsOwn).toList();
        aloneMatches = alone.stream().map(RouteTable::newMatch).toArray(RouteMatch[]::new);
        Random random = new Random(1);
        Collections.shuffle(lines, random);
        allMethods = lines.stream().mapToInt(RouteTableBenchmark::method).toArray();
        all = paths(lines.stream().map(line -> path(pattern(line), random)).toArray(String[]::new));
        check();
    }

    /** A table of nothing but the route that a path has among all. */
    private RouteTable<String> tableOfItsOwn(String path) {
        find(github, GET, paths(path)[0], match);
        String line = github.target(match.targetIndex());
        return RouteTable.<String>builder(METHODS::get)
                .add(GET, RoutePattern.of(pattern(line)), line)
                .build();
    }

    private static int method(String line) {
        return METHODS.indexOf(line.substring(0, line.indexOf(' ')));
    }

    private static String pattern(String line) {
        return line.substring(line.indexOf(' ') + 1);
    }

    private static String path(String pattern, Random random) {
        StringBuilder path = new StringBuilder();
        for (String segment : pattern.substring(1).split("/", -1)) {
            String value = segment.endsWith("...}") ? "src/App.java" : VALUES[random.nextInt(VALUES.length)];
            path.append('/').append(segment.startsWith("{") ? value : segment);
        }
        return path.toString();
    }

    /** All that is looked up is found, or is not. */
    private void check() {
        if (all.length < 200) {
            throw new IllegalStateException(all.length + " routes");
        }
        for (int i = 0; i < all.length; i++) {
            turn = i;
            if (githubAll() < 0) {
                throw new IllegalStateException("route " + i);
            }
        }
        for (int i = 0; i < 16; i++) {
            if (oneStaticRoute() != 0
                    || eachAlone() != 0
                    || githubStatic() < 0
                    || githubParams() < 0
                    || githubMiss() >= 0) {
                throw new IllegalStateException("look-up " + i);
            }
        }
        turn = 0;
    }

    private byte[] next(byte[][] paths) {
        return paths[turn++ & paths.length - 1];
    }

    private static int find(RouteTable<String> table, int method, byte[] path, RouteMatch match) {
        int found = table.find(method, path, 0, path.length - " HTTP/1.1".length(), match);
        return found == RouteTable.FOUND ? match.targetIndex() : found;
    }

    @Benchmark
    public int oneStaticRoute() {
        return find(single, GET, next(json), singleMatch);
    }

    @Benchmark
    public int githubStatic() {
        return find(github, GET, next(statics), match);
    }

    @Benchmark
    public int githubParams() {
        return find(github, GET, next(params), match);
    }

    /** The same paths, each in a table that has only its route: what is above this is the price of the other routes. */
    @Benchmark
    public int eachAlone() {
        int at = turn & PARAMS.length - 1;
        return find(alone.get(at), GET, next(params), aloneMatches[at]);
    }

    @Benchmark
    public int githubMiss() {
        return find(github, GET, next(misses), match);
    }

    /** Every route once a round, in no order that a predictor could guess. */
    @Benchmark
    public int githubAll() {
        int at = turn;
        turn = at + 1 < all.length ? at + 1 : 0;
        return find(github, allMethods[at], all[at], match);
    }
}
