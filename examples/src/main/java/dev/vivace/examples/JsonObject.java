package dev.vivace.examples;

import com.dslplatform.json.CompiledJson;
import dev.vivace.Launcher;
import dev.vivace.Vivace;

/**
 * An object made for each request, written by the codec that was generated for its class. The object is the only
 * garbage.
 *
 * <pre>{@code curl localhost:8080/json}</pre>
 */
public final class JsonObject {
    /**
     * What is answered. Generated code reads it, so it is public.
     *
     * @param message the greeting
     */
    @CompiledJson
    public record Message(String message) {}

    private JsonObject() {}

    static Vivace addTo(Vivace app) {
        return app.get("/json", (req, res) -> res.json(new Message("Hello, World!")));
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
