package dev.vivace.internal.net;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Loops that have not done something yet, and whoever waits for them. A loop whose thread has called {@code System.exit} is
 * not waited for: that thread waits for the end of the process, and so for the waiter.
 *
 * <p><b>Threading:</b> any.
 */
final class PendingLoops {
    /** How long it takes to notice, at first and at most: a look costs a stack trace for each loop. */
    private static final long LOOK_MILLIS_MIN = 20;

    private static final long LOOK_MILLIS_MAX = 320;

    private final Set<NettyLoop> pending;
    private boolean enough;

    PendingLoops(Collection<NettyLoop> loops) {
        this.pending = new HashSet<>(loops);
    }

    synchronized void done(NettyLoop loop) {
        pending.remove(loop);
        notifyAll();
    }

    /** Ends a waiting, this one or the next. */
    synchronized void enough() {
        enough = true;
        notifyAll();
    }

    /**
     * Waits until all are done, the time is up, or it is enough.
     *
     * @param look done on the waiting thread from time to time, for what else may never end
     * @return true when the thread was interrupted instead
     */
    synchronized boolean await(long millis, Runnable look) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long step = LOOK_MILLIS_MIN;
        try {
            while (!enough) {
                pending.removeIf(NettyLoop::exiting);
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (pending.isEmpty() || left <= 0) {
                    return false;
                }
                look.run();
                wait(Math.min(left, step));
                step = Math.min(LOOK_MILLIS_MAX, step * 2);
            }
            enough = false;
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
