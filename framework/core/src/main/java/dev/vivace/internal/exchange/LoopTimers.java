package dev.vivace.internal.exchange;

/**
 * The deadlines of one loop: a hashed timer wheel (Varghese and Lauck, 1987) of {@link #PLACES} places, a tick each. Setting,
 * moving and taking back cost a few stores, however many there are. The loop is woken for the next place that is not empty,
 * and not at all while there is none; a deadline is never early and at most a tick and the loop's own delay late.
 *
 * <p>What is further away than the wheel is long waits in the last place and is set again from there.
 *
 * <p><b>Threading:</b> loop thread.
 */
final class LoopTimers implements Runnable {
    static final int TICK_SHIFT = 26;
    /** 2^26 ns, 67 ms: deadlines are of that precision. */
    static final long TICK_NANOS = 1L << TICK_SHIFT;

    /** 68.7 s: the time-outs that every connection has fit in. */
    static final int PLACES = 1_024;

    /** A year; what is longer is as good as endless, and near overflowing. */
    private static final long DELAY_NANOS_MAX = 365L * 86_400 * 1_000_000_000;

    /**
     * A loop that comes so late has been held up, by a handler for instance, and has not read what arrived meanwhile: it
     * reads first, and blames nobody before.
     */
    private static final long HELD_UP_NANOS = 4 * TICK_NANOS;

    private static final long NEVER = Long.MAX_VALUE;

    private final LoopContext loop;
    private final Timed[] places = new Timed[PLACES];
    private final long[] occupied = new long[PLACES / Long.SIZE];
    private int count;
    /** The tick that was worked off last. */
    private long tick;
    /** The tick that the loop will wake up for, or {@link #NEVER}. */
    private long wakeTick = NEVER;

    private boolean excused;
    private boolean workingOff;

    LoopTimers(LoopContext loop) {
        this.loop = loop;
    }

    /** Sets something for a time from now, or moves it. */
    void scheduleIn(long delayNanos, Timed timed) {
        scheduleIn(delayNanos, loop.loop.nanoTime(), timed);
    }

    /** As above, for a time from one that was read afresh, later in the turn than the loop's own. */
    void scheduleIn(long delayNanos, long fromNanos, Timed timed) {
        schedule(fromNanos + Math.min(delayNanos, DELAY_NANOS_MAX), timed);
    }

    /**
     * Sets something for a time of the loop's clock, or moves it. Where the loop cannot be woken for it, for want of memory,
     * that is thrown, and it is not set.
     */
    void schedule(long dueNanos, Timed timed) {
        if (timed.place != Timed.NOWHERE) {
            cancel(timed);
        }
        if (count == 0) {
            tick = loop.loop.nanoTime() >> TICK_SHIFT;
        }
        timed.dueNanos = dueNanos;
        long at = place(timed);
        if (!workingOff && (wakeTick == NEVER || at - wakeTick < 0)) {
            wakeFor(timed, at);
        }
    }

    private void wakeFor(Timed timed, long at) {
        try {
            // The loop may have had no memory to be woken for those that were set before
            wake(wakeTick == NEVER ? nextTick() : at);
        } catch (Throwable e) {
            cancel(timed);
            throw e;
        }
    }

    /** Links it in; the tick of its place. */
    private long place(Timed timed) {
        // Rounded up: not early
        long due = (timed.dueNanos + TICK_NANOS - 1) >> TICK_SHIFT;
        long ahead = Math.max(1, Math.min(due - tick, PLACES - 1));
        int place = (int) (tick + ahead) & PLACES - 1;
        Timed first = places[place];
        timed.place = place;
        timed.before = null;
        timed.after = first;
        if (first != null) {
            first.before = timed;
        } else {
            occupied[place >> 6] |= 1L << place;
        }
        places[place] = timed;
        count++;
        return tick + ahead;
    }

    /** Takes something back; nothing happens when it is not set. */
    void cancel(Timed timed) {
        int place = timed.place;
        if (place == Timed.NOWHERE) {
            return;
        }
        Timed before = timed.before;
        Timed after = timed.after;
        if (after != null) {
            after.before = before;
        }
        if (before != null) {
            before.after = after;
        } else {
            places[place] = after;
            if (after == null) {
                occupied[place >> 6] &= ~(1L << place);
            }
        }
        timed.before = null;
        timed.after = null;
        timed.place = Timed.NOWHERE;
        count--;
    }

    /** How many are set. */
    int count() {
        return count;
    }

    private void wake(long atTick) {
        loop.loop.schedule(this, (atTick << TICK_SHIFT) - loop.loop.nanoTime());
        wakeTick = atTick;
    }

    @Override
    public void run() {
        long now = loop.loop.nanoTime();
        if (wakeTick == NEVER || now - (wakeTick << TICK_SHIFT) < 0) {
            // Woken for something that was set for an earlier time then and is over
            return;
        }
        long woken = wakeTick;
        // Until the loop is certain to be woken again; otherwise what is set next sees to that
        wakeTick = NEVER;
        if (now - (woken << TICK_SHIFT) > HELD_UP_NANOS && !excused) {
            loop.loop.schedule(this, TICK_NANOS);
            excused = true;
            wakeTick = woken;
            return;
        }
        excused = false;
        loop.touch();
        workingOff = true;
        workOff(now);
        workingOff = false;
        if (count > 0) {
            wake(nextTick());
        }
    }

    private void workOff(long now) {
        long nowTick = now >> TICK_SHIFT;
        // Beyond one turn of the wheel every place has been seen
        tick = Math.max(tick, nowTick - PLACES);
        while (tick < nowTick) {
            tick++;
            int place = (int) tick & PLACES - 1;
            for (Timed timed = places[place]; timed != null; timed = places[place]) {
                cancel(timed);
                if (timed.dueNanos - now > 0) {
                    place(timed);
                } else {
                    due(timed, now);
                }
            }
        }
    }

    private void due(Timed timed, long now) {
        try {
            timed.onDue(now);
        } catch (Throwable e) {
            loop.log.error("a timer failed", e);
        }
    }

    /** The first tick from here whose place is not empty. */
    private long nextTick() {
        long next = tick + 1;
        long end = tick + PLACES;
        while (next < end) {
            long rest = occupied[(int) next >> 6 & occupied.length - 1] >>> next;
            if (rest != 0) {
                return next + Long.numberOfTrailingZeros(rest);
            }
            next = (next | 63) + 1;
        }
        return end;
    }
}
