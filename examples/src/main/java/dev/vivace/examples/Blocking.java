package dev.vivace.examples;

import dev.vivace.HttpError;
import dev.vivace.JsonKey;
import dev.vivace.Launcher;
import dev.vivace.Reply;
import dev.vivace.Request;
import dev.vivace.Response;
import dev.vivace.Vivace;

/**
 * A handler that waits, in a blocking group: it runs on a worker thread, and its loop goes on with other connections.
 *
 * <pre>{@code curl 'localhost:8080/blocking?ms=500'}</pre>
 */
public final class Blocking {
    static final int MILLIS_DEFAULT = 100;
    static final int MILLIS_MAX = 10_000;

    private static final JsonKey SLEPT_MILLIS = JsonKey.of("sleptMs");

    private Blocking() {}

    static Vivace addTo(Vivace app) {
        return app.blocking(work -> work.get("/blocking", Blocking::answer));
    }

    private static Reply answer(Request req, Response res) throws InterruptedException {
        int millis = req.queryInt("ms", MILLIS_DEFAULT);
        if (millis < 0 || millis > MILLIS_MAX) {
            throw HttpError.badRequest("The query parameter 'ms' is a number from 0 to " + MILLIS_MAX + ".");
        }
        Thread.sleep(millis);
        res.jsonOut().beginObject().key(SLEPT_MILLIS).value(millis).endObject();
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
