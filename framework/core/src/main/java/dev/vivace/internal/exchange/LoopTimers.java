package dev.vivace.internal.exchange;

import java.util.concurrent.TimeUnit;
import org.agrona.DeadlineTimerWheel;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Deadlines of one loop on a timer wheel, good to one tick. The loop is woken for them only while there are any.
 *
 * <p><b>Threading:</b> loop thread.
 */
final class LoopTimers implements DeadlineTimerWheel.TimerHandler {
    /** 2^26 ns, 67 ms: deadlines are of that precision. */
    static final long TICK_NANOS = 1L << 26;

    /** A year; what is longer is as good as endless, and near overflowing. */
    private static final long DELAY_NANOS_MAX = 365L * 86_400 * 1_000_000_000;

    private static final int TICKS_PER_WHEEL = 512;
    private static final int EXPIRIES_PER_POLL_MAX = 1_024;

    private final LoopContext loop;
    private final DeadlineTimerWheel wheel;
    private final Long2ObjectHashMap<Runnable> tasks = new Long2ObjectHashMap<>();
    private final Runnable poll = this::poll;
    private boolean polling;

    LoopTimers(LoopContext loop) {
        this.loop = loop;
        this.wheel = new DeadlineTimerWheel(TimeUnit.NANOSECONDS, loop.loop.nanoTime(), TICK_NANOS, TICKS_PER_WHEEL);
    }

    /** Runs a task once, that long from now. */
    long schedule(long delayNanos, Runnable task) {
        long now = loop.loop.nanoTime();
        if (wheel.timerCount() == 0) {
            wheel.currentTickTime(now);
        }
        long id = wheel.scheduleTimer(now + Math.min(delayNanos, DELAY_NANOS_MAX));
        tasks.put(id, task);
        if (!polling) {
            polling = true;
            loop.loop.schedule(poll, TICK_NANOS);
        }
        return id;
    }

    /** Takes a task back; nothing happens when it has run. The wheel gives the numbers of timers that are over to others. */
    void cancel(long id, Runnable task) {
        if (tasks.get(id) == task) {
            wheel.cancelTimer(id);
            tasks.remove(id);
        }
    }

    /** How many tasks wait. */
    int count() {
        return tasks.size();
    }

    private void poll() {
        loop.touch();
        long now = loop.loop.nanoTime();
        // Each call handles one tick at most: go on until the wheel has caught up
        do {
            wheel.poll(now, this, EXPIRIES_PER_POLL_MAX);
        } while (wheel.timerCount() > 0 && wheel.currentTickTime() <= now);
        if (wheel.timerCount() > 0) {
            loop.loop.schedule(poll, TICK_NANOS);
        } else {
            polling = false;
        }
    }

    @Override
    public boolean onTimerExpiry(TimeUnit timeUnit, long now, long timerId) {
        Runnable task = tasks.remove(timerId);
        if (task != null) {
            try {
                task.run();
            } catch (Throwable e) {
                loop.log.error("a timer failed", e);
            }
        }
        return true;
    }
}
