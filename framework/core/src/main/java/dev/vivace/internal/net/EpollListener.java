package dev.vivace.internal.net;

import dev.vivace.internal.tls.TlsEndpoint;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.RejectedExecutionException;

/** A loop's own listening socket; the kernel spreads connections over those of all loops (SO_REUSEPORT). */
final class EpollListener extends Listening implements EpollIoHandle {
    /** A handshake that has begun ends within a round trip; of those that take longer some are reset. */
    private static final long SETTLE_NANOS = 100_000_000L;

    private static final long LOCAL_SETTLE_NANOS = 2_000_000L;

    private static final int IPPROTO_TCP = 6;
    private static final int TCP_DEFER_ACCEPT = 9;
    private static final int TCP_USER_TIMEOUT = 18;

    /** In seconds: the shortest time there is. */
    private static final int DEFER_SECONDS = 1;

    private final Socket socket;
    private final boolean local;
    private final byte[] address = new byte[26];
    private IoRegistration registration;

    EpollListener(NettyLoop loop, Socket socket, TlsEndpoint tls) {
        super(loop, tls);
        this.socket = socket;
        this.local = socket.localAddress().getAddress().isLoopbackAddress();
    }

    Socket socket() {
        return socket;
    }

    /**
     * Binds and listens.
     *
     * @param share whether others may listen on the same address: our own further loops, or another process
     */
    static Socket bind(InetSocketAddress to, boolean share, int backlogCountMax) throws IOException {
        return bind(to, share, backlogCountMax, 0);
    }

    /**
     * Binds and listens.
     *
     * @param answerMillisMax how long the kernel keeps bytes for clients that take none of them (tcp(7), TCP_USER_TIMEOUT);
     *     0 for as long as it likes
     */
    static Socket bind(InetSocketAddress to, boolean share, int backlogCountMax, int answerMillisMax)
            throws IOException {
        Socket socket = Socket.newSocketStream();
        try {
            socket.setReuseAddress(true);
            if (share) {
                socket.setReusePort(true);
            }
            // Inherited by what is accepted, so that it costs nothing per connection
            socket.setTcpNoDelay(true);
            if (answerMillisMax > 0) {
                boundAnswers(socket, answerMillisMax);
            }
            socket.bind(to);
            if (backlogCountMax > 0) {
                socket.listen(backlogCountMax);
            }
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** How long the kernel keeps bytes for the clients of this socket that take none of them; for those accepted from now on. */
    static void boundAnswers(Socket socket, int answerMillisMax) throws IOException {
        socket.setIntOpt(IPPROTO_TCP, TCP_USER_TIMEOUT, answerMillisMax);
    }

    @Override
    void start() throws Exception {
        if (registration != null) {
            // An attempt before this one got no further
            registration.cancel();
        }
        // Here and not at the bind: a socket that was taken over has what the other process had set
        socket.setIntOpt(IPPROTO_TCP, TCP_DEFER_ACCEPT, loop.deferAccept ? DEFER_SECONDS : 0);
        registration = loop.register(this);
        registration.submit(EpollIoOps.EPOLLIN);
    }

    @Override
    public void handle(IoRegistration from, IoEvent event) {
        acceptReady();
    }

    @Override
    boolean acceptOne() throws IOException {
        int descriptor = socket.accept(address);
        if (descriptor < 0) {
            return false;
        }
        if (loop.connections.take()) {
            EpollConnection.open(loop, descriptor, address, tls);
        } else {
            // Counted first: whoever is told may look at the counters
            refused();
            if (tls == null) {
                EpollConnection.refuse(loop, descriptor, address);
            } else {
                // There is nothing to say before a handshake
                new Socket(descriptor).close();
            }
        }
        return true;
    }

    /**
     * Has the kernel drop what asks for a connection (a SYN without ACK), so that new clients try again by themselves and
     * find another process or a closed port. The last step of a handshake that has begun still passes.
     */
    @Override
    long refuseNew() {
        try {
            if (loop.deferAccept) {
                // What ends its handshake from now on is accepted, and closed, without having said anything
                socket.setIntOpt(IPPROTO_TCP, TCP_DEFER_ACCEPT, 0);
            }
            NewClients.refuse(socket);
        } catch (IOException e) {
            loop.log.warning("new connections cannot be refused here; some may be reset when listening ends", e);
            return 0;
        }
        return local ? LOCAL_SETTLE_NANOS : SETTLE_NANOS;
    }

    @Override
    Listening on(NettyLoop other) {
        return new EpollListener(other, socket, tls);
    }

    @Override
    void interest(boolean accept) {
        registration.submit(accept ? EpollIoOps.EPOLLIN : EpollIoOps.EPOLLERR);
    }

    @Override
    boolean open() {
        return socket.isOpen();
    }

    @Override
    public void close() {
        if (open()) {
            try {
                if (registration != null) {
                    registration.cancel();
                }
            } catch (RejectedExecutionException e) {
                // The loop has died, and its selector with it
            }
            try {
                socket.close();
            } catch (IOException e) {
                loop.log.warning("closing a listening socket failed", e);
            }
        }
    }

    @Override
    public FileDescriptor fd() {
        return socket;
    }
}
