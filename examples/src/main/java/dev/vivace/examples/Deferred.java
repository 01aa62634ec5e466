package dev.vivace.examples;

import dev.vivace.HttpError;
import dev.vivace.JsonKey;
import dev.vivace.Later;
import dev.vivace.Launcher;
import dev.vivace.Reply;
import dev.vivace.Request;
import dev.vivace.Response;
import dev.vivace.Vivace;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * An answer put off until something else calls back, here a timer; no thread waits for it. When nobody waits any more
 * the timer is cancelled.
 *
 * <pre>{@code curl 'localhost:8080/later?ms=500'}</pre>
 */
public final class Deferred {
    static final int MILLIS_DEFAULT = 100;
    static final int MILLIS_MAX = 10_000;

    private static final JsonKey WAITED_MILLIS = JsonKey.of("waitedMs");

    private Deferred() {}

    static Vivace addTo(Vivace app) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, Deferred::daemon);
        timer.setRemoveOnCancelPolicy(true);
        return app.get("/later", (req, res) -> answer(req, res, timer));
    }

    private static Reply answer(Request req, Response res, ScheduledThreadPoolExecutor timer) {
        int millis = req.queryInt("ms", MILLIS_DEFAULT);
        if (millis < 0 || millis > MILLIS_MAX) {
            throw HttpError.badRequest("The query parameter 'ms' is a number from 0 to " + MILLIS_MAX + ".");
        }
        return res.defer(later -> {
            ScheduledFuture<?> pending = timer.schedule(() -> respond(later, millis), millis, TimeUnit.MILLISECONDS);
            later.onAbort(() -> pending.cancel(false));
        });
    }

    /** Called by the timer's thread; the lambda runs on the connection's loop. */
    private static void respond(Later later, int millis) {
        later.respond(res -> {
            res.jsonOut().beginObject().key(WAITED_MILLIS).value(millis).endObject();
            return res.sendJson();
        });
    }

    /** The timer is not to keep the program alive. */
    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "later-timer");
        thread.setDaemon(true);
        return thread;
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
