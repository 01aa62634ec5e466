package dev.vivace.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A server in the test's own JVM that answers as the test says, with a thread per connection. */
final class StubServer implements AutoCloseable {
    static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.ISO_8859_1);

    /** How to answer one request. */
    interface Answering {
        /**
         * Answers.
         *
         * @param number of the request, from 1 on, over all connections
         * @param request its head
         */
        void answer(int number, String request, Socket socket) throws Exception;
    }

    static final Answering OK = (number, request, socket) -> write(socket, ANSWER);

    final AtomicInteger requestCount = new AtomicInteger();
    final AtomicInteger connectionCount = new AtomicInteger();
    private final ServerSocket listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    private final Answering answering;
    private final List<Socket> sockets = new ArrayList<>();
    private boolean closed;

    StubServer(Answering answering) throws IOException {
        this.answering = answering;
        start(this::acceptAll);
    }

    static void write(Socket socket, byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort() + "/stub";
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "stub");
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                synchronized (sockets) {
                    sockets.add(socket);
                    if (closed) {
                        // Accepted just before the listener was closed, and missed by the loop that closes
                        socket.close();
                        return;
                    }
                }
                connectionCount.incrementAndGet();
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed: the end of the test
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            byte[] buffer = new byte[8192];
            int count;
            while ((count = in.read(buffer)) > 0) {
                head.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
                if (head.toString().endsWith("\r\n\r\n")) {
                    String request = head.toString();
                    head.setLength(0);
                    answering.answer(requestCount.incrementAndGet(), request, socket);
                    if (request.contains("Connection: close")) {
                        return;
                    }
                }
            }
        } catch (Exception e) {
            // The test looks at what the client makes of it.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            synchronized (sockets) {
                closed = true;
                for (Socket socket : sockets) {
                    socket.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
