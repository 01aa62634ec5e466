package dev.vivace.internal.exchange;

import dev.vivace.Attribute;
import dev.vivace.Handler;
import dev.vivace.Reply;
import dev.vivace.Request;
import dev.vivace.Response;

/**
 * The handlers for what no route matches; middleware of the app goes around them, and may hand them a request and a response
 * of its own.
 */
public final class RefusalHandlers {
    /** The methods of the path, for the field of that name. */
    static final Attribute<String> ALLOW = Attribute.named("allow");

    public static final Handler NOT_FOUND = new Refusal(Problems.Fixed.NOT_FOUND, false);
    public static final Handler NOT_IMPLEMENTED = new Refusal(Problems.Fixed.NOT_IMPLEMENTED, false);
    public static final Handler METHOD_NOT_ALLOWED = new Refusal(Problems.Fixed.METHOD_NOT_ALLOWED, true);
    public static final Handler OPTIONS = new Refusal(null, true);

    private RefusalHandlers() {}

    /**
     * One class and not four lambdas, which the JVM would make at each start.
     *
     * @param problem null where nothing is wrong
     */
    private record Refusal(Problems.Fixed problem, boolean allows) implements Handler {
        @Override
        public Reply handle(Request req, Response res) {
            Response staged = allows ? res.header("Allow", req.attribute(ALLOW)) : res;
            return problem == null ? staged.empty(204) : refuse(staged, problem);
        }
    }

    private static Reply refuse(Response res, Problems.Fixed problem) {
        Response own = res instanceof StrictResponse strict ? strict.checked() : res;
        return own instanceof Answer answer
                ? answer.fixedProblem(problem)
                : res.problem(problem.status, problem.detail);
    }
}
