package dev.vivace.tfb;

import com.dslplatform.json.CompiledJson;
import dev.vivace.Canned;
import dev.vivace.Launcher;
import dev.vivace.Vivace;
import java.nio.file.Path;

/**
 * The entry of both benchmark suites, one program: {@code /json} and {@code /plaintext} are TechEmpower's, {@link
 * HttpArena} adds the other's.
 *
 * <p>{@code /json} makes an object for each request and serialises it. The text of {@code /plaintext} is fixed, which
 * TechEmpower's rules allow; its head is written for each request.
 */
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
     * The routes of both suites.
     *
     * @return the app
     */
    public static Vivace app() {
        return app(HttpArena.dataset());
    }

    /**
     * The routes of both suites.
     *
     * @param dataset HttpArena's items; where there is no such file, the route that needs it is left out
     * @return the app
     */
    static Vivace app(Path dataset) {
        Vivace app = Vivace.create()
                .get("/json", (req, res) -> res.json(new Message("Hello, World!")))
                .get("/plaintext", (req, res) -> res.send(HELLO));
        return HttpArena.addTo(app, dataset);
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
