package dev.vivace.internal.exchange;

import dev.vivace.ErrorHandler;
import dev.vivace.HttpError;
import dev.vivace.Later;
import dev.vivace.Reply;
import dev.vivace.Request;
import dev.vivace.Response;

/**
 * Runs a handler with its middleware, and the error handlers where it throws. When it returns the answer is staged, whatever
 * happened.
 *
 * <p><b>Threading:</b> stateless; on the loop or on a worker.
 */
final class Chain {
    private final LoopContext loop;

    Chain(LoopContext loop) {
        this.loop = loop;
    }

    void run(RoutePlan route, RequestView view, Answer answer) {
        if (Strict.ON) {
            runStrictly(route, view, answer);
            return;
        }
        try {
            Reply reply = route.handler().handle(view, answer);
            if (reply != answer || answer.kind == Answer.UNANSWERED) {
                throw misused(reply);
            }
            if (answer.kind == Answer.CANNED || answer.staged.hasEtag() || route.etag()) {
                conditional(view, answer);
            }
        } catch (Throwable error) {
            failed(error, view, answer, view, answer);
        }
    }

    private void runStrictly(RoutePlan route, RequestView view, Answer answer) {
        StrictScope scope = new StrictScope(route.label());
        Request req = new StrictRequest(view, scope);
        Response res = new StrictResponse(answer, scope, StrictReturns.of(route));
        try {
            Reply reply = route.handler().handle(req, res);
            if (reply != answer || answer.kind == Answer.UNANSWERED) {
                throw misused(reply);
            }
            conditional(view, answer);
        } catch (Throwable error) {
            failed(error, view, answer, req, unchecked(answer, scope));
        } finally {
            scope.end();
        }
    }

    /** What error handlers answer is the app's, not the route's. */
    private static Response unchecked(Answer answer, StrictScope scope) {
        return new StrictResponse(answer, scope, StrictReturns.unchecked());
    }

    /** Runs what {@link Later#respond} was given, or the error handlers for what {@link Later#fail} was given. */
    void late(Later.Answer later, Throwable error, RequestView view, Answer answer) {
        StrictScope scope = Strict.ON ? new StrictScope(view.route.label()) : null;
        Request req = Strict.ON ? new StrictRequest(view, scope) : view;
        Response inCaseOfError = Strict.ON ? unchecked(answer, scope) : answer;
        loop.lateRoute(view.route);
        try {
            if (error != null) {
                failed(error, view, answer, req, inCaseOfError);
                return;
            }
            Response res = Strict.ON ? new StrictResponse(answer, scope, StrictReturns.of(view.route)) : answer;
            Reply reply = later.write(res);
            if (reply != answer || answer.kind == Answer.UNANSWERED) {
                throw misused(reply);
            }
            conditional(view, answer);
        } catch (Throwable thrown) {
            failed(thrown, view, answer, req, inCaseOfError);
        } finally {
            loop.lateRoute(null);
            if (Strict.ON) {
                scope.end();
            }
        }
    }

    /** Behind the middleware, which may still have set the status or the ETag. */
    private void conditional(RequestView view, Answer answer) {
        if (Conditional.clientHasIt(view, answer)) {
            boolean large = answer.notModified();
            if (large && answer == loop.answer) {
                loop.retained.watch();
            }
        }
    }

    private static IllegalStateException misused(Reply reply) {
        return new IllegalStateException(
                reply == null
                        ? "the handler returned null; return what an answering method of Response gave"
                        : "the handler returned a Reply that its Response did not give for this request");
    }

    private void failed(Throwable error, RequestView view, Answer answer, Request req, Response res) {
        if (answer.kind == Answer.DEFERRED) {
            loop.exchange.withdraw();
        }
        if (answer == loop.answer) {
            // What was staged in vain may have been large
            loop.retained.watch();
        }
        answer.discard();
        answer.deferral = null;
        answer.forgetBody();
        if (error instanceof HttpError httpError && !httpError.headers().isEmpty()) {
            try {
                httpError.headers().forEach(answer::header);
            } catch (IllegalArgumentException e) {
                internal("a header of the HttpError of " + view.route.label() + " cannot be sent", e, answer);
                return;
            }
        }
        // An HttpError knows its answer: a handler for RuntimeException or Exception is not meant for it
        ErrorHandler<?> handler = error instanceof HttpError
                ? loop.plan.errorHandlers().get(HttpError.class)
                : loop.plan.errorHandler(error.getClass());
        if (handler != null) {
            handled(handler, error, view, answer, req, res);
        } else if (error instanceof HttpError httpError) {
            problem(httpError, view, answer);
        } else {
            internal("handling " + view.route.label() + " failed", error, answer);
        }
    }

    private void problem(HttpError error, RequestView view, Answer answer) {
        try {
            answer.problem(error.status(), error.detail(), error.errors());
        } catch (Throwable e) {
            // The app's renderer
            answer.discard();
            internal("writing the problem of " + view.route.label() + " failed", e, answer);
        }
    }

    private void handled(
            ErrorHandler<?> handler, Throwable error, RequestView view, Answer answer, Request req, Response res) {
        try {
            Reply reply = call(handler, error, req, res);
            if (reply == answer && answer.kind != Answer.UNANSWERED) {
                return;
            }
            error = misused(reply);
        } catch (Throwable second) {
            // A handler may throw what it was given, which cannot suppress itself
            if (second != error && !suppressedBy(second, error)) {
                loop.log.error("handling " + view.route.label() + " failed", error);
            }
            error = second;
        }
        answer.discard();
        internal("the error handler for " + view.route.label() + " failed", error, answer);
    }

    /**
     * What went wrong first goes along with the second error, if that takes it: an HttpError does not, and one that handlers share
     * would gather them for ever.
     */
    private static boolean suppressedBy(Throwable second, Throwable first) {
        if (second.getSuppressed().length > 0) {
            return false;
        }
        second.addSuppressed(first);
        return second.getSuppressed().length > 0;
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> Reply call(ErrorHandler<E> handler, Throwable error, Request req, Response res)
            throws Exception {
        return handler.handle((E) error, req, res);
    }

    private void internal(String message, Throwable error, Answer answer) {
        loop.counters.addShared(LoopCounters.HANDLER_FAILED, 1);
        loop.log.error(message, error);
        answer.fixedProblem(Problems.Fixed.INTERNAL);
    }
}
