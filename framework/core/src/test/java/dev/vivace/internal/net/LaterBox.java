package dev.vivace.internal.net;

import dev.vivace.Handler;
import dev.vivace.Later;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A handler that defers, and whose answers the test gives. */
final class LaterBox {
    private final LinkedBlockingQueue<Later> waiting = new LinkedBlockingQueue<>();
    private final CountDownLatch aborted = new CountDownLatch(1);

    Handler handler() {
        return (req, res) -> res.defer(later -> {
            later.onAbort(aborted::countDown);
            waiting.add(later);
        });
    }

    /** The next deferred request. */
    Later next() throws InterruptedException {
        Later later = waiting.poll(20, TimeUnit.SECONDS);
        if (later == null) {
            throw new AssertionError("no request was deferred");
        }
        return later;
    }

    boolean awaitAbort() throws InterruptedException {
        return aborted.await(20, TimeUnit.SECONDS);
    }

    boolean aborted() {
        return aborted.getCount() == 0;
    }
}
