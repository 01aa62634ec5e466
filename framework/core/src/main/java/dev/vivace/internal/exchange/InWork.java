package dev.vivace.internal.exchange;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A request whose answer comes later: deferred, or on a worker. Its connection waits. Ends exactly once: completed,
 * aborted because the connection was lost, or expired.
 */
abstract class InWork extends Timed {
    static final int OPEN = 0;
    static final int COMPLETED = 1;
    static final int ABORTED = 2;
    static final int EXPIRED = 3;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(InWork.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final LoopContext loop;
    final RequestView request;
    final StagedFields staged = new StagedFields();
    final boolean close;
    /** When it was handed over, which may be late in the turn that its request came in. */
    final long startNanos;

    private final int heldBytes;

    @SuppressWarnings("unused") // through STATE
    private volatile int state;

    InWork(LoopContext loop, RequestView snapshot, Answer stagedSoFar) {
        this.loop = loop;
        this.request = snapshot;
        this.staged.copyFrom(stagedSoFar.staged);
        this.close = stagedSoFar.close;
        this.heldBytes = snapshot.heldBytes();
        this.startNanos = loop.loop.nanoTimeNow();
        // The last thing that may throw, for want of memory: until then nothing of it is counted anywhere
        loop.timers.scheduleIn(snapshot.route.deadlineNanos(), startNanos, this);
        loop.held.addWorkBytes(heldBytes);
    }

    /** Ends it, if nobody has. */
    final boolean claim(int end) {
        return STATE.compareAndSet(this, OPEN, end);
    }

    final int state() {
        return state;
    }

    final void cancelTimer() {
        loop.timers.cancel(this);
    }

    /** The copy of the request is needed no more. */
    final void releaseBytes() {
        loop.held.addWorkBytes(-heldBytes);
    }

    /** The result arrived on the loop, through the completion queue. */
    abstract void complete();

    /** The connection was lost. Loop thread. */
    abstract void abort();

    /** What is to be done besides answering when the time is up. Loop thread. */
    abstract void expired();

    /** What is to be done when the time is up of what was aborted and has kept its timer. Loop thread. */
    void expiredForNobody() {}

    @Override
    protected final void onDue(long nowNanos) {
        if (!claim(EXPIRED)) {
            if (state() == ABORTED) {
                expiredForNobody();
            }
            // Where there is a result all the same, handing it over has failed
            loop.completions.run();
            return;
        }
        loop.counters.add(LoopCounters.DEADLINE_PASSED, 1);
        expired();
        try {
            Answer answer = loop.beginLateAnswer(this);
            answer.fixedProblem(Problems.Fixed.DEADLINE);
            request.connection.workDone(this, answer);
        } catch (Throwable e) {
            loop.connectionFailed(request.connection.wire(), e);
        }
    }

    /** Whether whoever works on it has called {@code System.exit}, so that there will be no answer. Loop thread. */
    boolean exiting() {
        return false;
    }

    /** Tells listeners that the client is gone. */
    final void notifyAborted() {
        loop.notifyAborted(request);
    }
}
