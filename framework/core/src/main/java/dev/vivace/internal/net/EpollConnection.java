package dev.vivace.internal.net;

import dev.vivace.internal.tls.TlsEndpoint;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.Buffer;
import io.netty.channel.unix.Errors;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.NativeInetAddress;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A connection on epoll: our own handle on Netty's loop, two system calls a wake-up, no channel. */
final class EpollConnection extends Connection implements EpollIoHandle {
    static final int EPOLLIN = EpollIoOps.EPOLLIN.value();
    static final int EPOLLOUT = EpollIoOps.EPOLLOUT.value();
    private static final int EPOLLERR = EpollIoOps.EPOLLERR.value();
    private static final int EPOLLHUP = 0x10;
    private static final int EPOLLRDHUP = EpollIoOps.EPOLLRDHUP.value();
    private static final int EPOLLPRI = 0x2;
    /** A receive ends at the end of the stream or at urgent data, and what is behind it has no event of its own. */
    private static final int READ_TWICE = EPOLLRDHUP | EPOLLPRI;

    private static final int EPOLLET = EpollIoOps.EPOLLET.value();
    /** Edge-triggered: level-triggered, the kernel looks at each ready socket once more in the following wait. */
    private static final EpollIoOps READ = EpollIoOps.valueOf(EPOLLIN | READ_TWICE | EPOLLET);
    /** Paused: errors and hang-ups are reported whatever is asked for. NONE would remove the descriptor. */
    private static final EpollIoOps PAUSED = EpollIoOps.EPOLLERR;

    private static final int IPPROTO_TCP = 6;
    private static final int TCP_CORK = 3;
    private static final int TCP_INFO = 11;
    private static final int TCP_CLOSE = 7;
    private static final int ETIMEDOUT = 110;

    private final Socket socket;
    private final long readAddress;
    private final long writeAddress;
    private IoRegistration registration;
    /** The peer's address as accept(2) gave it: asking the descriptor later might find another client there. */
    private final byte[] peer;

    EpollConnection(NettyLoop loop, Socket socket, byte[] peer) {
        super(loop);
        this.socket = socket;
        this.peer = peer;
        this.readAddress = Buffer.memoryAddress(loop.readBuffer);
        this.writeAddress = Buffer.memoryAddress(loop.writeBuffer);
    }

    /**
     * Takes an accepted socket into the loop.
     *
     * @param address the length of the peer's address, and the address
     * @param tls null for plain HTTP
     */
    static void open(NettyLoop loop, int descriptor, byte[] address, TlsEndpoint tls) throws IOException {
        EpollConnection connection = make(loop, descriptor, address, false, tls);
        connection.register();
        if (loop.drain != null) {
            // The loop was too busy to stop listening before it began to drain
            connection.drain(loop.drain);
        }
        if (loop.deferAccept) {
            connection.readable();
        }
    }

    /**
     * Tells a client that there is no room, in a way that it gets to know if that is to be had. It is kept for a moment in a
     * drain as well, which would close it before it is told.
     */
    static void refuse(NettyLoop loop, int descriptor, byte[] address) throws IOException {
        if (loop.context.refusals().full()) {
            dismiss(loop, new Socket(descriptor));
            return;
        }
        EpollConnection connection = make(loop, descriptor, address, true, null);
        connection.register();
        connection.tellRefused();
    }

    private static EpollConnection make(
            NettyLoop loop, int descriptor, byte[] address, boolean refused, TlsEndpoint tls) throws IOException {
        try {
            byte[] peer = java.util.Arrays.copyOfRange(address, 1, 1 + address[0]);
            EpollConnection connection = new EpollConnection(loop, new Socket(descriptor), peer);
            connection.opened(refused, tls);
            return connection;
        } catch (Throwable e) {
            // Want of memory: neither the descriptor nor its place in the bound is to be lost
            if (!refused) {
                loop.connections.giveBack();
            }
            new Socket(descriptor).close();
            throw e;
        }
    }

    private void register() throws IOException {
        try {
            registration = loop.register(this);
            registration.submit(READ);
        } catch (Exception e) {
            close();
            throw new IOException("registering a connection failed", e);
        }
    }

    /** One answer and a close; who has sent its request already may see a reset instead. */
    private static void dismiss(NettyLoop loop, Socket socket) throws IOException {
        try {
            byte[] answer = loop.context.refusals().answer();
            loop.writeBuffer.put(0, answer, 0, answer.length);
            socket.sendAddress(Buffer.memoryAddress(loop.writeBuffer), 0, answer.length);
            socket.recvAddress(Buffer.memoryAddress(loop.readBuffer), 0, NettyLoop.READ_BYTES);
        } catch (IOException e) {
            // It is gone already
        } finally {
            socket.close();
        }
    }

    @Override
    public void handle(IoRegistration from, IoEvent event) {
        int ops = ((EpollIoEvent) event).ops().value();
        if ((ops & EPOLLOUT) != 0) {
            writable();
        }
        if ((ops & EPOLLIN) != 0) {
            readable();
            if ((ops & READ_TWICE) != 0) {
                readable();
            }
        }
        if ((ops & (EPOLLERR | EPOLLHUP)) != 0) {
            failed();
        }
    }

    @Override
    int receive() throws IOException {
        int count = socket.recvAddress(readAddress, 0, NettyLoop.READ_BYTES);
        if (count > 0) {
            loop.readBuffer.get(0, loop.input, 0, count);
        }
        return count;
    }

    @Override
    int transmit(byte[] bytes, int start, int length) throws IOException {
        loop.writeBuffer.put(0, bytes, start, length);
        return socket.sendAddress(writeAddress, 0, length);
    }

    @Override
    void interest(boolean read, boolean write) {
        registration.submit(write ? EpollIoOps.EPOLLOUT : read ? READ : PAUSED);
    }

    /** epoll_ctl reports a socket that is readable at that moment anew, behind those that wait already. */
    @Override
    void readAgain() {
        registration.submit(READ);
    }

    @Override
    void shutdownWrite() throws IOException {
        socket.shutdown(false, true);
    }

    @Override
    boolean holdForEnd() throws IOException {
        socket.setIntOpt(IPPROTO_TCP, TCP_CORK, 1);
        return true;
    }

    @Override
    void resetOnClose() throws IOException {
        socket.setSoLinger(0);
    }

    /** The kernel has given up on bytes that the client did not take. */
    @Override
    boolean timedOut(IOException error) {
        return error instanceof Errors.NativeIoException known && known.expectedErr() == -ETIMEDOUT;
    }

    /**
     * Events are hints, keyed by descriptor within a batch: after a close and an accept the same number may come back. So a
     * hang-up is believed only when the socket says so itself.
     */
    @Override
    boolean broken() {
        try {
            int error = socket.getSoError();
            if (error == ETIMEDOUT) {
                answerTimedOut();
            }
            return error != 0 || (socket.getIntOpt(IPPROTO_TCP, TCP_INFO) & 0xFF) == TCP_CLOSE;
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Closes first and cancels then, which saves the epoll_ctl that removes the descriptor: closing removes it, and nothing
     * else runs on this loop in between that could get the same number.
     */
    @Override
    void release() {
        try {
            socket.close();
        } catch (IOException e) {
            loop.log.warning("closing a socket failed", e);
        }
        // The selector of a loop that has died is closed, and takes no tasks
        if (registration != null && !loop.dead) {
            registration.cancel();
        }
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return NativeInetAddress.address(peer, 0, peer.length);
    }

    @Override
    public FileDescriptor fd() {
        return socket;
    }
}
