package dev.vivace.examples;

import dev.vivace.HttpError;
import dev.vivace.JsonKey;
import dev.vivace.Launcher;
import dev.vivace.Reply;
import dev.vivace.Request;
import dev.vivace.Response;
import dev.vivace.Vivace;

/**
 * A path and a query parameter as numbers. What is no number is answered with 400 by the library; what the numbers may
 * be is the recipe's own business.
 *
 * <pre>{@code curl 'localhost:8080/add/40?b=2'}</pre>
 */
public final class Add {
    private static final JsonKey SUM = JsonKey.of("sum");

    private Add() {}

    static Vivace addTo(Vivace app) {
        return app.get("/add/{a}", Add::answer);
    }

    private static Reply answer(Request req, Response res) {
        long a = req.pathLong("a");
        long b = req.queryLong("b", 0);
        long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) {
            throw HttpError.badRequest("The sum of 'a' and 'b' does not fit 64 bits.");
        }
        res.jsonOut().beginObject().key(SUM).value(sum).endObject();
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
