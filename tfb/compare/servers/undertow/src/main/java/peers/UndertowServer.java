package peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.PathTemplateHandler;
import io.undertow.server.handlers.ResponseCodeHandler;
import io.undertow.util.Headers;
import io.undertow.util.PathTemplateMatch;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Undertow as in its TechEmpower entry: handlers on the I/O threads, fixed paths in a PathHandler. The paths with a
 * parameter are in a PathTemplateHandler behind it.
 */
public final class UndertowServer {
    /** The object of {@code /json} and {@code /size/{n}}. */
    public record Message(String message) {}

    /** The object of {@code /person}. */
    public record Person(int id, String name, UUID uuid) {}

    private static final ObjectWriter MESSAGE = new ObjectMapper().writerFor(Message.class);
    private static final ObjectWriter PERSON = new ObjectMapper().writerFor(Person.class);
    private static final ByteBuffer HELLO = direct(Texts.HELLO);

    private UndertowServer() {}

    /** Serves until the process is ended. */
    public static void main(String[] args) {
        Undertow.builder()
                .addHttpListener(Settings.PORT, "0.0.0.0")
                .setIoThreads(Settings.CPUS)
                // HTTP/1.1 connections are persistent without saying so.
                .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                .setHandler(Handlers.header(routes(), "Server", "U-tow"))
                .build()
                .start();
    }

    private static HttpHandler routes() {
        HttpHandler hello = exchange -> json(exchange, MESSAGE, new Message(Texts.HELLO));
        PathTemplateHandler templates = Handlers.pathTemplate().add("/size/{n}", UndertowServer::size);
        for (int i = 0; i < Settings.ROUTES; i++) {
            templates.add("/r" + i + "/users/{id}", hello);
        }
        return new PathHandler(templates)
                .addExactPath("/json", hello)
                .addExactPath("/plaintext", UndertowServer::plaintext)
                .addExactPath(
                        "/person", exchange -> json(exchange, PERSON, new Person(1, Texts.NAME, UUID.randomUUID())));
    }

    private static void plaintext(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain");
        exchange.getResponseSender().send(HELLO.duplicate());
    }

    private static void size(HttpServerExchange exchange) throws Exception {
        PathTemplateMatch match = exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY);
        String text = Texts.ofSize(match.getParameters().get("n"));
        if (text == null) {
            new ResponseCodeHandler(StatusCodes.NOT_FOUND).handleRequest(exchange);
        } else {
            json(exchange, MESSAGE, new Message(text));
        }
    }

    private static void json(HttpServerExchange exchange, ObjectWriter writer, Object object)
            throws JsonProcessingException {
        ByteBuffer body = ByteBuffer.wrap(writer.writeValueAsBytes(object));
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(body);
    }

    private static ByteBuffer direct(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }
}
