package dev.vivace.internal.net;

import dev.vivace.Listener;
import dev.vivace.internal.exchange.ErrorLog;
import dev.vivace.internal.exchange.LoopCounters;
import dev.vivace.internal.tls.HandshakePool;
import dev.vivace.internal.tls.TlsEndpoint;
import dev.vivace.internal.tls.TlsLoop;
import dev.vivace.tls.TlsOptions;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** TLS of a server: an endpoint for each listener that has it, the pool of their handshakes, and their reloads. */
final class TlsListeners {
    private static final long WAITING_COUNT_MAX = 1 << 24;

    private final Map<Listener, TlsEndpoint> endpoints = new IdentityHashMap<>();
    private final LoopCounters counters;
    private final ErrorLog log;
    private final ThreadPoolExecutor pool;
    /** Null where no listener wants its files looked at. */
    private ScheduledThreadPoolExecutor watch;

    private TlsListeners(LoopCounters counters, ErrorLog log, ThreadPoolExecutor pool) {
        this.counters = counters;
        this.log = log;
        this.pool = pool;
    }

    /** Reads all files; null where no listener has TLS. */
    static TlsListeners of(List<Listener> listeners, Loops loops, ErrorLog log) throws IOException {
        long waitingCountMax = 0;
        for (Listener listener : listeners) {
            if (listener.tls() != null) {
                waitingCountMax += (long) loops.count() * listener.tls().handshakesInFlightMax();
            }
        }
        if (waitingCountMax == 0) {
            return null;
        }
        ThreadPoolExecutor pool = HandshakePool.create((int) Math.min(waitingCountMax, WAITING_COUNT_MAX));
        TlsListeners all = new TlsListeners(loops.at(0).context.counters(), log, pool);
        try {
            for (Listener listener : listeners) {
                if (listener.tls() != null) {
                    all.add(listener);
                }
            }
        } catch (IOException | RuntimeException e) {
            all.close();
            throw e;
        }
        loops.tls(loop -> loop.tls = new TlsLoop(loop.context, pool));
        return all;
    }

    private void add(Listener listener) throws IOException {
        TlsOptions options = listener.tls();
        TlsEndpoint endpoint = TlsEndpoint.of(options, TlsProviders.maker(options.provider()));
        endpoints.put(listener, endpoint);
        if (options.reloadEvery() != null) {
            if (watch == null) {
                watch = new ScheduledThreadPoolExecutor(1, TlsListeners::watchThread);
            }
            long nanos = options.reloadEvery().toNanos();
            watch.scheduleWithFixedDelay(() -> look(endpoint), nanos, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private static Thread watchThread(Runnable task) {
        Thread thread = new Thread(task, "vivace-tls-files");
        thread.setDaemon(true);
        return thread;
    }

    /** An exception would end the looking. */
    private void look(TlsEndpoint endpoint) {
        try {
            endpoint.reloadIfChanged();
        } catch (Throwable e) {
            failed(e);
        }
    }

    private void failed(Throwable error) {
        counters.addShared(LoopCounters.TLS_RELOAD_FAILED, 1);
        log.warning("new certificates cannot be used, the ones before stay: " + error.getMessage(), error);
    }

    /** Null for a plain listener. */
    TlsEndpoint of(Listener listener) {
        return endpoints.get(listener);
    }

    void reload() throws IOException {
        IOException first = null;
        for (TlsEndpoint endpoint : endpoints.values()) {
            try {
                endpoint.reload();
            } catch (IOException e) {
                failed(e);
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    int enginesOpen() {
        int open = 0;
        for (TlsEndpoint endpoint : endpoints.values()) {
            open += endpoint.enginesOpen();
        }
        return open;
    }

    /** Connections are gone. */
    void close() {
        if (watch != null) {
            watch.shutdownNow();
        }
        pool.shutdown();
        for (TlsEndpoint endpoint : endpoints.values()) {
            endpoint.close();
        }
    }
}
