package dev.vivace.torture;

import java.util.function.IntFunction;

/** Attackers to come: how many, how fast and how many at once. */
final class Supply {
    static final Supply NONE = new Supply(0, 1, 1, number -> null);

    private final int count;
    private final double perSecond;
    private final int openMax;
    private final IntFunction<Attacker> maker;
    private int made;

    /**
     * Evenly spaced.
     *
     * @param count all together
     * @param perSecond new ones a second
     * @param openMax at once
     * @param maker gets the number, from 0
     */
    Supply(int count, double perSecond, int openMax, IntFunction<Attacker> maker) {
        this.count = count;
        this.perSecond = perSecond;
        this.openMax = openMax;
        this.maker = maker;
    }

    /** Whether one is to be started now. */
    boolean due(long elapsedNanos, int open) {
        return made < count && open < openMax && made <= elapsedNanos / 1e9 * perSecond;
    }

    Attacker next() {
        return maker.apply(made++);
    }

    boolean exhausted() {
        return made == count;
    }

    int made() {
        return made;
    }
}
