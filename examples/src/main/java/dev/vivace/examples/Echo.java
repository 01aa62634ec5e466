package dev.vivace.examples;

import dev.vivace.Launcher;
import dev.vivace.Reply;
import dev.vivace.Request;
import dev.vivace.Response;
import dev.vivace.Vivace;

/**
 * The bytes of a body, whatever they are, sent back under the content type they came with. A body in chunks is no
 * different to the handler.
 *
 * <pre>{@code curl --data-binary @picture.png -H 'Content-Type: image/png' localhost:8080/echo}</pre>
 */
public final class Echo {
    private static final String TYPE_DEFAULT = "application/octet-stream";

    private Echo() {}

    static Vivace addTo(Vivace app) {
        return app.post("/echo", Echo::answer);
    }

    private static Reply answer(Request req, Response res) {
        String type = req.header("Content-Type", TYPE_DEFAULT);
        // What a stranger sent is not to be taken for something else that a browser would run
        return res.header("X-Content-Type-Options", "nosniff")
                .bytes(type.isEmpty() ? TYPE_DEFAULT : type, req.bodyBytes());
    }

    static Vivace app() {
        return addTo(Vivace.create());
    }

    /**
     * Serves this recipe alone.
     *
     * @param args see {@link Launcher}
     * @throws InterruptedException when interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        Launcher.run(app(), args);
    }
}
