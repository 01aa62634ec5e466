package dev.vivace.internal.exchange;

import dev.vivace.Canned;
import dev.vivace.Vivace;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Results handed to the loop and taken by it, in bursts: what a result costs beside its computing. The baseline is the
 * same with the JDK's queue. One thread: with two, on the two cores of a small machine, the figure is that of the
 * scheduler.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class CompletionQueueBenchmark {
    private static final int BURST_MAX = 16;

    @Param({"1", "16"})
    public int burst;

    private final InProcess loop =
            new InProcess(Vivace.create().get("/", (req, res) -> res.send(Canned.text("Hello, World!"))));
    private final CompletionQueue queue = loop.context.completions;
    private final ConcurrentLinkedQueue<Result> jdkQueue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean jdkScheduled = new AtomicBoolean();
    private final Runnable jdkRun = this::drainJdk;
    private final Result[] results = new Result[BURST_MAX];
    private int completedCount;
    private int turn;

    /** A result that is counted. */
    private final class Result extends InWork {
        Result(LoopContext loop, RequestView request) {
            super(loop, request, loop.answer);
        }

        @Override
        void complete() {
            completedCount++;
        }

        @Override
        void abort() {}

        @Override
        void expired() {}
    }

    /** All that is offered is completed. */
    @Setup
    public void check() {
        RequestView request = new RequestView(loop.context);
        request.route = loop.context.plan.notFound();
        for (int i = 0; i < results.length; i++) {
            results[i] = new Result(loop.context, request);
        }
        if (offerAndDrain() != burst || offerAndDrainJdk() != burst) {
            throw new IllegalStateException("completed " + completedCount);
        }
    }

    @Benchmark
    public int offerAndDrain() {
        completedCount = 0;
        for (int i = 0; i < burst; i++) {
            queue.offer(results[turn++ & BURST_MAX - 1]);
        }
        loop.task.run();
        return completedCount;
    }

    @Benchmark
    public int offerAndDrainJdk() {
        completedCount = 0;
        for (int i = 0; i < burst; i++) {
            offerJdk(results[turn++ & BURST_MAX - 1]);
        }
        loop.task.run();
        return completedCount;
    }

    private void offerJdk(Result result) {
        jdkQueue.offer(result);
        if (jdkScheduled.compareAndSet(false, true)) {
            loop.execute(jdkRun);
        }
    }

    private void drainJdk() {
        jdkScheduled.set(false);
        loop.context.touch();
        for (Result result = jdkQueue.poll(); result != null; result = jdkQueue.poll()) {
            result.complete();
        }
    }
}
