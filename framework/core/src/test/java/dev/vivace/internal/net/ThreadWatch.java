package dev.vivace.internal.net;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/** What the JVM knows about a thread of this process that is found by its name. */
final class ThreadWatch {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long id;

    private ThreadWatch(long id) {
        this.id = id;
    }

    /** The only thread of that name; fails when there is none, or one is left over from another server. */
    static ThreadWatch of(String name) {
        List<Thread> found = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " threads are called " + name);
        }
        return new ThreadWatch(id(found.get(0)));
    }

    /** threadId() came with 19, where getId() is deprecated. */
    @SuppressWarnings("deprecation")
    private static long id(Thread thread) {
        return thread.getId();
    }

    /** CPU time so far, user and system. */
    long cpuNanos() {
        return THREADS.getThreadCpuTime(id);
    }

    /** Bytes allocated on the heap so far. */
    long allocatedBytes() {
        return THREADS.getThreadAllocatedBytes(id);
    }
}
