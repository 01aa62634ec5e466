package dev.vivace.internal.net;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A client that sends any bytes and reads answers strictly; blocking, with a time limit on each read. */
final class RawClient implements AutoCloseable {
    static final String GET_OK = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n";

    private static final int READ_MILLIS_MAX = 20_000;

    private final SocketChannel channel;
    private final InputStream in;
    private byte[] buffer = new byte[16_384];
    private int start;
    private int end;
    private boolean ended;

    RawClient(int port) throws IOException {
        this(port, 0);
    }

    /** @param receiveBytes the size of the socket's receive buffer, 0 for the system's choice */
    RawClient(int port, int receiveBytes) throws IOException {
        channel = SocketChannel.open();
        if (receiveBytes > 0) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBytes);
        }
        channel.connect(new InetSocketAddress(Servers.HOST, port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.socket().setSoTimeout(READ_MILLIS_MAX);
        in = channel.socket().getInputStream();
    }

    /** Its own port, which tells it from other clients. */
    int ownPort() {
        return channel.socket().getLocalPort();
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        send(ByteBuffer.wrap(bytes));
    }

    void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** As many bytes as the socket takes without waiting. */
    int sendWithoutWaiting(ByteBuffer bytes) throws IOException {
        channel.configureBlocking(false);
        try {
            return channel.write(bytes);
        } finally {
            channel.configureBlocking(true);
        }
    }

    /** One byte of urgent data (TCP's out-of-band mark). */
    void sendUrgent(int value) throws IOException {
        channel.socket().sendUrgentData(value);
    }

    void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    /** Sends, and reads the one answer. */
    RawAnswer ask(String request) throws IOException {
        send(request);
        return readAnswer();
    }

    RawAnswer readAnswer() throws IOException {
        return readAnswer(false);
    }

    /** Reads one answer, which has to be complete. */
    RawAnswer readAnswer(boolean toHead) throws IOException {
        int headLength = headLength();
        String head = new String(buffer, start, headLength, StandardCharsets.ISO_8859_1);
        start += headLength;
        if (!head.startsWith("HTTP/1.1 ")) {
            throw new IOException("not an answer: " + head);
        }
        RawAnswer answer = new RawAnswer(Integer.parseInt(head.substring(9, 12)), head, new byte[0]);
        String length = answer.header("Content-Length");
        if (toHead || length == null) {
            return answer;
        }
        return new RawAnswer(answer.status(), head, readBytes(Integer.parseInt(length)));
    }

    private int headLength() throws IOException {
        int at = start;
        while (true) {
            for (; at + 3 < end; at++) {
                if (buffer[at] == '\r' && buffer[at + 1] == '\n' && buffer[at + 2] == '\r' && buffer[at + 3] == '\n') {
                    return at + 4 - start;
                }
            }
            int searched = at - start;
            if (!fill()) {
                throw new EOFException("the server closed after " + (end - start) + " bytes of an answer's head");
            }
            at = start + searched;
        }
    }

    byte[] readBytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        int read = Math.min(count, end - start);
        System.arraycopy(buffer, start, bytes, 0, read);
        start += read;
        while (read < count) {
            int more = in.read(bytes, read, count - read);
            if (more < 0) {
                throw new EOFException("the server closed after " + read + " of " + count + " bytes");
            }
            read += more;
        }
        return bytes;
    }

    /** All bytes until the server closes. A reset counts as the end: what arrived before it is kept. */
    byte[] readToEnd() throws IOException {
        try {
            while (fill()) {}
        } catch (java.net.SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("reset")) {
                throw e;
            }
        }
        return Arrays.copyOfRange(buffer, start, end);
    }

    /** All bytes that are there now, without waiting; {@link #ended} says whether the end was among them. */
    byte[] readAvailable() throws IOException {
        channel.configureBlocking(false);
        try {
            int count;
            do {
                makeRoom();
                count = channel.read(ByteBuffer.wrap(buffer, end, buffer.length - end));
                end += Math.max(0, count);
            } while (count > 0);
            ended = count < 0;
        } finally {
            channel.configureBlocking(true);
        }
        byte[] bytes = Arrays.copyOfRange(buffer, start, end);
        start = end;
        return bytes;
    }

    boolean ended() {
        return ended;
    }

    private boolean fill() throws IOException {
        makeRoom();
        int count = in.read(buffer, end, buffer.length - end);
        end += Math.max(0, count);
        return count >= 0;
    }

    private void makeRoom() {
        if (end < buffer.length) {
            return;
        }
        byte[] target = end - start > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
        System.arraycopy(buffer, start, target, 0, end - start);
        buffer = target;
        end -= start;
        start = 0;
    }

    /** Closes with a reset instead of a FIN. */
    void reset() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
