package dev.vivace.differential;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Netty's decoder as it is shipped, with this server's limits. Stateless. */
final class NettyReader {
    /**
     * A message as Netty has it.
     *
     * @param request what was understood of it, the body as far as it came
     * @param complete whether it is all there
     * @param failure what Netty says is wrong with it; null when nothing is
     */
    record Message(WireRequest request, boolean complete, String failure) {}

    private NettyReader() {}

    static List<Message> read(String input, Limits limits) {
        HttpDecoderConfig config = new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.requestLine())
                .setMaxHeaderSize(limits.header())
                .setMaxChunkSize(limits.body());
        EmbeddedChannel channel = new EmbeddedChannel(new HttpRequestDecoder(config));
        channel.writeInbound(Unpooled.wrappedBuffer(input.getBytes(StandardCharsets.ISO_8859_1)));
        List<Message> messages = new ArrayList<>();
        for (Object next = channel.readInbound(); next != null; next = channel.readInbound()) {
            take(messages, (HttpObject) next);
        }
        channel.finishAndReleaseAll();
        return messages;
    }

    private static void take(List<Message> messages, HttpObject next) {
        if (next instanceof HttpRequest head) {
            List<String> fields = new ArrayList<>();
            head.headers().forEach(field -> fields.add(field.getKey() + ": " + field.getValue()));
            messages.add(
                    new Message(new WireRequest(head.method().name(), head.uri(), fields, ""), false, failure(next)));
        }
        if (next instanceof HttpContent content) {
            Message open = messages.remove(messages.size() - 1);
            String body = open.request().body() + content.content().toString(StandardCharsets.ISO_8859_1);
            String failure = open.failure() == null ? failure(next) : open.failure();
            messages.add(new Message(open.request().withBody(body), next instanceof LastHttpContent, failure));
            content.release();
        }
    }

    private static String failure(HttpObject part) {
        return part.decoderResult().isFailure() ? part.decoderResult().cause().toString() : null;
    }
}
