package dev.vivace.internal.net;

import dev.vivace.tls.TlsPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.net.ssl.SSLContext;

/** A client over TLS that decides how its records are cut; blocking, with a time limit on each read. */
final class TlsClient implements AutoCloseable {
    private static final int READ_MILLIS_MAX = 20_000;

    private final SocketChannel channel;
    private final InputStream in;
    private final TlsPeer peer;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[65_536];
    private long sentBytes;
    private boolean ended;

    TlsClient(int port, SSLContext context, String protocol) throws IOException {
        this(port, context, protocol, true);
    }

    private TlsClient(int port, SSLContext context, String protocol, boolean whole) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(Servers.HOST, port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.socket().setSoTimeout(READ_MILLIS_MAX);
        in = channel.socket().getInputStream();
        peer = TlsPeer.of(context, protocol, "http/1.1");
        write(peer.begin());
        if (whole) {
            finishHandshake();
        }
    }

    /** One whose hello is sent, and nothing more. */
    static TlsClient begun(int port, SSLContext context, String protocol) throws IOException {
        return new TlsClient(port, context, protocol, false);
    }

    /** What the server has answered the hello with; what is to be said to it is for later. */
    byte[] answerToServer() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (out.size() == 0) {
            int count = in.read(buffer);
            if (count < 0) {
                throw new IOException("the server closed in the handshake");
            }
            out.writeBytes(peer.receive(Arrays.copyOf(buffer, count)));
        }
        return out.toByteArray();
    }

    void finishHandshake() throws IOException {
        while (!peer.open()) {
            if (!fill()) {
                throw new IOException("the server closed in the handshake");
            }
        }
    }

    /** Encrypted bytes that this client has sent. */
    long sentBytes() {
        return sentBytes;
    }

    byte[] encrypt(byte[] plain) throws IOException {
        return peer.encrypt(plain, 16_000);
    }

    /** Sends encrypted bytes, a part of a record maybe. */
    void write(byte[] bytes) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        while (out.hasRemaining()) {
            channel.write(out);
        }
        sentBytes += bytes.length;
    }

    /** Says that it sends no more, with close_notify and a FIN. */
    void shutdownOutput() throws IOException {
        write(peer.closeNotify());
        channel.shutdownOutput();
    }

    /** Sends a request whose answer ends with that text, and waits for it. */
    String ask(String request, String end) throws IOException {
        write(peer.encrypt(request));
        return more(end);
    }

    /** What comes until it ends with that text. */
    String more(String end) throws IOException {
        while (!text.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
            if (!fill()) {
                throw new IOException("the server closed after " + text);
            }
        }
        return takeText();
    }

    private String takeText() {
        String all = text.toString(StandardCharsets.ISO_8859_1);
        text.reset();
        return all;
    }

    /** All plain bytes until the server closes. A reset counts as the end: what arrived before it is kept. */
    byte[] readToEnd() throws IOException {
        try {
            while (!ended && fill()) {}
        } catch (java.net.SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("reset")) {
                throw e;
            }
        }
        return text.toByteArray();
    }

    /** All plain bytes that are there now; {@link #ended} says whether the end was among them. */
    byte[] readAvailable() throws IOException {
        channel.configureBlocking(false);
        try {
            int count;
            do {
                count = channel.read(ByteBuffer.wrap(buffer));
                take(count);
            } while (count > 0 && !ended);
        } finally {
            channel.configureBlocking(true);
        }
        return text.toByteArray();
    }

    boolean ended() {
        return ended;
    }

    private boolean fill() throws IOException {
        int count = in.read(buffer);
        take(count);
        return count >= 0;
    }

    private void take(int count) throws IOException {
        if (count > 0) {
            byte[] back = peer.receive(Arrays.copyOf(buffer, count));
            text.writeBytes(peer.takeText().getBytes(StandardCharsets.ISO_8859_1));
            if (back.length > 0 && !peer.closedByServer()) {
                write(back);
            }
        }
        ended |= count < 0 || peer.closedByServer();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
