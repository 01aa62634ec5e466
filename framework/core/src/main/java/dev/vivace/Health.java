package dev.vivace;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * Handlers for whoever watches the server: an orchestrator, a load balancer. They answer 200 with {@code
 * {"status":"UP","checks":[]}} or 503 with {@code {"status":"DOWN","checks":[]}}, the format of MicroProfile Health, and may
 * not be cached.
 *
 * <pre>{@code
 * app.get("/health/live", Health.liveness()).get("/health/ready", Health.readiness());
 * }</pre>
 *
 * <p>Where to serve them, and to whom, is the app's choice: they are ordinary routes, and middleware goes around them.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class Health {
    private static final byte[] UP = body("UP");
    private static final byte[] DOWN = body("DOWN");

    private Health() {}

    private static byte[] body(String status) {
        return ("{\"status\":\"" + status + "\",\"checks\":[]}").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Whether the process should be left alive: 200 as long as the loop that has the connection runs handlers. What the app
     * depends on does not belong here; a restart of this process would not bring it back.
     *
     * @return the handler
     */
    public static Handler liveness() {
        return (req, res) -> answer(res, true);
    }

    /**
     * Whether clients should be sent here: 503 from the moment the server is to stop ({@link Request#draining}), with {@link
     * ServerOptions#drainNotice} before it stops listening; else 200.
     *
     * @return the handler
     */
    public static Handler readiness() {
        return readiness(() -> true);
    }

    /**
     * The same, with a condition of the app's own.
     *
     * @param ready asked at each request, on the loop: it may not block. What it throws is a 500
     * @return the handler
     */
    public static Handler readiness(BooleanSupplier ready) {
        Objects.requireNonNull(ready, "ready");
        return (req, res) -> answer(res, !req.draining() && ready.getAsBoolean());
    }

    private static Reply answer(Response res, boolean up) {
        return res.status(up ? 200 : 503).header("Cache-Control", "no-store").bytes("application/json", up ? UP : DOWN);
    }
}
