package dev.vivace.internal.exchange;

/**
 * A request on a worker. Holds one of the loop's blocking slots until the worker is really done: after a deadline the
 * client has its 504, but the thread may still be busy, and slots are what bounds the threads. Workers that have a bounded
 * number of threads are told, so that they have another for those who wait.
 */
final class BlockingWork extends InWork {
    private final Answer answer;
    private Thread worker;
    /** Whether the workers were told that they may do without this thread. */
    private boolean replaced;
    /** Whether the worker is done with it. */
    private boolean over;
    /** Whether the time was up before that, when nobody waited for it any more. */
    private boolean lateForNobody;

    BlockingWork(LoopContext loop, RequestView snapshot, Answer stagedSoFar) {
        this(loop, snapshot, stagedSoFar, answer(loop, stagedSoFar));
    }

    /** All there is to be made is made by now: what has begun must not fail half-way. */
    private BlockingWork(LoopContext loop, RequestView snapshot, Answer stagedSoFar, Answer answer) {
        super(loop, snapshot, stagedSoFar);
        this.answer = answer;
        loop.blockingStarted();
        admission().enter();
    }

    private static Answer answer(LoopContext loop, Answer stagedSoFar) {
        Answer made = new Answer(loop, true);
        made.staged.copyFrom(stagedSoFar.staged);
        return made;
    }

    private Admission admission() {
        return request.route.admission();
    }

    /** Runs on the worker. */
    void work() {
        synchronized (this) {
            worker = Thread.currentThread();
        }
        // Whoever went away or ran out of time while this waited for a thread needs no answer
        boolean wanted = state() == OPEN;
        try {
            if (wanted) {
                loop.chain.run(request.route, request, answer);
            }
        } finally {
            synchronized (this) {
                worker = null;
                over = true;
                // A late interrupt is not to hit the worker's next task
                Thread.interrupted();
                if (replaced && loop.workers instanceof BoundedWorkers bounded) {
                    bounded.lateDone();
                }
            }
            ended(wanted);
            loop.completions.offer(this);
        }
    }

    /** Here, not on the loop: what is done in time stays so when the loop comes late. */
    private void ended(boolean answered) {
        long now = loop.loop.nanoTimeNow();
        if (claim(COMPLETED)) {
            admission().done(startNanos, now);
        } else if (state() == ABORTED && !lateForNobody) {
            admission().abandoned(startNanos, now);
        } else {
            admission().leave();
            if (answered && state() == EXPIRED) {
                loop.counters.addShared(LoopCounters.LATE_ANSWER_DROPPED, 1);
            }
        }
    }

    @Override
    void complete() {
        loop.blockingEnded();
        releaseBytes();
        cancelTimer();
        if (state() != COMPLETED) {
            return;
        }
        if (request.connection.awaits(this)) {
            request.connection.workDone(this, answer);
        } else {
            notifyAborted();
        }
    }

    /** The worker could not be had. */
    void refused() {
        if (claim(ABORTED)) {
            cancelTimer();
            loop.blockingEnded();
            releaseBytes();
            admission().leave();
        }
    }

    /** Its deadline stays: it has a slot and a thread, and one that hangs would have them for ever. */
    @Override
    void abort() {
        if (claim(ABORTED)) {
            notifyAborted();
        }
    }

    @Override
    boolean exiting() {
        synchronized (this) {
            return ExitCalls.calledBy(worker);
        }
    }

    @Override
    void expired() {
        admission().late(startNanos, loop.loop.nanoTimeNow());
        synchronized (this) {
            if (worker != null) {
                worker.interrupt();
                if (loop.workers instanceof BoundedWorkers bounded) {
                    replaced = true;
                    bounded.late();
                }
            }
        }
    }

    @Override
    void expiredForNobody() {
        synchronized (this) {
            if (over) {
                return;
            }
            lateForNobody = true;
        }
        expired();
    }
}
