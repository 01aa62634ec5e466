package dev.vivace.torture;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The well-behaved client: asks at a fixed rate, whatever the server does, over a few connections, now and then a new one,
 * and looks at every byte of the answers. A request that is due while all connections wait for answers waits too, and
 * that counts; that this thread noticed late that it was due does not, and is recorded by itself.
 *
 * <p><b>Threading:</b> a thread of its own, which sleeps between requests: it shares its CPU with the attackers.
 */
final class GoodClient implements AutoCloseable {
    static final int CONNECTIONS = 16;

    private static final long PERIOD_NANOS = 1_000_000;
    private static final long ANSWER_NANOS_MAX = TimeUnit.SECONDS.toNanos(5);
    private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int WAITING_MAX = 2_000;
    /** Every so many requests one asks for the end of its connection. */
    private static final int CLOSING_PERIOD = 61;

    private final InetSocketAddress target;
    private final Selector selector;
    private final List<GoodConnection> connections = new ArrayList<>();
    private final ArrayDeque<GoodConnection> free = new ArrayDeque<>();
    private final ArrayDeque<GoodConnection> toOpen = new ArrayDeque<>();
    private final ArrayDeque<Long> waiting = new ArrayDeque<>();
    private final ByteBuffer input = ByteBuffer.allocateDirect(65_536);
    private final Thread thread = new Thread(this::run, "good-client");
    private volatile Recording recording = new Recording();
    private volatile boolean keepConnections;
    private volatile boolean stopped;
    private volatile boolean behind;
    private volatile String failure;
    private long number;

    private GoodClient(InetSocketAddress target) throws IOException {
        this.target = target;
        this.selector = Selector.open();
    }

    /** Connects and begins to ask. */
    static GoodClient start(InetSocketAddress target) throws IOException {
        GoodClient client = new GoodClient(target);
        for (int i = 0; i < CONNECTIONS; i++) {
            GoodConnection connection = new GoodConnection(client);
            client.connections.add(connection);
            connection.open(client.selector, target);
        }
        client.thread.setDaemon(true);
        client.thread.start();
        return client;
    }

    /** Takes a new recording; the one before is complete then. */
    Recording record() throws IOException {
        if (failure != null) {
            throw new IOException("the client failed: " + failure);
        }
        Recording done = recording;
        recording = new Recording();
        return done;
    }

    /** The recording that is being written. */
    Recording recording() {
        return recording;
    }

    /** Whether requests wait for a connection that is free. */
    boolean behind() {
        return behind;
    }

    /** Whether it stays with the connections that it has, because new ones may be refused. */
    void keepConnections(boolean keep) {
        keepConnections = keep;
    }

    private void run() {
        try {
            long due = System.nanoTime();
            long check = due;
            while (!stopped) {
                due = askDue(due);
                behind = !waiting.isEmpty();
                openSome();
                selector.select(key -> ((GoodConnection) key.attachment()).ready(input), 1);
                long now = System.nanoTime();
                if (now - check > CHECK_NANOS) {
                    check = now;
                    connections.forEach(connection -> connection.check(now, ANSWER_NANOS_MAX));
                }
            }
            connections.forEach(GoodConnection::drop);
            selector.close();
        } catch (IOException | RuntimeException e) {
            failure = e.toString();
        }
    }

    private long askDue(long firstDue) {
        long now = System.nanoTime();
        long due = firstDue;
        while (due - now <= 0) {
            recording.noticed(now - due);
            due += PERIOD_NANOS;
            if (!free.isEmpty()) {
                ask(now);
            } else if (waiting.size() < WAITING_MAX) {
                waiting.add(now);
            } else {
                recording.wrong("more than " + WAITING_MAX + " requests wait");
            }
        }
        return due;
    }

    private void ask(long startNanos) {
        boolean closing = ++number % CLOSING_PERIOD == 0 && !keepConnections;
        free.poll().ask(Question.of(number, closing), startNanos);
    }

    private void openSome() throws IOException {
        for (int count = toOpen.size(); count > 0; count--) {
            toOpen.poll().open(selector, target);
        }
    }

    void connected(GoodConnection connection, long nanos) {
        recording.answered(nanos);
        free(connection);
    }

    void answered(long nanos) {
        recording.answered(nanos);
    }

    void free(GoodConnection connection) {
        free.add(connection);
        Long began = waiting.poll();
        if (began != null) {
            ask(began);
        }
    }

    void reopen(GoodConnection connection) {
        toOpen.add(connection);
    }

    void failed(GoodConnection connection, String reason) {
        recording.wrong(reason);
        free.remove(connection);
        toOpen.add(connection);
    }

    @Override
    public void close() {
        stopped = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
