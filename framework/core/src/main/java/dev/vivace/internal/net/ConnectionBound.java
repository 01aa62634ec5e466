package dev.vivace.internal.net;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many connections a server has, over all loops, and how many it may have. Touched where a connection is accepted and
 * where it is closed, and nowhere else.
 *
 * <p><b>Threading:</b> any.
 */
final class ConnectionBound {
    private final int countMax;
    private final AtomicInteger count = new AtomicInteger();

    ConnectionBound(int countMax) {
        this.countMax = countMax;
    }

    /** Takes a place; false when there is none. */
    boolean take() {
        if (count.incrementAndGet() <= countMax) {
            return true;
        }
        count.decrementAndGet();
        return false;
    }

    void giveBack() {
        count.decrementAndGet();
    }

    /** Places taken. */
    int count() {
        return count.get();
    }

    int countMax() {
        return countMax;
    }
}
