package dev.vivace.internal.exchange;

import dev.vivace.Canned;
import dev.vivace.Params;
import dev.vivace.Reply;
import dev.vivace.Request;
import dev.vivace.Response;
import dev.vivace.Vivace;
import dev.vivace.jmh.Requests;
import dev.vivace.typed.Default;
import dev.vivace.typed.Header;
import dev.vivace.typed.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
 * Parameters bound to a record, against the same record made by hand with the accessors of the request, and against a
 * handler that reads nothing: the whole way in process, so the difference to {@code nothing} is what parameters cost.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class ParamsBenchmark {
    /** As in the README. */
    record Search(
            @Path long shop,
            String q,
            @Default("20") int limit,
            Optional<Instant> since,
            List<String> tag,
            @Header("If-Match") String etag) {}

    private static final Canned CANNED = Canned.text("Hello, World!");

    @Param({"few", "all"})
    String sent;

    private final InProcess server = new InProcess(app());
    private byte[][] bound;
    private byte[][] byHand;
    private byte[][] nothing;
    private int turn;

    private static Vivace app() {
        return Vivace.create()
                .get("/bound/{shop}", Params.of(Search.class), (req, res, search) -> answer(res, search))
                .get("/by-hand/{shop}", (req, res) -> answer(res, read(req)))
                .get("/nothing/{shop}", (req, res) -> res.send(CANNED));
    }

    private static Reply answer(Response res, Search search) {
        return search.shop() < 0 || search.limit() < 0 || search.q().isEmpty() ? res.empty() : res.send(CANNED);
    }

    private static Search read(Request req) {
        String since = req.query("since");
        return new Search(
                req.pathLong("shop"),
                req.query("q"),
                req.queryInt("limit", 20),
                since == null ? Optional.empty() : Optional.of(Instant.parse(since)),
                req.queryAll("tag"),
                req.header("If-Match"));
    }

    /** The answers are those that are meant. */
    @Setup
    public void check() {
        bound = requests("/bound/");
        byHand = requests("/by-hand/");
        nothing = requests("/nothing/");
        for (int i = 0; i < Requests.VARIANT_COUNT; i++) {
            require(bound());
            require(byHand());
            require(nothing());
        }
    }

    private byte[][] requests(String path) {
        String query = sent.equals("few")
                ? "?q=teapot&limit=50"
                : "?q=teapot&limit=50&since=2026-01-02T03:04:05Z&tag=red&tag=with+lid";
        return Requests.roomy(Requests.get(path + 123456 + query, "If-Match: \"v%02d\"\r\n"));
    }

    private void require(long bytes) {
        if (server.answerStatus() != 200) {
            throw new IllegalStateException(bytes + " bytes, status " + server.answerStatus());
        }
    }

    private long exchange(byte[][] requests) {
        byte[] in = requests[turn++ & Requests.VARIANT_COUNT - 1];
        return server.exchange(in, 0, in.length - Requests.ROOM_BYTES);
    }

    @Benchmark
    public long bound() {
        return exchange(bound);
    }

    @Benchmark
    public long byHand() {
        return exchange(byHand);
    }

    @Benchmark
    public long nothing() {
        return exchange(nothing);
    }
}
