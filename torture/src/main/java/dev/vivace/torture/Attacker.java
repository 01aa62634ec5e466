package dev.vivace.torture;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One attacking connection. A subclass says what it does when something happens; nothing blocks, nothing throws.
 *
 * <p><b>Threading:</b> its loop's.
 */
abstract class Attacker {
    final Tally tally;
    AttackLoop loop;
    long openedNanos;
    /** When it is to be woken, or 0. */
    long wakeNanos;

    private SocketChannel channel;
    private SelectionKey key;
    private ByteBuffer unsent;
    private boolean finished;

    Attacker(Tally tally) {
        this.tally = tally;
    }

    /** Socket options that have to be there before the handshake. */
    void configure(SocketChannel socket) throws IOException {
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /** The handshake is done. */
    abstract void connected();

    /** Bytes came. */
    abstract void received(ByteBuffer in);

    /** The server has ended its side in an orderly way. */
    abstract void ended();

    /** The server has reset the connection, or never took it. */
    void broken(String why) {
        finish(why);
    }

    /** All that was given to {@link #send} is with the kernel. */
    void sent() {}

    /** The time asked for with {@link #wakeIn} has come. */
    void wake() {}

    final void wakeIn(long nanos) {
        loop.wake(this, System.nanoTime() + nanos);
    }

    final long ageNanos() {
        return System.nanoTime() - openedNanos;
    }

    /** Sends what it can and the rest later; one at a time. */
    final void send(ByteBuffer bytes) {
        unsent = bytes;
        writable();
    }

    final boolean sending() {
        return unsent != null;
    }

    /** Stops receiving, or begins again; the kernel's buffers fill up meanwhile. */
    final void reading(boolean wanted) {
        interest(wanted, unsent != null);
    }

    final void shutdownOutput() {
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            finish("reset");
        }
    }

    /** Counts how it ended and closes with a reset, which leaves nothing behind in the kernel. The first call counts. */
    final void finish(String how) {
        if (!finished) {
            tally.count(how, ageNanos());
            abandon();
        }
    }

    /** Closes without counting. */
    final void abandon() {
        if (!finished) {
            finished = true;
            loop.closed(this);
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                channel.close();
            } catch (IOException e) {
                // Closed it is
            }
        }
    }

    final boolean finished() {
        return finished;
    }

    final void open(AttackLoop attackLoop, SocketChannel socket, SelectionKey selectionKey) {
        loop = attackLoop;
        channel = socket;
        key = selectionKey;
        openedNanos = System.nanoTime();
    }

    /** Something is ready. */
    final void ready(ByteBuffer input) {
        if (finished) {
            return;
        }
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_READ);
                connected();
            }
            if (!finished && key.isReadable()) {
                readable(input);
            }
            if (!finished && key.isWritable()) {
                writable();
            }
        } catch (IOException e) {
            broken(channel.isConnected() ? "reset" : "refused");
        }
    }

    private void readable(ByteBuffer input) throws IOException {
        input.clear();
        int count = channel.read(input);
        if (count < 0) {
            ended();
        } else if (count > 0) {
            input.flip();
            received(input);
        }
    }

    private void writable() {
        if (unsent == null) {
            return;
        }
        try {
            channel.write(unsent);
        } catch (IOException e) {
            unsent = null;
            // An answer may lie there that says why
            interest(true, false);
            return;
        }
        if (unsent.hasRemaining()) {
            interest((key.interestOps() & SelectionKey.OP_READ) != 0, true);
        } else {
            unsent = null;
            interest((key.interestOps() & SelectionKey.OP_READ) != 0, false);
            sent();
        }
    }

    private void interest(boolean read, boolean write) {
        int wanted = (read ? SelectionKey.OP_READ : 0) | (write ? SelectionKey.OP_WRITE : 0);
        if (key.isValid() && key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }
}
