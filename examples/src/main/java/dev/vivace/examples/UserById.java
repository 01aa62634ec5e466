package dev.vivace.examples;

import dev.vivace.JsonKey;
import dev.vivace.Launcher;
import dev.vivace.PerLoop;
import dev.vivace.Reply;
import dev.vivace.Request;
import dev.vivace.Response;
import dev.vivace.Vivace;

/**
 * A path parameter, and a text put together for each request without making a String: the loop keeps a builder.
 *
 * <pre>{@code curl localhost:8080/users/42}</pre>
 */
public final class UserById {
    private static final JsonKey ID = JsonKey.of("id");
    private static final JsonKey NAME = JsonKey.of("name");

    private static final String PREFIX = "User ";
    private static final PerLoop<StringBuilder> TEXT = PerLoop.of(loop -> new StringBuilder(PREFIX));

    private UserById() {}

    static Vivace addTo(Vivace app) {
        return app.perLoop(TEXT).get("/users/{id}", UserById::answer);
    }

    private static Reply answer(Request req, Response res) {
        long id = req.pathLong("id");
        StringBuilder text = req.perLoop(TEXT);
        text.setLength(PREFIX.length());
        res.jsonOut()
                .beginObject()
                .key(ID)
                .value(id)
                .key(NAME)
                .value(text.append(id))
                .endObject();
        return res.sendJson();
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
