package dev.vivace.internal.exchange;

import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * An app on one connection without a socket or a second thread: the clock stands still unless it is moved, as within
 * one wake-up of a loop, and what is sent is counted.
 */
final class InProcess implements Loop, Wire {
    /** What this loop has of its own. */
    final LoopContext context;

    /** What the loop was asked to do later or at once, the last of it; whoever measures that runs it. */
    Runnable task;

    private final Http1Connection connection;
    private long nanos = 1_000_000_000L;
    private long bytesSent;
    private int answerStatus;
    /** Where what is sent goes; null: it is only counted. */
    private ByteArrayOutputStream kept;

    InProcess(Vivace app) {
        // A clock that is moved must not make the connection idle
        AppPlan plan = AppSource.compile(app, ServerOptions.defaults().idleTimeout(Duration.ofDays(365)));
        context = new LoopContext(plan, this, 0, this, new ErrorLog());
        context.start();
        connection = context.newConnection(this);
    }

    /** Gives the connection some bytes; how many bytes it has answered since. */
    long exchange(byte[] in, int start, int end) {
        bytesSent = 0;
        connection.onBytes(in, start, end);
        return bytesSent;
    }

    /** What the connection answers to some bytes. */
    byte[] answer(byte[] in, int start, int end) {
        kept = new ByteArrayOutputStream();
        exchange(in, start, end);
        byte[] answer = kept.toByteArray();
        kept = null;
        return answer;
    }

    /** The status that the last send began with. */
    int answerStatus() {
        return answerStatus;
    }

    /** Moves the loop's clock. */
    void pass(long moreNanos) {
        nanos += moreNanos;
    }

    @Override
    public int send(byte[] bytes, int start, int length) {
        answerStatus = (bytes[start + 9] - '0') * 100 + (bytes[start + 10] - '0') * 10 + bytes[start + 11] - '0';
        bytesSent += length;
        if (kept != null) {
            kept.write(bytes, start, length);
        }
        return length;
    }

    @Override
    public boolean inLoop() {
        return true;
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public long epochMillis() {
        return 1_700_000_000_000L;
    }

    @Override
    public void schedule(Runnable newTask, long delayNanos) {
        task = newTask;
    }

    @Override
    public void execute(Runnable newTask) {
        task = newTask;
    }

    @Override
    public void awaitWritable() {
        throw new UnsupportedOperationException("all is taken at once");
    }

    @Override
    public void resumeReading() {}

    @Override
    public void shutdownOutput() {}

    @Override
    public void close() {
        throw new IllegalStateException("the connection was closed: status " + answerStatus);
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return InetSocketAddress.createUnresolved("client.example", 1);
    }
}
