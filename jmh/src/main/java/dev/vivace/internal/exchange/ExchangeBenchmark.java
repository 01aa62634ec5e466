package dev.vivace.internal.exchange;

import dev.vivace.Vivace;
import dev.vivace.internal.json.Message;
import dev.vivace.jmh.Requests;
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
 * The whole way of a request in process, from the bytes a socket gave to the bytes it would take, in an app of one
 * route: alone, 16 at a time, in two reads, and for a path that is not there. {@link TourBenchmark} has the other
 * kinds of routes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class ExchangeBenchmark {
    private final InProcess server = new InProcess(app());
    private final byte[][] json = Requests.roomy(Requests.wrk("/json"));
    private final byte[][] browser = Requests.roomy(Requests.browser("/json"));
    private final byte[][] missing = Requests.roomy(Requests.wrk("/nowhere"));
    private final byte[] pipelined = Requests.joined(Requests.wrk("/json"));
    private int turn;

    private static Vivace app() {
        return Vivace.create().get("/json", (req, res) -> res.json(new Message("Hello, World!")));
    }

    /** The answers are those that are meant. */
    @Setup
    public void check() {
        for (int i = 0; i < Requests.VARIANT_COUNT; i++) {
            require(json(), 200);
            require(jsonFromBrowser(), 200);
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
        return server.exchange(in, 0, in.length - Requests.ROOM_BYTES);
    }

    @Benchmark
    public long json() {
        return exchange(json);
    }

    @Benchmark
    public long jsonFromBrowser() {
        return exchange(browser);
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
        return server.exchange(in, 90, in.length - Requests.ROOM_BYTES);
    }
}
