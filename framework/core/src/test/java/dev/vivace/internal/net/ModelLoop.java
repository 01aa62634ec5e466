package dev.vivace.internal.net;

import dev.vivace.ServerOptions;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import dev.vivace.internal.exchange.AppSource;
import dev.vivace.internal.exchange.ErrorLog;
import dev.vivace.internal.exchange.LoopCounters;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A real loop for {@link ModelConnection}s; what a test does runs on its thread. */
final class ModelLoop implements AutoCloseable {
    private static final int CONNECTIONS_MAX = 1_000;
    private static final int WAIT_SECONDS_MAX = 100;

    final NettyLoop loop;

    ModelLoop(Vivace app) {
        loop = new NettyLoop(
                0,
                new NettyLoop.Parts(
                        Transports.factory(Transport.NIO),
                        AppSource.compile(app, ServerOptions.defaults()),
                        Runnable::run,
                        new ErrorLog(),
                        new ConnectionBound(CONNECTIONS_MAX),
                        Long.MAX_VALUE,
                        new Watchdog(ServerOptions.defaults(), null, new ErrorLog()),
                        dead -> {}),
                new LoopCounters());
    }

    /** Runs something on the loop; what it throws is thrown here. */
    <T> T call(Callable<T> task) throws Exception {
        try {
            return loop.netty.submit(task).get(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        } catch (TimeoutException e) {
            throw new AssertionError("the loop is stuck", e);
        }
    }

    /** What the loop still has of connections that are gone, or null. Loop thread. */
    String leftBehind() {
        LoopCounters counters = loop.context.counters();
        String left = "";
        left += loop.firstConnection == null ? "" : " a connection in the list";
        left += loop.connectionCount == 0 ? "" : " " + loop.connectionCount + " connections counted by the loop";
        left += loop.connections.count() == 0 ? "" : " " + loop.connections.count() + " places of the bound";
        left += counters.value(LoopCounters.OPEN) == 0 ? "" : " " + counters.value(LoopCounters.OPEN) + " open";
        left += loop.context.borrowedCount() == 0 ? "" : " " + loop.context.borrowedCount() + " arrays";
        left += counters.value(LoopCounters.REQUEST_BYTES) == 0 ? "" : " bytes of requests";
        left += counters.value(LoopCounters.ANSWER_BYTES) == 0 ? "" : " bytes of answers";
        left += counters.value(LoopCounters.IN_WORK) == 0 ? "" : " requests in work";
        return left.isEmpty() ? null : "left behind:" + left;
    }

    @Override
    public void close() {
        loop.end(1_000);
        try {
            loop.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
