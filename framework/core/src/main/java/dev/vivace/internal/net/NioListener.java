package dev.vivace.internal.net;

import dev.vivace.internal.exchange.LoopCounters;
import dev.vivace.internal.tls.TlsEndpoint;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.nio.NioIoOps;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/** The one listening socket where there is no SO_REUSEPORT to rely on; deals connections to the loops in turn. */
final class NioListener extends Listening implements NioIoHandle {
    private final ServerSocketChannel channel;
    private final List<NettyLoop> loops;
    private int next;
    private IoRegistration registration;

    NioListener(List<NettyLoop> loops, ServerSocketChannel channel, TlsEndpoint tls) {
        super(loops.get(0), tls);
        this.loops = loops;
        this.channel = channel;
    }

    static ServerSocketChannel bind(InetSocketAddress to, boolean share, int backlogCountMax) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            if (share && channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
                channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            channel.configureBlocking(false);
            channel.bind(to, backlogCountMax);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    void start() throws Exception {
        registration = loop.register(this);
        registration.submit(NioIoOps.ACCEPT);
    }

    @Override
    public void handle(IoRegistration from, IoEvent event) {
        acceptReady();
    }

    @Override
    boolean acceptOne() throws IOException {
        SocketChannel accepted = channel.accept();
        if (accepted == null) {
            return false;
        }
        NettyLoop target = loops.get(next);
        next = next + 1 == loops.size() ? 0 : next + 1;
        if (target == loop) {
            open(loop, accepted);
        } else {
            target.execute(() -> open(target, accepted));
        }
        return true;
    }

    private void open(NettyLoop target, SocketChannel accepted) {
        try {
            NioConnection connection = NioConnection.open(target, accepted, tls);
            if (target.drain != null) {
                // Dealt before the acceptor knew that the server stops
                connection.drain(target.drain);
            }
        } catch (IOException e) {
            target.context.counters().add(LoopCounters.ACCEPT_FAILED, 1);
            try {
                accepted.close();
            } catch (IOException second) {
                target.log.warning("closing a socket failed", second);
            }
        }
    }

    @Override
    void interest(boolean accept) {
        registration.submit(accept ? NioIoOps.ACCEPT : NioIoOps.NONE);
    }

    @Override
    public void close() {
        if (channel.isOpen()) {
            if (registration != null) {
                registration.cancel();
            }
            try {
                channel.close();
            } catch (IOException e) {
                loop.log.warning("closing a listening socket failed", e);
            }
        }
    }

    @Override
    public SelectableChannel selectableChannel() {
        return channel;
    }
}
