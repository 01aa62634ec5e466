package dev.vivace.tfb;

import dev.vivace.Canned;
import dev.vivace.HttpError;
import dev.vivace.Reply;
import dev.vivace.Request;
import dev.vivace.Response;
import dev.vivace.Vivace;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The routes of HttpArena's profiles over plain HTTP/1.1: {@code /baseline11} (baseline, limited-conn, latency-1m,
 * latency-10k), {@code /pipeline} (pipelined) and {@code /json/{count}} (json).
 */
final class HttpArena {
    private static final Canned OK = Canned.text("ok");
    private static final String DATASET_PROPERTY = "httparena.dataset";
    /** Where the suite mounts it in the container. */
    private static final String DATASET_DEFAULT = "/data/dataset.json";
    /** A body is one number; this leaves room for white space around it. */
    private static final int NUMBER_BYTES_MAX = 64;

    private HttpArena() {}

    /** Where the items are; {@code -Dhttparena.dataset} names another file. */
    static Path dataset() {
        return Path.of(System.getProperty(DATASET_PROPERTY, DATASET_DEFAULT));
    }

    static Vivace addTo(Vivace app, Path dataset) {
        app.get("/baseline11", (req, res) -> res.text(Long.toString(querySum(req))))
                .post("/baseline11", HttpArena::sumWithBody, route -> route.bodyBytesMax(NUMBER_BYTES_MAX))
                .get("/pipeline", (req, res) -> res.send(OK));
        if (Files.isReadable(dataset)) {
            Catalogue catalogue = Catalogue.read(dataset);
            app.get("/json/{count}", (req, res) -> {
                int count = req.pathInt("count");
                if (count < 0) {
                    throw HttpError.badRequest("count is negative");
                }
                return res.json(catalogue.selection(count, req.queryLong("m", 1)));
            });
        }
        return app;
    }

    private static Reply sumWithBody(Request request, Response response) {
        return response.text(Long.toString(querySum(request) + bodyNumber(request)));
    }

    private static long querySum(Request request) {
        return request.queryLong("a", 0) + request.queryLong("b", 0);
    }

    private static long bodyNumber(Request request) {
        if (request.bodyLength() == 0) {
            return 0;
        }
        try {
            return Long.parseLong(request.bodyText().strip());
        } catch (NumberFormatException e) {
            throw HttpError.badRequest("the body is not a whole number");
        }
    }
}
