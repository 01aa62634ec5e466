package dev.vivace.examples;

import dev.vivace.Json;
import dev.vivace.Launcher;
import dev.vivace.Vivace;

/**
 * Any JSON document, read into a tree of values and written again: numbers keep their text, members their order, and
 * strings come back in the canonical spelling. What is not JSON is a 400 with the offset of the fault.
 *
 * <pre>{@code curl -H 'Content-Type: application/json' -d '{"pi": 3.140, "a": "\/"}' localhost:8080/json/echo}</pre>
 */
public final class JsonEcho {
    private JsonEcho() {}

    static Vivace addTo(Vivace app) {
        return app.post("/json/echo", Json.any(), (req, res, document) -> res.json(document));
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
