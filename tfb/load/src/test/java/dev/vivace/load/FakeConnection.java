package dev.vivace.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** A connection without a socket: the test puts in what is received. */
final class FakeConnection extends Connection {
    static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.ISO_8859_1);

    final Deque<byte[]> incoming = new ArrayDeque<>();
    int sentCount;
    int openedCount;
    int releasedCount;
    boolean ended;
    IOException connectFault;
    IOException sendFault;
    private final ByteBuffer input;

    private FakeConnection(Clock clock, Expectations expectations, Dispatcher dispatcher, ByteBuffer input) {
        super(clock, expectations, dispatcher, input);
        this.input = input;
    }

    static FakeConnection of(Clock clock, Expectations expectations, Dispatcher dispatcher) {
        return new FakeConnection(clock, expectations, dispatcher, ByteBuffer.allocateDirect(64));
    }

    /** Bytes arrive. */
    void receives(byte[] bytes) {
        incoming.add(bytes);
        readable();
    }

    @Override
    boolean connect() throws IOException {
        openedCount++;
        if (connectFault != null) {
            throw connectFault;
        }
        return true;
    }

    @Override
    boolean transmit(boolean closing) throws IOException {
        if (sendFault != null) {
            throw sendFault;
        }
        sentCount++;
        return true;
    }

    @Override
    int receive() {
        byte[] bytes = incoming.poll();
        if (bytes == null) {
            return ended ? -1 : 0;
        }
        input.put(0, bytes);
        return bytes.length;
    }

    @Override
    void release() {
        releasedCount++;
    }

    @Override
    void reopen() {}
}
