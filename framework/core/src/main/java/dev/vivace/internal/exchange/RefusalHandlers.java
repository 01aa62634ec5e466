package dev.vivace.internal.exchange;

import dev.vivace.Handler;

/** The handlers for what no route matches; middleware of the app goes around them. */
public final class RefusalHandlers {
    public static final Handler NOT_FOUND =
            (req, res) -> answer(res).fixedProblem(404, Problems.NOT_FOUND);
    public static final Handler NOT_IMPLEMENTED =
            (req, res) -> answer(res).fixedProblem(501, Problems.NOT_IMPLEMENTED);
    public static final Handler METHOD_NOT_ALLOWED = (req, res) -> {
        res.header("Allow", allow(req));
        return answer(res).fixedProblem(405, Problems.METHOD_NOT_ALLOWED);
    };
    public static final Handler OPTIONS = (req, res) -> {
        res.header("Allow", allow(req));
        return res.empty(204);
    };

    private RefusalHandlers() {}

    private static Answer answer(dev.vivace.Response res) {
        return (Answer) (res instanceof StrictResponse strict ? strict.checked() : res);
    }

    private static String allow(dev.vivace.Request req) {
        RequestView view = (RequestView) (req instanceof StrictRequest strict ? strict.checked() : req);
        return view.allow();
    }
}
