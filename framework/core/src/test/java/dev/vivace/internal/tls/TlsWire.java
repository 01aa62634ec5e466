package dev.vivace.internal.tls;

import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import dev.vivace.internal.exchange.AppSource;
import dev.vivace.internal.exchange.ErrorLog;
import dev.vivace.internal.exchange.LoopContext;
import dev.vivace.internal.exchange.Protocol;
import dev.vivace.internal.exchange.Wire;
import dev.vivace.tls.TlsPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;

/**
 * A socket between a client and the server's TLS, whose every answer a test decides. Delivers bytes only while the protocol
 * wants them, and nothing after a close.
 */
final class TlsWire implements Wire {
    final StillLoop loop;
    final LoopContext context;
    final TlsLoop tlsLoop;
    final Protocol protocol;
    final TlsPeer peer;

    /** What the socket takes before it is full. */
    long room = Long.MAX_VALUE;

    int sendBytesMax = Integer.MAX_VALUE;
    int sendCount;
    int closedCount;
    boolean outputShut;
    boolean awaitingWritable;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private byte[] input = {};
    private int inputStart;
    private boolean inputEnds;
    private boolean inputEndSeen;
    private int outputSeen;

    TlsWire(TlsLoop tlsLoop, StillLoop loop, TlsEndpoint endpoint, TlsPeer peer) {
        this.tlsLoop = tlsLoop;
        this.context = tlsLoop.context;
        this.loop = loop;
        this.peer = peer;
        this.protocol = endpoint.newConnection(tlsLoop, this);
    }

    /** A loop's own, with a pool that is the loop itself, in a later turn. */
    static TlsLoop tlsLoop(Vivace app, StillLoop loop) {
        return tlsLoop(app, loop, ServerOptions.defaults());
    }

    static TlsLoop tlsLoop(Vivace app, StillLoop loop, ServerOptions options) {
        LoopContext context = new LoopContext(AppSource.compile(app, options), loop, 0, Runnable::run, new ErrorLog());
        return new TlsLoop(context, loop.pool);
    }

    static TlsWire of(Vivace app, TlsEndpoint endpoint, TlsPeer peer) {
        StillLoop loop = new StillLoop();
        return new TlsWire(tlsLoop(app, loop), loop, endpoint, peer);
    }

    /** Both sides until the handshake is over. */
    TlsWire handshake() throws IOException {
        receive(peer.begin());
        exchange();
        if (!peer.open()) {
            throw new IOException("the handshake is not over");
        }
        return this;
    }

    /** Lets both sides answer each other until they are silent. */
    TlsWire exchange() throws IOException {
        for (; ; ) {
            byte[] back = peer.receive(newOutput());
            if (back.length == 0 && outputSeen == output.size()) {
                return this;
            }
            receive(back);
        }
    }

    /** What the server sent since the call before. */
    byte[] newOutput() {
        byte[] all = output.toByteArray();
        byte[] more = Arrays.copyOfRange(all, outputSeen, all.length);
        outputSeen = all.length;
        return more;
    }

    TlsWire receive(byte[] bytes) {
        byte[] all = new byte[unread() + bytes.length];
        System.arraycopy(input, inputStart, all, 0, unread());
        System.arraycopy(bytes, 0, all, unread(), bytes.length);
        input = all;
        inputStart = 0;
        return settle();
    }

    TlsWire endInput() {
        inputEnds = true;
        return settle();
    }

    /** Lets everything happen that can without the clock. */
    TlsWire settle() {
        boolean moved = true;
        while (moved) {
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
            byte[] piece = Arrays.copyOfRange(input, inputStart, input.length);
            inputStart = input.length;
            protocol.onBytes(piece, 0, piece.length);
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

    int unread() {
        return input.length - inputStart;
    }

    boolean closed() {
        return closedCount > 0;
    }

    byte[] written() {
        return output.toByteArray();
    }

    long count(int counter) {
        return context.counters().value(counter);
    }

    @Override
    public int send(byte[] bytes, int start, int length) {
        if (length <= 0 || length > LoopContext.OUTPUT_BYTES) {
            throw new IllegalStateException("a send of " + length + " bytes");
        }
        sendCount++;
        if (closedCount > 0) {
            return BROKEN;
        }
        int taken = (int) Math.min(Math.min(length, sendBytesMax), room);
        room -= room == Long.MAX_VALUE ? 0 : taken;
        output.write(bytes, start, taken);
        return taken;
    }

    @Override
    public void awaitWritable() {
        awaitingWritable = true;
    }

    @Override
    public void resumeReading() {}

    @Override
    public void shutdownOutput() {
        if (awaitingWritable) {
            throw new IllegalStateException("shut while bytes wait");
        }
        outputShut = true;
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
