package dev.vivace;

/**
 * Answers a request whose parameters have been bound to a record and whose JSON body has been read into an object.
 *
 * @param <P> the record of parameters
 * @param <T> what the body is read into
 */
@FunctionalInterface
public interface ParamsBodyHandler<P, T> {
    /**
     * Answers the request; see {@link Handler#handle} for threading, lifetime and errors.
     *
     * @param req what was asked
     * @param res builds the answer
     * @param params the bound parameters; the handler's own to keep
     * @param body the decoded body; the handler's own to keep
     * @return what an answering method of {@code res} returned
     * @throws Exception goes to the error handlers
     */
    Reply handle(Request req, Response res, P params, T body) throws Exception;
}
