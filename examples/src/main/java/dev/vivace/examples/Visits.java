package dev.vivace.examples;

import dev.vivace.Cookie;
import dev.vivace.JsonKey;
import dev.vivace.Launcher;
import dev.vivace.Reply;
import dev.vivace.Request;
import dev.vivace.Response;
import dev.vivace.Vivace;
import java.time.Duration;

/**
 * A cookie read and set. What is in it came from the client, and is trusted as little as any input.
 *
 * <pre>{@code curl -c jar -b jar localhost:8080/visits}</pre>
 */
public final class Visits {
    private static final String COOKIE = "visits";
    private static final int DIGITS_MAX = 9;
    private static final JsonKey VISITS = JsonKey.of("visits");

    private Visits() {}

    static Vivace addTo(Vivace app) {
        return app.get("/visits", Visits::answer);
    }

    private static Reply answer(Request req, Response res) {
        int visits = count(req.cookie(COOKIE)) + 1;
        res.header("Cache-Control", "no-store")
                .cookie(Cookie.of(COOKIE, Integer.toString(visits))
                        .path("/visits")
                        .maxAge(Duration.ofDays(30))
                        .httpOnly()
                        .sameSite("Lax"));
        res.jsonOut().beginObject().key(VISITS).value(visits).endObject();
        return res.sendJson();
    }

    private static int count(String value) {
        return value != null && value.matches("[0-9]{1," + DIGITS_MAX + "}") ? Integer.parseInt(value) : 0;
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
