package dev.vivace.internal.tls;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that do the costly part of handshakes. Half as many as there are cores, so that a flood of handshakes leaves the
 * loops their share; they end when there is nothing to do.
 */
public final class HandshakePool {
    private static final long IDLE_SECONDS = 30;

    private HandshakePool() {}

    /** @param waitingCountMax how many may wait; at least the handshakes that are let in */
    public static ThreadPoolExecutor create(int waitingCountMax) {
        int threads = (Runtime.getRuntime().availableProcessors() + 1) / 2;
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(waitingCountMax), task -> {
                    Thread thread = new Thread(task, "vivace-tls-" + count.getAndIncrement());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
