package dev.vivace.internal.exchange;

import dev.vivace.examples.Tour;
import dev.vivace.jmh.Requests;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole way in process for the routes of the tour, as the tour serves them: parse, route, handler, JSON, head.
 * Requests rotate over variants; {@code mixed} rotates over those of all recipes, so that no call site stays with one
 * handler. What fails ({@code fail}, {@code tracedFail}) is answered with 500 and logged as in a server, ten entries a second
 * at most, but nobody writes the entries down. Not here are the books ({@link BookshopBenchmark}), and the routes that sleep or
 * wait for a timer.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class TourBenchmark {
    private static final List<String> ROUTES = List.of(
            "index",
            "plaintext",
            "json",
            "person",
            "user",
            "add",
            "echo",
            "jsonEcho",
            "newUser",
            "list",
            "visits",
            "traced");

    /** Held, because loggers are forgotten with what was set on them. */
    private static final Logger LOG = Logger.getLogger("dev.vivace");

    @Param({
        "index",
        "plaintext",
        "json",
        "person",
        "user",
        "add",
        "echo",
        "jsonEcho",
        "newUser",
        "list",
        "visits",
        "traced",
        "mixed",
        "openapi",
        "docs",
        "fail",
        "tracedFail"
    })
    public String route;

    private final InProcess server = new InProcess(Tour.app());
    private byte[][] requests;
    private int turn;

    private static byte[][] requests(String route) {
        return switch (route) {
            case "index" -> Requests.wrk("/");
            case "plaintext", "json", "person" -> Requests.wrk("/" + route);
            case "user" -> Requests.get(variant -> "/users/" + (4_711 + 997 * variant));
            case "add" -> Requests.get(variant -> "/add/" + 40 * variant + "?b=" + (variant - 5));
            case "echo" -> Requests.post("/echo", variant -> "{\"text\":\"number " + (variant + 10) + "\"}");
            case "jsonEcho" ->
                Requests.post(
                        "/json/echo",
                        variant -> "{\"pi\": 3.140, \"n\": [" + variant + ", true, null], \"a\": \"\\/\"}");
            case "newUser" ->
                Requests.post(
                        "/users", variant -> "{\"name\":\"Ada " + (variant + 10) + "\",\"email\":\"ada@example.org\"}");
            case "list" -> Requests.get(variant -> "/list?n=" + (variant + 1));
            case "visits" -> Requests.get("/visits", "Cookie: visits=1%02d; theme=dark\r\n");
            case "traced" -> Requests.wrk("/traced/hello");
            case "openapi" -> Requests.wrk("/openapi.json");
            case "docs" -> Requests.wrk("/docs");
            case "fail" -> Requests.wrk("/fail");
            case "tracedFail" -> Requests.wrk("/traced/fail");
            default -> throw new IllegalArgumentException(route);
        };
    }

    private static byte[][] mixed() {
        List<byte[]> all = new ArrayList<>();
        for (String route : ROUTES) {
            Collections.addAll(all, requests(route));
        }
        Collections.shuffle(all, new Random(1));
        return all.toArray(new byte[0][]);
    }

    /** Each request is answered, with success or with the failure that is meant. */
    @Setup
    public void check() {
        LOG.setUseParentHandlers(false);
        int statusClass = route.equals("fail") || route.equals("tracedFail") ? 5 : 2;
        requests = Requests.roomy(route.equals("mixed") ? mixed() : requests(route));
        for (int i = 0; i < requests.length; i++) {
            long bytes = exchange();
            if (bytes < 100 || server.answerStatus() / 100 != statusClass) {
                throw new IllegalStateException(
                        route + ", request " + i + ": " + bytes + " bytes, status " + server.answerStatus());
            }
        }
    }

    @Benchmark
    public long exchange() {
        int at = turn;
        turn = at + 1 < requests.length ? at + 1 : 0;
        byte[] in = requests[at];
        return server.exchange(in, 0, in.length - Requests.ROOM_BYTES);
    }
}
