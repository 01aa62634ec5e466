package dev.vivace;

/**
 * Answers a request whose handler threw.
 *
 * @param <E> the class of exceptions it was registered for
 */
@FunctionalInterface
public interface ErrorHandler<E extends Throwable> {
    /**
     * Answers in the handler's place. Body, status and content type staged so far are gone; the other headers are kept,
     * the handler's and the middleware's.
     *
     * @param error what was thrown
     * @param req what was asked
     * @param res builds the answer; {@link Response#defer} is refused here
     * @return what an answering method of {@code res} returned
     * @throws Exception ends in a 500 with a fixed body
     */
    Reply handle(E error, Request req, Response res) throws Exception;
}
