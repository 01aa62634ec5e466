package dev.vivace.internal.net;

import dev.vivace.internal.exchange.AppPlan;
import dev.vivace.internal.exchange.ErrorLog;
import dev.vivace.internal.exchange.ExitCalls;
import dev.vivace.internal.exchange.Loop;
import dev.vivace.internal.exchange.LoopContext;
import dev.vivace.internal.exchange.LoopCounters;
import dev.vivace.internal.tls.TlsLoop;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One thread, one selector: Netty's event loop driving our own handles. Owns the buffers that its connections share, and the
 * list of its connections.
 *
 * <p><b>Threading:</b> fields are the loop thread's; {@link #execute} may be called from any. <b>Lifetime:</b> ends with
 * {@link #end()}, or with its thread when that dies; then another takes its place ({@link Loops}).
 */
final class NettyLoop implements Loop {
    /** Bytes taken from a socket at once. */
    static final int READ_BYTES = LoopContext.INPUT_BYTES_MAX;

    final int index;
    final LoopContext context;
    final SingleThreadIoEventLoop netty;
    final ErrorLog log;
    /** Shared by all loops. */
    final ConnectionBound connections;

    final byte[] input = new byte[READ_BYTES];
    final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_BYTES);
    final ByteBuffer writeBuffer = ByteBuffer.allocateDirect(LoopContext.OUTPUT_BYTES);
    /** The head of the list of this loop's connections. */
    Connection firstConnection;

    int connectionCount;
    DrainState drain;
    /** The selector is closed, and no task runs any more. */
    volatile boolean dead;
    /** What connections with TLS share; null where no listener has TLS. Set before listening begins. */
    TlsLoop tls;

    /** Whether what is accepted has something to read. */
    final boolean deferAccept;

    private final LoopTurn turn;
    private final Consumer<NettyLoop> onDeath;
    private volatile Thread thread;
    private volatile boolean ending;

    /** What all loops of a server share. */
    record Parts(
            IoHandlerFactory io,
            AppPlan plan,
            Executor workers,
            ErrorLog log,
            ConnectionBound connections,
            long stallNanos,
            Watchdog watchdog,
            Consumer<NettyLoop> onDeath) {}

    /** @param counters those of the loop whose place this one takes, or new ones */
    NettyLoop(int index, Parts parts, LoopCounters counters) {
        this.index = index;
        this.log = parts.log();
        this.connections = parts.connections();
        this.deferAccept = parts.plan().options().deferAccept();
        this.onDeath = parts.onDeath();
        this.turn = new LoopTurn(counters, parts.stallNanos(), parts.watchdog(), this::run);
        this.context = new LoopContext(parts.plan(), this, index, parts.workers(), log, counters);
        // Last: it opens descriptors, which nobody would close if something behind it failed
        this.netty = new SingleThreadIoEventLoop(
                null,
                (ThreadFactory) this::newThread,
                executor -> turn.around(parts.io().newHandler(executor)));
    }

    private Thread newThread(Runnable task) {
        Thread created = new FastThreadLocalThread(() -> run(task, this), "vivace-loop-" + index);
        thread = created;
        return created;
    }

    private static void run(Runnable task, NettyLoop loop) {
        try {
            task.run();
        } finally {
            if (!loop.ending) {
                loop.onDeath.accept(loop);
            }
        }
    }

    /** The loop's thread; any thread. */
    Thread thread() {
        return thread;
    }

    /** What the loop is at; any thread may look. */
    LoopTurn turn() {
        return turn;
    }

    /** Waits for the thread itself: the event loop calls itself terminated shortly before its thread ends. */
    void join(long millis) throws InterruptedException {
        Thread ending = thread;
        if (ending != null && ending != Thread.currentThread()) {
            ending.join(millis);
        }
    }

    /** Ends the loop with what is queued already; any thread. Does nothing when its thread has died. */
    void end(long millisMax) {
        ending = true;
        tryExecute(context::stop);
        netty.shutdownGracefully(0, millisMax, TimeUnit.MILLISECONDS);
    }

    /** After the thread's death, on what is left of it: nothing of this loop's is to stay open. */
    void bury() {
        dead = true;
        Connection next;
        for (Connection connection = firstConnection; connection != null; connection = next) {
            next = connection.following();
            connection.close();
        }
        context.abandon();
    }

    /** Whether its thread has called {@code System.exit}, in a handler: then nothing runs on this loop any more. */
    boolean exiting() {
        return ExitCalls.calledBy(thread);
    }

    /** Registers a handle; loop thread. Goes past the event loop's own register, which makes a promise and a wrapper. */
    IoRegistration register(IoHandle handle) throws Exception {
        return turn.register(handle);
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread() == thread;
    }

    @Override
    public long nanoTime() {
        return turn.nanoTime();
    }

    @Override
    public long epochMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public void execute(Runnable task) {
        netty.execute(() -> run(task));
    }

    /** False when the loop has ended or died. */
    boolean tryExecute(Runnable task) {
        try {
            execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** A task that hands itself over again would be run in the same turn, up to 64 times: Netty looks at the clock then. */
    @Override
    public void nextTurn(Runnable task) {
        if (!turn.next(task)) {
            execute(task);
        }
    }

    @Override
    public void schedule(Runnable task, long delayNanos) {
        netty.schedule(() -> run(task), delayNanos, TimeUnit.NANOSECONDS);
    }

    /** Tasks run outside the wait for events: time has passed since the last wake-up. */
    private void run(Runnable task) {
        turn.timePassed();
        try {
            task.run();
        } catch (Throwable e) {
            log.error("a task on loop " + index + " failed", e);
        }
    }
}
