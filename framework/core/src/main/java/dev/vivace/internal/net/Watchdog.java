package dev.vivace.internal.net;

import dev.vivace.ServerOptions;
import dev.vivace.internal.exchange.ErrorLog;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Notices a loop that has been in one turn for too long, and logs, once per turn, what it is at: the route and the stack of
 * its thread. Looks four times within the threshold, from another thread; the loops do nothing for it that they would not do
 * anyway.
 *
 * <p><b>Threading:</b> a daemon thread of its own. <b>Lifetime:</b> until {@link #stop()}.
 */
final class Watchdog implements Runnable {
    /** Turns that are longer count as stalls where no threshold is set. */
    static final Duration STALL_DEFAULT = Duration.ofMillis(100);

    private static final long PERIOD_NANOS_MIN = 1_000_000L;
    private static final long PERIOD_NANOS_MAX = 1_000_000_000L;
    private static final int LOOKS_PER_THRESHOLD = 4;

    private final Loops loops;
    private final ErrorLog log;
    private final long thresholdNanos;
    private final long[] reportedStarts;
    private final Thread thread = new Thread(this, "vivace-watchdog");
    private volatile boolean stopped;

    private Watchdog(Loops loops, ErrorLog log, long thresholdNanos) {
        this.loops = loops;
        this.log = log;
        this.thresholdNanos = thresholdNanos;
        this.reportedStarts = new long[loops.count()];
        thread.setDaemon(true);
    }

    /** A watchdog that runs, or null where none is wanted. */
    static Watchdog start(ServerOptions options, Loops loops, ErrorLog log) {
        if (options.watchdogThreshold() == null) {
            return null;
        }
        Watchdog watchdog = new Watchdog(loops, log, options.watchdogThreshold().toNanos());
        watchdog.thread.start();
        return watchdog;
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
        long period = Math.max(PERIOD_NANOS_MIN, Math.min(PERIOD_NANOS_MAX, thresholdNanos / LOOKS_PER_THRESHOLD));
        while (!stopped) {
            LockSupport.parkNanos(this, period);
            // Whoever interrupts it would only make it look more often
            Thread.interrupted();
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
        if (start == LoopTurn.NO_TURN
                || start == reportedStarts[loop.index]
                || System.nanoTime() - start <= thresholdNanos) {
            return;
        }
        StackTraceElement[] stack = loop.thread().getStackTrace();
        // Taking the stack stopped the thread at a point where its fields are what the program says
        String route = loop.context.routeLabel();
        long nanos = System.nanoTime() - start;
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
