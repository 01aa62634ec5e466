package dev.vivace.internal.exchange;

import dev.vivace.Handler;
import dev.vivace.Returned;
import dev.vivace.internal.route.RoutePattern;
import java.util.List;

/**
 * A route, compiled: everything about it that does not change.
 *
 * @param label for messages and logs, for instance {@code GET /users/{id}}
 * @param pattern what it matches; null for the answers to what no route matches
 * @param params how its parameters are bound
 * @param handler with its middleware around it
 * @param blocking whether it runs on a worker
 * @param bodyBytesMax longest body
 * @param bodyDropped whether a body is read to its end and not kept
 * @param deadlineNanos for deferred and blocking work
 * @param admission whether more deferred or blocking work is taken on
 * @param refusal whether this answers that there is no such route
 * @param etag whether answers get an ETag
 * @param returned what the route declares, in that order
 */
public record RoutePlan(
        String label,
        RoutePattern pattern,
        ParamPlans params,
        Handler handler,
        boolean blocking,
        long bodyBytesMax,
        boolean bodyDropped,
        long deadlineNanos,
        Admission admission,
        boolean refusal,
        boolean etag,
        List<Returned> returned) {}
