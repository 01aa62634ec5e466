package dev.vivace.examples;

import dev.vivace.Canned;
import dev.vivace.Launcher;
import dev.vivace.Vivace;

/**
 * An answer that is always the same: made once, head and all, and copied for each request.
 *
 * <pre>{@code curl localhost:8080/plaintext}</pre>
 */
public final class PlainText {
    private static final Canned HELLO = Canned.text("Hello, World!");

    private PlainText() {}

    static Vivace addTo(Vivace app) {
        return app.get("/plaintext", (req, res) -> res.send(HELLO));
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
