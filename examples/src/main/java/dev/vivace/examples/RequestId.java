package dev.vivace.examples;

import com.dslplatform.json.CompiledJson;
import dev.vivace.Attribute;
import dev.vivace.Handler;
import dev.vivace.Launcher;
import dev.vivace.PerLoop;
import dev.vivace.Vivace;
import java.util.UUID;

/**
 * Middleware around the routes of one group: each request gets an id, its own if it brought a decent one, which the
 * handler sees and the answer carries, whatever becomes of it. Other routes do not pay for it.
 *
 * <pre>{@code curl -i localhost:8080/traced/hello}</pre>
 */
public final class RequestId {
    private static final String HEADER = "X-Request-Id";
    private static final Attribute<String> ID = Attribute.named("request id");
    private static final PerLoop<RandomUuids> UUIDS = PerLoop.of(loop -> RandomUuids.seeded());

    /**
     * What is answered.
     *
     * @param requestId the id of the request
     */
    @CompiledJson
    public record Traced(String requestId) {}

    private RequestId() {}

    static Vivace addTo(Vivace app) {
        return app.perLoop(UUIDS)
                .group(
                        "/traced",
                        traced -> traced.use(RequestId::around)
                                .get("/hello", (req, res) -> res.json(new Traced(req.attribute(ID))))
                                .get("/fail", (req, res) -> {
                                    throw new IllegalStateException("thrown by the recipe, for the log only");
                                }));
    }

    private static Handler around(Handler next) {
        return (req, res) -> {
            String id = req.header(HEADER);
            if (id == null || !id.matches("[A-Za-z0-9._-]{1,64}")) {
                RandomUuids uuids = req.perLoop(UUIDS);
                id = new UUID(uuids.nextMostSignificantBits(), uuids.nextLeastSignificantBits()).toString();
            }
            req.attribute(ID, id);
            res.header(HEADER, id);
            return next.handle(req, res);
        };
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
