package dev.vivace.internal.exchange;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A loop that runs one thing at a time, when a test says so. Its monotonic clock jumps from timer to timer; its wall clock
 * stands still, so that an answer has one right date and can be compared byte for byte.
 */
final class ScriptedLoop implements Loop {
    private boolean runsTimer;

    /** Tue, 14 Nov 2023 22:13:20 GMT. */
    static final long EPOCH_MILLIS = 1_700_000_000_000L;

    private record Timer(long dueNanos, long number, Runnable task) {}

    private final Thread owner = Thread.currentThread();
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::dueNanos).thenComparingLong(Timer::number));
    private long nanos = 1_000_000_000L;
    private long timersSet;

    @Override
    public boolean inLoop() {
        return Thread.currentThread() == owner;
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public long nanoTimeNow() {
        return nanos;
    }

    @Override
    public long epochMillis() {
        return EPOCH_MILLIS;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public void schedule(Runnable task, long delayNanos) {
        timers.add(new Timer(nanos + Math.max(0, delayNanos), timersSet++, task));
    }

    /** Runs the task that was handed over first; false when there is none. */
    boolean runTask() {
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
        }
        return task != null;
    }

    /** Whether a timer is running: only then may a full socket be asked whether it takes something after all. */
    boolean runsTimer() {
        return runsTimer;
    }

    /** Lets that much time pass and runs what comes due, each at its time. */
    void advanceMillis(long millis) {
        long end = nanos + millis * 1_000_000L;
        while (!timers.isEmpty() && timers.peek().dueNanos() <= end) {
            Timer timer = timers.poll();
            nanos = Math.max(nanos, timer.dueNanos());
            runsTimer = true;
            try {
                timer.task().run();
            } finally {
                runsTimer = false;
            }
        }
        nanos = end;
    }
}
