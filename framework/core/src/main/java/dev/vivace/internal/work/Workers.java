package dev.vivace.internal.work;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads for blocking routes: a virtual one for each request where the JVM has them (Java 21 and later), else a pool.
 * How much is in work at once is bounded where requests are handed over, so neither needs a bound of its own on its queue.
 */
public final class Workers {
    /** Threads of the pool, where there are no virtual ones. */
    public static final int POOL_THREADS_MAX = 64;

    /** Threads of the pool in place of those that handlers hold whose deadline is over. */
    public static final int POOL_THREADS_LATE_MAX = 192;

    private static final String NAME = "vivace-worker-";

    private Workers() {}

    /** New workers. */
    public static ExecutorService create() {
        try {
            return virtual();
        } catch (ReflectiveOperationException e) {
            return pool();
        }
    }

    /** By reflection, because the library is compiled for 17. */
    private static ExecutorService virtual() throws ReflectiveOperationException {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        Class<?> builderType = Class.forName("java.lang.Thread$Builder");
        Object named = builderType.getMethod("name", String.class, long.class).invoke(builder, NAME, 0L);
        Object factory = builderType.getMethod("factory").invoke(named);
        return (ExecutorService) Executors.class
                .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                .invoke(null, factory);
    }

    private static ExecutorService pool() {
        AtomicInteger count = new AtomicInteger();
        return new WorkerPool(task -> {
            Thread thread = new Thread(task, NAME + count.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        });
    }
}
