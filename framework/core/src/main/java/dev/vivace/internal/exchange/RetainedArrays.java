package dev.vivace.internal.exchange;

/**
 * Sees to it that what a loop keeps of large arrays is given back when large bodies and answers have ceased: looks after
 * it while there is any, and costs a loop without them nothing.
 *
 * <p><b>Threading:</b> one per loop.
 */
final class RetainedArrays implements Runnable {
    /** A larger array may be one that is to be given back. */
    static final int LARGE_BYTES = 64 * 1_024;

    /** A larger JSON body may leave something large behind: the names or the characters of its strings. */
    static final int LARGE_BODY_BYTES = 4 * 1_024;

    /** What was not needed for that long is given back, at the latest when as much again has passed. */
    static final long UNUSED_NANOS_MAX = 10_000_000_000L;

    private final LoopContext loop;
    private boolean watching;

    RetainedArrays(LoopContext loop) {
        this.loop = loop;
    }

    /** Something large may be there. */
    void watch() {
        if (!watching) {
            // Never moved or taken back, and not what the wheel is for: clients that are late
            loop.loop.schedule(this, UNUSED_NANOS_MAX);
            watching = true;
        }
    }

    @Override
    public void run() {
        watching = false;
        if (loop.trim()) {
            watch();
        }
    }
}
