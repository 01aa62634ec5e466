package dev.vivace.internal.net;

import dev.vivace.DrainReport;
import dev.vivace.Listener;
import dev.vivace.LoopMetrics;
import dev.vivace.Metrics;
import dev.vivace.Server;
import dev.vivace.ServerOptions;
import dev.vivace.Transport;
import dev.vivace.internal.exchange.AppPlan;
import dev.vivace.internal.exchange.ErrorLog;
import dev.vivace.internal.tls.TlsEndpoint;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Loops, listeners and their end. */
public final class NettyServer implements Server {
    private final ServerOptions options;
    private final Transport transport;
    private final ExecutorService workers;
    private final ErrorLog log = new ErrorLog();
    private final List<NettyLoop> loops = new ArrayList<>();
    private final List<Listening> listeners = new ArrayList<>();
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final CountDownLatch down = new CountDownLatch(1);
    private final ShutdownHook hook = new ShutdownHook(this);
    /** Null where no listener has TLS. */
    private TlsListeners tls;

    private Drain drain;

    private NettyServer(AppPlan plan, ExecutorService workers) {
        this.options = plan.options();
        this.workers = workers;
        this.transport = Transports.choose(options.transport());
        var io = Transports.factory(transport);
        for (int i = 0; i < options.loops(); i++) {
            loops.add(new NettyLoop(i, io, plan, workers, log));
        }
    }

    /** Starts loops, then listens; when anything fails, all that was started is stopped again. */
    public static NettyServer start(AppPlan plan, ExecutorService workers) throws IOException {
        NettyServer server = new NettyServer(plan, workers);
        try {
            server.tls = TlsListeners.of(server.options.listeners(), server.loops, server.log);
            server.startLoops();
            server.bindAll();
            return server;
        } catch (Throwable e) {
            server.drain(Duration.ZERO);
            throw e;
        }
    }

    private void startLoops() {
        List<Integer> cores = options.pinLoops() ? CorePinning.allowedCores() : List.of();
        for (NettyLoop loop : loops) {
            onLoop(loop, () -> {
                if (!cores.isEmpty()) {
                    pin(cores.get(loop.index % cores.size()));
                }
                loop.context.start();
            });
        }
    }

    private void pin(int core) {
        try {
            CorePinning.pin(core);
        } catch (Throwable e) {
            log.warning("loops cannot be bound to cores here (Linux and Java 22 or later are needed); use taskset", e);
        }
    }

    /** Something to be done on a loop's thread. */
    private interface LoopTask {
        void run() throws Exception;
    }

    /** Runs a task on a loop and waits; what it throws is thrown here. */
    private static void onLoop(NettyLoop loop, LoopTask task) {
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
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        }
    }

    private void bindAll() throws IOException {
        List<Listener> wanted = options.listeners();
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("there is no listener; add one with ServerOptions.listener(...)");
        }
        for (Listener listener : wanted) {
            TlsEndpoint endpoint = tls == null ? null : tls.of(listener);
            try {
                if (transport == Transport.EPOLL) {
                    bindEpoll(listener.address(), endpoint);
                } else {
                    bindNio(listener.address(), endpoint);
                }
            } catch (IOException e) {
                throw bindFailure(listener.address(), e);
            }
        }
    }

    private static IOException bindFailure(InetSocketAddress address, IOException cause) {
        String where = address.getAddress().getHostAddress() + ":" + address.getPort();
        // A BindException may also say that the address is not this machine's
        boolean taken = String.valueOf(cause.getMessage()).contains("in use");
        IOException failure = new BindException(
                taken
                        ? "the address " + where + " is taken already"
                        : "cannot listen on " + where + ": " + cause.getMessage());
        failure.initCause(cause);
        return failure;
    }

    private void bindEpoll(InetSocketAddress wanted, TlsEndpoint endpoint) throws IOException {
        if (!options.sharePort() && wanted.getPort() != 0) {
            // With SO_REUSEPORT a second bind by the same user succeeds silently
            EpollListener.bind(wanted, false, 0).close();
        }
        InetSocketAddress bound = wanted;
        for (int i = 0; i < loops.size(); i++) {
            var socket = EpollListener.bind(bound, true, options.backlogCountMax());
            if (i == 0) {
                bound = new InetSocketAddress(
                        wanted.getAddress(), socket.localAddress().getPort());
                addresses.add(bound);
            }
            register(new EpollListener(loops.get(i), socket, endpoint));
        }
    }

    private void bindNio(InetSocketAddress wanted, TlsEndpoint endpoint) throws IOException {
        var channel = NioListener.bind(wanted, options.sharePort(), options.backlogCountMax());
        addresses.add(
                new InetSocketAddress(wanted.getAddress(), ((InetSocketAddress) channel.getLocalAddress()).getPort()));
        register(new NioListener(loops, channel, endpoint));
    }

    private void register(Listening listening) {
        listeners.add(listening);
        onLoop(listening.loop, listening::start);
    }

    @Override
    public List<InetSocketAddress> addresses() {
        return List.copyOf(addresses);
    }

    @Override
    public int port() {
        return addresses.get(0).getPort();
    }

    @Override
    public int loops() {
        return loops.size();
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public Metrics metrics() {
        List<LoopMetrics> all = new ArrayList<>();
        for (NettyLoop loop : loops) {
            all.add(loop.context.counters().snapshot());
        }
        return new Metrics(all);
    }

    @Override
    public void reloadTls() throws IOException {
        if (tls != null) {
            tls.reload();
        }
    }

    /** Engines that are open, of all connections with TLS. */
    int tlsEnginesOpen() {
        return tls == null ? 0 : tls.enginesOpen();
    }

    @Override
    public DrainReport drain(Duration patience) {
        Objects.requireNonNull(patience, "patience");
        Drain running;
        boolean first = false;
        synchronized (this) {
            if (drain == null) {
                drain = new Drain(loops, listeners);
                first = true;
            }
            running = drain;
        }
        if (!first) {
            return running.await();
        }
        try {
            DrainReport report = running.run(patience);
            workers.shutdown();
            if (tls != null) {
                tls.close();
            }
            return report;
        } finally {
            down.countDown();
            hook.remove();
        }
    }

    /** Cuts off what is left of a drain that is running. */
    void force() {
        Drain running;
        synchronized (this) {
            running = drain;
        }
        if (running != null) {
            running.force();
        }
    }

    @Override
    public void close() {
        drain(DRAIN_TIME);
    }

    @Override
    public void awaitShutdown() throws InterruptedException {
        hook.register();
        down.await();
    }

    /** Waits a bounded time; for the hook. */
    boolean awaitDown(long millis) throws InterruptedException {
        return down.await(millis, TimeUnit.MILLISECONDS);
    }
}
