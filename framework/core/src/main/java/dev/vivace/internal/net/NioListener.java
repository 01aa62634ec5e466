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
import java.util.concurrent.RejectedExecutionException;

/** The one listening socket where there is no SO_REUSEPORT to rely on; deals connections to the loops in turn. */
final class NioListener extends Listening implements NioIoHandle {
    /** Within that time the loop selects, and with that forgets what is cancelled. */
    private static final long DESELECT_NANOS = 2_000_000L;

    private final ServerSocketChannel channel;
    private final Loops loops;
    private int next;
    private IoRegistration registration;

    NioListener(NettyLoop loop, Loops loops, ServerSocketChannel channel, TlsEndpoint tls) {
        super(loop, tls);
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
        if (registration != null) {
            // An attempt before this one got no further
            registration.cancel();
        }
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
        if (loop.connections.take()) {
            deal(accepted);
        } else {
            // Counted first: whoever is told may look at the counters
            refused();
            if (tls == null) {
                NioConnection.refuse(loop, accepted);
            } else {
                // There is nothing to say before a handshake
                accepted.close();
            }
        }
        return true;
    }

    /** To the next loop; one that has died and is not replaced yet is passed over. */
    private void deal(SocketChannel accepted) {
        for (int i = loops.count(); i > 0; i--) {
            NettyLoop target = loops.at(next);
            next = next + 1 == loops.count() ? 0 : next + 1;
            if (target == loop) {
                break;
            }
            try {
                target.execute(() -> open(target, accepted));
                return;
            } catch (RejectedExecutionException e) {
                // The next one then, or this one
            }
        }
        open(loop, accepted);
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
        }
    }

    /**
     * The JDK offers no way to turn clients away and go on accepting, so that a client that connects between the last accept
     * and the close is reset. That time is the shorter for the selector having let go of the channel before: otherwise the
     * JDK closes only after the next selection.
     */
    @Override
    long refuseNew() {
        if (registration != null) {
            registration.cancel();
        }
        return DESELECT_NANOS;
    }

    @Override
    Listening on(NettyLoop other) {
        return new NioListener(other, loops, channel, tls);
    }

    @Override
    void interest(boolean accept) {
        registration.submit(accept ? NioIoOps.ACCEPT : NioIoOps.NONE);
    }

    @Override
    boolean open() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        if (open()) {
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
