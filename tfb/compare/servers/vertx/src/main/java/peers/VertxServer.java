package peers;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import java.util.UUID;

/**
 * Vert.x as in its TechEmpower entry: one verticle for each event loop, native transport, a switch over the paths, heads
 * renewed every second. The many routes, and only they, are in a router of vertx-web.
 */
public final class VertxServer extends AbstractVerticle {
    /** The object of {@code /json} and {@code /size/{n}}. */
    public record Message(String message) {}

    /** The object of {@code /person}. */
    public record Person(int id, String name, UUID uuid) {}

    private static final CharSequence SERVER = HttpHeaders.createOptimized("vert.x");
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence PLAIN = HttpHeaders.createOptimized("text/plain");
    private static final Buffer HELLO = Buffer.buffer(Texts.HELLO);
    private static final String SIZE = "/size/";
    private static final long DATE_MILLIS = 1_000;

    private CharSequence date;
    private MultiMap plaintextHead;
    /** For bodies as long as the last one was: an immutable head is encoded only once. */
    private MultiMap jsonHead;

    private int jsonLength;
    private Router router;

    /** Serves until the process is ended. */
    public static void main(String[] args) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(Settings.CPUS)
                .setDisableTCCL(true));
        if (!vertx.isNativeTransportEnabled()) {
            System.err.println("no native transport: " + vertx.unavailableNativeTransportCause());
            System.exit(1);
        }
        vertx.deployVerticle(VertxServer.class, new DeploymentOptions().setInstances(Settings.CPUS))
                .onFailure(fault -> {
                    System.err.println(fault.getMessage());
                    System.exit(1);
                });
    }

    @Override
    public void start(Promise<Void> started) {
        renewHeads();
        vertx.setPeriodic(DATE_MILLIS, timer -> renewHeads());
        router = Router.router(vertx);
        for (int i = 0; i < Settings.ROUTES; i++) {
            router.get("/r" + i + "/users/:id").handler(context -> json(context.request(), new Message(Texts.HELLO)));
        }
        // Strict: all calls come from the verticle's own thread.
        vertx.createHttpServer(new HttpServerOptions().setStrictThreadMode(true).setHttp2ClearTextEnabled(false))
                .requestHandler(this::handle)
                .listen(Settings.PORT)
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void renewHeads() {
        date = HttpHeaders.createOptimized(HttpDate.now());
        plaintextHead = head(PLAIN, HELLO.length());
        jsonLength = -1;
    }

    private MultiMap head(CharSequence contentType, int bodyLength) {
        return HttpHeaders.headers()
                .add(HttpHeaders.CONTENT_TYPE, contentType)
                .add(HttpHeaders.SERVER, SERVER)
                .add(HttpHeaders.DATE, date)
                .add(HttpHeaders.CONTENT_LENGTH, HttpHeaders.createOptimized(Integer.toString(bodyLength)))
                .copy(false);
    }

    private void handle(HttpServerRequest request) {
        String path = request.path();
        switch (path) {
            case "/json":
                json(request, new Message(Texts.HELLO));
                return;
            case "/plaintext":
                answer(request, plaintextHead, HELLO);
                return;
            case "/person":
                json(request, new Person(1, Texts.NAME, UUID.randomUUID()));
                return;
            default:
                other(request, path);
        }
    }

    private void other(HttpServerRequest request, String path) {
        String text = path.startsWith(SIZE) ? Texts.ofSize(path.substring(SIZE.length())) : null;
        if (text == null) {
            router.handle(request);
        } else {
            json(request, new Message(text));
        }
    }

    private void json(HttpServerRequest request, Object object) {
        Buffer body = Json.encodeToBuffer(object);
        if (body.length() != jsonLength) {
            jsonLength = body.length();
            jsonHead = head(JSON, jsonLength);
        }
        answer(request, jsonHead, body);
    }

    private static void answer(HttpServerRequest request, MultiMap head, Buffer body) {
        HttpServerResponse response = request.response();
        response.headers().setAll(head);
        response.end(body);
    }
}
