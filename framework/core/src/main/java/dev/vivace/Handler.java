package dev.vivace;

/**
 * Answers a request.
 *
 * <pre>{@code app.get("/hello", (req, res) -> res.text("Hello, World!"));}</pre>
 *
 * <p><b>Threading:</b> called on the loop that owns the connection, one call at a time per loop; it must not block.
 * Routes registered under {@link Routes#blocking} are called on a worker thread instead.
 *
 * <p><b>Lifetime:</b> {@code req} and {@code res} are the loop's own and the handler's until it returns; what is kept
 * longer is copied first, or the answer is deferred ({@link Response#defer}).
 */
@FunctionalInterface
public interface Handler {
    /**
     * Answers the request by one of the answering methods of {@code res}.
     *
     * @param req what was asked
     * @param res builds the answer
     * @return what an answering method of {@code res} returned
     * @throws Exception goes to the error handlers ({@link Vivace#error}); an {@link HttpError} carries its own status,
     *     anything else nobody handles is a 500 whose message is logged and never sent
     */
    Reply handle(Request req, Response res) throws Exception;
}
