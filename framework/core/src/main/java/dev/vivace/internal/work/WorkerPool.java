package dev.vivace.internal.work;

import dev.vivace.internal.exchange.BoundedWorkers;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for blocking routes where there are no virtual ones: {@link Workers#POOL_THREADS_MAX} for requests that somebody
 * waits for, and up to {@link Workers#POOL_THREADS_LATE_MAX} beside them in place of those that late handlers hold. Without
 * these, as many handlers that hang would end all blocking routes.
 */
final class WorkerPool extends ThreadPoolExecutor implements BoundedWorkers {
    private static final int IDLE_SECONDS_MAX = 30;

    private int lateCount;

    WorkerPool(ThreadFactory threads) {
        super(
                Workers.POOL_THREADS_MAX,
                Workers.POOL_THREADS_MAX,
                IDLE_SECONDS_MAX,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                threads);
        allowCoreThreadTimeOut(true);
    }

    @Override
    public synchronized void late() {
        lateCount++;
        int threads = threadsMax();
        try {
            setMaximumPoolSize(threads);
            setCorePoolSize(threads);
        } catch (Throwable e) {
            // No thread could be made now: one will be when the next work is handed over
            return;
        }
    }

    @Override
    public synchronized void lateDone() {
        lateCount--;
        int threads = threadsMax();
        setCorePoolSize(threads);
        setMaximumPoolSize(threads);
    }

    private int threadsMax() {
        return Workers.POOL_THREADS_MAX + Math.min(lateCount, Workers.POOL_THREADS_LATE_MAX);
    }
}
