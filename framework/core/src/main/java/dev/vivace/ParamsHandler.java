package dev.vivace;

/**
 * Answers a request whose parameters have been bound to a record.
 *
 * @param <P> the record
 */
@FunctionalInterface
public interface ParamsHandler<P> {
    /**
     * Answers the request; see {@link Handler#handle} for threading, lifetime and errors.
     *
     * @param req what was asked
     * @param res builds the answer
     * @param params the bound parameters; the handler's own to keep
     * @return what an answering method of {@code res} returned
     * @throws Exception goes to the error handlers
     */
    Reply handle(Request req, Response res, P params) throws Exception;
}
