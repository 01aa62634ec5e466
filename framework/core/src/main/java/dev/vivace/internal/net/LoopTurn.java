package dev.vivace.internal.net;

import dev.vivace.internal.exchange.LoopCounters;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;

/**
 * The turns of a loop: when it woke up, and how long it took until it waited again. The clock is read twice a turn, at its
 * begin and at its end; requests are timed by the first reading.
 *
 * <p>Netty asks {@link IoHandlerContext#shouldReportActiveIoTime} when the wait is over and before the events are handed
 * out. That is the moment wanted here, and saying no saves the two readings of the clock that Netty would do for itself.
 *
 * <p><b>Threading:</b> the loop's; {@link #startNanos()} any.
 */
final class LoopTurn {
    private static final VarHandle START;

    static {
        try {
            START = MethodHandles.lookup().findVarHandle(LoopTurn.class, "start", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The loop waits, or has not begun. */
    static final long NO_TURN = 0;

    private final LoopCounters counters;
    private final long stallNanos;
    private final Watchdog watchdog;
    private final Consumer<Runnable> ownTasks;
    private IoHandler io;
    private boolean clockStale = true;
    private long nanos;
    private long start = NO_TURN;
    /** What is to be done when the loop has looked at its connections, or null; then it does not wait for any. */
    private Runnable next;

    /** @param ownTasks runs one, and throws nothing */
    LoopTurn(LoopCounters counters, long stallNanos, Watchdog watchdog, Consumer<Runnable> ownTasks) {
        this.ownTasks = ownTasks;
        this.watchdog = watchdog;
        this.counters = counters;
        this.stallNanos = stallNanos;
    }

    IoHandler around(IoHandler handler) {
        io = handler;
        return new Turns(handler);
    }

    IoRegistration register(IoHandle handle) throws Exception {
        return io.register(handle);
    }

    /** The time of the wake-up, or of the task that runs. */
    long nanoTime() {
        if (clockStale) {
            clockStale = false;
            nanos = System.nanoTime();
        }
        return nanos;
    }

    /** Runs a task in the next turn; false when there is another one for that already. */
    boolean next(Runnable task) {
        if (next != null && next != task) {
            return false;
        }
        next = task;
        return true;
    }

    private Runnable takeNext() {
        Runnable task = next;
        next = null;
        return task;
    }

    /** What {@link #nanoTime()} says next is to be read afresh. */
    void timePassed() {
        clockStale = true;
    }

    /** When the turn began that lasts now, {@link #NO_TURN} while the loop waits; any thread. */
    long startNanos() {
        return (long) START.getOpaque(this);
    }

    private void begin() {
        long now = System.nanoTime();
        nanos = now;
        clockStale = false;
        START.setOpaque(this, now == NO_TURN ? 1 : now);
        watchdog.turnBegins();
    }

    private void end() {
        long began = start;
        if (began != NO_TURN) {
            long took = System.nanoTime() - began;
            counters.turns().add(took);
            if (took > stallNanos) {
                counters.add(LoopCounters.LOOP_STALLED, 1);
            }
            START.setOpaque(this, NO_TURN);
        }
        clockStale = true;
    }

    /** Netty's handler, with the turns marked. */
    private final class Turns implements IoHandler {
        private final IoHandler handler;
        private TurnContext context;

        Turns(IoHandler handler) {
            this.handler = handler;
        }

        @Override
        public int run(IoHandlerContext netty) {
            end();
            if (context == null) {
                context = new TurnContext(netty);
            }
            int handled = handler.run(context);
            if (next != null) {
                ownTasks.accept(takeNext());
            }
            return handled;
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
            START.setOpaque(LoopTurn.this, NO_TURN);
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

    /** Netty's context; a loop has one. */
    private final class TurnContext implements IoHandlerContext {
        private final IoHandlerContext netty;

        TurnContext(IoHandlerContext netty) {
            this.netty = netty;
        }

        @Override
        public boolean canBlock() {
            return next == null && netty.canBlock();
        }

        @Override
        public long delayNanos(long currentTimeNanos) {
            return netty.delayNanos(currentTimeNanos);
        }

        @Override
        public long deadlineNanos() {
            return netty.deadlineNanos();
        }

        @Override
        public boolean shouldReportActiveIoTime() {
            begin();
            return false;
        }
    }
}
