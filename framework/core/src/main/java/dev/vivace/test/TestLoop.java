package dev.vivace.test;

import dev.vivace.internal.exchange.Loop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A loop without a thread: whoever sends is the loop, and runs what was handed to it. The clock can be moved forward. */
final class TestLoop implements Loop {
    private record Timer(Runnable task, long dueNanos) {}

    private final Thread owner = Thread.currentThread();
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final List<Timer> timers = new ArrayList<>();
    private long aheadNanos;

    @Override
    public boolean inLoop() {
        return Thread.currentThread() == owner;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime() + aheadNanos;
    }

    @Override
    public long nanoTimeNow() {
        return nanoTime();
    }

    @Override
    public long epochMillis() {
        return System.currentTimeMillis() + TimeUnit.NANOSECONDS.toMillis(aheadNanos);
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public void schedule(Runnable task, long delayNanos) {
        timers.add(new Timer(task, nanoTime() + delayNanos));
    }

    /** Moves the clock forward and runs what is due. */
    void advance(long nanos) {
        long end = aheadNanos + nanos;
        // In steps, so that a timer that sets itself again is run as often as it would have been
        while (aheadNanos < end) {
            aheadNanos = Math.min(end, aheadNanos + 10_000_000L);
            runDue();
        }
    }

    /** Runs what is there, waiting up to that long for something to come. */
    void runReady(long waitMillis) {
        try {
            Runnable task = tasks.poll(waitMillis, TimeUnit.MILLISECONDS);
            for (; task != null; task = tasks.poll()) {
                task.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
        runDue();
    }

    private void runDue() {
        long now = nanoTime();
        for (Timer timer : List.copyOf(timers)) {
            if (timer.dueNanos() - now <= 0) {
                timers.remove(timer);
                timer.task().run();
            }
        }
    }
}
