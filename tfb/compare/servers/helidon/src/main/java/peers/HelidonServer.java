package peers;

import io.helidon.common.socket.SocketOptions;
import io.helidon.http.BadRequestException;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.NotFoundException;
import io.helidon.json.binding.JsonBinding;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import peers.HelidonJson.Message;
import peers.HelidonJson.Person;

/** Helidon SE with the settings of its TechEmpower entry: a virtual thread for each connection, its own router. */
public final class HelidonServer {
    private static final JsonBinding JSON = HelidonJson.binding();
    private static final Header SERVER = HeaderValues.createCached(HeaderNames.SERVER, "Helidon");
    private static final Header PLAIN =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/plain; charset=UTF-8");
    private static final byte[] HELLO = Texts.HELLO.getBytes(StandardCharsets.US_ASCII);
    private static final Header HELLO_LENGTH = HeaderValues.createCached(HeaderNames.CONTENT_LENGTH, HELLO.length);
    private static final byte[] NOTHING = {};
    private static final int BACKLOG = 8_192;
    private static final int WRITE_QUEUE_LENGTH = 8_192;

    private HelidonServer() {}

    /** Serves until the process is ended. */
    public static void main(String[] args) {
        WebServer.builder().update(HelidonServer::configure).build().start();
    }

    private static void configure(WebServerConfig.Builder server) {
        server.host("0.0.0.0")
                .port(Settings.PORT)
                .backlog(BACKLOG)
                .writeQueueLength(WRITE_QUEUE_LENGTH)
                .smartAsyncWrites(true)
                .connectionOptions(SocketOptions.builder()
                        .readTimeout(Duration.ZERO)
                        .connectTimeout(Duration.ZERO)
                        .tcpNoDelay(true)
                        .build())
                .addProtocol(Http1Config.builder()
                        .validateRequestHeaders(false)
                        .validateResponseHeaders(false)
                        .validatePath(false)
                        .sendKeepAliveHeader(false)
                        .receiveLog(false)
                        .sendLog(false)
                        .build())
                .routing(routing -> addRoutes(routing));
    }

    private static void addRoutes(HttpRules routes) {
        Handler hello = (request, response) -> json(request, response, new Message(Texts.HELLO), Message.class);
        routes.get("/json", hello)
                .get("/plaintext", HelidonServer::plaintext)
                .get("/person", HelidonServer::person)
                .get("/size/{n}", HelidonServer::size)
                .post("/typed", (request, response) -> order(request, response, true))
                .post("/typed-unchecked", (request, response) -> order(request, response, false));
        for (int i = 0; i < Settings.ROUTES; i++) {
            routes.get("/r" + i + "/users/{id}", hello);
        }
    }

    private static void plaintext(ServerRequest request, ServerResponse response) {
        response.header(HELLO_LENGTH).header(PLAIN);
        send(request, response, HELLO);
    }

    private static void person(ServerRequest request, ServerResponse response) {
        json(request, response, new Person(1, Texts.NAME, UUID.randomUUID()), Person.class);
    }

    private static void size(ServerRequest request, ServerResponse response) {
        String text = Texts.ofSize(request.path().pathParameters().get("n"));
        if (text == null) {
            throw new NotFoundException("no document of that size");
        }
        json(request, response, new Message(text), Message.class);
    }

    private static void order(ServerRequest request, ServerResponse response, boolean isChecked) {
        byte[] receipt;
        try {
            // Helidon has no bytes for no body.
            byte[] body = request.content().hasEntity() ? request.content().as(byte[].class) : NOTHING;
            receipt = Orders.receipt(body, isChecked);
        } catch (Orders.Refused e) {
            throw new BadRequestException(e.getMessage());
        }
        response.header(HeaderValues.CONTENT_TYPE_JSON);
        send(request, response, receipt);
    }

    private static <T> void json(ServerRequest request, ServerResponse response, T object, Class<T> type) {
        response.header(HeaderValues.CONTENT_TYPE_JSON);
        send(request, response, JSON.serializeToBytes(object, type));
    }

    /** Closes the connection when asked to: this release only says that it does (its issue 12324). */
    private static void send(ServerRequest request, ServerResponse response, byte[] body) {
        response.header(SERVER).send(body);
        if (request.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
            throw new CloseConnectionException("asked for");
        }
    }
}
