package dev.vivace;

/**
 * Wraps handlers: runs code before and after them, answers in their place, or stages headers.
 *
 * <pre>{@code
 * app.use(next -> (req, res) -> {
 *     if (!"secret".equals(req.header("X-Key"))) {
 *         return res.problem(401, "A key is needed.");
 *     }
 *     return next.handle(req, res);
 * });
 * }</pre>
 *
 * <p>Composed once, when the server starts. Middleware of the app ({@link Vivace#use}) sees every request whose head and
 * body could be read, those answered 404 and 405 too; middleware of a group sees the requests of its routes. Headers staged
 * before {@code next} survive into deferred answers, errors, 404 and 405, and into the 503 and 504 of deferred routes.
 *
 * <p>Seen by none are requests that fail before routing (malformed, over a limit), and those for blocking routes that no
 * worker begins with: refused with 503 for overload, or answered 504 because their deadline passed while they waited for a
 * thread. Where the deadline passes later, {@link Request#onAnswered listeners} hear of the 504, but it has no staged headers:
 * they are in the answer that the worker is still busy with. {@link Server#metrics} counts all of these.
 *
 * <p><b>Threading:</b> runs where the handler runs: on the loop, or on the worker for a blocking group.
 */
@FunctionalInterface
public interface Middleware {
    /**
     * Wraps a handler.
     *
     * @param next the handler, or the middleware inside this one
     * @return what is called in its place
     */
    Handler around(Handler next);
}
