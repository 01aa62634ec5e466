package dev.vivace.load;

import java.util.SplittableRandom;

/**
 * When requests are meant to be sent. It is fixed before the run and knows nothing of answers: that is what makes the
 * loop open. It is also the queue: what is due and has not been taken is waiting.
 */
final class Schedule {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NEVER = Long.MAX_VALUE;
    /** One that is over. */
    static final Schedule NONE = even(0, 0, 1, 0, 1);

    private final long startNanos;
    private final long endNanos;
    private final long rate;
    private final int stride;
    /** Null where requests are evenly spaced. */
    private final SplittableRandom random;

    private long number;
    private double gapsNanos;
    private long intendedNanos;

    private Schedule(long startNanos, long durationNanos, long rate, int first, int stride, SplittableRandom random) {
        this.startNanos = startNanos;
        this.endNanos = startNanos + durationNanos;
        this.rate = rate;
        this.stride = stride;
        this.random = random;
        this.number = first;
        this.intendedNanos = limited(random == null ? evenNanos() : randomNanos());
    }

    /**
     * Evenly spaced. Threads share one sequence of {@code rate} a second: each takes every {@code stride}th of it, from
     * its own number on.
     */
    static Schedule even(long startNanos, long durationNanos, long rate, int first, int stride) {
        return new Schedule(startNanos, durationNanos, rate, first, stride, null);
    }

    /** Exponential gaps, so a Poisson process: several threads with a share of the rate each make one together. */
    static Schedule poisson(long startNanos, long durationNanos, long rate, int stride, long seed) {
        return new Schedule(startNanos, durationNanos, rate, 0, stride, new SplittableRandom(seed));
    }

    /** When the next request is to be sent; after the last one {@link Long#MAX_VALUE}. */
    long intendedNanos() {
        return intendedNanos;
    }

    void advance() {
        number += stride;
        intendedNanos = limited(random == null ? evenNanos() : randomNanos());
    }

    boolean exhausted() {
        return intendedNanos == NEVER;
    }

    /** Goes to the end, and returns how many there would have been at or after a time. */
    long skipRest(long fromNanos) {
        long count = 0;
        while (intendedNanos != NEVER) {
            if (intendedNanos >= fromNanos) {
                count++;
            }
            advance();
        }
        return count;
    }

    /** From the number each time: adding up a rounded gap would drift. In two parts: one product would overflow. */
    private long evenNanos() {
        long seconds = number / rate;
        return startNanos + seconds * NANOS_PER_SECOND + (number - seconds * rate) * NANOS_PER_SECOND / rate;
    }

    private long randomNanos() {
        gapsNanos -= Math.log(1 - random.nextDouble()) * NANOS_PER_SECOND * stride / rate;
        return startNanos + (long) gapsNanos;
    }

    private long limited(long nanos) {
        return nanos < endNanos ? nanos : NEVER;
    }
}
