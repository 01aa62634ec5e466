package dev.vivace.internal.route;

import java.nio.charset.StandardCharsets;
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
 * Look-ups in the table of a REST API of 60 routes, rotating over paths; the baseline is a table of one static
 * route.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class RouteTableBenchmark {
    private static final int GET = 0;
    private static final int POST = 2;
    private static final int DELETE = 4;
    private static final String[] METHOD_NAMES = {"GET", "HEAD", "POST", "PUT", "DELETE"};
    private static final String[] RESOURCES = {
        "users", "orders", "baskets", "products", "reviews", "invoices", "shipments", "returns", "coupons", "tickets"
    };

    private final RouteTable<String> single =
            builder().add(GET, RoutePattern.of("/json"), "json").build();
    private final RouteTable<String> api = api();
    private final RouteMatch singleMatch = single.newMatch();
    private final RouteMatch match = api.newMatch();
    private final byte[][] json = {path("/json")};
    private final byte[][] statics = paths("/api/%s", "/api/%s/search");
    private final byte[][] params = paths("/api/%s/48151623", "/api/%s/42/items/7");
    private final byte[][] misses = paths("/api/%ss/48151623", "/api/%s/42/item");
    private int turn;

    private static RouteTable.Builder<String> builder() {
        return RouteTable.builder(id -> METHOD_NAMES[id]);
    }

    private static RouteTable<String> api() {
        RouteTable.Builder<String> table = builder();
        for (String resource : RESOURCES) {
            String base = "/api/" + resource;
            table.add(GET, RoutePattern.of(base), resource + " all");
            table.add(POST, RoutePattern.of(base), resource + " new");
            table.add(GET, RoutePattern.of(base + "/search"), resource + " search");
            table.add(GET, RoutePattern.of(base + "/{id}"), resource + " one");
            table.add(DELETE, RoutePattern.of(base + "/{id}"), resource + " delete");
            table.add(GET, RoutePattern.of(base + "/{id}/items/{item}"), resource + " item");
        }
        return table.build();
    }

    private static byte[][] paths(String first, String second) {
        byte[][] paths = new byte[16][];
        for (int i = 0; i < paths.length; i++) {
            paths[i] = path(String.format(i % 2 == 0 ? first : second, RESOURCES[i % RESOURCES.length]));
        }
        return paths;
    }

    /** As in a request: more bytes follow. */
    private static byte[] path(String path) {
        return (path + " HTTP/1.1").getBytes(StandardCharsets.US_ASCII);
    }

    /** All that is looked up is found, or is not. */
    @Setup
    public void check() {
        for (int i = 0; i < 16; i++) {
            if (oneStaticRoute() != 0 || staticPath() < 0 || param() < 0 || miss() != RouteTable.NOT_FOUND) {
                throw new IllegalStateException("look-up " + i);
            }
        }
    }

    private byte[] next(byte[][] paths) {
        return paths[turn++ & paths.length - 1];
    }

    private static int find(RouteTable<String> table, byte[] path, RouteMatch match) {
        int found = table.find(GET, path, 0, path.length - " HTTP/1.1".length(), match);
        return found == RouteTable.FOUND ? match.targetIndex() : found;
    }

    @Benchmark
    public int oneStaticRoute() {
        return find(single, next(json), singleMatch);
    }

    @Benchmark
    public int staticPath() {
        return find(api, next(statics), match);
    }

    @Benchmark
    public int param() {
        return find(api, next(params), match);
    }

    @Benchmark
    public int miss() {
        return find(api, next(misses), match);
    }
}
