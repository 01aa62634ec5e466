package dev.vivace.internal.exchange;

import dev.vivace.Attribute;
import dev.vivace.Handler;
import dev.vivace.Reply;
import dev.vivace.Response;

/**
 * The handlers for what no route matches; middleware of the app goes around them, and may hand them a request and a response
 * of its own.
 */
public final class RefusalHandlers {
    /** The methods of the path, for the field of that name. */
    static final Attribute<String> ALLOW = Attribute.named("allow");

    public static final Handler NOT_FOUND = (req, res) -> refuse(res, Problems.Fixed.NOT_FOUND);
    public static final Handler NOT_IMPLEMENTED = (req, res) -> refuse(res, Problems.Fixed.NOT_IMPLEMENTED);
    public static final Handler METHOD_NOT_ALLOWED =
            (req, res) -> refuse(res.header("Allow", req.attribute(ALLOW)), Problems.Fixed.METHOD_NOT_ALLOWED);
    public static final Handler OPTIONS =
            (req, res) -> res.header("Allow", req.attribute(ALLOW)).empty(204);

    private RefusalHandlers() {}

    private static Reply refuse(Response res, Problems.Fixed problem) {
        Response own = res instanceof StrictResponse strict ? strict.checked() : res;
        return own instanceof Answer answer
                ? answer.fixedProblem(problem)
                : res.problem(problem.status, problem.detail);
    }
}
