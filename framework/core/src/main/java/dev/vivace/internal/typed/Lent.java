package dev.vivace.internal.typed;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A few objects that are kept and lent to one call at a time, so that calls make no garbage: without a place per thread, of
 * which there may be a million. A call that finds the place of its thread empty or taken tries its neighbours, so that as
 * many are made as are out at once.
 *
 * <p><b>Threading:</b> any.
 *
 * @param <T> what is kept
 */
public final class Lent<T> {
    /** A power of two. */
    private static final int COUNT = 32;

    /** Of references of four bytes: no two places in one line of a processor's cache. */
    private static final int STRIDE = 16;

    /** A power of two less one. */
    private static final int LAST = COUNT * STRIDE - 1;

    private static final int NEIGHBOURS = 4;

    private final AtomicReferenceArray<T> kept = new AtomicReferenceArray<>(COUNT * STRIDE);

    /** Nothing is kept yet. */
    public Lent() {}

    /** One that is this call's until it is given back; null where none is there. */
    public T take() {
        int place = place();
        for (int i = 0; i < NEIGHBOURS; i++) {
            if (kept.getAcquire(place) != null) {
                T one = kept.getAndSet(place, null);
                if (one != null) {
                    return one;
                }
            }
            place = place + STRIDE & LAST;
        }
        return null;
    }

    /** Keeps it, unless there are enough. */
    public void giveBack(T one) {
        int place = place();
        for (int i = 0; i < NEIGHBOURS; i++) {
            if (kept.getAcquire(place) == null && kept.compareAndSet(place, null, one)) {
                return;
            }
            place = place + STRIDE & LAST;
        }
    }

    private static int place() {
        return (int) Thread.currentThread().getId() * STRIDE & LAST;
    }
}
