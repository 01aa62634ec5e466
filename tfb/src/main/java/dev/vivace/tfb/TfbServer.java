package dev.vivace.tfb;

import com.dslplatform.json.CompiledJson;
import dev.vivace.Canned;
import dev.vivace.Launcher;
import dev.vivace.Vivace;

/** The TechEmpower entry: {@code /json} makes and serialises an object for each request, {@code /plaintext} is fixed. */
public final class TfbServer {
    private static final Canned HELLO = Canned.text("Hello, World!");

    /**
     * The object of the JSON test.
     *
     * @param message the greeting
     */
    @CompiledJson
    public record Message(String message) {}

    private TfbServer() {}

    /**
     * The routes.
     *
     * @return the app
     */
    public static Vivace app() {
        return Vivace.create()
                .get("/json", (req, res) -> res.json(new Message("Hello, World!")))
                .get("/plaintext", (req, res) -> res.send(HELLO));
    }

    /**
     * Serves.
     *
     * @param args see {@link Launcher}
     * @throws InterruptedException when interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        Launcher.run(app(), args);
    }
}
