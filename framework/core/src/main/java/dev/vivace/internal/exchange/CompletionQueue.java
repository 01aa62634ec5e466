package dev.vivace.internal.exchange;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;

/**
 * Results on their way to the loop, from any thread; one wake-up a burst. Never full: every result has a slot in flight, and
 * the slots are bounded where work is handed over.
 */
final class CompletionQueue implements Runnable {
    private final MpscAtomicArrayQueue<InWork> queue;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final LoopContext loop;

    CompletionQueue(LoopContext loop, int slotsMax) {
        this.loop = loop;
        this.queue = new MpscAtomicArrayQueue<>(slotsMax);
    }

    void offer(InWork work) {
        if (!queue.offer(work)) {
            throw new IllegalStateException("more results than requests in work");
        }
        if (scheduled.compareAndSet(false, true)) {
            try {
                loop.loop.execute(this);
            } catch (RejectedExecutionException e) {
                // The work outlasted its loop: its connection was cut off, nobody waits for the result. It stays where
                // it
                // is, because the loop's thread may be at its last tasks still and takes from the queue alone
                return;
            } catch (Throwable e) {
                // Want of memory or of stack: the next result takes this one along
                scheduled.set(false);
                throw e;
            }
        }
    }

    @Override
    public void run() {
        // Before draining: what is offered from here on schedules another run
        scheduled.set(false);
        loop.touch();
        for (InWork work = queue.poll(); work != null; work = queue.poll()) {
            try {
                work.complete();
            } catch (Throwable e) {
                loop.connectionFailed(work.request.connection.wire(), e);
            }
        }
    }
}
