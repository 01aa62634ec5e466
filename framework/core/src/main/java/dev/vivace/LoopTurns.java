package dev.vivace;

/**
 * How long the turns of a loop take: from the moment it wakes up until it waits again, with all that it did in between.
 * Whatever happens on one of its connections meanwhile waits for so long at most, so these are the delays that a loop adds
 * by itself. The machine's part, a thread that does not get a core, is in them too.
 *
 * <p>Counted in classes of at most 6 % width, so a percentile is at most 6 % too high, and never too low. Turns beyond 18
 * minutes count as such of 18 minutes; {@link #maxNanos} is exact.
 *
 * <pre>{@code
 * LoopTurns before = server.metrics().total().turns();
 * ...
 * LoopTurns lately = server.metrics().total().turns().since(before);
 * log("99.9 % of the turns took at most " + lately.p999Nanos() / 1_000 + " us");
 * }</pre>
 *
 * <p><b>Threading:</b> immutable.
 */
public final class LoopTurns {
    /** No turn at all. */
    public static final LoopTurns NONE = new LoopTurns(new long[0], 0, 0);

    /** Classes within each doubling. */
    private static final int CLASSES_PER_DOUBLING_SHIFT = 4;

    private static final int CLASSES_PER_DOUBLING = 1 << CLASSES_PER_DOUBLING_SHIFT;
    private static final int NANOS_SHIFT_MAX = 40;

    /** How many classes there are. */
    public static final int CLASS_COUNT =
            (NANOS_SHIFT_MAX - CLASSES_PER_DOUBLING_SHIFT + 1) << CLASSES_PER_DOUBLING_SHIFT;

    private final long[] counts;
    private final long maxNanos;
    private final long stalls;
    private final long count;

    private LoopTurns(long[] counts, long maxNanos, long stalls) {
        this.counts = counts;
        this.maxNanos = maxNanos;
        this.stalls = stalls;
        long sum = 0;
        for (long each : counts) {
            sum += each;
        }
        this.count = sum;
    }

    /**
     * Made by a loop from its counts.
     *
     * @param counts turns of each class, at most {@link #CLASS_COUNT}; copied
     * @param maxNanos the longest turn
     * @param stalls turns that held the loop up
     * @return a snapshot
     */
    public static LoopTurns of(long[] counts, long maxNanos, long stalls) {
        return new LoopTurns(counts.clone(), maxNanos, stalls);
    }

    /**
     * The class that a turn is counted in.
     *
     * @param nanos how long it took, from 0
     * @return from 0 to {@link #CLASS_COUNT} - 1
     */
    public static int classOf(long nanos) {
        long bounded = Math.min(nanos, (1L << NANOS_SHIFT_MAX) - 1);
        if (bounded < CLASSES_PER_DOUBLING) {
            return (int) Math.max(0, bounded);
        }
        int shift = 63 - CLASSES_PER_DOUBLING_SHIFT - Long.numberOfLeadingZeros(bounded);
        return (shift << CLASSES_PER_DOUBLING_SHIFT) + (int) (bounded >>> shift);
    }

    /**
     * The longest turn that is counted in a class.
     *
     * @param index from 0 to {@link #CLASS_COUNT} - 1
     * @return nanoseconds
     */
    public static long classNanosMax(int index) {
        if (index < CLASSES_PER_DOUBLING) {
            return index;
        }
        int shift = (index >> CLASSES_PER_DOUBLING_SHIFT) - 1;
        long first = CLASSES_PER_DOUBLING + (index & CLASSES_PER_DOUBLING - 1);
        return (first + 1 << shift) - 1;
    }

    /**
     * How many turns there were.
     *
     * @return from 0
     */
    public long count() {
        return count;
    }

    /**
     * How many turns held the loop up: took longer than {@link ServerOptions#watchdogThreshold}, or 100 ms where that is not
     * set.
     *
     * @return from 0
     */
    public long stalls() {
        return stalls;
    }

    /**
     * The longest turn; of a difference ({@link #since}) the bound of its class.
     *
     * @return nanoseconds, 0 when there was none
     */
    public long maxNanos() {
        return maxNanos;
    }

    /**
     * Half of the turns took at most so long.
     *
     * @return nanoseconds, 0 when there was none
     */
    public long p50Nanos() {
        return nanosAt(50);
    }

    /**
     * 99 % of the turns took at most so long.
     *
     * @return nanoseconds, 0 when there was none
     */
    public long p99Nanos() {
        return nanosAt(99);
    }

    /**
     * 99.9 % of the turns took at most so long.
     *
     * @return nanoseconds, 0 when there was none
     */
    public long p999Nanos() {
        return nanosAt(99.9);
    }

    /**
     * So many percent of the turns took at most so long.
     *
     * @param percent more than 0, at most 100
     * @return nanoseconds, 0 when there was none
     */
    public long nanosAt(double percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException("percent is more than 0 and at most 100, but was " + percent);
        }
        long wanted = (long) Math.ceil(count * percent / 100);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted && seen > 0) {
                return Math.min(classNanosMax(i), maxNanos);
            }
        }
        return maxNanos;
    }

    /**
     * The turns of both, for instance of two loops.
     *
     * @param other the other's
     * @return the sum
     */
    public LoopTurns plus(LoopTurns other) {
        long[] longer = counts.length >= other.counts.length ? counts : other.counts;
        long[] shorter = longer == counts ? other.counts : counts;
        long[] sums = longer.clone();
        for (int i = 0; i < shorter.length; i++) {
            sums[i] += shorter[i];
        }
        return new LoopTurns(sums, Math.max(maxNanos, other.maxNanos), stalls + other.stalls);
    }

    /**
     * The turns since an earlier snapshot of the same loop or server.
     *
     * @param earlier taken before
     * @return the difference
     */
    public LoopTurns since(LoopTurns earlier) {
        long[] differences = counts.clone();
        for (int i = 0; i < Math.min(differences.length, earlier.counts.length); i++) {
            differences[i] = Math.max(0, differences[i] - earlier.counts[i]);
        }
        long max = 0;
        for (int i = 0; i < differences.length; i++) {
            if (differences[i] > 0) {
                max = Math.min(classNanosMax(i), maxNanos);
            }
        }
        return new LoopTurns(differences, max, Math.max(0, stalls - earlier.stalls));
    }

    @Override
    public String toString() {
        return "LoopTurns[count=" + count + ", p50Nanos=" + p50Nanos() + ", p99Nanos=" + p99Nanos() + ", p999Nanos="
                + p999Nanos() + ", maxNanos=" + maxNanos + ", stalls=" + stalls + "]";
    }
}
