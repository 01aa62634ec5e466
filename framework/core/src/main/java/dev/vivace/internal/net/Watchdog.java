package dev.vivace.internal.net;

import dev.vivace.ServerOptions;
import dev.vivace.internal.exchange.ErrorLog;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Notices a loop that has been in one turn for long. Always: then the date of its answers is not that of the turn's begin any
 * more, and the loop is told to read the clock. Where a threshold is set: logs, once per turn, what the loop is at, the route
 * and the stack of its thread.
 *
 * <p>Looks ten times a second, with a threshold four times within that, and every 10 seconds while all loops are idle; the
 * first turn behind an idle time wakes it. The loops do nothing for it that they would not do anyway, one look at a field per
 * turn apart.
 *
 * <p><b>Threading:</b> a daemon thread of its own. <b>Lifetime:</b> until {@link #stop()}.
 */
final class Watchdog implements Runnable {
    /** Turns that are longer count as stalls where no threshold is set. */
    static final Duration STALL_DEFAULT = Duration.ofMillis(100);

    private static final long PERIOD_NANOS_MIN = 1_000_000L;
    /** With the second that a date is cut off to, a date is at most one second late so. */
    private static final long PERIOD_NANOS_MAX = 100_000_000L;

    private static final long IDLE_PERIOD_NANOS = 10_000_000_000L;
    private static final int IDLE_LOOKS = 50;
    private static final int LOOKS_PER_THRESHOLD = 4;

    private final Loops loops;
    private final ErrorLog log;
    /** {@link Long#MAX_VALUE} where nothing is to be logged. */
    private final long thresholdNanos;

    private final long periodNanos;
    private final long[] reportedStarts;
    private final long[] lastStarts;
    private final Thread thread = new Thread(this, "vivace-watchdog");
    private int idleLooks;
    private volatile boolean resting;
    private volatile boolean stopped;

    Watchdog(ServerOptions options, Loops loops, ErrorLog log) {
        this.loops = loops;
        this.log = log;
        Duration threshold = options.watchdogThreshold();
        this.thresholdNanos = threshold == null ? Long.MAX_VALUE : threshold.toNanos();
        this.periodNanos = Math.max(PERIOD_NANOS_MIN, Math.min(PERIOD_NANOS_MAX, thresholdNanos / LOOKS_PER_THRESHOLD));
        this.reportedStarts = new long[options.loops()];
        this.lastStarts = new long[options.loops()];
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** A turn begins; on its loop. Seen late if it coincides with the decision to rest, and then at the next one. */
    void turnBegins() {
        if (resting) {
            resting = false;
            LockSupport.unpark(thread);
        }
    }

    /** How long a turn is that counts as a stall. */
    static long stallNanos(ServerOptions options) {
        Duration threshold = options.watchdogThreshold();
        return (threshold == null ? STALL_DEFAULT : threshold).toNanos();
    }

    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        while (!stopped) {
            boolean idle = idleLooks > IDLE_LOOKS;
            resting = idle;
            LockSupport.parkNanos(this, idle ? IDLE_PERIOD_NANOS : periodNanos);
            // Whoever interrupts it would only make it look more often
            Thread.interrupted();
            idleLooks++;
            for (int i = 0; i < loops.count() && !stopped; i++) {
                try {
                    look(loops.at(i));
                } catch (Throwable e) {
                    log.error("the watchdog failed", e);
                }
            }
        }
    }

    private void look(NettyLoop loop) {
        long start = loop.turn().startNanos();
        long before = lastStarts[loop.index];
        lastStarts[loop.index] = start;
        if (start == LoopTurn.NO_TURN) {
            return;
        }
        idleLooks = 0;
        if (start != before) {
            return;
        }
        loop.context.turnIsLong();
        long nanos = System.nanoTime() - start;
        if (nanos > thresholdNanos && start != reportedStarts[loop.index]) {
            report(loop, start, nanos);
        }
    }

    private void report(NettyLoop loop, long start, long nanos) {
        StackTraceElement[] stack = loop.thread().getStackTrace();
        // Taking the stack stopped the thread at a point where its fields are what the program says
        String route = loop.context.routeLabel();
        if (loop.turn().startNanos() != start) {
            // That turn is over: the stack may be of the next
            return;
        }
        reportedStarts[loop.index] = start;
        LoopHeldUp held = new LoopHeldUp(loop.thread().getName());
        held.setStackTrace(stack);
        log.warning(
                "loop " + loop.index + " has been in one turn for " + TimeUnit.NANOSECONDS.toMillis(nanos)
                        + " ms, and what is behind it waits; the route it took up last is " + route,
                held);
    }

    /** Carries the stack of a loop's thread into the log; never thrown. */
    private static final class LoopHeldUp extends Exception {
        private static final long serialVersionUID = 1;

        LoopHeldUp(String threadName) {
            super("the stack of thread " + threadName, null, false, true);
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
