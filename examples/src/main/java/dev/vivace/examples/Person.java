package dev.vivace.examples;

import dev.vivace.JsonKey;
import dev.vivace.Launcher;
import dev.vivace.PerLoop;
import dev.vivace.Reply;
import dev.vivace.Request;
import dev.vivace.Response;
import dev.vivace.Vivace;

/**
 * JSON written field by field, with a value that each loop has of its own: no object is made for a request.
 *
 * <pre>{@code curl localhost:8080/person}</pre>
 */
public final class Person {
    private static final JsonKey ID = JsonKey.of("id");
    private static final JsonKey NAME = JsonKey.of("name");
    private static final JsonKey UUID = JsonKey.of("uuid");

    private static final PerLoop<RandomUuids> UUIDS = PerLoop.of(loop -> RandomUuids.seeded());

    private Person() {}

    static Vivace addTo(Vivace app) {
        return app.perLoop(UUIDS).get("/person", Person::answer);
    }

    private static Reply answer(Request req, Response res) {
        RandomUuids uuids = req.perLoop(UUIDS);
        res.jsonOut()
                .beginObject()
                .key(ID)
                .value(1)
                .key(NAME)
                .value("Alice")
                .key(UUID)
                .uuid(uuids.nextMostSignificantBits(), uuids.nextLeastSignificantBits())
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
