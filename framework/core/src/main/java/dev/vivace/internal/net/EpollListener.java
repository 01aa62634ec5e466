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

/** A loop's own listening socket; the kernel spreads connections over those of all loops (SO_REUSEPORT). */
final class EpollListener extends Listening implements EpollIoHandle {
    private final Socket socket;
    private final byte[] address = new byte[26];
    private IoRegistration registration;

    EpollListener(NettyLoop loop, Socket socket, TlsEndpoint tls) {
        super(loop, tls);
        this.socket = socket;
    }

    /**
     * Binds and listens.
     *
     * @param share whether others may listen on the same address: our own further loops, or another process
     */
    static Socket bind(InetSocketAddress to, boolean share, int backlogCountMax) throws IOException {
        Socket socket = Socket.newSocketStream();
        try {
            socket.setReuseAddress(true);
            if (share) {
                socket.setReusePort(true);
            }
            // Inherited by what is accepted, so that it costs nothing per connection
            socket.setTcpNoDelay(true);
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

    @Override
    void start() throws Exception {
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
        EpollConnection.open(loop, descriptor, address, tls);
        return true;
    }

    @Override
    void interest(boolean accept) {
        registration.submit(accept ? EpollIoOps.EPOLLIN : EpollIoOps.EPOLLERR);
    }

    @Override
    public void close() {
        if (socket.isOpen()) {
            if (registration != null) {
                registration.cancel();
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
