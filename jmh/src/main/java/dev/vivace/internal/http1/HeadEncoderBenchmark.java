package dev.vivace.internal.http1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Answer heads: as nearly all are written, with a staged field and a close, and in a second that has just begun. The
 * baseline is netty-codec-http: an answer object with the same four fields, encoded into a pooled buffer.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class HeadEncoderBenchmark {
    private static final int[] STATUSES = {200, 200, 201, 404};
    private static final AsciiString SERVER = AsciiString.cached("vivace");

    private final DateClock clock = new DateClock();
    private final HeadEncoder heads = new HeadEncoder("vivace", clock);
    private final byte[] staged = "Cache-Control: no-store\r\n".getBytes(StandardCharsets.US_ASCII);
    private final byte[] out = new byte[4096];
    private long millis = 1_700_000_000_000L;
    private int turn;

    private final AsciiString date = AsciiString.cached("Tue, 14 Nov 2023 22:13:20 GMT");
    private EmbeddedChannel netty;

    /** The clock stands at a second; both sides write the same fields. */
    @Setup
    public void start() {
        clock.update(millis);
        netty = new EmbeddedChannel(new HttpResponseEncoder());
        int start = turn & 63;
        String ours = new String(out, start, head() - start, StandardCharsets.US_ASCII);
        turn = 0;
        netty.writeOutbound(response());
        ByteBuf encoded = netty.readOutbound();
        String theirs = encoded.toString(StandardCharsets.US_ASCII);
        encoded.release();
        if (!fields(ours).equals(fields(theirs))) {
            throw new IllegalStateException(ours + " is not " + theirs);
        }
    }

    private static Set<String> fields(String head) {
        return new TreeSet<>(Arrays.asList(head.toLowerCase(Locale.ROOT).split("\r\n")));
    }

    /** Gives back what the baseline holds. */
    @TearDown
    public void close() {
        netty.finishAndReleaseAll();
    }

    private HttpResponse response() {
        int variant = turn++;
        // With its (empty) body at once, so that one write leaves the encoder ready for the next
        HttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(STATUSES[variant & 3]), Unpooled.EMPTY_BUFFER);
        response.headers()
                .set(HttpHeaderNames.SERVER, SERVER)
                .set(HttpHeaderNames.DATE, date)
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, 27 + (variant & 1023));
        return response;
    }

    @Benchmark
    public int headNetty() {
        netty.writeOutbound(response());
        ByteBuf encoded = netty.readOutbound();
        int length = encoded.readableBytes();
        encoded.release();
        return length;
    }

    @Benchmark
    public int head() {
        int variant = turn++;
        HeadBlock block = heads.block(STATUSES[variant & 3], ContentTypes.JSON);
        return heads.write(block, 27 + (variant & 1023), staged, 0, true, 1, out, variant & 63);
    }

    @Benchmark
    public int headWithStagedField() {
        int variant = turn++;
        HeadBlock block = heads.block(STATUSES[variant & 3], ContentTypes.JSON);
        return heads.write(block, 27 + (variant & 1023), staged, staged.length, false, 1, out, variant & 63);
    }

    /** What the first answer of a second costs: formatting the date, stamping it into one block. */
    @Benchmark
    public int headInNewSecond() {
        clock.update(millis += 1_000);
        return head();
    }
}
