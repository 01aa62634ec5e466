package dev.vivace.internal.exchange;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether another request of a route may go to work: refuses where it would only wait, so that those in work end soon and
 * what the work waits for (threads, database connections, a lock, another server) is busy with requests that somebody
 * still wants answered.
 *
 * <p>The signal is the time from the hand-over to the end of the work, because only it is there for a pool's queue, for a
 * virtual thread that waits for a semaphore and for deferred work alike. What the work takes usually is learned; that
 * and the target on top of it is allowed. By Little's law those in work divided by those ended a second is the time each
 * takes, so {@code ended a second x time allowed} may be in work at once. This bound holds only while there is a standing
 * queue, as CoDel (RFC 8289) defines it: over a whole interval requests took longer than allowed on average, and never
 * were there fewer in work than the bound. A burst that is worked off within the interval refuses nobody, nor does work
 * that is slow.
 *
 * <p>Work may have become slower without a queue; then a bound would cost answers and save no time. So the first bound of
 * an overload is half of what is in work, as a question: if the answers a second fall more than the time each takes does,
 * the work itself takes longer now. That is learned, and the bound is lifted.
 *
 * <p>One for each route and server, not for each loop: what a route waits for is common to all loops, and a slow one has too
 * few answers for each loop to learn from. Not one for all routes: their times differ, and a route that overloads
 * what it uses should not have others refused.
 *
 * <p><b>Threading:</b> any. Counts are exact; what is measured may miss an event now and then.
 */
public final class Admission {
    /** So few of a route are never refused: there is always something to learn from. */
    static final int IN_WORK_FREE = 4;

    /** Fewer ends say too little, so slow routes have longer intervals. */
    static final int ENDS_MIN = 16;

    /** Where work nearly stands still. */
    private static final int ENDS_STALLED = 4;

    /** As many say enough, however much the times differ. */
    static final int ENDS_MAX = 512;

    /** How quickly less than usual becomes usual: by this share of the difference an interval. */
    private static final double LEARN_DOWN = 1.0 / 16;

    /** In what time more than usual becomes usual; so slowly that a growing queue is noticed and not learned. */
    private static final double LEARN_UP_NANOS = 30e9;

    /** The first intervals, of which the long requests are not at their end yet, count for more. */
    private static final int LEARN_FIRST = 16;

    private static final double LEARN_FIRST_UP = 1.0 / 8;

    /** Intervals with a bound from one attempt with fewer to the next. */
    private static final int TRY_INTERVALS = 16;

    private static final int UNBOUNDED = Integer.MAX_VALUE;

    private final long targetNanos;
    private final long intervalNanos;

    private final AtomicInteger inWork = new AtomicInteger();
    private volatile int bound = UNBOUNDED;
    private volatile boolean refused;
    private volatile int inWorkLeast;

    // What follows is guarded by this
    /** Whether an interval is measured. After a bound was set one begins when those are gone who were in work before. */
    private boolean begun;

    private int endsToGo;

    private long beginNanos;
    private int ends;
    private int endsInTime;
    private double nanosSum;
    private double nanosSquares;
    private double inWorkSum;

    /** What the work takes when nobody waits; 0 before the first interval. */
    private double usualNanos;

    private int learnedCount;

    /** Whether the bound is a question still, and what was seen before it was asked. */
    private boolean asking;

    private int inWorkBefore;
    private double rateBefore;
    /** What the work took at the first of two answers that it is slower; 0 before. */
    private double slowerNanos;
    /** Whether the bound is an attempt whether fewer do as well, and the intervals since the last one. */
    private boolean trying;

    private int intervals;

    /**
     * @param targetNanos how long requests may wait
     * @param intervalNanos how long they have to wait longer than that before others are refused
     */
    public Admission(long targetNanos, long intervalNanos) {
        this.targetNanos = targetNanos;
        this.intervalNanos = intervalNanos;
    }

    /** Whether one more may go to work. */
    boolean admits() {
        if (inWork.get() < bound) {
            return true;
        }
        refused = true;
        return false;
    }

    /** One goes to work. */
    void enter() {
        inWork.getAndIncrement();
    }

    /** One was done in time. */
    void done(long startNanos, long nowNanos) {
        measure(nowNanos - startNanos, nowNanos, true);
        leave();
    }

    /** The deadline of one passed; it leaves when it is over. */
    void late(long startNanos, long nowNanos) {
        measure(nowNanos - startNanos, nowNanos, false);
    }

    /** Nobody waits for one any more, and it is over. What it took counts if that is too much already. */
    void abandoned(long startNanos, long nowNanos) {
        if (nowNanos - startNanos > targetNanos) {
            measure(nowNanos - startNanos, nowNanos, false);
        }
        leave();
    }

    /** One is over, without an answer. */
    void leave() {
        int left = inWork.decrementAndGet();
        if (left < inWorkLeast) {
            inWorkLeast = left;
        }
        if (left == 0 && bound != UNBOUNDED) {
            // Nobody can be waiting
            bound = UNBOUNDED;
        }
    }

    int inWork() {
        return inWork.get();
    }

    private synchronized void measure(long tookNanos, long nowNanos, boolean inTime) {
        int now = inWork.get();
        if (!begun) {
            if (now <= bound && --endsToGo <= 0) {
                begin(now, nowNanos);
            }
            return;
        }
        ends++;
        endsInTime += inTime ? 1 : 0;
        nanosSum += tookNanos;
        nanosSquares += (double) tookNanos * tookNanos;
        inWorkSum += now;
        long elapsed = nowNanos - beginNanos;
        if ((usualNanos == 0 || elapsed >= intervalNanos) && enough(elapsed)) {
            judge(nowNanos);
        }
    }

    /**
     * Whether the mean is good to a quarter: the more the times differ, the more of them that takes. So few ends where there
     * would have to be many say enough, too.
     */
    private boolean enough(long elapsed) {
        boolean watching = bound == UNBOUNDED && usualNanos != 0;
        if (watching && ends >= ENDS_STALLED && elapsed * (double) inWorkLeast > ENDS_MIN * 4 * allowedNanos()) {
            return true;
        }
        if (ends < ENDS_MIN * (asking ? 2 : 1)) {
            return false;
        }
        double variance = nanosSquares * ends / (nanosSum * nanosSum) - 1;
        return variance * (asking ? 32 : 16) <= ends || ends >= ENDS_MAX;
    }

    private void begin(int now, long nowNanos) {
        ends = 0;
        endsInTime = 0;
        nanosSum = 0;
        nanosSquares = 0;
        inWorkSum = 0;
        inWorkLeast = now;
        refused = false;
        beginNanos = nowNanos;
        begun = true;
    }

    private void judge(long nowNanos) {
        long elapsed = Math.max(1, nowNanos - beginNanos);
        double mean = nanosSum / ends;
        double rate = (double) ends / elapsed;
        double inWorkMean = inWorkSum / ends;
        if (usualNanos == 0 && mostInTime()) {
            // The first to end are the shortest; by Little's law it does not matter which ended, but those in work may
            // wait
            usualNanos = inWorkLeast == 0 ? mean : Math.max(mean, Math.min(2 * mean, inWorkMean / rate));
        }
        // What nobody waited for does not say how many can be answered
        int allowed = (int) Math.min(UNBOUNDED - 1, (double) endsInTime / elapsed * allowedNanos()) + 1;
        if (bound == UNBOUNDED) {
            watch(mean, rate, allowed, elapsed);
        } else if (!refused) {
            bound = UNBOUNDED;
        } else if (asking) {
            conclude(inWorkMean, rate, allowed);
        } else if (trying) {
            concludeTrial(inWorkMean, rate);
        } else {
            adjust(mean, rate, allowed);
        }
        if (bound == UNBOUNDED) {
            begin(inWork.get(), nowNanos);
        } else {
            begun = false;
            endsToGo = bound;
        }
    }

    /** What is usual, and as much again or the target, whichever is more. */
    private double allowedNanos() {
        return usualNanos + Math.max(targetNanos, usualNanos);
    }

    /** No bound yet: learns what is usual, or asks whether there is a queue. */
    private void watch(double mean, double rate, int allowed, long elapsed) {
        asking = false;
        trying = false;
        if (usualNanos == 0) {
            // All were late from the first: nothing is known but that
            if (mean > targetNanos) {
                bind(IN_WORK_FREE);
            }
        } else if (mean <= allowedNanos()) {
            double more = mean - usualNanos;
            double up = learnedCount < LEARN_FIRST ? LEARN_FIRST_UP : Math.min(1, elapsed / LEARN_UP_NANOS);
            usualNanos += more * (more < 0 ? LEARN_DOWN : up);
            learnedCount++;
        } else if (inWorkLeast > Math.max(IN_WORK_FREE, allowed)) {
            asking = true;
            slowerNanos = 0;
            inWorkBefore = inWork.get();
            rateBefore = rate;
            bind(inWorkBefore / 2);
        }
    }

    private void conclude(double inWorkMean, double rate, int allowed) {
        double mean = inWorkMean / rate;
        // rate / rateBefore < mean / meanBefore
        boolean slower = rate * rate * inWorkBefore < rateBefore * rateBefore * inWorkMean;
        if (!slower || !mostInTime() || mean <= allowedNanos()) {
            asking = false;
            intervals = 0;
            bind(allowed);
        } else if (slowerNanos == 0) {
            // The machine may have been held up: once more
            slowerNanos = mean;
        } else {
            asking = false;
            usualNanos = Math.min(mean, slowerNanos);
            bound = UNBOUNDED;
        }
    }

    private void adjust(double mean, double rate, int allowed) {
        int now = bound;
        if (usualNanos > targetNanos && ++intervals >= TRY_INTERVALS && now > IN_WORK_FREE) {
            // Half of what usual work would need: if as many are done, usual was too much
            trying = true;
            rateBefore = rate;
            bind(now / 4);
            return;
        }
        if (mean <= allowedNanos()) {
            bind(Math.max(now + now / 8 + 1, allowed));
            return;
        }
        bind(Math.min(now, allowed));
        if (now == IN_WORK_FREE && mostInTime()) {
            // So few do not wait for each other
            usualNanos = mean;
        }
    }

    /** Without such attempts what was learned while others waited would count for as long as the overload lasts. */
    private void concludeTrial(double inWorkMean, double rate) {
        trying = false;
        if (rate > 0.75 * rateBefore) {
            usualNanos = Math.min(usualNanos, inWorkMean / rate);
            intervals = TRY_INTERVALS - 2;
        } else {
            intervals = 0;
        }
        bind((int) (rateBefore * allowedNanos()) + 1);
    }

    private boolean mostInTime() {
        return endsInTime > ends / 2;
    }

    private void bind(int count) {
        bound = Math.max(IN_WORK_FREE, count);
    }
}
