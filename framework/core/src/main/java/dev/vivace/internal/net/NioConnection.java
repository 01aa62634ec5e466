package dev.vivace.internal.net;

import dev.vivace.internal.tls.TlsEndpoint;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoEvent;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.nio.NioIoOps;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;

/** A connection on the JDK's selectors, where epoll is not to be had. */
final class NioConnection extends Connection implements NioIoHandle {
    private final SocketChannel channel;
    private final InetSocketAddress remoteAddress;
    private IoRegistration registration;

    private NioConnection(NettyLoop loop, SocketChannel channel) throws IOException {
        super(loop);
        this.channel = channel;
        this.remoteAddress = (InetSocketAddress) channel.getRemoteAddress();
    }

    /** Takes an accepted channel into the loop. Loop thread. */
    static NioConnection open(NettyLoop loop, SocketChannel channel, TlsEndpoint tls) throws IOException {
        NioConnection connection = make(loop, channel, false, tls);
        connection.register();
        return connection;
    }

    /** Tells a client that there is no room, in a way that it gets to know if that is to be had. */
    static void refuse(NettyLoop loop, SocketChannel channel) {
        if (loop.context.refusals().full()) {
            dismiss(loop, channel);
            return;
        }
        try {
            NioConnection connection = make(loop, channel, true, null);
            connection.register();
            connection.tellRefused();
        } catch (IOException e) {
            // It is gone already
        }
    }

    private static NioConnection make(NettyLoop loop, SocketChannel channel, boolean refused, TlsEndpoint tls)
            throws IOException {
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            NioConnection connection = new NioConnection(loop, channel);
            connection.opened(refused, tls);
            return connection;
        } catch (Throwable e) {
            // Reset meanwhile, or want of memory: neither the descriptor nor its place in the bound is to be lost
            if (!refused) {
                loop.connections.giveBack();
            }
            channel.close();
            throw e;
        }
    }

    private void register() throws IOException {
        try {
            registration = loop.register(this);
            registration.submit(NioIoOps.READ);
        } catch (Exception e) {
            close();
            throw new IOException("registering a connection failed", e);
        }
    }

    /** One answer and a close; who has sent its request already may see a reset instead. */
    private static void dismiss(NettyLoop loop, SocketChannel channel) {
        try (channel) {
            channel.configureBlocking(false);
            channel.write(ByteBuffer.wrap(loop.context.refusals().answer()));
            channel.read(loop.readBuffer.clear());
        } catch (IOException e) {
            // It is gone already
        }
    }

    @Override
    public void handle(IoRegistration from, IoEvent event) {
        NioIoOps ops = ((NioIoEvent) event).ops();
        if (ops.contains(NioIoOps.WRITE)) {
            writable();
        }
        if (ops.contains(NioIoOps.READ)) {
            readable();
        }
    }

    @Override
    int receive() throws IOException {
        ByteBuffer buffer = loop.readBuffer;
        buffer.clear();
        int count = channel.read(buffer);
        if (count > 0) {
            buffer.get(0, loop.input, 0, count);
        }
        return count;
    }

    @Override
    int transmit(byte[] bytes, int start, int length) throws IOException {
        ByteBuffer buffer = loop.writeBuffer;
        buffer.clear().put(bytes, start, length).flip();
        return channel.write(buffer);
    }

    @Override
    void interest(boolean read, boolean write) {
        registration.submit(write ? NioIoOps.WRITE : read ? NioIoOps.READ : NioIoOps.NONE);
    }

    @Override
    void readAgain() {
        // A selector is level-triggered: it reports what is left by itself
    }

    @Override
    void shutdownWrite() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    void resetOnClose() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    }

    @Override
    boolean timedOut(IOException error) {
        return false;
    }

    @Override
    boolean broken() {
        return !channel.isConnected();
    }

    @Override
    void release() {
        if (registration != null) {
            registration.cancel();
        }
        try {
            channel.close();
        } catch (IOException e) {
            loop.log.warning("closing a socket failed", e);
        }
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return remoteAddress;
    }

    @Override
    public SelectableChannel selectableChannel() {
        return channel;
    }
}
