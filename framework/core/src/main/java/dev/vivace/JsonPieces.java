package dev.vivace;

/**
 * Makes a JSON document bit by bit, as the client takes it, so that an answer may have any length: {@link
 * Response#jsonPieces(JsonPieces)}.
 *
 * <pre>{@code
 * final class Squares implements JsonPieces {
 *     private long next;
 *
 *     public boolean next(JsonOut out) {
 *         if (next == 0) {
 *             out.beginArray();
 *         }
 *         out.value(next * next);
 *         if (++next < 1_000_000) {
 *             return true;
 *         }
 *         out.endArray();
 *         return false;
 *     }
 * }
 *
 * app.get("/squares", (req, res) -> res.jsonPieces(new Squares()));
 * }</pre>
 *
 * <p>A source that is also {@link AutoCloseable} is closed exactly once, on its loop: when its document is complete, when it
 * failed, when the client is gone, when its answer has no body after all (HEAD, 304) and when the server cuts it off. What closing
 * throws is logged.
 *
 * <p><b>Threading:</b> called on the loop of its request, like a handler, also after the handler has returned; it must not wait.
 * It must not use the request or the response: copy what is needed. <b>Lifetime:</b> one answer.
 */
@FunctionalInterface
public interface JsonPieces {
    /**
     * Writes the next bit of the document, for instance one element. A call that writes nothing is allowed. What the loop asks
     * for at once is about 32 KB; a bit that is longer is written and held wholly.
     *
     * @param out the loop's writer, where the call before left it; valid during this call only
     * @return false when the document is complete, what this call wrote included
     * @throws Exception as a handler may while nothing was sent, which is during {@link Response#jsonPieces(JsonPieces)};
     *     afterwards the connection is cut off, so that the client cannot take the answer for a whole one
     */
    boolean next(JsonOut out) throws Exception;
}
