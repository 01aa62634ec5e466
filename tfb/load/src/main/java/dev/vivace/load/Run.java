package dev.vivace.load;

import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** One run: its threads from start to end, and their figures added up. */
final class Run {
    private final Options options;
    private final Start start;
    private final List<Loop> loops = new ArrayList<>();

    Run(Options options) {
        this.options = options;
        this.start = new Start(options.threads);
    }

    /** Loads the server. */
    Result run() throws IOException, InterruptedException {
        if (!Epoll.isAvailable()) {
            throw new IOException("Linux on x86-64 or AArch64 is needed: " + Epoll.unavailabilityCause());
        }
        try (IdleConnections idle = new IdleConnections()) {
            idle.open(options.target, options.idle, (int) (options.timeoutNanos / 1_000_000));
            runLoops();
            return result(idle.closedCount());
        }
    }

    private void runLoops() throws IOException, InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int index = 0; index < options.threads; index++) {
            Loop loop = new Loop(options, index, start);
            loops.add(loop);
            Thread thread = new Thread(loop, "load-" + index);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Throwable fault = null;
        for (Loop loop : loops) {
            // Cancelled are those that waited for the one with the real fault.
            if (loop.fault() != null && (fault == null || fault instanceof CancellationException)) {
                fault = loop.fault();
            }
        }
        if (fault instanceof IOException e) {
            throw e;
        }
        if (fault != null) {
            throw new IOException("a thread of this tool failed: " + fault, fault);
        }
    }

    private Result result(int idleClosedCount) {
        Recorder measured = new Recorder();
        Recorder warmUp = new Recorder();
        boolean overloaded = false;
        long runDelayNanos = 0;
        long allocatedBytes = 0;
        long collections = 0;
        for (Loop loop : loops) {
            measured.add(loop.dispatcher.measured());
            warmUp.add(loop.dispatcher.warmUp());
            overloaded |= loop.dispatcher.overloaded();
            OwnUse ownUse = loop.ownUse();
            runDelayNanos =
                    runDelayNanos < 0 || ownUse.runDelayNanos() < 0 ? -1 : runDelayNanos + ownUse.runDelayNanos();
            allocatedBytes += ownUse.allocatedBytes();
            collections = Math.max(collections, ownUse.collections());
        }
        long untilLastNanos = Math.max(1, measured.lastNanos() - start.nanos() - options.warmUpNanos);
        long elapsedNanos = overloaded ? untilLastNanos : Math.max(options.durationNanos, untilLastNanos);
        return new Result(
                measured,
                warmUp,
                overloaded,
                elapsedNanos,
                idleClosedCount,
                runDelayNanos,
                allocatedBytes,
                collections);
    }
}
