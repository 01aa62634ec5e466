package dev.vivace.internal.exchange;

import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Executor;

/**
 * A socket whose every answer a test decides: how much it takes at once and altogether, when it breaks, when it is writable
 * again. Like the transport it delivers bytes only while the protocol wants them, and nothing after a close.
 */
final class FakeWire implements Wire {
    private static final byte[] NONE = {};

    final LoopContext context;
    final FakeLoop loop;
    final Http1Connection protocol;

    /** What one send takes at most. */
    int bytesPerSendMax = Integer.MAX_VALUE;
    /** What the socket takes before it is full; a send to a full one takes 0. */
    long room = Long.MAX_VALUE;
    /** How many sends succeed before one finds the connection broken. */
    int sendsBeforeBroken = Integer.MAX_VALUE;
    /** Whether a send throws, as a bug would. */
    boolean sendThrows;
    /** Whether shutting down the output finds that the client is gone. */
    boolean shutdownFindsNobody;

    int readBytesMax = Integer.MAX_VALUE;
    int sendCount;
    int sendBytesLargest;
    int awaitWritableCount;
    int resumeReadingCount;
    int closedCount;
    boolean awaitingWritable;
    boolean outputShut;
    /** Sends before and behind the announcement of the end; all are before it where there was none. */
    int sendsBeforeEndAnnounced;

    int sendsBehindEndAnnounced;
    private boolean endAnnounced;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private byte[] input = NONE;
    private int inputStart;
    private boolean inputEnds;
    private boolean inputEndSeen;

    FakeWire(LoopContext context, FakeLoop loop) {
        this.context = context;
        this.loop = loop;
        this.protocol = context.newConnection(this);
    }

    static LoopContext context(Vivace app, FakeLoop loop) {
        return context(app, loop, ServerOptions.defaults(), Runnable::run);
    }

    static LoopContext context(Vivace app, FakeLoop loop, ServerOptions options, Executor workers) {
        LoopContext context = new LoopContext(AppSource.compile(app, options), loop, 0, workers, new ErrorLog());
        context.start();
        return context;
    }

    static FakeWire to(Vivace app) {
        FakeLoop loop = new FakeLoop();
        return new FakeWire(context(app, loop), loop);
    }

    /** The client sends; what the server wants of it now arrives. */
    FakeWire receive(byte[] bytes) {
        byte[] all = new byte[unread() + bytes.length];
        System.arraycopy(input, inputStart, all, 0, unread());
        System.arraycopy(bytes, 0, all, unread(), bytes.length);
        input = all;
        inputStart = 0;
        return settle();
    }

    FakeWire receive(String text) {
        return receive(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The client half-closes behind what it has sent. */
    FakeWire endInput() {
        inputEnds = true;
        return settle();
    }

    /** Lets everything happen that can without the clock. */
    FakeWire settle() {
        boolean moved = true;
        while (moved && closedCount == 0) {
            moved = loop.runTasks() | deliver();
            if (awaitingWritable && room > 0 && closedCount == 0) {
                awaitingWritable = false;
                protocol.onWritable();
                moved = true;
            }
        }
        return this;
    }

    private boolean deliver() {
        if (closedCount > 0 || awaitingWritable || !protocol.wantsBytes()) {
            return false;
        }
        if (unread() > 0) {
            int length = Math.min(unread(), readBytesMax);
            byte[] piece = Arrays.copyOfRange(input, inputStart, inputStart + length);
            inputStart += length;
            protocol.onBytes(piece, 0, length);
            // The loop's array is reused: whoever held on to it notices
            Arrays.fill(piece, (byte) '#');
            return true;
        }
        if (inputEnds && !inputEndSeen) {
            inputEndSeen = true;
            protocol.onInputEnd();
            return true;
        }
        return false;
    }

    /** The client resets the connection. */
    void reset() {
        close();
    }

    boolean closed() {
        return closedCount > 0;
    }

    /** Bytes that the client has sent and the server has not taken. */
    int unread() {
        return input.length - inputStart;
    }

    byte[] written() {
        return output.toByteArray();
    }

    String text() {
        return output.toString(StandardCharsets.ISO_8859_1);
    }

    /** How many answers begin in what was written. */
    int answerCount() {
        return text().split("HTTP/1.1 ", -1).length - 1;
    }

    @Override
    public int send(byte[] bytes, int start, int length) {
        if (sendThrows) {
            throw new IllegalStateException("a send that throws");
        }
        if (length <= 0) {
            throw new IllegalStateException("a send of " + length + " bytes");
        }
        sendCount++;
        if (endAnnounced) {
            sendsBehindEndAnnounced++;
        } else {
            sendsBeforeEndAnnounced++;
        }
        sendBytesLargest = Math.max(sendBytesLargest, length);
        if (closedCount > 0) {
            return BROKEN;
        }
        if (sendCount > sendsBeforeBroken) {
            close();
            return BROKEN;
        }
        int taken = (int) Math.min(Math.min(length, bytesPerSendMax), room);
        room -= room == Long.MAX_VALUE ? 0 : taken;
        output.write(bytes, start, taken);
        return taken;
    }

    @Override
    public void awaitWritable() {
        awaitWritableCount++;
        awaitingWritable = true;
    }

    @Override
    public void resumeReading() {
        resumeReadingCount++;
    }

    @Override
    public void endsNext() {
        endAnnounced = true;
    }

    @Override
    public void shutdownOutput() {
        outputShut = true;
        if (shutdownFindsNobody) {
            close();
        }
    }

    @Override
    public void close() {
        if (closedCount++ == 0) {
            protocol.onClosed();
        }
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    }
}
