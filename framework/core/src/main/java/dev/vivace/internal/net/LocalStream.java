package dev.vivace.internal.net;

import io.netty.channel.ChannelException;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Socket;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A connection between two processes of one machine (unix(7)) that carries lines of ASCII and descriptors. Blocking; no step
 * takes longer than {@link #TIMEOUT_MILLIS}.
 *
 * <p>Lines are read byte by byte: a receive that reached into the bytes that carry descriptors would lose those.
 *
 * <p><b>Threading:</b> one at a time, never a loop's.
 */
final class LocalStream implements AutoCloseable {
    static final long TIMEOUT_MILLIS = 10_000;

    private static final int LINE_BYTES_MAX = 8_192;
    private static final long POLL_NANOS = 200_000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_PEERCRED = 17;

    private final Socket socket;

    LocalStream(Socket socket) {
        this.socket = socket;
    }

    /** Throws where nobody listens. */
    static LocalStream connect(Path path) throws IOException {
        Socket socket = Socket.newSocketDomain();
        try {
            socket.connect(new DomainSocketAddress(path.toString()));
            return new LocalStream(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The process at the other end, as the kernel knows it: its number and its user's. */
    record Peer(int process, int user) {}

    Peer peer() throws IOException {
        ByteBuffer credentials = ByteBuffer.allocateDirect(12).order(ByteOrder.nativeOrder());
        try {
            socket.getRawOpt(SOL_SOCKET, SO_PEERCRED, credentials);
        } catch (ChannelException e) {
            throw new IOException("the kernel does not say whose process is at the other end", e);
        }
        return new Peer(credentials.getInt(0), credentials.getInt(4));
    }

    /** The user that this process acts for (proc(5): real, effective, saved, file system). */
    static int ownUser() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"), StandardCharsets.ISO_8859_1)) {
            if (line.startsWith("Uid:")) {
                return Integer.parseUnsignedInt(line.strip().split("\\s+")[2]);
            }
        }
        throw new IOException("/proc/self/status does not say whose process this is");
    }

    void writeLine(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(line.length() + 1);
        bytes.put((line + "\n").getBytes(StandardCharsets.US_ASCII));
        Deadline deadline = new Deadline();
        for (int at = 0; at < bytes.capacity(); ) {
            int sent = socket.write(bytes, at, bytes.capacity());
            at += sent;
            if (sent == 0) {
                deadline.pause();
            }
        }
    }

    /** The next line; null when the other end closed instead. */
    String readLine() throws IOException {
        ByteBuffer one = ByteBuffer.allocateDirect(1);
        StringBuilder line = new StringBuilder();
        Deadline deadline = new Deadline();
        while (line.length() < LINE_BYTES_MAX) {
            int count = socket.read(one, 0, 1);
            if (count < 0) {
                return null;
            }
            if (count == 0) {
                deadline.pause();
            } else if (one.get(0) == '\n') {
                return line.toString();
            } else {
                line.append((char) (one.get(0) & 0x7F));
            }
        }
        throw new IOException("a line of more than " + LINE_BYTES_MAX + " bytes");
    }

    void sendDescriptor(int descriptor) throws IOException {
        Deadline deadline = new Deadline();
        while (socket.sendFd(descriptor) < 0) {
            deadline.pause();
        }
    }

    int receiveDescriptor() throws IOException {
        Deadline deadline = new Deadline();
        while (true) {
            int descriptor = socket.recvFd();
            if (descriptor > 0) {
                return descriptor;
            }
            if (descriptor < 0) {
                throw new EOFException("the other process closed the connection");
            }
            deadline.pause();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // nothing is written that close could lose
        }
    }

    /** When a step has taken too long; Netty's sockets never block. */
    private static final class Deadline {
        private final long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLIS);

        void pause() throws IOException {
            if (System.nanoTime() - end > 0) {
                throw new SocketTimeoutException(
                        "the other process said nothing for " + TIMEOUT_MILLIS / 1_000 + " seconds");
            }
            LockSupport.parkNanos(POLL_NANOS);
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new java.io.InterruptedIOException("interrupted while taking over");
            }
        }
    }
}
