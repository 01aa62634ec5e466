package dev.vivace.internal.tls;

import dev.vivace.internal.exchange.ByteArrays;
import dev.vivace.internal.exchange.LoopContext;
import dev.vivace.internal.exchange.Wire;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/**
 * What a connection encrypts and sends, one record at a time where the answer is long, and at most one record that the socket
 * did not take.
 *
 * <p>What is encrypted cannot be taken back, so a record waits here; but its bytes count as not taken as long as it does. Who
 * sends tries again with the same bytes, as with any full socket, and learns then that they are gone.
 *
 * <p><b>Threading:</b> the connection's loop.
 */
final class TlsOutput {
    /** Plain bytes in a record, so that it fits an array of 16 KB with what encryption adds. */
    private static final int RECORD_PLAIN_BYTES = 16_000;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final TlsLoop loop;
    private final Wire wire;
    /** Encrypted bytes that the socket did not take. */
    private final Held unsent = new Held();
    /** Plain bytes that are encrypted in there and do not count as taken yet. */
    private int promised;

    TlsOutput(TlsLoop loop, Wire wire) {
        this.loop = loop;
        this.wire = wire;
    }

    boolean isEmpty() {
        return unsent.isEmpty();
    }

    void release() {
        unsent.release(buffers());
    }

    private ByteArrays buffers() {
        return loop.context.answerArrays();
    }

    /** Encrypts what the engine itself has to say; false when it had nothing, or the connection broke. */
    boolean wrap(SSLEngine engine) throws SSLException {
        boolean any = false;
        int produced;
        do {
            if (loop.cipher.remaining() < TlsLoop.RECORD_ROOM && !transmit()) {
                return false;
            }
            produced = engine.wrap(NOTHING, loop.cipher).bytesProduced();
            any |= produced > 0;
            // OpenSSL fills the room it gets, and its status does not say then that there is more
        } while (produced > 0 && !loop.cipher.hasRemaining());
        return any;
    }

    /** All that it has to say; whether that was anything. */
    boolean wrapAll(SSLEngine engine) throws SSLException {
        boolean any = false;
        while (wrap(engine)) {
            any = true;
        }
        return any;
    }

    /** Sends what was encrypted, behind what waits; what the socket does not take waits. False when the connection broke. */
    boolean transmit() {
        ByteBuffer cipher = loop.cipher;
        int length = cipher.position();
        if (length == 0) {
            return true;
        }
        cipher.clear();
        int sent = 0;
        if (unsent.isEmpty()) {
            sent = wire.send(cipher.array(), 0, length);
            if (sent < 0) {
                return false;
            }
        }
        if (sent < length) {
            unsent.append(buffers(), cipher.array(), sent, length);
            wire.awaitWritable();
        }
        return true;
    }

    /** Sends what waits, as far as it goes; false when the connection broke. Of a handshake that is more than one send takes. */
    boolean sendWaiting() {
        boolean full = false;
        while (!unsent.isEmpty() && !full) {
            int slice = Math.min(unsent.length(), LoopContext.OUTPUT_BYTES);
            int sent = wire.send(unsent.bytes, unsent.start, slice);
            if (sent < 0) {
                return false;
            }
            unsent.consume(buffers(), sent);
            full = sent < slice;
        }
        return true;
    }

    /** As {@link Wire#send}; what does not fit a record goes into the next one when the socket has taken this one. */
    int send(SSLEngine engine, byte[] bytes, int start, int length) throws SSLException {
        if (!sendWaiting()) {
            return Wire.BROKEN;
        }
        loop.cipher.clear();
        int taken = taken(length);
        while (taken < length && unsent.isEmpty()) {
            int count = Math.min(length - taken, RECORD_PLAIN_BYTES);
            if (!encrypt(engine, bytes, start + taken, count)) {
                return Wire.BROKEN;
            }
            promised = count;
            taken += taken(count);
        }
        return taken;
    }

    /**
     * How many of the encrypted bytes count as taken now: all but as many as wait. So one at least does not count while
     * anything waits, and each byte that leaves shows.
     */
    private int taken(int countMax) {
        int count = Math.min(countMax, promised - Math.min(promised, unsent.length()));
        promised -= count;
        return count;
    }

    private boolean encrypt(SSLEngine engine, byte[] bytes, int start, int length) throws SSLException {
        ByteBuffer source = loop.answered(bytes, start, start + length);
        while (source.hasRemaining()) {
            if (loop.cipher.remaining() < TlsLoop.RECORD_ROOM && !transmit()) {
                return false;
            }
            SSLEngineResult result = engine.wrap(source, loop.cipher);
            if (result.getStatus() == SSLEngineResult.Status.CLOSED || result.bytesProduced() == 0) {
                loop.cipher.clear();
                throw new SSLException("the engine encrypts no more: " + result);
            }
        }
        return transmit();
    }
}
