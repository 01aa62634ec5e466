package dev.vivace.internal.net;

import dev.vivace.ServerOptions;
import dev.vivace.Transport;
import dev.vivace.internal.exchange.AppPlan;
import dev.vivace.internal.exchange.ErrorLog;
import dev.vivace.internal.exchange.LoopCounters;
import io.netty.channel.ChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * The loops of a server, and the listeners on them. When a loop's thread dies, its connections are closed and another loop
 * takes its place: with the same counters, which go on counting, and with the same listening sockets, so that what waits in
 * their accept queues is served. All of that happens on the dying thread; the other loops do not notice.
 *
 * <p><b>Threading:</b> any.
 */
final class Loops {
    private static final long REPLACE_PAUSE_MILLIS = 1_000;
    private static final long END_MILLIS = 1_000;

    private final ServerOptions options;
    private final ErrorLog log;
    private final NettyLoop.Parts parts;
    private final Watchdog watchdog;
    private final AtomicReferenceArray<NettyLoop> loops;
    private final List<Integer> cores;
    /** Guarded by this, like what follows. */
    private final List<Listening> listeners = new ArrayList<>();

    private boolean stopping;
    /** Null where nobody wants to know. */
    private volatile Consumer<NettyLoop> firstReplaced;
    /** Null without TLS. */
    private Consumer<NettyLoop> tls;

    Loops(AppPlan plan, Transport transport, Executor workers, ErrorLog log) {
        this.options = plan.options();
        this.log = log;
        this.watchdog = new Watchdog(options, this, log);
        int connections = options.connectionCountMax();
        this.parts = new NettyLoop.Parts(
                Transports.factory(transport),
                plan,
                workers,
                log,
                new ConnectionBound(connections > 0 ? connections : DescriptorLimit.connectionCountMax()),
                Watchdog.stallNanos(options),
                watchdog,
                this::died);
        this.cores = options.pinLoops() ? CorePinning.allowedCores() : List.of();
        this.loops = new AtomicReferenceArray<>(options.loops());
        make();
    }

    /** All or none: each has descriptors of its own, which may run out. */
    private void make() {
        int made = 0;
        try {
            for (; made < loops.length(); made++) {
                loops.set(made, new NettyLoop(made, parts, new LoopCounters()));
            }
        } catch (ChannelException e) {
            end(made);
            String reason = e.getCause() == null ? "" : ": " + e.getCause().getMessage();
            throw new IllegalStateException(
                    "loop " + (made + 1) + " of " + loops.length() + " cannot be made: " + e.getMessage() + reason, e);
        } catch (Throwable e) {
            end(made);
            throw e;
        }
    }

    private void end(int made) {
        for (int i = 0; i < made; i++) {
            at(i).end(END_MILLIS);
        }
        for (int i = 0; i < made; i++) {
            at(i).netty.terminationFuture().awaitUninterruptibly(END_MILLIS);
        }
    }

    int count() {
        return loops.length();
    }

    NettyLoop at(int index) {
        return loops.get(index);
    }

    ConnectionBound connections() {
        return parts.connections();
    }

    /** Makes the per-loop values; throws what a maker threw. */
    void start() {
        for (int i = 0; i < count(); i++) {
            start(at(i));
        }
        watchdog.start();
    }

    /** Nobody needs to be watched any more. */
    void stopWatching() {
        watchdog.stop();
    }

    /** What every loop needs for TLS, those that take the place of others too; before they start. */
    void tls(Consumer<NettyLoop> forEach) {
        tls = forEach;
    }

    private void start(NettyLoop loop) {
        onLoop(loop, () -> {
            if (tls != null) {
                tls.accept(loop);
            }
            if (!cores.isEmpty()) {
                pin(cores.get(loop.index % cores.size()));
            }
            loop.context.start();
        });
    }

    private void pin(int core) {
        try {
            CorePinning.pin(core);
        } catch (Throwable e) {
            log.warning("loops cannot be bound to cores here (Linux and Java 22 or later are needed); use taskset", e);
        }
    }

    /** Takes a listener in. */
    synchronized void add(Listening listening) {
        listeners.add(listening);
    }

    /** All of them, as they are now. */
    synchronized List<Listening> listeners() {
        return List.copyOf(listeners);
    }

    /** Starts all listeners; throws what one of them threw. */
    void startListening() {
        for (Listening listening : listeners()) {
            onLoop(listening.loop, listening::start);
        }
    }

    /** What else is on the first loop follows to the one that takes its place, and is told there. */
    void whenFirstIsReplaced(Consumer<NettyLoop> action) {
        firstReplaced = action;
    }

    /** Something to be done on a loop's thread. */
    interface LoopTask {
        void run() throws Exception;
    }

    /** Runs a task on a loop and waits; what it throws is thrown here. */
    static void onLoop(NettyLoop loop, LoopTask task) {
        try {
            loop.netty
                    .submit(() -> {
                        task.run();
                        return null;
                    })
                    .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        }
    }

    /** What there is to be stopped; from now on no loop is replaced. */
    synchronized Drain drain() {
        stopping = true;
        notifyAll();
        List<NettyLoop> all = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            all.add(at(i));
        }
        return new Drain(all, listeners);
    }

    /** A loop's thread has come to its end without having been told; on that thread. */
    private void died(NettyLoop loop) {
        Throwable cause = loop.netty.terminationFuture().cause();
        log.error("the thread of loop " + loop.index + " died; its connections are closed", cause);
        try {
            loop.bury();
        } catch (Throwable e) {
            log.error("closing what loop " + loop.index + " had open failed", e);
        }
        while (!replace(loop) && pause()) {}
    }

    /** One attempt; false when another is to be made. */
    private boolean replace(NettyLoop dead) {
        // Whoever interrupted the thread meant what it did, not this
        Thread.interrupted();
        NettyLoop fresh = null;
        try {
            fresh = new NettyLoop(dead.index, parts, dead.context.counters());
            start(fresh);
        } catch (Throwable e) {
            if (fresh != null) {
                fresh.end(END_MILLIS);
            }
            log.error("loop " + dead.index + " cannot be replaced yet, which is tried again in 1 s", e);
            return false;
        }
        if (!install(fresh, dead)) {
            fresh.end(END_MILLIS);
        }
        return true;
    }

    /** Puts a loop into the place of another; false when the server stops. */
    private boolean install(NettyLoop fresh, NettyLoop dead) {
        List<Listening> moved = new ArrayList<>();
        synchronized (this) {
            if (stopping) {
                return false;
            }
            loops.set(fresh.index, fresh);
            for (int i = 0; i < listeners.size(); i++) {
                if (listeners.get(i).loop == dead) {
                    listeners.set(i, listeners.get(i).moved(fresh));
                    moved.add(listeners.get(i));
                }
            }
        }
        fresh.context.counters().addShared(LoopCounters.LOOP_REPLACED, 1);
        for (Listening listening : moved) {
            // Refused by a loop that has died as well: its listeners move on with its own replacement
            fresh.tryExecute(listening::begin);
        }
        Consumer<NettyLoop> told = firstReplaced;
        if (fresh.index == 0 && told != null) {
            fresh.tryExecute(() -> told.accept(fresh));
        }
        log.warning("loop " + fresh.index + " has been replaced", null);
        return true;
    }

    /** False when the server stops meanwhile. */
    private synchronized boolean pause() {
        try {
            if (!stopping) {
                wait(REPLACE_PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            // Then a little sooner
        }
        return !stopping;
    }
}
