package dev.vivace.examples;

import dev.vivace.Launcher;
import dev.vivace.Vivace;

/**
 * A handler that throws: the client gets a 500 that says nothing about the inside, the log gets the exception.
 *
 * <pre>{@code curl -i localhost:8080/fail}</pre>
 */
public final class Failure {
    private Failure() {}

    static Vivace addTo(Vivace app) {
        return app.get("/fail", (req, res) -> {
            throw new IllegalStateException("thrown by the recipe, for the log only");
        });
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
