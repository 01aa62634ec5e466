package dev.vivace.internal.exchange;

import dev.vivace.Vivace;
import dev.vivace.internal.json.Message;
import dev.vivace.jmh.Requests;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole way of a request in process, from the bytes a socket gave to the bytes it would take, in an app of one
 * route: alone, 16 at a time, in two reads, and for a path that is not there. {@link TourBenchmark} has the other
 * kinds of routes. The baseline is Netty's HTTP codec with a handler that makes and serialises the same object, with the flags
 * of the JVM that its server has in the comparison.
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
    private final NettyInProcess netty = new NettyInProcess();
    private final ByteBuf[] jsonBuffers = NettyInProcess.buffers(Requests.wrk("/json"));
    private final ByteBuf[] browserBuffers = NettyInProcess.buffers(Requests.browser("/json"));
    private final ByteBuf pipelinedBuffer = NettyInProcess.buffer(pipelined);
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
        checkNetty();
    }

    /** Status line, fields and body are ours. */
    private void checkNetty() {
        for (int i = 0; i < Requests.VARIANT_COUNT; i++) {
            requireSame(answer(json[i]), netty.answer(jsonBuffers[i]), 1);
            requireSame(answer(browser[i]), netty.answer(browserBuffers[i]), 1);
        }
        requireSame(
                server.answer(pipelined, 0, pipelined.length), netty.answer(pipelinedBuffer), Requests.VARIANT_COUNT);
    }

    private byte[] answer(byte[] roomy) {
        return server.answer(roomy, 0, roomy.length - Requests.ROOM_BYTES);
    }

    private static void requireSame(byte[] answers, byte[] answersNetty, int count) {
        List<String> ours = answers(answers);
        List<String> theirs = answers(answersNetty);
        if (ours.size() != count || !ours.equals(theirs)) {
            throw new IllegalStateException(ours + " are not " + theirs);
        }
    }

    /** Answers one by one, the fields of each in one order and in lower case, with the length in them. */
    private static List<String> answers(byte[] sent) {
        String text = new String(sent, StandardCharsets.ISO_8859_1);
        List<String> answers = new ArrayList<>();
        for (int at = 0, end; at < text.length(); at = end) {
            int body = text.indexOf("\r\n\r\n", at) + 4;
            Set<String> fields = new TreeSet<>();
            int length = -1;
            for (String line : text.substring(at, body).toLowerCase(Locale.ROOT).split("\r\n")) {
                fields.add(line);
                if (line.startsWith("content-length:")) {
                    length = Integer.parseInt(
                            line.substring(line.indexOf(':') + 1).strip());
                }
            }
            end = body + length;
            answers.add(fields + text.substring(body, end));
        }
        return answers;
    }

    /** Gives back what the baseline holds. */
    @TearDown
    public void close() {
        netty.close();
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
    @Fork(
            jvmArgsPrepend = {
                NettyInProcess.OPENS,
                NettyInProcess.UNSAFE,
                NettyInProcess.BOUNDS,
                NettyInProcess.ACCESSIBLE
            })
    public long jsonNetty() {
        return netty.exchange(jsonBuffers[turn++ & Requests.VARIANT_COUNT - 1]);
    }

    @Benchmark
    @Fork(
            jvmArgsPrepend = {
                NettyInProcess.OPENS,
                NettyInProcess.UNSAFE,
                NettyInProcess.BOUNDS,
                NettyInProcess.ACCESSIBLE
            })
    public long jsonFromBrowserNetty() {
        return netty.exchange(browserBuffers[turn++ & Requests.VARIANT_COUNT - 1]);
    }

    @Benchmark
    @OperationsPerInvocation(Requests.VARIANT_COUNT)
    @Fork(
            jvmArgsPrepend = {
                NettyInProcess.OPENS,
                NettyInProcess.UNSAFE,
                NettyInProcess.BOUNDS,
                NettyInProcess.ACCESSIBLE
            })
    public long jsonPipelinedNetty() {
        return netty.exchange(pipelinedBuffer);
    }

    @Benchmark
    public long jsonInTwoReads() {
        byte[] in = json[turn++ & Requests.VARIANT_COUNT - 1];
        server.exchange(in, 0, 90);
        return server.exchange(in, 90, in.length - Requests.ROOM_BYTES);
    }
}
