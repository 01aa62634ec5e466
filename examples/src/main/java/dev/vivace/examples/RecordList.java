package dev.vivace.examples;

import dev.vivace.HttpError;
import dev.vivace.JsonKey;
import dev.vivace.JsonOut;
import dev.vivace.Launcher;
import dev.vivace.PerLoop;
import dev.vivace.Reply;
import dev.vivace.Request;
import dev.vivace.Response;
import dev.vivace.Vivace;

/**
 * An array of any length, written record by record. The loop writes the whole answer before it does anything else, so
 * the length is bounded.
 *
 * <pre>{@code curl 'localhost:8080/list?n=3'}</pre>
 */
public final class RecordList {
    static final int COUNT_DEFAULT = 10;
    static final int COUNT_MAX = 1_000_000;

    private static final JsonKey ID = JsonKey.of("id");
    private static final JsonKey NAME = JsonKey.of("name");

    private static final String PREFIX = "Record ";
    private static final PerLoop<StringBuilder> TEXT = PerLoop.of(loop -> new StringBuilder(PREFIX));

    private RecordList() {}

    static Vivace addTo(Vivace app) {
        return app.perLoop(TEXT).get("/list", RecordList::answer);
    }

    private static Reply answer(Request req, Response res) {
        int count = req.queryInt("n", COUNT_DEFAULT);
        if (count < 0 || count > COUNT_MAX) {
            throw HttpError.badRequest("The query parameter 'n' is a number from 0 to " + COUNT_MAX + ".");
        }
        StringBuilder text = req.perLoop(TEXT);
        JsonOut out = res.jsonOut().beginArray();
        for (int id = 1; id <= count; id++) {
            text.setLength(PREFIX.length());
            out.beginObject().key(ID).value(id).key(NAME).value(text.append(id)).endObject();
        }
        out.endArray();
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
