package peers;

import com.dslplatform.json.CompiledJson;
import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.CharsetUtil;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.UUID;

/** Answers on the event loop; a switch takes the place of a router. */
public final class NettyHandler extends ChannelInboundHandlerAdapter {
    /** The object of {@code /json} and {@code /size/{n}}. */
    @CompiledJson
    public record Message(String message) {}

    /** The object of {@code /person}. */
    @CompiledJson
    public record Person(int id, String name, UUID uuid) {}

    private static final HttpHeadersFactory HEADERS =
            DefaultHttpHeadersFactory.headersFactory().withValidation(false);
    private static final AsciiString SERVER = AsciiString.cached("Netty");
    private static final byte[] HELLO = Texts.HELLO.getBytes(CharsetUtil.US_ASCII);
    private static final AsciiString HELLO_LENGTH = AsciiString.cached(Integer.toString(HELLO.length));
    private static final String SIZE = "/size/";
    /** The encoder copies bodies up to this length behind the head; those need no direct buffer of their own. */
    private static final int COPIED_BYTES_MAX = 128;

    private static final DslJson<Object> JSON =
            new DslJson<>(new DslJson.Settings<>().includeServiceLoader(NettyHandler.class.getClassLoader()));
    private static final JsonWriter.WriteObject<Message> MESSAGE = JSON.tryFindWriter(Message.class);
    private static final JsonWriter.WriteObject<Person> PERSON = JSON.tryFindWriter(Person.class);
    private static final FastThreadLocal<JsonWriter> WRITER = new FastThreadLocal<>() {
        @Override
        protected JsonWriter initialValue() {
            return JSON.newWriter();
        }
    };

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message == LastHttpContent.EMPTY_LAST_CONTENT) {
            return;
        }
        // Most messages are of this class, and comparing classes is cheaper than asking for the interface.
        if (message.getClass() == DefaultHttpRequest.class) {
            answer(context, (DefaultHttpRequest) message);
            return;
        }
        try {
            if (message instanceof HttpRequest) {
                answer(context, (HttpRequest) message);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private static void answer(ChannelHandlerContext context, HttpRequest request) {
        FullHttpResponse response = response(context, request.uri());
        if (HttpUtil.isKeepAlive(request)) {
            context.write(response, context.voidPromise());
        } else {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            context.write(response).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static FullHttpResponse response(ChannelHandlerContext context, String uri) {
        switch (uri) {
            case "/json":
                return json(context, MESSAGE, new Message(Texts.HELLO));
            case "/plaintext":
                return full(
                        HttpResponseStatus.OK,
                        HttpHeaderValues.TEXT_PLAIN,
                        Unpooled.wrappedBuffer(HELLO),
                        HELLO_LENGTH);
            case "/person":
                return json(context, PERSON, new Person(1, Texts.NAME, UUID.randomUUID()));
            default:
                String text = uri.startsWith(SIZE) ? Texts.ofSize(uri.substring(SIZE.length())) : null;
                return text == null ? notFound() : json(context, MESSAGE, new Message(text));
        }
    }

    private static FullHttpResponse notFound() {
        return full(HttpResponseStatus.NOT_FOUND, HttpHeaderValues.TEXT_PLAIN, Unpooled.EMPTY_BUFFER, "0");
    }

    private static <T> FullHttpResponse json(
            ChannelHandlerContext context, JsonWriter.WriteObject<T> encoder, T object) {
        JsonWriter writer = WRITER.get();
        writer.reset();
        encoder.write(writer, object);
        int length = writer.size();
        ByteBuf body = length <= COPIED_BYTES_MAX
                ? Unpooled.wrappedBuffer(writer.toByteArray())
                : context.alloc().directBuffer(length).writeBytes(writer.getByteBuffer(), 0, length);
        return full(HttpResponseStatus.OK, HttpHeaderValues.APPLICATION_JSON, body, Integer.toString(length));
    }

    private static FullHttpResponse full(
            HttpResponseStatus status, AsciiString contentType, ByteBuf body, CharSequence length) {
        HttpHeaders headers = HEADERS.newHeaders()
                .set(HttpHeaderNames.CONTENT_TYPE, contentType)
                .set(HttpHeaderNames.SERVER, SERVER)
                .set(HttpHeaderNames.DATE, NettyServer.date())
                .set(HttpHeaderNames.CONTENT_LENGTH, length);
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body, headers, EmptyHttpHeaders.INSTANCE);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
