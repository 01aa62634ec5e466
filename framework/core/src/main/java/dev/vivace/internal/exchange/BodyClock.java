package dev.vivace.internal.exchange;

import dev.vivace.ServerOptions;

/**
 * When a body that is being read is late: its next part has not come for a time, or all of it comes too slowly. Stands still
 * while it is the server that does not read.
 *
 * <p><b>Threading:</b> loop thread.
 */
final class BodyClock {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final long timeoutNanos;
    private final long graceNanos;
    private final long bytesPerSecondMin;
    /** Moved forward by the pauses. */
    private long startNanos;

    private long lastNanos;
    private long bytes;
    /** Bytes behind those, which cannot be looked into yet: of a record that is not whole. */
    private int aheadBytes;

    private long pauseNanos;
    private boolean paused;

    BodyClock(ServerOptions options) {
        this.timeoutNanos = options.bodyTimeout().toNanos();
        this.graceNanos = options.bodyRateGrace().toNanos();
        this.bytesPerSecondMin = options.bodyBytesPerSecondMin();
    }

    void start(long nowNanos) {
        startNanos = nowNanos;
        lastNanos = nowNanos;
        bytes = 0;
        aheadBytes = 0;
        paused = false;
    }

    void arrived(int count, long nowNanos) {
        bytes += count;
        aheadBytes = 0;
        lastNanos = nowNanos;
    }

    /** So many bytes have arrived of a record that is not whole; when it is, what it holds counts instead of them. */
    void arrivedAhead(int count, long nowNanos) {
        if (count > aheadBytes) {
            lastNanos = nowNanos;
        }
        aheadBytes = count;
    }

    /** The server stops reading. */
    void pause(long nowNanos) {
        if (!paused) {
            paused = true;
            pauseNanos = nowNanos;
        }
    }

    /** The server reads again. */
    void resume(long nowNanos) {
        if (paused) {
            paused = false;
            startNanos += nowNanos - pauseNanos;
            lastNanos = nowNanos;
        }
    }

    /** When the body is late unless more of it arrives before. */
    long dueNanos() {
        long next = lastNanos + timeoutNanos;
        if (bytesPerSecondMin == 0) {
            return next;
        }
        long slow = startNanos + Math.max(graceNanos, (bytes + aheadBytes) * SECOND_NANOS / bytesPerSecondMin);
        return slow - next < 0 ? slow : next;
    }

    /** Whether it is late for its rate, not for want of a next part. */
    boolean tooSlow() {
        return dueNanos() - (lastNanos + timeoutNanos) < 0;
    }
}
