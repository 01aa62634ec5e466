package dev.vivace.internal.tls;

import dev.vivace.internal.exchange.Loop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;

/** A loop whose clock stands still until a test moves it, and a handshake pool that works when it is let. */
final class StillLoop implements Loop {
    private record Timer(Runnable task, long dueNanos) {}

    final Executor pool = this::visit;
    /** Whether the pool works; else its tasks wait. */
    boolean poolWorks = true;

    boolean poolRefuses;
    boolean ended;
    private final Thread owner = Thread.currentThread();
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final ArrayDeque<Runnable> visits = new ArrayDeque<>();
    private final List<Timer> timers = new ArrayList<>();
    private long nanos = 1_000_000_000L;

    private void visit(Runnable task) {
        if (poolRefuses) {
            throw new RejectedExecutionException("as told");
        }
        visits.add(task);
    }

    /** Lets the pool do what it has, and the loop nothing. */
    void work() {
        while (!visits.isEmpty()) {
            visits.poll().run();
        }
    }

    int tasksWaiting() {
        return tasks.size();
    }

    int visitsWaiting() {
        return visits.size();
    }

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
        return 1_700_000_000_000L + nanos / 1_000_000;
    }

    @Override
    public void execute(Runnable task) {
        if (ended) {
            throw new RejectedExecutionException("the loop has ended");
        }
        tasks.add(task);
    }

    @Override
    public void schedule(Runnable task, long delayNanos) {
        timers.add(new Timer(task, nanos + delayNanos));
    }

    void advanceMillis(long millis) {
        for (long left = millis; left > 0; left -= 10) {
            nanos += Math.min(10, left) * 1_000_000L;
            for (Timer timer : List.copyOf(timers)) {
                if (timer.dueNanos() <= nanos) {
                    timers.remove(timer);
                    timer.task().run();
                }
            }
        }
    }

    /** Runs what was handed over to the pool and to the loop; false when there was nothing. */
    boolean runTasks() {
        boolean any = false;
        while (poolWorks && !visits.isEmpty()) {
            visits.poll().run();
            any = true;
        }
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
            any = true;
        }
        return any;
    }
}
