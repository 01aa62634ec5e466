package dev.vivace.load;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a thread of this tool did to itself while it measured: memory taken, collections, time without a CPU. */
final class OwnUse {
    /** CPU time, time runnable without a CPU, slices; in nanoseconds, of the thread that reads it. */
    private static final Path SCHEDULING = Path.of("/proc/thread-self/schedstat");

    private static final long UNKNOWN = -1;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long allocatedBytes;
    private long collections;
    private long runDelayNanos;

    void begin() {
        runDelayNanos = readRunDelayNanos();
        collections = readCollections();
        // Asked twice, because the first time may allocate.
        threads.getCurrentThreadAllocatedBytes();
        allocatedBytes = threads.getCurrentThreadAllocatedBytes();
    }

    void end() {
        allocatedBytes = threads.getCurrentThreadAllocatedBytes() - allocatedBytes;
        collections = readCollections() - collections;
        runDelayNanos = runDelayNanos == UNKNOWN ? UNKNOWN : readRunDelayNanos() - runDelayNanos;
    }

    long allocatedBytes() {
        return allocatedBytes;
    }

    /** Of the whole JVM. */
    long collections() {
        return collections;
    }

    /** How long the thread had work and no CPU; -1 where the kernel does not say. */
    long runDelayNanos() {
        return runDelayNanos;
    }

    private static long readCollections() {
        long count = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            count += Math.max(0, collector.getCollectionCount());
        }
        return count;
    }

    private static long readRunDelayNanos() {
        try {
            return Long.parseLong(Files.readString(SCHEDULING).trim().split(" ")[1]);
        } catch (IOException | RuntimeException e) {
            return UNKNOWN;
        }
    }
}
