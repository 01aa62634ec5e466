package dev.vivace.internal.net;

import dev.vivace.internal.exchange.LoopCounters;
import dev.vivace.internal.exchange.Protocol;
import dev.vivace.internal.exchange.Refused;
import dev.vivace.internal.exchange.Wire;
import dev.vivace.internal.tls.TlsEndpoint;
import java.nio.channels.NotYetConnectedException;

/**
 * A connection, registered with its loop. Two final subclasses, one per transport, do the system calls; only one of them is
 * loaded, so the calls stay monomorphic.
 *
 * <p>A receive that does not fill the buffer has taken all there was; otherwise the rest is asked for anew, behind the other
 * connections. Reading stops lazily: only when bytes arrive that the protocol does not want is the interest
 * taken back, so that a request whose answer comes a little later costs no further system call.
 *
 * <p><b>Threading:</b> its loop's. An exception never leaves it: what is thrown closes this connection and is counted.
 */
abstract class Connection implements Wire {
    private static final int NOTHING = 0;
    private static final int READ = 1;
    private static final int WRITE = 2;

    private static final int LAST_READS_MAX = 8;

    final NettyLoop loop;
    Protocol protocol;

    private Connection previous;
    private Connection next;
    private boolean paused;
    private boolean writeWaiting;
    private boolean inputEnded;
    private boolean closed;
    /** What was sent last may be in this kernel still: a close with bytes unread would throw it away. */
    private boolean heldForEnd;
    /** Beyond the bound of connections, and so not counted in it. */
    private boolean refused;
    /** It was idle when the server stopped, which is what its close is counted as. */
    private boolean endedIdle;
    /** What the selector reports; a new connection is registered for reading. */
    private byte armed = READ;

    Connection(NettyLoop loop) {
        this.loop = loop;
    }

    /** Receives into the loop's input array: the number of bytes, 0 when there are none yet, -1 at the end. */
    abstract int receive() throws java.io.IOException;

    /** Sends once: the number of bytes taken. */
    abstract int transmit(byte[] bytes, int start, int length) throws java.io.IOException;

    /** Tells the selector what to report. */
    abstract void interest(boolean read, boolean write);

    /** One receive did not take all there may be: the selector has to report the rest. */
    abstract void readAgain();

    abstract void shutdownWrite() throws java.io.IOException;

    /** Closing is to be a reset that throws away what the peer has not taken: SO_LINGER with a time of zero. */
    abstract void resetOnClose() throws java.io.IOException;

    /** What is sent from here on may wait for {@link #shutdownWrite}; false when it does not. */
    boolean holdForEnd() throws java.io.IOException {
        return false;
    }

    /** Closes the socket and ends the registration. */
    abstract void release();

    /** Whether an error says that the client took nothing for too long. */
    abstract boolean timedOut(java.io.IOException error);

    /** Whether the peer has reset the connection, as far as the socket knows. */
    abstract boolean broken();

    /**
     * Joins the loop.
     *
     * @param tls null for plain HTTP
     */
    final void opened(boolean beyondBound, TlsEndpoint tls) {
        refused = beyondBound;
        protocol = beyondBound
                ? loop.context.refusals().protocol(this)
                : tls == null ? loop.context.newConnection(this) : tls.newConnection(loop.tls, this);
        next = loop.firstConnection;
        if (next != null) {
            next.previous = this;
        }
        loop.firstConnection = this;
        loop.connectionCount++;
        LoopCounters counters = loop.context.counters();
        if (!beyondBound) {
            counters.add(LoopCounters.ACCEPTED, 1);
        }
        counters.add(LoopCounters.OPEN, 1);
    }

    /** Answers that there is no room. */
    final void tellRefused() {
        try {
            ((Refused) protocol).begin();
        } catch (Throwable e) {
            loop.context.connectionFailed(this, e);
        }
    }

    /** Readable, or at its end. */
    final void readable() {
        if (closed) {
            return;
        }
        try {
            if (!protocol.wantsBytes()) {
                pause();
                return;
            }
            int count = receive();
            if (count > 0) {
                LoopCounters counters = loop.context.counters();
                counters.add(LoopCounters.READS, 1);
                counters.add(LoopCounters.BYTES_READ, count);
                protocol.onBytes(loop.input, 0, count);
                if (count == NettyLoop.READ_BYTES && armed == READ && !closed) {
                    readAgain();
                }
            } else if (count < 0) {
                inputEnded = true;
                protocol.onInputEnd();
                if (!closed) {
                    pause();
                }
            }
        } catch (java.io.IOException e) {
            broke(e);
        } catch (NotYetConnectedException e) {
            close();
        } catch (Throwable e) {
            loop.context.connectionFailed(this, e);
        }
    }

    private void broke(java.io.IOException error) {
        if (timedOut(error)) {
            answerTimedOut();
        }
        close();
    }

    /** The kernel gave the client up, not a time-out of the loop's. */
    final void answerTimedOut() {
        loop.context.counters().add(LoopCounters.ANSWER_TIMEOUT, 1);
    }

    /** The socket takes bytes again. */
    final void writable() {
        if (closed || !writeWaiting) {
            return;
        }
        try {
            writeWaiting = false;
            protocol.onWritable();
            if (!closed) {
                arm();
            }
            // What was answered before the server began to stop did not say that it was the last answer. First what
            // came
            // meanwhile: closing over it would make the kernel reset, and take the end of that answer away
            if (!closed && loop.drain != null) {
                readable();
                endIfIdle(loop.drain);
            }
        } catch (Throwable e) {
            loop.context.connectionFailed(this, e);
        }
    }

    /** Reset, or closed on both sides: nothing can be sent any more. */
    final void failed() {
        if (closed) {
            return;
        }
        try {
            if (broken()) {
                close();
            }
        } catch (Throwable e) {
            loop.context.connectionFailed(this, e);
        }
    }

    private void pause() {
        paused = true;
        arm();
    }

    /** Brings what the selector reports in line with what is wanted; a system call only where that changes. */
    private void arm() {
        int wanted = writeWaiting ? WRITE : paused ? NOTHING : READ;
        if (wanted != armed) {
            armed = (byte) wanted;
            interest(wanted == READ, wanted == WRITE);
        }
    }

    @Override
    public final int send(byte[] bytes, int start, int length) {
        if (closed) {
            return BROKEN;
        }
        try {
            int sent = transmit(bytes, start, length);
            LoopCounters counters = loop.context.counters();
            counters.add(LoopCounters.WRITES, 1);
            counters.add(LoopCounters.BYTES_WRITTEN, sent);
            return sent;
        } catch (java.io.IOException e) {
            broke(e);
            return BROKEN;
        } catch (NotYetConnectedException e) {
            close();
            return BROKEN;
        }
    }

    @Override
    public final void awaitWritable() {
        if (!writeWaiting && !closed) {
            writeWaiting = true;
            paused = true;
            arm();
        }
    }

    @Override
    public final void resumeReading() {
        if (paused && !closed && !inputEnded && !writeWaiting) {
            paused = false;
            arm();
        }
    }

    @Override
    public final void endsNext() {
        if (closed) {
            return;
        }
        try {
            heldForEnd |= holdForEnd();
        } catch (java.io.IOException e) {
            // Whoever sends next gets to know
        }
    }

    @Override
    public final void shutdownOutput() {
        if (closed) {
            return;
        }
        try {
            heldForEnd = false;
            shutdownWrite();
        } catch (java.io.IOException | NotYetConnectedException e) {
            close();
        }
    }

    @Override
    public final void cutOff() {
        if (closed) {
            return;
        }
        try {
            heldForEnd = false;
            resetOnClose();
        } catch (java.io.IOException e) {
            // Reset by the peer already
        } catch (Throwable e) {
            // This may be the turn of another connection, which is not to suffer for it
            loop.log.error("resetting a connection failed", e);
        }
        close();
    }

    private void unlink() {
        if (previous == null) {
            loop.firstConnection = next;
        } else {
            previous.next = next;
        }
        if (next != null) {
            next.previous = previous;
        }
    }

    @Override
    public final void close() {
        if (closed) {
            return;
        }
        closed = true;
        unlink();
        loop.connectionCount--;
        loop.context.counters().add(LoopCounters.OPEN, -1);
        if (!refused) {
            loop.connections.giveBack();
        }
        if (heldForEnd) {
            sendHeld();
        }
        try {
            release();
        } catch (Throwable e) {
            loop.log.error("closing a socket failed", e);
        }
        try {
            protocol.onClosed();
        } catch (Throwable e) {
            loop.log.error("ending a connection failed", e);
        }
        DrainState drain = loop.drain;
        if (drain != null) {
            drain.closed(endedIdle);
            if (loop.connectionCount == 0) {
                drain.emptied();
            }
        }
    }

    private void sendHeld() {
        try {
            shutdownWrite();
        } catch (java.io.IOException | NotYetConnectedException e) {
            // The client is gone
        } catch (Throwable e) {
            loop.log.error("sending the last bytes failed", e);
        }
    }

    /**
     * The server stops: what has arrived already is still answered, with {@code Connection: close}; then an idle connection
     * ends at once, unless idle ones are kept for now.
     */
    final void drain(DrainState state) {
        try {
            protocol.draining();
            readable();
            endedIdle |= !closed && !state.keepsIdle && protocol.idle();
            endIfIdle(state);
        } catch (Throwable e) {
            loop.context.connectionFailed(this, e);
        }
    }

    private void endIfIdle(DrainState state) {
        if (!closed && !state.keepsIdle) {
            protocol.onDrain();
        }
    }

    /**
     * Closes whatever is in progress. Where no answer is on its way half, the client is told of the end before a reset can
     * tell it: closing a socket with bytes unread resets the connection.
     */
    final void force() {
        if (closed) {
            return;
        }
        try {
            if (!writeWaiting) {
                shutdownWrite();
                for (int i = 0; i < LAST_READS_MAX && receive() > 0; i++) {}
            }
            close();
        } catch (java.io.IOException | NotYetConnectedException e) {
            // gone already
            close();
        } catch (Throwable e) {
            // Those behind it in the list are forced as well
            loop.context.connectionFailed(this, e);
        }
    }

    /** The connection after this one in its loop's list, or null. */
    final Connection following() {
        return next;
    }

    final boolean closed() {
        return closed;
    }
}
