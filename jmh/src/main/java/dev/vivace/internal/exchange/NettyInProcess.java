package dev.vivace.internal.exchange;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonWriter;
import dev.vivace.internal.json.Message;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.ResourceLeakDetector;
import java.io.ByteArrayOutputStream;

/**
 * What {@link InProcess} is set beside: Netty's HTTP codec and a handler that goes about {@code /json} as the comparison's
 * Netty server does, with our server's fields. A switch takes the place of a router.
 *
 * <p>What a socket would have given lies in a direct buffer from the start; what it would take is counted and released. The
 * channel's own queue of answers is in the figures: there is no Netty without a channel.
 */
final class NettyInProcess {
    // Flags that the comparison's Netty server has, as the one of TechEmpower's suite
    static final String OPENS = "--add-opens=java.base/java.lang=ALL-UNNAMED";
    static final String UNSAFE = "-Dio.netty.noUnsafe=false";
    static final String BOUNDS = "-Dio.netty.buffer.checkBounds=false";
    static final String ACCESSIBLE = "-Dio.netty.buffer.checkAccessible=false";

    private final EmbeddedChannel channel;

    NettyInProcess() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        HttpDecoderConfig decoder = new HttpDecoderConfig().setValidateHeaders(false);
        channel = new EmbeddedChannel(new HttpServerCodec(decoder), new Answering());
        channel.config().setAllocator(new PooledByteBufAllocator(true));
    }

    /** A buffer as a read makes it; {@link #exchange} may be given it again and again. */
    static ByteBuf buffer(byte[] request) {
        return Unpooled.directBuffer(request.length).writeBytes(request);
    }

    /** One buffer for each request. */
    static ByteBuf[] buffers(byte[][] requests) {
        ByteBuf[] buffers = new ByteBuf[requests.length];
        for (int i = 0; i < buffers.length; i++) {
            buffers[i] = buffer(requests[i]);
        }
        return buffers;
    }

    /** Gives the channel some bytes in one read; how many bytes it has answered. */
    long exchange(ByteBuf in) {
        return exchange(in, null);
    }

    /** What it answers to some bytes. */
    byte[] answer(ByteBuf in) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        exchange(in, kept);
        return kept.toByteArray();
    }

    private long exchange(ByteBuf in, ByteArrayOutputStream kept) {
        in.readerIndex(0).retain();
        channel.pipeline().fireChannelRead(in);
        channel.pipeline().fireChannelReadComplete();
        long bytesSent = 0;
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            bytesSent += out.readableBytes();
            if (kept != null) {
                byte[] bytes = new byte[out.readableBytes()];
                out.getBytes(out.readerIndex(), bytes);
                kept.writeBytes(bytes);
            }
            out.release();
        }
        return bytesSent;
    }

    /** Gives back what the channel holds. */
    void close() {
        channel.finishAndReleaseAll();
    }

    private static final class Answering extends ChannelInboundHandlerAdapter {
        private static final HttpHeadersFactory HEADERS =
                DefaultHttpHeadersFactory.headersFactory().withValidation(false);
        private static final AsciiString SERVER = AsciiString.cached("vivace");
        private static final DslJson<Object> JSON = new DslJson<>(new DslJson.Settings<>().includeServiceLoader());
        private static final JsonWriter.WriteObject<Message> MESSAGE = JSON.tryFindWriter(Message.class);

        /** Of the time at which {@link InProcess} stands; a server writes another one each second. */
        private final AsciiString date = AsciiString.cached("Tue, 14 Nov 2023 22:13:20 GMT");

        private final JsonWriter writer = JSON.newWriter();

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            try {
                if (message instanceof HttpRequest request) {
                    answer(context, request);
                }
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        private void answer(ChannelHandlerContext context, HttpRequest request) {
            FullHttpResponse response = response(request.uri());
            if (HttpUtil.isKeepAlive(request)) {
                context.write(response, context.voidPromise());
            } else {
                response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
                context.write(response).addListener(ChannelFutureListener.CLOSE);
            }
        }

        private FullHttpResponse response(String uri) {
            switch (uri) {
                case "/json":
                    writer.reset();
                    MESSAGE.write(writer, new Message("Hello, World!"));
                    ByteBuf body = Unpooled.wrappedBuffer(writer.toByteArray());
                    return full(HttpResponseStatus.OK, body, Integer.toString(writer.size()));
                default:
                    return full(HttpResponseStatus.NOT_FOUND, Unpooled.EMPTY_BUFFER, "0");
            }
        }

        private FullHttpResponse full(HttpResponseStatus status, ByteBuf body, CharSequence length) {
            HttpHeaders headers = HEADERS.newHeaders()
                    .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                    .set(HttpHeaderNames.SERVER, SERVER)
                    .set(HttpHeaderNames.DATE, date)
                    .set(HttpHeaderNames.CONTENT_LENGTH, length);
            return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body, headers, EmptyHttpHeaders.INSTANCE);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            throw new IllegalStateException(cause);
        }
    }
}
