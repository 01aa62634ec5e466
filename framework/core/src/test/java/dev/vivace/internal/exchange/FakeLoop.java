package dev.vivace.internal.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A loop whose clock stands still until a test moves it. The thread that makes it is the loop's. */
final class FakeLoop implements Loop {
    private record Timer(Runnable task, long dueNanos) {}

    private final Thread owner = Thread.currentThread();
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final List<Timer> timers = new ArrayList<>();
    private long nanos = 1_000_000_000L;
    private long epochMillis = 1_700_000_000_000L;
    private int epochReads;
    private int timersRun;
    /** How long this turn has lasted: how far the clock read afresh is ahead of the turn's. */
    long turnNanos;
    /** What the next hand-over throws instead, or null. */
    Error executeThrows;
    /** What the next timer that is set throws instead, or null. */
    Error scheduleThrows;

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
        return nanos + turnNanos;
    }

    @Override
    public long epochMillis() {
        epochReads++;
        return epochMillis;
    }

    @Override
    public void execute(Runnable task) {
        Error thrown = executeThrows;
        if (thrown != null) {
            executeThrows = null;
            throw thrown;
        }
        tasks.add(task);
    }

    @Override
    public void schedule(Runnable task, long delayNanos) {
        Error thrown = scheduleThrows;
        if (thrown != null) {
            scheduleThrows = null;
            throw thrown;
        }
        timers.add(new Timer(task, nanos + delayNanos));
    }

    /** How often the wall clock was read. */
    int epochReads() {
        return epochReads;
    }

    /** Sets both clocks without running anything. */
    void clock(long newEpochMillis) {
        nanos += (newEpochMillis - epochMillis) * 1_000_000L;
        epochMillis = newEpochMillis;
    }

    /** Moves both clocks forward in steps of 10 ms and runs the timers that come due. */
    void advanceMillis(long millis) {
        long left = millis;
        while (left > 0) {
            long step = Math.min(10, left);
            left -= step;
            nanos += step * 1_000_000L;
            epochMillis += step;
            runTimers();
        }
    }

    /** Moves both clocks forward at once, as for a loop that was held up, and runs the timers that have come due. */
    void jumpMillis(long millis) {
        nanos += millis * 1_000_000L;
        epochMillis += millis;
        runTimers();
    }

    /** Sets the monotonic clock. */
    void nanos(long newNanos) {
        nanos = newNanos;
    }

    /** How many timers have run. */
    int timersRun() {
        return timersRun;
    }

    private void runTimers() {
        for (Timer timer : List.copyOf(timers)) {
            if (timer.dueNanos() - nanos <= 0) {
                timers.remove(timer);
                timersRun++;
                timer.task().run();
            }
        }
    }

    /** Runs what was handed over; false when there was nothing. */
    boolean runTasks() {
        boolean any = false;
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
            any = true;
        }
        return any;
    }

    /** Waits for a task from another thread, and runs it. */
    void awaitTask() throws InterruptedException {
        Runnable task = tasks.poll(30, TimeUnit.SECONDS);
        if (task == null) {
            throw new IllegalStateException("nothing was handed to the loop within 30 s");
        }
        task.run();
    }
}
