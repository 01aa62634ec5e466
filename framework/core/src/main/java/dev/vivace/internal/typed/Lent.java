package dev.vivace.internal.typed;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A few objects that are kept and lent to one call at a time, so that calls make no garbage: without a place per thread, of
 * which there may be a million.
 *
 * <p><b>Threading:</b> any.
 *
 * @param <T> what is kept
 */
final class Lent<T> {
    /** A power of two. */
    private static final int COUNT = 16;

    private final AtomicReferenceArray<T> kept = new AtomicReferenceArray<>(COUNT);

    /** One that is this call's until it is given back; null where none is there. */
    T take() {
        return kept.getAndSet(place(), null);
    }

    void giveBack(T one) {
        kept.lazySet(place(), one);
    }

    private static int place() {
        return (int) Thread.currentThread().getId() & COUNT - 1;
    }
}
