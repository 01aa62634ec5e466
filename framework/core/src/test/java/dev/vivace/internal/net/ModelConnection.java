package dev.vivace.internal.net;

import dev.vivace.internal.exchange.LoopContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.NotYetConnectedException;
import java.util.function.Supplier;

/**
 * A connection whose socket and selector are a model of the kernel's: bytes arrive, room comes up, and an event is reported
 * only when a selector would report it. A wake-up that was never asked for is lost here as it would be there. Every call of
 * the socket can be made to fail.
 */
final class ModelConnection extends Connection {
    /** How the selector reports that there is something to read. */
    enum Selector {
        /** Once, when bytes arrive, or when reading is asked for anew while there are some (EPOLLET). */
        EDGE,
        /** As long as there is something, the end of the input too. */
        LEVEL
    }

    private final Selector selector;
    private final byte[] input;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private int arrived;
    private int received;
    private boolean endArrived;
    private boolean endReceived;
    private boolean reset;
    private int room = Integer.MAX_VALUE;

    private boolean readWanted = true;
    private boolean writeWanted;
    private boolean edge;
    private boolean resetWanted;
    private boolean outputShut;
    private int releases;

    private int calls;
    private int failingCall = -1;
    private Supplier<Throwable> failure;
    private String failed;
    private String misuse;

    ModelConnection(NettyLoop loop, Selector selector, byte[] input) {
        super(loop);
        this.selector = selector;
        this.input = input;
    }

    ModelConnection open() {
        if (!loop.connections.take()) {
            throw new IllegalStateException("there is no place for a connection");
        }
        opened(false, null);
        return this;
    }

    /** Lets a call of the socket throw; an IOException only where the socket may throw one. */
    void failAt(int call, Supplier<Throwable> newFailure) {
        failingCall = call;
        failure = newFailure;
    }

    /** A bug of ours may end it over bytes that nobody read. */
    void mayReset() {
        failed = "nothing";
    }

    // The client's side

    /** The next bytes arrive; false when there are no more. */
    boolean arrive(int count) {
        int more = Math.min(count, input.length - arrived);
        if (more == 0 || endArrived || reset) {
            return false;
        }
        arrived += more;
        edge |= readWanted;
        return true;
    }

    /** A client that has seen the FIN, or has nothing more to say. */
    boolean end() {
        if (endArrived || reset) {
            return false;
        }
        endArrived = true;
        edge |= readWanted;
        return true;
    }

    void reset() {
        reset = true;
        edge |= readWanted;
    }

    void room(int bytes) {
        room = bytes;
    }

    void moreRoom(int bytes) {
        room += bytes;
    }

    // The selector's side

    /** Reports one event; false when the selector has none. */
    boolean event() {
        if (closed()) {
            return false;
        }
        if (writeWanted && (room > 0 || reset)) {
            writable();
            return true;
        }
        boolean something = arrived > received || endArrived || reset;
        if (readWanted && something && (edge || selector == Selector.LEVEL)) {
            edge = false;
            readable();
            if (endArrived) {
                // EPOLLRDHUP: what is behind the bytes has no event of its own
                readable();
            }
            return true;
        }
        if (reset) {
            failed();
            return true;
        }
        return false;
    }

    /** What is wrong with a connection that waits for nothing that will come, or null. */
    String stuck() {
        if (closed()) {
            return null;
        }
        boolean something = arrived > received || endArrived && !endReceived;
        if (something && protocol.wantsBytes()) {
            return "a lost wake-up: " + (arrived - received) + " bytes are waiting, and nobody reads them";
        }
        return null;
    }

    private void call(String name, boolean ioFails) throws IOException {
        if (closed() && !name.equals("release")) {
            misuse = name + " after the end";
        }
        if (calls++ != failingCall) {
            return;
        }
        Throwable thrown = failure.get();
        if (!ioFails && (thrown instanceof IOException || thrown instanceof NotYetConnectedException)) {
            return;
        }
        failed = name;
        if (thrown instanceof IOException io) {
            throw io;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    /** A call that declares no IOException. */
    private void call(String name) {
        try {
            call(name, false);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    int receive() throws IOException {
        call("receive", true);
        if (reset) {
            throw new IOException("Connection reset by peer");
        }
        int count = Math.min(arrived - received, NettyLoop.READ_BYTES);
        System.arraycopy(input, received, loop.input, 0, count);
        received += count;
        if (count == 0 && endArrived) {
            if (endReceived) {
                misuse = "the end was read twice";
            }
            endReceived = true;
            return -1;
        }
        return count;
    }

    @Override
    int transmit(byte[] bytes, int start, int length) throws IOException {
        call("transmit", true);
        if (outputShut || length <= 0 || length > LoopContext.OUTPUT_BYTES) {
            misuse = "a send of " + length + " bytes" + (outputShut ? " behind the FIN" : "");
        }
        if (reset) {
            throw new IOException("Broken pipe");
        }
        int taken = Math.min(length, room);
        room -= taken;
        output.write(bytes, start, taken);
        return taken;
    }

    @Override
    void interest(boolean read, boolean write) {
        call("interest");
        if (read == readWanted && write == writeWanted) {
            misuse = "a system call that changes nothing";
        }
        readWanted = read;
        writeWanted = write;
        edge = read && (arrived > received || endArrived);
    }

    @Override
    void readAgain() {
        call("readAgain");
        edge = arrived > received || endArrived;
    }

    @Override
    void shutdownWrite() throws IOException {
        call("shutdownWrite", true);
        outputShut = true;
    }

    @Override
    void resetOnClose() throws IOException {
        call("resetOnClose", true);
        resetWanted = true;
    }

    @Override
    void release() {
        releases++;
        if (arrived > received && !reset && !resetWanted && misuse == null && failed == null) {
            misuse = "closed over " + (arrived - received) + " bytes unread: the client sees a reset";
        }
        call("release");
    }

    @Override
    boolean timedOut(IOException error) {
        return false;
    }

    @Override
    boolean broken() {
        call("broken");
        return reset;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    }

    int calls() {
        return calls;
    }

    int releases() {
        return releases;
    }

    /** The call that was made to fail, or null when it was not reached. */
    String failedCall() {
        return failed;
    }

    boolean outputShut() {
        return outputShut;
    }

    String misuse() {
        return misuse;
    }

    byte[] output() {
        return output.toByteArray();
    }
}
