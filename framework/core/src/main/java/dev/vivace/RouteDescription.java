package dev.vivace;

import java.util.List;

/**
 * A registered route, for whoever describes an app: {@link Vivace#routes}.
 *
 * <p><b>Threading:</b> immutable.
 *
 * @param method for instance {@code GET}
 * @param pattern the whole pattern, the prefixes of groups included
 * @param params what the parameters are bound to; null where the handler reads them itself
 * @param body what the body is read into; null where the handler reads it itself, if at all
 * @param returned what the route declares to answer, in that order
 * @param etag whether answers to GET get an ETag computed from the body, and 304 where the client has it
 * @param acceptRequired whether requests whose Accept excludes the answer get a 406
 * @param blocking whether the handler runs on a worker
 * @param documentation what the route says about itself
 */
public record RouteDescription(
        String method,
        String pattern,
        Params<?> params,
        Json<?> body,
        List<Returned> returned,
        boolean etag,
        boolean acceptRequired,
        boolean blocking,
        RouteDocumentation documentation) {
    /**
     * Copies the list.
     *
     * @param method not null
     * @param pattern not null
     * @param params may be null
     * @param body may be null
     * @param returned not null
     * @param etag any
     * @param acceptRequired any
     * @param blocking any
     * @param documentation not null
     */
    public RouteDescription {
        returned = List.copyOf(returned);
    }
}
