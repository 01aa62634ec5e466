package dev.vivace.internal.exchange;

import java.util.concurrent.Executor;

/**
 * Workers with a bounded number of threads. A handler that is late and does not heed its interrupt would hold one for ever,
 * so they are told of it.
 *
 * <p><b>Threading:</b> any.
 */
public interface BoundedWorkers extends Executor {
    /** A thread is busy with what nobody waits for any more. */
    void late();

    /** Such a thread is free again. Called once for each {@link #late}, on that thread. */
    void lateDone();
}
