package dev.vivace.compare;

import com.dslplatform.json.CompiledJson;
import dev.vivace.Canned;
import dev.vivace.HttpError;
import dev.vivace.Launcher;
import dev.vivace.Reply;
import dev.vivace.Request;
import dev.vivace.Response;
import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Our server of the comparison in {@code tfb/compare/servers}: the routes that every server there has.
 *
 * <p>{@code -Dcompare.routes=N} adds that many routes that no other request goes to, {@code /r0/users/{id}} and so on;
 * {@code -Dcompare.deferAccept=true} sets {@link ServerOptions#deferAccept}.
 */
public final class CompareServer {
    private static final Canned HELLO = Canned.text("Hello, World!");
    private static final String ROUTES_PROPERTY = "compare.routes";
    private static final String DEFER_PROPERTY = "compare.deferAccept";
    private static final int SIZE_BYTES_MIN = 27;
    private static final int SIZE_BYTES_MAX = 1_048_576;
    private static final int EMPTY_MESSAGE_BYTES = "{\"message\":\"\"}".length();

    /**
     * The object of {@code /json} and {@code /size/{n}}.
     *
     * @param message the greeting
     */
    @CompiledJson
    public record Message(String message) {}

    /**
     * The object of {@code /person}.
     *
     * @param id number of the person
     * @param name what the person is called
     * @param uuid a new one for each request
     */
    @CompiledJson
    public record Person(int id, String name, UUID uuid) {}

    private CompareServer() {}

    static Vivace app(int routeCount) {
        Vivace app = Vivace.create()
                .get("/json", CompareServer::hello)
                .get("/plaintext", (req, res) -> res.send(HELLO))
                .get("/person", (req, res) -> res.json(new Person(1, "Alice", UUID.randomUUID())));
        Orders.addTo(app);
        Map<Integer, String> texts = new ConcurrentHashMap<>();
        app.get("/size/{n}", (req, res) -> res.json(new Message(text(texts, req.pathInt("n")))));
        for (int i = 0; i < routeCount; i++) {
            app.get("/r" + i + "/users/{id}", CompareServer::hello);
        }
        return app;
    }

    private static Reply hello(Request request, Response response) {
        return response.json(new Message("Hello, World!"));
    }

    /** The text that makes a document of so many bytes, kept for the next request. */
    private static String text(Map<Integer, String> texts, int documentBytes) {
        if (documentBytes < SIZE_BYTES_MIN || documentBytes > SIZE_BYTES_MAX) {
            throw HttpError.notFound("A document has from " + SIZE_BYTES_MIN + " to " + SIZE_BYTES_MAX + " bytes.");
        }
        String text = texts.get(documentBytes);
        if (text == null) {
            text = "x".repeat(documentBytes - EMPTY_MESSAGE_BYTES);
            texts.put(documentBytes, text);
        }
        return text;
    }

    /**
     * Serves.
     *
     * @param args see {@link Launcher}; with TLS: {@code --tls-chain FILE --tls-key FILE}, {@code --tls-provider
     *     auto|jdk|openssl}
     * @throws InterruptedException when interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        Vivace app = app(Integer.getInteger(ROUTES_PROPERTY, 0));
        if (SecureLauncher.isWanted(args)) {
            SecureLauncher.run(app, args);
        } else {
            ServerOptions options = ServerOptions.defaults().deferAccept(Boolean.getBoolean(DEFER_PROPERTY));
            Launcher.run(app, options, args);
        }
    }
}
