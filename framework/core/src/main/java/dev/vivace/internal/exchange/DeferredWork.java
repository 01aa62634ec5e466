package dev.vivace.internal.exchange;

import dev.vivace.Later;
import java.util.Objects;
import java.util.concurrent.CompletionException;

/** A deferred answer; holds one of the loop's deferred slots until it ends. */
final class DeferredWork extends InWork implements Later {
    private final String contentTypeName;
    /** The status staged before deferring, 0 for none. */
    private final int stagedStatus;

    private boolean withdrawn;
    private Later.Answer answer;
    private Throwable error;
    private Runnable abortAction;

    DeferredWork(LoopContext loop, RequestView snapshot, dev.vivace.internal.exchange.Answer stagedSoFar) {
        super(loop, snapshot, stagedSoFar);
        contentTypeName = stagedSoFar.contentTypeName;
        stagedStatus = stagedSoFar.stagedStatus();
        loop.deferredStarted();
        admission().enter();
    }

    private Admission admission() {
        return request.route.admission();
    }

    @Override
    public boolean respond(Later.Answer newAnswer) {
        Objects.requireNonNull(newAnswer, "answer");
        return completeWith(newAnswer, null);
    }

    @Override
    public boolean fail(Throwable newError) {
        return completeWith(null, cause(Objects.requireNonNull(newError, "error")));
    }

    /** A CompletableFuture puts what its stages threw into a wrapper, which no error handler is for. */
    private static Throwable cause(Throwable error) {
        Throwable cause = error;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private boolean completeWith(Later.Answer newAnswer, Throwable newError) {
        StackRoom.require();
        if (!claim(COMPLETED)) {
            if (state() == EXPIRED) {
                loop.counters.addShared(LoopCounters.LATE_ANSWER_DROPPED, 1);
            }
            return false;
        }
        // Published by the queue; nobody reads them before
        answer = newAnswer;
        error = newError;
        admission().done(startNanos, loop.loop.nanoTimeNow());
        loop.completions.offer(this);
        return true;
    }

    @Override
    public void onAbort(Runnable action) {
        Objects.requireNonNull(action, "action");
        boolean over;
        synchronized (this) {
            over = state() == ABORTED || state() == EXPIRED;
            abortAction = over ? abortAction : action;
        }
        if (over) {
            action.run();
        }
    }

    @Override
    public boolean isOpen() {
        return state() == OPEN;
    }

    @Override
    void complete() {
        cancelTimer();
        ended();
        if (!request.connection.awaits(this)) {
            if (!withdrawn) {
                notifyAborted();
            }
            return;
        }
        dev.vivace.internal.exchange.Answer late = loop.beginLateAnswer(this);
        late.contentTypeName = contentTypeName;
        if (stagedStatus != 0) {
            late.status(stagedStatus);
        }
        loop.chain.late(answer, error, request, late);
        request.connection.workDone(this, late);
    }

    @Override
    void abort() {
        if (claim(ABORTED)) {
            cancelTimer();
            ended();
            admission().abandoned(startNanos, loop.loop.nanoTimeNow());
            // Counted first: whoever the action tells may look at the counters
            notifyAborted();
            runAbortAction();
        }
    }

    @Override
    void expired() {
        ended();
        admission().late(startNanos, loop.loop.nanoTimeNow());
        admission().leave();
        runAbortAction();
    }

    /** Takes it back before the handler returned: the handler threw after deferring. */
    void withdraw() {
        withdrawn = true;
        if (claim(ABORTED)) {
            cancelTimer();
            ended();
            admission().leave();
            runAbortAction();
        }
    }

    private void ended() {
        loop.deferredEnded();
        releaseBytes();
    }

    private void runAbortAction() {
        Runnable action;
        synchronized (this) {
            action = abortAction;
            abortAction = null;
        }
        if (action != null) {
            try {
                action.run();
            } catch (Throwable e) {
                loop.log.error("the onAbort action of " + request.route.label() + " failed", e);
            }
        }
    }
}
