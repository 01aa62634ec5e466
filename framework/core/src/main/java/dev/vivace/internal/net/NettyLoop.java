package dev.vivace.internal.net;

import dev.vivace.internal.exchange.AppPlan;
import dev.vivace.internal.exchange.ErrorLog;
import dev.vivace.internal.exchange.Loop;
import dev.vivace.internal.exchange.LoopContext;
import dev.vivace.internal.tls.TlsLoop;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * One thread, one selector: Netty's event loop driving our own handles. Owns the buffers that its connections share, and the
 * list of its connections.
 *
 * <p><b>Threading:</b> fields are the loop thread's; {@link #execute} may be called from any.
 */
final class NettyLoop implements Loop {
    /** Bytes taken from a socket at once. */
    static final int READ_BYTES = 65_536;

    final int index;
    final SingleThreadIoEventLoop netty;
    final LoopContext context;
    final ErrorLog log;
    final byte[] input = new byte[READ_BYTES];
    final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_BYTES);
    final ByteBuffer writeBuffer = ByteBuffer.allocateDirect(LoopContext.OUTPUT_BYTES);
    /** The head of the list of this loop's connections. */
    Connection firstConnection;

    int connectionCount;
    DrainState drain;
    /** What connections with TLS share; null where no listener has TLS. Set before listening begins. */
    TlsLoop tls;

    private final Turns[] turns = new Turns[1];
    private volatile Thread thread;
    private boolean clockStale = true;
    private long nanos;

    NettyLoop(int index, IoHandlerFactory io, AppPlan plan, Executor workers, ErrorLog log) {
        this.index = index;
        this.log = log;
        this.netty = new SingleThreadIoEventLoop(
                null, (ThreadFactory) this::newThread, executor -> turns[0] = new Turns(io.newHandler(executor)));
        this.context = new LoopContext(plan, this, index, workers, log);
    }

    private Thread newThread(Runnable task) {
        Thread created = new FastThreadLocalThread(task, "vivace-loop-" + index);
        thread = created;
        return created;
    }

    /** Waits for the thread itself: the event loop calls itself terminated shortly before its thread ends. */
    void join(long millis) throws InterruptedException {
        Thread ending = thread;
        if (ending != null && ending != Thread.currentThread()) {
            ending.join(millis);
        }
    }

    /** Registers a handle; loop thread. Goes past the event loop's own register, which makes a promise and a wrapper. */
    IoRegistration register(IoHandle handle) throws Exception {
        return turns[0].register(handle);
    }

    @Override
    public boolean inLoop() {
        return netty.inEventLoop();
    }

    @Override
    public long nanoTime() {
        if (clockStale) {
            clockStale = false;
            nanos = System.nanoTime();
        }
        return nanos;
    }

    @Override
    public long epochMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public void execute(Runnable task) {
        netty.execute(() -> run(task));
    }

    @Override
    public void schedule(Runnable task, long delayNanos) {
        netty.schedule(() -> run(task), delayNanos, TimeUnit.NANOSECONDS);
    }

    /** Tasks run outside the wait for events: time has passed since the last wake-up. */
    private void run(Runnable task) {
        clockStale = true;
        try {
            task.run();
        } catch (Throwable e) {
            log.error("a task on loop " + index + " failed", e);
        }
    }

    /**
     * Marks each wait of the selector, so that the clock is read once a wake-up and not once an event. The events are
     * dispatched inside {@code run}, after the wait.
     */
    private final class Turns implements IoHandler {
        private final IoHandler handler;

        Turns(IoHandler handler) {
            this.handler = handler;
        }

        @Override
        public int run(IoHandlerContext io) {
            clockStale = true;
            return handler.run(io);
        }

        @Override
        public void initialize() {
            handler.initialize();
        }

        @Override
        public void prepareToDestroy() {
            handler.prepareToDestroy();
        }

        @Override
        public void destroy() {
            handler.destroy();
        }

        @Override
        public IoRegistration register(IoHandle handle) throws Exception {
            return handler.register(handle);
        }

        @Override
        public void wakeup() {
            handler.wakeup();
        }

        @Override
        public boolean isCompatible(Class<? extends IoHandle> type) {
            return handler.isCompatible(type);
        }
    }
}
