package dev.vivace.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Connections that are held open beside the load and never used. */
final class IdleConnections implements AutoCloseable {
    private final List<SocketChannel> channels = new ArrayList<>();

    void open(InetSocketAddress target, int count, int timeoutMillis) throws IOException {
        for (int number = 0; number < count; number++) {
            SocketChannel channel = SocketChannel.open();
            channels.add(channel);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            try {
                channel.socket().connect(target, timeoutMillis);
            } catch (IOException e) {
                throw new IOException("idle connection " + (number + 1) + " of " + count + ": " + e.getMessage(), e);
            }
            channel.configureBlocking(false);
        }
    }

    int count() {
        return channels.size();
    }

    /** How many of them the server has closed. */
    int closedCount() {
        ByteBuffer buffer = ByteBuffer.allocate(1);
        int count = 0;
        for (SocketChannel channel : channels) {
            try {
                count += channel.read(buffer.clear()) < 0 ? 1 : 0;
            } catch (IOException e) {
                count++;
            }
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
