package dev.vivace.internal.exchange;

import java.util.ArrayDeque;
import java.util.PriorityQueue;

/** A loop in a world of events: time jumps from one to the next, and nothing else passes any. */
final class SimulatedLoop implements Loop {
    private record Event(long nanos, long order, Runnable task) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(nanos, other.nanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private static final long START_NANOS = 5_000_000_000L;

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private long nanos = START_NANOS;
    private long order;

    @Override
    public boolean inLoop() {
        return true;
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
        return 1_700_000_000_000L + nanos / 1_000_000;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public void schedule(Runnable task, long delayNanos) {
        events.add(new Event(nanos + Math.max(0, delayNanos), order++, task));
    }

    double seconds() {
        return (nanos - START_NANOS) * 1e-9;
    }

    /** Something happens so many seconds from now. */
    void in(double seconds, Runnable task) {
        schedule(task, Math.round(seconds * 1e9));
    }

    /** Lets the time pass until then. */
    void runUntil(double seconds) {
        long end = START_NANOS + Math.round(seconds * 1e9);
        for (Event next = events.peek(); next != null && next.nanos <= end; next = events.peek()) {
            events.remove();
            nanos = Math.max(nanos, next.nanos);
            next.task.run();
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }
        nanos = Math.max(nanos, end);
    }
}
