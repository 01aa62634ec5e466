package dev.vivace.load;

import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import java.io.IOException;

/** A connection on a loop's epoll descriptor, level-triggered: an answer costs one send and one recv. */
final class EpollConnection extends Connection implements EpollIoHandle {
    private static final int EPOLLOUT = EpollIoOps.EPOLLOUT.value();

    private final Loop loop;
    private final Requests requests;
    private Socket socket;
    private IoRegistration registration;

    EpollConnection(Loop loop) {
        super(loop.clock, loop.expectations, loop.dispatcher, loop.input);
        this.loop = loop;
        this.requests = loop.requests;
    }

    @Override
    boolean connect() throws IOException {
        socket = Socket.newSocketStream();
        socket.setTcpNoDelay(true);
        boolean connected = socket.connect(loop.target);
        try {
            registration = loop.register(this);
            registration.submit(connected ? EpollIoOps.EPOLLIN : EpollIoOps.EPOLLOUT);
        } catch (Exception e) {
            throw new IOException("registering a connection failed", e);
        }
        return connected;
    }

    @Override
    public void handle(IoRegistration from, IoEvent event) {
        try {
            if (!connecting()) {
                readable();
            } else if ((((EpollIoEvent) event).ops().value() & EPOLLOUT) != 0) {
                finishConnect();
            }
        } catch (Throwable e) {
            // The handler that called this would sleep for a second and go on.
            loop.stop(e);
        }
    }

    private void finishConnect() {
        try {
            if (socket.finishConnect()) {
                registration.submit(EpollIoOps.EPOLLIN);
                connected();
            }
        } catch (IOException e) {
            refused(e);
        }
    }

    @Override
    boolean transmit(boolean closing) throws IOException {
        int index = requests.take(closing);
        int begin = requests.begin(index);
        int end = requests.end(index);
        return socket.sendAddress(requests.address(), begin, end) == end - begin;
    }

    @Override
    int receive() throws IOException {
        return socket.recvAddress(loop.inputAddress, 0, Loop.INPUT_BYTES);
    }

    /** Closes first: that takes the descriptor out of the epoll set, and the registration need not do it. */
    @Override
    void release() {
        if (socket == null) {
            return;
        }
        try {
            socket.close();
        } catch (IOException e) {
            loop.stop(e);
        }
        if (registration != null) {
            registration.cancel();
        }
        socket = null;
        registration = null;
    }

    @Override
    void reopen() {
        loop.openLater(this);
    }

    @Override
    public FileDescriptor fd() {
        return socket;
    }

    /** Called by the handler for what is still registered at its end. */
    @Override
    public void close() {
        release();
    }
}
