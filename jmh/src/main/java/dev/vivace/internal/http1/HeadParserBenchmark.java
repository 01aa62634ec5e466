package dev.vivace.internal.http1;

import dev.vivace.jmh.Requests;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.ReferenceCountUtil;
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
 * Parsing request heads; the baseline is netty-codec-http's decoder. The load generator's request is parsed alone, 16
 * at a time, and in two halves.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class HeadParserBenchmark {
    private final byte[][] wrk = Requests.wrk("/json");
    private final byte[][] browser = Requests.browser("/api/basket/items?limit=20&sort=name");
    private final byte[] pipelined = Requests.joined(wrk);
    private final HttpLimits limits = HttpLimits.DEFAULT;
    private final RequestHead head = new RequestHead(limits.headerCountMax());
    private final HeadScanner scanner = new HeadScanner(limits);
    private final HeadScanner.State scan = new HeadScanner.State();
    private final ByteBuf[] wrkBuffers = buffers(wrk);
    private final ByteBuf[] browserBuffers = buffers(browser);
    private final ByteBuf pipelinedBuffer = buffers(new byte[][] {pipelined})[0];
    private final Last last = new Last();
    private EmbeddedChannel netty;
    private int turn;

    /** The end of Netty's pipeline: keeps the request until the next one, as a handler would look at it. */
    private static final class Last extends ChannelInboundHandlerAdapter {
        HttpRequest request;
        int count;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest decoded) {
                request = decoded;
                count++;
            } else if (message instanceof HttpObject) {
                ReferenceCountUtil.release(message);
            }
        }
    }

    private static ByteBuf[] buffers(byte[][] requests) {
        ByteBuf[] buffers = new ByteBuf[requests.length];
        for (int i = 0; i < buffers.length; i++) {
            buffers[i] = Unpooled.directBuffer(requests[i].length).writeBytes(requests[i]);
        }
        return buffers;
    }

    /** Both sides are to see what they are said to see. */
    @Setup
    public void check() {
        netty = new EmbeddedChannel(new HttpRequestDecoder(), last);
        for (int i = 0; i < Requests.VARIANT_COUNT; i++) {
            if (wrk[i].length != 174 || wrk() != 174 || browser() != browser[i].length || halves() != 174) {
                throw new IllegalStateException("variant " + i + " was not parsed");
            }
            if (!netty(wrkBuffers[i]).decoderResult().isSuccess()
                    || netty(browserBuffers[i]).headers().size() != 12) {
                throw new IllegalStateException("variant " + i + " was not decoded");
            }
            int before = last.count;
            if (!halvesNetty().decoderResult().isSuccess() || last.count != before + 1) {
                throw new IllegalStateException("variant " + i + " was not decoded in halves");
            }
        }
        int before = last.count;
        pipelinedNetty();
        if (last.count != before + Requests.VARIANT_COUNT) {
            throw new IllegalStateException("pipelined requests were not all decoded");
        }
    }

    /** Gives back what the baseline holds. */
    @TearDown
    public void close() {
        netty.finishAndReleaseAll();
    }

    private int next() {
        int variant = turn;
        turn = variant + 1 & Requests.VARIANT_COUNT - 1;
        return variant;
    }

    @Benchmark
    public int wrk() {
        byte[] in = wrk[next()];
        return HeadParser.parse(in, 0, in.length, head, limits);
    }

    @Benchmark
    public int browser() {
        byte[] in = browser[next()];
        return HeadParser.parse(in, 0, in.length, head, limits);
    }

    @Benchmark
    @OperationsPerInvocation(Requests.VARIANT_COUNT)
    public int pipelined() {
        byte[] in = pipelined;
        int at = 0;
        while (at < in.length) {
            at += HeadParser.parse(in, at, in.length, head, limits);
        }
        return at;
    }

    /** The first half, then all of it, as a connection goes about a head that arrives in two reads. */
    @Benchmark
    public int halves() {
        int variant = next();
        byte[] in = wrk[variant];
        int half = in.length / 2 + variant;
        int parsed = HeadParser.parse(in, 0, half, head, limits);
        if (scanner.begin(in, 0, half, parsed, head, scan) != HeadScanner.INCOMPLETE) {
            throw new IllegalStateException();
        }
        return scanner.resume(in, 0, in.length, head, scan);
    }

    @Benchmark
    public HttpRequest wrkNetty() {
        return netty(wrkBuffers[next()]);
    }

    @Benchmark
    public HttpRequest browserNetty() {
        return netty(browserBuffers[next()]);
    }

    @Benchmark
    @OperationsPerInvocation(Requests.VARIANT_COUNT)
    public HttpRequest pipelinedNetty() {
        return netty(pipelinedBuffer);
    }

    /** Both halves lie in one buffer, so that the decoder need not copy more than it does for two reads. */
    @Benchmark
    public HttpRequest halvesNetty() {
        int variant = next();
        ByteBuf in = wrkBuffers[variant];
        int length = in.capacity();
        int half = length / 2 + variant;
        netty.pipeline().fireChannelRead(in.retainedSlice(0, half));
        netty.pipeline().fireChannelRead(in.retainedSlice(half, length - half));
        return last.request;
    }

    private HttpRequest netty(ByteBuf in) {
        in.readerIndex(0).retain();
        netty.pipeline().fireChannelRead(in);
        return last.request;
    }
}
