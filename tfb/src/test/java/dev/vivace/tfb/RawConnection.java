package dev.vivace.tfb;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends any bytes and reads answers strictly. Each read ends after 15 seconds, TechEmpower's time for an answer. */
final class RawConnection implements AutoCloseable {
    static final int ANSWER_MILLIS_MAX = 15_000;

    private static final int HEAD_BYTES_MAX = 4_096;

    private final Socket socket = new Socket();
    private final InputStream in;

    RawConnection(int port) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(ANSWER_MILLIS_MAX);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS_MAX);
        in = new BufferedInputStream(socket.getInputStream());
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawAnswer ask(String request) throws IOException {
        send(request);
        return read();
    }

    /** The next answer, which has a Content-Length. */
    RawAnswer read() throws IOException {
        return read(true);
    }

    /** The next answer, to HEAD. */
    RawAnswer readHead() throws IOException {
        return read(false);
    }

    private RawAnswer read(boolean hasBody) throws IOException {
        String head = head();
        if (!head.startsWith("HTTP/1.1 ")) {
            throw new IOException("not an answer: " + head);
        }
        RawAnswer answer = new RawAnswer(Integer.parseInt(head.substring(9, 12)), head, "");
        String length = answer.header("Content-Length");
        if (length == null) {
            throw new IOException("no Content-Length: " + head);
        }
        if (!hasBody) {
            return answer;
        }
        byte[] body = in.readNBytes(Integer.parseInt(length));
        if (body.length < Integer.parseInt(length)) {
            throw new EOFException("the body ends after " + body.length + " bytes: " + head);
        }
        return new RawAnswer(answer.status(), head, new String(body, StandardCharsets.UTF_8));
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the server closed after: " + head);
            }
            if (head.append((char) next).length() > HEAD_BYTES_MAX) {
                throw new IOException("the head is longer than " + HEAD_BYTES_MAX + " bytes: " + head);
            }
        }
        return head.toString();
    }

    /** Whether the server has closed, with nothing more in front of it; waits for either. */
    boolean ends() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
