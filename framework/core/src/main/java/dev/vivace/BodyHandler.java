package dev.vivace;

/**
 * Answers a request whose JSON body has been read into an object.
 *
 * @param <T> what the body is read into
 */
@FunctionalInterface
public interface BodyHandler<T> {
    /**
     * Answers the request; see {@link Handler#handle} for threading, lifetime and errors.
     *
     * @param req what was asked
     * @param res builds the answer
     * @param body the decoded body; the handler's own to keep
     * @return what an answering method of {@code res} returned
     * @throws Exception goes to the error handlers
     */
    Reply handle(Request req, Response res, T body) throws Exception;
}
