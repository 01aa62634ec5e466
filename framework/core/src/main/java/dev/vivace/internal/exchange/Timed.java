package dev.vivace.internal.exchange;

/**
 * Something with a time at which it is looked after: one place on its loop's timer wheel. The links are in it, so setting,
 * moving and taking it back make no object and need no search.
 *
 * <p><b>Threading:</b> loop thread.
 */
public abstract class Timed {
    static final int NOWHERE = -1;

    /** Its neighbours in its place of the wheel. */
    Timed before;

    Timed after;

    /** When it is due. Means nothing while it is nowhere. */
    long dueNanos;

    /** Its place of the wheel, or {@link #NOWHERE}. */
    int place = NOWHERE;

    /** The time has come; it is on the wheel no more and may be set again. */
    protected abstract void onDue(long nowNanos);

    final boolean timed() {
        return place != NOWHERE;
    }
}
