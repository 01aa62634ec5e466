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
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Loops, listeners and their end. */
public final class NettyServer implements Server {
    private final ServerOptions options;
    private final Transport transport;
    /** Null where no route blocks. */
    private final ExecutorService workers;

    private final ErrorLog log = new ErrorLog();
    private final Loops loops;
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final CountDownLatch down = new CountDownLatch(1);
    private final ShutdownHook hook = new ShutdownHook(this);
    /** Null where no listener has TLS. */
    private TlsListeners tls;

    private Drain drain;
    private HandOver handOver;
    private volatile boolean started;

    private NettyServer(AppPlan plan, ExecutorService workers) {
        this.options = plan.options();
        this.workers = workers;
        this.transport = Transports.choose(options.transport());
        if (options.takeOver() != null && transport != Transport.EPOLL) {
            throw new IllegalStateException("taking over needs the epoll transport, and this server uses " + transport
                    + "; leave takeOver out, or see sharePort");
        }
        this.loops = new Loops(plan, transport, workers, log);
    }

    /**
     * Starts loops, then listens; when anything fails, all that was started is stopped again.
     *
     * @param workers for blocking routes; null where there are none
     */
    public static NettyServer start(AppPlan plan, ExecutorService workers) throws IOException {
        NettyServer server = new NettyServer(plan, workers);
        try {
            server.tls = TlsListeners.of(server.options.listeners(), server.loops, server.log);
            server.loops.start();
            server.listen();
            server.started = true;
            return server;
        } catch (Throwable e) {
            server.drain(Duration.ZERO);
            throw e;
        }
    }

    private void listen() throws IOException {
        if (options.takeOver() == null) {
            bindAll(null);
            loops.startListening();
            return;
        }
        handOver = new HandOver(this, loops.at(0), options.takeOver());
        boolean inherited;
        try (Inheritance inheritance = Inheritance.ask(options.takeOver(), log)) {
            inherited = inheritance != null;
            bindAll(inheritance);
            loops.startListening();
            if (inherited) {
                inheritance.confirm(log);
                loops.listeners().forEach(listener -> listener.handedOver = false);
            }
        }
        try {
            Loops.onLoop(loops.at(0), handOver::start);
            loops.whenFirstIsReplaced(handOver::on);
        } catch (RuntimeException e) {
            if (!inherited) {
                throw new IOException("cannot serve the take-over path " + options.takeOver(), e);
            }
            // The other one has stopped: to serve is better than to fail
            log.warning("the take-over path cannot be served; the next process will not be able to take over", e);
        }
    }

    private void bindAll(Inheritance inheritance) throws IOException {
        List<Listener> wanted = options.listeners();
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("there is no listener; add one with ServerOptions.listener(...)");
        }
        for (Listener listener : wanted) {
            TlsEndpoint endpoint = tls == null ? null : tls.of(listener);
            try {
                List<Socket> inherited = inheritance == null ? List.of() : inheritance.take(listener.address());
                if (!inherited.isEmpty()) {
                    adopt(listener.address(), inherited, endpoint);
                } else if (transport == Transport.EPOLL) {
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
        for (int i = 0; i < loops.count(); i++) {
            var socket = EpollListener.bind(bound, true, options.backlogCountMax(), answerMillisMax());
            if (i == 0) {
                bound = new InetSocketAddress(
                        wanted.getAddress(), socket.localAddress().getPort());
                addresses.add(bound);
            }
            register(new EpollListener(loops.at(i), socket, endpoint));
        }
    }

    /** Answers that the socket has taken wait in the kernel: their clients have as much time as others. */
    private int answerMillisMax() {
        return (int)
                Math.max(1, Math.min(Integer.MAX_VALUE, options.answerTimeout().toMillis()));
    }

    private void bindNio(InetSocketAddress wanted, TlsEndpoint endpoint) throws IOException {
        var channel = NioListener.bind(wanted, options.sharePort(), options.backlogCountMax());
        addresses.add(
                new InetSocketAddress(wanted.getAddress(), ((InetSocketAddress) channel.getLocalAddress()).getPort()));
        register(new NioListener(loops.at(0), loops, channel, endpoint));
    }

    /** For tests. */
    Loops loopSet() {
        return loops;
    }

    /** All of them, whatever the number of loops is: closing one would reset what waits in its queue. */
    private void adopt(InetSocketAddress wanted, List<Socket> inherited, TlsEndpoint endpoint) throws IOException {
        var bound = new InetSocketAddress(
                wanted.getAddress(), inherited.get(0).localAddress().getPort());
        addresses.add(bound);
        for (int i = 0; i < inherited.size(); i++) {
            // The other process's own until now
            EpollListener.boundAnswers(inherited.get(i), answerMillisMax());
            EpollListener listening = new EpollListener(loops.at(i % loops.count()), inherited.get(i), endpoint);
            // Until the other process has been told: if this one fails, that one takes what waits in the queue
            listening.handedOver = true;
            register(listening);
            inherited.get(i).listen(options.backlogCountMax());
        }
        for (int i = inherited.size(); i < loops.count(); i++) {
            register(new EpollListener(
                    loops.at(i),
                    EpollListener.bind(bound, true, options.backlogCountMax(), answerMillisMax()),
                    endpoint));
        }
    }

    private void register(Listening listening) {
        listening.place = addresses.size() - 1;
        loops.add(listening);
    }

    /** The sockets that listen on an address; epoll only. */
    List<Socket> listeningSockets(int place) {
        List<Socket> sockets = new ArrayList<>();
        for (Listening listening : loops.listeners()) {
            if (listening.place == place) {
                sockets.add(((EpollListener) listening).socket());
            }
        }
        return sockets;
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
        return loops.count();
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public Metrics metrics() {
        List<LoopMetrics> all = new ArrayList<>();
        for (int i = 0; i < loops.count(); i++) {
            all.add(loops.at(i).context.counters().snapshot());
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
        return drain(patience, false, () -> {});
    }

    /** The first call runs it; others wait for it. */
    private DrainReport drain(Duration patience, boolean handedOver, Runnable whenStopped) {
        Drain running;
        boolean first = false;
        synchronized (this) {
            if (drain == null) {
                drain = loops.drain();
                first = true;
            }
            running = drain;
        }
        running.stopped().thenRun(whenStopped);
        if (handedOver) {
            running.handedOver();
        }
        if (!first) {
            return running.await();
        }
        try {
            Duration notice = started ? options.drainNotice() : Duration.ZERO;
            DrainReport report = running.run(patience, notice, () -> handOver == null || handOver.end());
            if (workers != null) {
                workers.shutdown();
            }
            if (tls != null) {
                tls.close();
            }
            return report;
        } finally {
            loops.stopWatching();
            down.countDown();
            hook.remove();
        }
    }

    /**
     * Another process listens by now, so this one drains.
     *
     * @param taken of which addresses
     * @param known done when it is known whose the listening sockets are
     * @param whenStopped done when this process accepts no more
     */
    void handedOver(BitSet taken, Runnable known, Runnable whenStopped) {
        for (Listening listening : loops.listeners()) {
            listening.handedOver = taken.get(listening.place);
        }
        known.run();
        drain(DRAIN_TIME, true, whenStopped);
    }

    /** After a second signal: ends the notice of a drain that is running, or cuts off what is left. */
    void hurry() {
        Drain running;
        synchronized (this) {
            running = drain;
        }
        if (running != null) {
            running.hurry();
        }
    }

    /** The longest that {@link #close} takes, but for what loops stuck in handlers add. */
    long drainMillisMax() {
        return DRAIN_TIME.plus(options.drainNotice()).toMillis();
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
