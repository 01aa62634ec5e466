package dev.vivace.internal.exchange;

import dev.vivace.Canned;
import dev.vivace.JsonKey;
import dev.vivace.Reply;
import dev.vivace.Response;
import dev.vivace.Vivace;
import dev.vivace.internal.json.Message;
import dev.vivace.jmh.Requests;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole way of a request in process, from the bytes a socket gave to the bytes it would take: parse, route,
 * handler, JSON, head. Requests rotate over variants; answers are those of a real app.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class ExchangeBenchmark {
    private static final JsonKey ID = JsonKey.of("id");
    private static final JsonKey NAME = JsonKey.of("name");
    private static final Canned HELLO = Canned.of("text/plain", "Hello, World!".getBytes(StandardCharsets.US_ASCII));

    private final InProcess server = new InProcess(app());
    private final byte[][] json = roomy(Requests.wrk("/json"));
    private final byte[][] plaintext = roomy(Requests.wrk("/plaintext"));
    private final byte[][] user = roomy(Requests.wrk("/users/4711"));
    private final byte[][] missing = roomy(Requests.wrk("/nowhere"));
    private final byte[] pipelined = Requests.joined(Requests.wrk("/json"));
    private int turn;

    private static Vivace app() {
        return Vivace.create()
                .get("/json", (req, res) -> res.json(new Message("Hello, World!")))
                .get("/plaintext", (req, res) -> res.send(HELLO))
                .get("/users/{id}", (req, res) -> user(req.pathLong("id"), res));
    }

    private static Reply user(long id, Response res) {
        res.jsonOut().beginObject().key(ID).value(id).key(NAME).value("Alice").endObject();
        return res.sendJson();
    }

    /** As in a loop's read buffer: there is room behind the request. */
    private static byte[][] roomy(byte[][] requests) {
        byte[][] roomy = new byte[requests.length][];
        for (int i = 0; i < roomy.length; i++) {
            roomy[i] = java.util.Arrays.copyOf(requests[i], requests[i].length + 64);
        }
        return roomy;
    }

    /** The answers are those that are meant. */
    @Setup
    public void check() {
        for (int i = 0; i < Requests.VARIANT_COUNT; i++) {
            require(json(), 200);
            require(plaintext(), 200);
            require(user(), 200);
            require(missing(), 404);
            require(jsonInTwoReads(), 200);
        }
        if (jsonPipelined() != Requests.VARIANT_COUNT * json()) {
            throw new IllegalStateException("pipelined requests were not all answered");
        }
    }

    private void require(long bytes, int status) {
        if (bytes < 100 || server.answerStatus() != status) {
            throw new IllegalStateException(bytes + " bytes, status " + server.answerStatus() + ", not " + status);
        }
    }

    private long exchange(byte[][] requests) {
        byte[] in = requests[turn++ & Requests.VARIANT_COUNT - 1];
        return server.exchange(in, 0, in.length - 64);
    }

    @Benchmark
    public long json() {
        return exchange(json);
    }

    @Benchmark
    public long plaintext() {
        return exchange(plaintext);
    }

    @Benchmark
    public long user() {
        return exchange(user);
    }

    @Benchmark
    public long missing() {
        return exchange(missing);
    }

    @Benchmark
    @OperationsPerInvocation(Requests.VARIANT_COUNT)
    public long jsonPipelined() {
        return server.exchange(pipelined, 0, pipelined.length);
    }

    @Benchmark
    public long jsonInTwoReads() {
        byte[] in = json[turn++ & Requests.VARIANT_COUNT - 1];
        server.exchange(in, 0, 90);
        return server.exchange(in, 90, in.length - 64);
    }
}
