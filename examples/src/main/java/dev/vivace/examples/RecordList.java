package dev.vivace.examples;

import dev.vivace.HttpError;
import dev.vivace.JsonKey;
import dev.vivace.JsonOut;
import dev.vivace.JsonPieces;
import dev.vivace.Launcher;
import dev.vivace.PerLoop;
import dev.vivace.Reply;
import dev.vivace.Request;
import dev.vivace.Response;
import dev.vivace.Vivace;

/**
 * An array of any length, written record by record as the client takes it: the loop makes some 32 KB at a time and does other
 * things in between. The length in bytes is known beforehand here, so it is told to the client.
 *
 * <pre>{@code curl 'localhost:8080/list?n=3'}</pre>
 */
public final class RecordList {
    static final int COUNT_DEFAULT = 10;
    static final int COUNT_MAX = 1_000_000;

    private static final JsonKey ID = JsonKey.of("id");
    private static final JsonKey NAME = JsonKey.of("name");

    private static final String PREFIX = "Record ";
    private static final long RECORD_BYTES_WITHOUT_DIGITS = "{'id':,'name':''}".length() + PREFIX.length();
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
        return res.jsonPieces(contentLength(count), new Records(count, req.perLoop(TEXT)));
    }

    /** Writes the records 1 to count. */
    private static final class Records implements JsonPieces {
        private final int count;
        private final StringBuilder text;
        private int written;

        Records(int count, StringBuilder text) {
            this.count = count;
            this.text = text;
        }

        @Override
        public boolean next(JsonOut out) {
            if (written == 0) {
                out.beginArray();
            }
            if (written < count) {
                int id = ++written;
                text.setLength(PREFIX.length());
                out.beginObject()
                        .key(ID)
                        .value(id)
                        .key(NAME)
                        .value(text.append(id))
                        .endObject();
                return true;
            }
            out.endArray();
            return false;
        }
    }

    /** Bytes of the whole array. */
    static long contentLength(int count) {
        long brackets = 2;
        long commas = Math.max(0, count - 1);
        return brackets + commas + count * RECORD_BYTES_WITHOUT_DIGITS + 2 * digits(count);
    }

    /** Digits of the numbers from 1 to last together: each power of ten adds one to all from it on. */
    private static long digits(int last) {
        long digits = 0;
        for (long power = 1; power <= last; power *= 10) {
            digits += last - power + 1;
        }
        return digits;
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
