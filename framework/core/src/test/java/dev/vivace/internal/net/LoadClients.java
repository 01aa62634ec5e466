package dev.vivace.internal.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that ask as fast as they get answers, each on a connection that it keeps, or on a new one for each request. They
 * never repeat a request, and count how each one ends.
 */
final class LoadClients implements AutoCloseable {
    /** The whole answer came. */
    static final String ANSWERED = "answered";
    /** The server ended the connection before any byte of an answer, without a reset. */
    static final String CLEAN_END = "clean end";
    /** The connection could not be made. */
    static final String REFUSED = "refused";

    private static final int READ_MILLIS_MAX = 20_000;
    private static final int ANSWER_BYTES_MAX = 4_096;

    private final Map<String, AtomicLong> outcomes = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final boolean endWhenRefused;
    private final int port;
    private final String path;

    /** @param endWhenRefused whether a client ends when it cannot connect: the server is meant to be gone then */
    LoadClients(int port, String path, boolean endWhenRefused) {
        this.port = port;
        this.path = path;
        this.endWhenRefused = endWhenRefused;
    }

    LoadClients start(int keeping, int renewing) {
        for (int i = 0; i < keeping + renewing; i++) {
            boolean keep = i < keeping;
            Thread thread = new Thread(() -> run(keep), "load-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
        return this;
    }

    private void run(boolean keep) {
        String request = "GET " + path + " HTTP/1.1\r\nHost: a\r\n" + (keep ? "" : "Connection: close\r\n") + "\r\n";
        byte[] bytes = request.getBytes(StandardCharsets.US_ASCII);
        Socket socket = null;
        while (!over.get()) {
            String outcome;
            boolean goesOn = false;
            try {
                if (socket == null) {
                    socket = connect();
                }
                socket.getOutputStream().write(bytes);
                goesOn = readAnswer(socket.getInputStream());
                outcome = ANSWERED;
            } catch (ConnectException e) {
                outcome = REFUSED;
            } catch (CleanEnd e) {
                outcome = CLEAN_END;
            } catch (IOException e) {
                outcome = e.toString();
            }
            outcomes.computeIfAbsent(outcome, text -> new AtomicLong()).incrementAndGet();
            if (!goesOn) {
                close(socket);
                socket = null;
            }
            if (outcome.equals(REFUSED) && endWhenRefused) {
                return;
            }
        }
        close(socket);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(READ_MILLIS_MAX);
            socket.connect(new InetSocketAddress(Servers.HOST, port), READ_MILLIS_MAX);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static final class CleanEnd extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Reads an answer with a Content-Length; whether the connection may be used again. */
    private static boolean readAnswer(InputStream in) throws IOException {
        byte[] bytes = new byte[ANSWER_BYTES_MAX];
        int length = 0;
        while (true) {
            int count = in.read(bytes, length, bytes.length - length);
            if (count < 0) {
                if (length == 0) {
                    throw new CleanEnd();
                }
                throw new IOException("an answer cut off");
            }
            length += count;
            String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            int headEnd = text.indexOf("\r\n\r\n");
            if (headEnd < 0) {
                continue;
            }
            RawAnswer answer = new RawAnswer(0, text.substring(0, headEnd + 4), new byte[0]);
            int wanted = headEnd + 4 + Integer.parseInt(answer.header("Content-Length"));
            if (length > wanted || !text.startsWith("HTTP/1.1 200 ")) {
                throw new IOException("a wrong answer");
            }
            if (length == wanted) {
                return !answer.closes();
            }
        }
    }

    private static void close(Socket socket) {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // done with it
            }
        }
    }

    long count(String outcome) {
        AtomicLong count = outcomes.get(outcome);
        return count == null ? 0 : count.get();
    }

    /** Waits until so many more requests are answered. */
    LoadClients awaitAnswers(long count) {
        long wanted = count(ANSWERED) + count;
        Await.until(wanted + " requests are answered", () -> count(ANSWERED) >= wanted);
        return this;
    }

    /** Everything that is neither an answer nor in the list. */
    Map<String, Long> othersThan(String... expected) {
        Map<String, Long> others = new TreeMap<>();
        outcomes.forEach((outcome, count) -> {
            if (!outcome.equals(ANSWERED) && !List.of(expected).contains(outcome)) {
                others.put(outcome, count.get());
            }
        });
        return others;
    }

    /** Waits until all have ended; those that do not end by themselves end after their request. */
    void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(READ_MILLIS_MAX);
            if (thread.isAlive()) {
                throw new AssertionError(thread.getName() + " goes on; so far " + outcomes);
            }
        }
    }

    void end() throws InterruptedException {
        over.set(true);
        join();
    }

    @Override
    public void close() {
        over.set(true);
    }

    @Override
    public String toString() {
        return outcomes.toString();
    }
}
