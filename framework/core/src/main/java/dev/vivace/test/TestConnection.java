package dev.vivace.test;

import dev.vivace.internal.exchange.LoopContext;
import dev.vivace.internal.exchange.Protocol;
import dev.vivace.internal.exchange.Wire;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * A connection without a socket: bytes go to the real protocol and come back from it. Made by {@link TestClient#connect}.
 *
 * <p><b>Threading:</b> the thread that made the client is its loop; use it from there only.
 */
public final class TestConnection {
    private static final long WAIT_MILLIS_MAX = 30_000;

    private final TestLoop loop;
    private final Protocol protocol;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private boolean closed;
    private boolean outputEnded;
    private boolean cutOff;

    TestConnection(LoopContext context, TestLoop loop) {
        this.loop = loop;
        this.protocol = context.newConnection(new MemoryWire());
    }

    /**
     * Sends bytes at once.
     *
     * @param bytes any bytes, in requests or parts of them
     * @return this
     */
    public TestConnection send(byte[] bytes) {
        return send(bytes, Math.max(1, bytes.length));
    }

    /**
     * Sends bytes in pieces, each seen by the server before the next.
     *
     * @param bytes any bytes
     * @param pieceLength bytes of each piece but the last
     * @return this
     */
    public TestConnection send(byte[] bytes, int pieceLength) {
        int at = 0;
        while (at < bytes.length && !closed) {
            int end = Math.min(bytes.length, at + pieceLength);
            awaitWanting();
            byte[] piece = java.util.Arrays.copyOfRange(bytes, at, end);
            protocol.onBytes(piece, 0, piece.length);
            // The loop's array is reused after the call: whoever held on to it notices
            java.util.Arrays.fill(piece, (byte) '#');
            loop.runReady(0);
            at = end;
        }
        return this;
    }

    /** As a socket does: what the server does not read yet waits. */
    private void awaitWanting() {
        long end = System.nanoTime() + WAIT_MILLIS_MAX * 1_000_000;
        while (!closed && !protocol.wantsBytes()) {
            loop.runReady(10);
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("the answer before did not come within " + WAIT_MILLIS_MAX + " ms");
            }
        }
    }

    /**
     * Says that the client sends no more (a half-close).
     *
     * @return this
     */
    public TestConnection endInput() {
        if (!closed) {
            protocol.onInputEnd();
            loop.runReady(0);
        }
        return this;
    }

    /**
     * Waits until so many final answers are there whole, or the connection is closed.
     *
     * @param count how many
     * @return all final answers so far
     * @throws IllegalStateException when they do not come within 30 seconds
     */
    public List<TestResponse> awaitResponses(int count) {
        return awaitResponses(count, false);
    }

    /** {@code toHead} when the requests were HEAD, so that the answers have no bodies. */
    List<TestResponse> awaitResponses(int count, boolean toHead) {
        long end = System.nanoTime() + WAIT_MILLIS_MAX * 1_000_000;
        for (; ; ) {
            List<TestResponse> responses = TestResponse.split(received(), toHead, endedOrderly());
            if (responses.size() >= count || closed || outputEnded) {
                return responses;
            }
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("only " + responses.size() + " of " + count + " answers came within "
                        + WAIT_MILLIS_MAX + " ms; the bytes so far: "
                        + new String(received(), java.nio.charset.StandardCharsets.ISO_8859_1));
            }
            loop.runReady(10);
        }
    }

    /**
     * The answers that are there whole, all of them to requests whose answers have bodies.
     *
     * @return in order, interim answers left out
     */
    public List<TestResponse> responses() {
        return TestResponse.split(received(), false, endedOrderly());
    }

    /**
     * Everything the server wrote.
     *
     * @return a fresh array
     */
    public byte[] received() {
        return output.toByteArray();
    }

    /**
     * Whether the server closed the connection, or said that it sends no more.
     *
     * @return true once it did
     */
    public boolean closed() {
        return closed || outputEnded;
    }

    private boolean endedOrderly() {
        return closed() && !cutOff;
    }

    /**
     * Whether the server cut the connection off, as it does with an answer that it cannot complete.
     *
     * @return true once it did
     */
    public boolean cutOff() {
        return cutOff;
    }

    /** Goes away, as a client does that resets the connection. */
    public void reset() {
        if (!closed) {
            closed = true;
            protocol.onClosed();
        }
    }

    private final class MemoryWire implements Wire {
        @Override
        public int send(byte[] bytes, int start, int length) {
            output.write(bytes, start, length);
            return length;
        }

        @Override
        public void awaitWritable() {
            throw new IllegalStateException("memory is never full");
        }

        @Override
        public void resumeReading() {}

        @Override
        public void shutdownOutput() {
            outputEnded = true;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                protocol.onClosed();
            }
        }

        @Override
        public void cutOff() {
            cutOff |= !closed;
            close();
        }

        @Override
        public InetSocketAddress remoteAddress() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        }
    }
}
