package dev.vivace.internal.exchange;

import dev.vivace.Later;
import dev.vivace.internal.http1.Faults;
import dev.vivace.internal.http1.Methods;
import dev.vivace.internal.http1.PathNormalizer;
import dev.vivace.internal.http1.RequestHead;
import dev.vivace.internal.route.RouteTable;
import java.util.function.Consumer;

/**
 * One request being answered: finds its route, runs its handler here or on a worker, or lets it put the answer off. One per
 * loop, because a loop does one thing at a time.
 */
final class Exchange implements Answer.Deferral {
    private final LoopContext loop;
    private final AppPlan plan;
    private DeferredWork deferred;
    /** How long the array is that the request came in and that is given back behind its handler. */
    private int endingBytes;

    Exchange(LoopContext loop) {
        this.loop = loop;
        this.plan = loop.plan;
    }

    /** Finds the route of the loop's parsed head and sets up the loop's view; 0 or a fault. */
    int route(RequestHead head, Http1Connection connection) {
        RequestView view = loop.view;
        view.begin(connection);
        view.startNanos = loop.loop.nanoTime();
        if (head.methodId == Methods.CONNECT) {
            return Faults.METHOD_NOT_IMPLEMENTED;
        }
        int fault = path(head, view);
        if (fault < 0) {
            return fault;
        }
        int method = head.methodId;
        if (method < 0) {
            method = plan.extensionMethod(head.bytes, head.start, head.methodEnd);
            if (method < 0) {
                view.route = plan.notImplemented();
                return 0;
            }
        }
        if (head.asterisk) {
            view.attribute(RefusalHandlers.ALLOW, plan.allow(plan.servedMethods()));
            view.route = plan.optionsAnswer();
            return 0;
        }
        int found = plan.routes().find(method, view.path, view.pathStart, view.pathEnd, loop.match);
        if (found == RouteTable.FOUND) {
            view.route = plan.routes().target(loop.match.targetIndex());
        } else {
            refusal(found, method, view);
        }
        return 0;
    }

    private void refusal(int found, int method, RequestView view) {
        if (found == RouteTable.NOT_FOUND) {
            view.route = plan.notFound();
        } else {
            view.attribute(RefusalHandlers.ALLOW, plan.allow(loop.match.allowedMethods()));
            view.route = method == Methods.OPTIONS ? plan.optionsAnswer() : plan.methodNotAllowed();
        }
    }

    private int path(RequestHead head, RequestView view) {
        if (head.pathNeedsNormalizing) {
            int length = PathNormalizer.normalize(head.bytes, head.pathStart, head.pathEnd, loop.pathScratch);
            if (length < 0) {
                return Faults.BAD_PATH;
            }
            view.path = loop.pathScratch;
            view.pathStart = 0;
            view.pathEnd = length;
        } else if (head.pathStart == head.pathEnd) {
            view.path = RequestBytes.ROOT;
            view.pathStart = 0;
            view.pathEnd = 1;
        } else {
            view.path = head.bytes;
            view.pathStart = head.pathStart;
            view.pathEnd = head.pathEnd;
        }
        return 0;
    }

    /** Answers the request that {@link #route} set up; its body, if any, is in the view. */
    void handle(Http1Connection connection) {
        RequestView view = loop.view;
        Answer answer = loop.answer;
        answer.reset();
        RoutePlan route = view.route;
        if (route.blocking()) {
            block(connection, view, answer);
            return;
        }
        answer.deferral = this;
        loop.chain.run(route, view, answer);
        if (answer.kind >= Answer.DEFERRED) {
            begun(connection, view, answer);
        } else {
            connection.commit(view, answer);
        }
    }

    /** As {@link #handle(Http1Connection)} for a request that was held, which is given back then. */
    void handle(Http1Connection connection, HeldRequest held) {
        endingBytes = held.bytes().length;
        try {
            handle(connection);
        } finally {
            endingBytes = 0;
            loop.giveBackHeld(held);
            connection.holdsLess();
        }
    }

    /** What is answered is not all there. */
    private void begun(Http1Connection connection, RequestView view, Answer answer) {
        if (answer.kind == Answer.PIECES) {
            connection.beginPieces(view, answer);
            return;
        }
        DeferredWork work = deferred;
        deferred = null;
        work.request.takeListeners(view);
        connection.await(work);
    }

    private void block(Http1Connection connection, RequestView view, Answer answer) {
        if (!admitted(connection, view, loop.blockingFull(), answer)) {
            connection.commit(view, answer);
            return;
        }
        BlockingWork work = new BlockingWork(loop, view.snapshot(), answer);
        connection.await(work);
        try {
            loop.workers.execute(work::work);
        } catch (Throwable e) {
            // Shutting down, or no thread could be made
            work.refused();
            overloaded(answer);
            connection.workRefused();
            connection.commit(view, answer);
        }
    }

    /** Otherwise the answer says so. */
    private boolean admitted(Http1Connection connection, RequestView view, boolean full, Answer answer) {
        if (full) {
            overloaded(answer);
            return false;
        }
        // First: whoever makes room is not to go for a request that is refused anyway
        if (!view.route.admission().admits()) {
            refused(answer, LoopCounters.QUEUE_DELAY_REFUSED, Problems.Fixed.QUEUE_DELAY);
            return false;
        }
        // The copy takes the place of the array that the request came in, for which there was room
        if (!loop.held.requestRoom(connection, view.heldBytes() - endingBytes)) {
            overloaded(answer);
            return false;
        }
        return true;
    }

    private void overloaded(Answer answer) {
        refused(answer, LoopCounters.OVERLOAD_REFUSED, Problems.Fixed.OVERLOADED);
    }

    private void refused(Answer answer, int counter, Problems.Fixed problem) {
        loop.counters.add(counter, 1);
        answer.header("Retry-After", "1");
        answer.fixedProblem(problem);
    }

    @Override
    public void defer(Answer answer, Consumer<Later> work) {
        if (!admitted(loop.view.connection, loop.view, loop.deferredFull(), answer)) {
            return;
        }
        StackRoom.require();
        DeferredWork later = new DeferredWork(loop, loop.view.snapshot(), answer);
        deferred = later;
        answer.kind = Answer.DEFERRED;
        try {
            work.accept(later);
        } catch (Throwable e) {
            later.fail(e);
        }
    }

    /** The handler threw after it had deferred. */
    void withdraw() {
        deferred.withdraw();
        deferred = null;
    }
}
