package dev.vivace.internal.tls;

import dev.vivace.internal.exchange.Http1Connection;
import dev.vivace.internal.exchange.LoopCounters;
import dev.vivace.internal.exchange.Protocol;
import dev.vivace.internal.exchange.Timed;
import dev.vivace.internal.exchange.Wire;
import dev.vivace.tls.TlsOptions;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * TLS on one connection: a protocol to the transport, a wire to the HTTP/1 inside.
 *
 * <p>Whole records are decrypted into the loop's buffer and handed on together, so that all requests of one read are answered
 * by one send; what is left of a record waits in an array of the loop. What the socket does not take of an encrypted record
 * waits here, and the bytes in it count as not taken for the HTTP/1 inside until they have left: so its idea of what waits, of
 * when to read on, and of a client that takes nothing is right. Delegated tasks run on the handshake pool; nothing is read
 * meanwhile.
 *
 * <p>Renegotiation is refused by closing (RFC 5246 section 7.2.2 leaves that to us; TLS 1.3 has none). HTTP without TLS is
 * answered with a 400 in the clear.
 *
 * <p><b>Threading:</b> its loop's. <b>Lifetime:</b> while idle it owns its engine and no buffer.
 */
final class TlsConnection implements Protocol, Wire {
    /** Ends the lingering at its time. */
    private static final class Lingering extends Timed {
        private final Wire wire;

        Lingering(Wire wire) {
            this.wire = wire;
        }

        @Override
        protected void onDue(long nowNanos) {
            wire.close();
        }
    }

    private static final int HANDSHAKE = 0;
    private static final int OPEN = 1;
    /** HTTP without TLS came: the protocol inside talks to the socket, and closes. */
    private static final int PLAIN = 2;
    /** TLS failed and an alert was sent: what still arrives is dropped, so that a reset does not take the alert away. */
    private static final int LINGERING = 3;

    private static final int CLOSED = 4;

    /** Records in a row that hold no data: empty ones (RFC 5246 section 6.2.1), key updates (RFC 8446 section 4.6.3). */
    private static final int RECORDS_WITHOUT_DATA_MAX = 32;

    private static final int LINGER_BYTES_MAX = 65_536;
    private static final long LINGER_NANOS = 1_000_000_000L;

    /** Where nothing was sent that a reset could take away: a long round trip. */
    private static final long SILENT_LINGER_NANOS = 250_000_000L;

    /** An encrypted alert in TLS 1.3 at most: header, level, description, type, padding as the JDK does it, authentication. */
    private static final int ALERT_BYTES_MAX = Records.HEADER_BYTES + 2 + 1 + 16 + 16;

    private final TlsLoop loop;
    private final TlsEndpoint endpoint;
    private final Wire wire;
    /** Encrypted bytes that came and cannot be decrypted yet. */
    private final HeldInput held;

    private final TlsOutput output;

    private int phase;
    private Handshake handshake;
    private Engines engines;
    private SSLEngine engine;
    private Http1Connection inner;
    private List<X509Certificate> peers = List.of();
    private int recordsWithoutData;
    private boolean renegotiable;
    /** How long a record is at most that looks like data and may be an alert which ends the output; 0 for none. */
    private int alertBytesMax;

    /** The engine's visit to the pool; null when it is not there. */
    private HandshakeWork visit;
    /** Records are being decrypted, further up in this very call. */
    private boolean receiving;

    private boolean innerWaits;
    private boolean draining;
    /** Not null once the server wants this connection to end, and it is in its handshake or has not asked anything yet. */
    private DrainWait drainWait;
    /** The client sent close_notify: RFC 8446 section 6.1, nothing behind it is looked at. */
    private boolean inputClosed;
    /** The client sends nothing any more, which the protocol inside is to be told behind all that came. */
    private boolean inputEnded;

    private boolean outputClosed;
    private boolean shutdownWanted;
    private Lingering lingering;
    private int lingerBytes;

    TlsConnection(TlsLoop loop, TlsEndpoint endpoint, Wire wire) {
        this.loop = loop;
        this.endpoint = endpoint;
        this.wire = wire;
        this.output = new TlsOutput(loop, wire);
        this.held = new HeldInput(loop, this);
        this.handshake = new Handshake(this);
        loop.context.schedule(endpoint.handshakeTimeoutNanos(), handshake);
    }

    @Override
    public boolean wantsBytes() {
        return switch (phase) {
            case HANDSHAKE -> visit == null && output.isEmpty();
            case OPEN -> outputClosed || visit == null && output.isEmpty() && inner.wantsBytes();
            case PLAIN -> inner.wantsBytes();
            default -> true;
        };
    }

    @Override
    public boolean idle() {
        return phase == OPEN
                ? visit == null && held.isEmpty() && output.isEmpty() && inner.idle()
                : phase == HANDSHAKE && engine == null;
    }

    // What comes in

    @Override
    public void onBytes(byte[] in, int start, int end) {
        if (phase == PLAIN || outputClosed && phase == OPEN) {
            // To be dropped, which needs no decryption
            inner.onBytes(in, start, end);
            return;
        }
        if (phase == LINGERING) {
            lingerBytes += end - start;
            if (lingerBytes > LINGER_BYTES_MAX) {
                wire.close();
            }
            return;
        }
        loop.begin();
        if (engine == null && !begin(in, start, end)) {
            return;
        }
        receive(in, start, end);
        settle();
    }

    /** The first bytes of all. */
    private boolean begin(byte[] in, int start, int end) {
        if (phase == CLOSED) {
            return false;
        }
        if (in[start] != Records.HANDSHAKE) {
            if (Records.isPlainHttp(in[start])) {
                refusePlain(in, start, end);
            } else {
                failed("the first byte is " + (in[start] & 0xFF), null);
            }
            return false;
        }
        if (!loop.admit(handshake, endpoint)) {
            refused();
            return false;
        }
        try {
            TlsEndpoint.Opened opened = endpoint.open();
            engines = opened.engines();
            engine = opened.engine();
            engine.beginHandshake();
            return true;
        } catch (SSLException e) {
            failed("the engine cannot begin", e);
            return false;
        }
    }

    private void refusePlain(byte[] in, int start, int end) {
        endHandshake();
        phase = PLAIN;
        inner = loop.context.newConnection(wire);
        inner.refusePlain();
        if (phase == PLAIN) {
            inner.onBytes(in, start, end);
        }
    }

    private boolean canDecrypt() {
        return phase <= OPEN
                && visit == null
                && !inputClosed
                && !outputClosed
                && output.isEmpty()
                && (inner == null || inner.wantsBytes());
    }

    private void receive(byte[] in, int start, int end) {
        int at = start;
        while (at < end && !held.isEmpty() && canDecrypt()) {
            int more = Math.max(1, Math.min(end - at, Records.missing(held.bytes, held.start, held.end)));
            if (!held.take(inner, in, at, at + more)) {
                noRoom();
                return;
            }
            at += more;
            processHeld();
        }
        if (at < end && held.isEmpty() && canDecrypt()) {
            at = process(in, at, end);
        }
        if (phase <= OPEN && !inputClosed && !outputClosed) {
            if (!held.take(inner, in, at, end)) {
                noRoom();
            }
        }
    }

    /** What has come cannot be held, so this connection ends: with an answer, where it is not there already. */
    private void noRoom() {
        held.drop(inner);
        if (inner != null) {
            inner.noRoomForRecord();
        } else {
            loop.context.requestArrays().countRefusal();
            wire.close();
        }
    }

    @Override
    public boolean holdsInput() {
        return !held.isEmpty();
    }

    @Override
    public int inputBytes() {
        return held.bytes == null ? 0 : held.bytes.length;
    }

    @Override
    public void dropInput() {
        inputClosed = true;
        held.drop(inner);
    }

    private void processHeld() {
        int consumed = process(held.bytes, held.start, held.end) - held.start;
        if (phase > OPEN || inputClosed || outputClosed) {
            held.drop(inner);
        } else {
            held.consumed(inner, consumed);
        }
    }

    /** Goes through whole records; the index behind what was consumed. */
    private int process(byte[] bytes, int start, int end) {
        receiving = true;
        int at = start;
        while (canDecrypt()) {
            int length = Records.length(bytes, at, end);
            if (length == Records.BAD) {
                failed("what came is not a record", null);
            } else if (length == 0 || length > end - at) {
                break;
            } else {
                at += record(bytes, at, at + length);
            }
        }
        deliver();
        receiving = false;
        return at;
    }

    /** Hands on what was decrypted. */
    private void deliver() {
        ByteBuffer plain = loop.plain;
        int length = plain.position();
        if (length > 0) {
            plain.clear();
            if (phase == OPEN && !outputClosed) {
                inner.onBytes(plain.array(), 0, length);
            }
        }
    }

    /** Decrypts one record; how much of it was consumed: all, or nothing. */
    private int record(byte[] bytes, int start, int end) {
        if (inner != null) {
            boolean data = bytes[start] == Records.APPLICATION_DATA && end - start > alertBytesMax;
            if (!data || loop.plain.remaining() < TlsLoop.RECORD_ROOM) {
                // An alert may end the output at once, so what came before it is answered before it is looked at
                deliver();
                if (!canDecrypt()) {
                    return 0;
                }
            }
            if (bytes[start] == Records.HANDSHAKE && renegotiable) {
                failed("the client wants to renegotiate", null);
                return 0;
            }
        } else if (!handshakeRecord(bytes, start, end)) {
            return 0;
        }
        try {
            return unwrapped(engine.unwrap(loop.received(bytes, start, end), loop.plain));
        } catch (SSLException e) {
            // What came before it in this read cannot be answered any more: the engine has ended the output as well
            failed("a record was refused", e);
            return 0;
        }
    }

    /** What is to be seen to before a record of the handshake; whether it is for the loop to unwrap it. */
    private boolean handshakeRecord(byte[] bytes, int start, int end) {
        handshake.bytes += end - start;
        if (handshake.bytes > Handshake.BYTES_MAX) {
            failed("the handshake is longer than " + Handshake.BYTES_MAX + " bytes", null);
            return false;
        }
        if (!engines.worksInUnwrap()) {
            return true;
        }
        int hello = handshake.hello.add(bytes, start, end);
        if (hello == HelloRecords.OTHERS_ONLY) {
            loop.cipher.put(Records.fatalAlert(Records.NO_APPLICATION_PROTOCOL));
            failed("the client speaks no " + Engines.PROTOCOL, null);
        } else if (hello == HelloRecords.INTERRUPTED) {
            loop.cipher.put(Records.fatalAlert(Records.UNEXPECTED_MESSAGE));
            failed("another record stands in the client's hello", null);
        } else if (hello == HelloRecords.TOO_LONG) {
            failed("the client's hello is longer than " + HelloRecords.BYTES_MAX + " bytes", null);
        } else {
            work(java.util.Arrays.copyOfRange(bytes, start, end));
        }
        return false;
    }

    private int unwrapped(SSLEngineResult result) throws SSLException {
        if (result.bytesProduced() > 0) {
            recordsWithoutData = 0;
        } else if (inner != null && ++recordsWithoutData > RECORDS_WITHOUT_DATA_MAX) {
            deliver();
            failed("more than " + RECORDS_WITHOUT_DATA_MAX + " records in a row held no data", null);
            return result.bytesConsumed();
        }
        if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
            closedByClient();
        }
        boolean progress = result.bytesConsumed() > 0 || result.bytesProduced() > 0;
        if (handshake != null || result.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
            progress |= drive(result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP);
        }
        if (!progress && phase <= OPEN && visit == null && !inputClosed) {
            throw new SSLException("the engine does not go on: " + result);
        }
        return result.bytesConsumed();
    }

    /** Its close_notify came (RFC 8446 section 6.1): it sends no more, and is still answered where the protocol allows. */
    private void closedByClient() {
        if (inner == null) {
            failed("the client closed in the handshake", null);
            return;
        }
        deliver();
        inputClosed = true;
        if (phase == OPEN) {
            inner.onInputEnd();
        }
    }

    // The handshake

    /**
     * Does what the engine wants to have done; whether there was something.
     *
     * @param wrap whether its last result asked for that: once the handshake is over, its status may not say so
     */
    private boolean drive(boolean wrap) throws SSLException {
        boolean any = wrap && phase <= OPEN && visit == null && output.wrapAll(engine);
        while (phase <= OPEN && visit == null) {
            HandshakeStatus status = engine.getHandshakeStatus();
            if (status == HandshakeStatus.NEED_TASK) {
                work(null);
            } else if (status != HandshakeStatus.NEED_WRAP || !output.wrap(engine)) {
                if (status == HandshakeStatus.NOT_HANDSHAKING && handshake != null) {
                    established();
                    any = true;
                }
                break;
            }
            any = true;
        }
        output.transmit();
        return any;
    }

    private void established() {
        endHandshake();
        peers = peerChain();
        renegotiable = !engine.getSession().getProtocol().equals(TlsOptions.TLS_1_3);
        alertBytesMax = !renegotiable && engines.closesBothWays() ? ALERT_BYTES_MAX : 0;
        inner = loop.context.newConnection(this, endpoint.heads(loop.context));
        phase = OPEN;
        if (draining) {
            inner.draining();
        }
        if (drainWait != null) {
            loop.context.schedule(DrainWait.NANOS, drainWait);
        }
    }

    private List<X509Certificate> peerChain() {
        if (endpoint.options().trustedCertificates() == null) {
            return List.of();
        }
        try {
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate each : engine.getSession().getPeerCertificates()) {
                chain.add((X509Certificate) each);
            }
            return List.copyOf(chain);
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }

    private void work(byte[] record) {
        TlsEndpoint.Opened opened = new TlsEndpoint.Opened(engines, engine);
        visit = new HandshakeWork(this, endpoint, loop.context.loop(), opened, record);
        try {
            loop.pool.execute(visit);
        } catch (java.util.concurrent.RejectedExecutionException e) {
            visit = null;
            refused();
        }
    }

    /** The engine is back from the pool. */
    void worked(HandshakeWork work) {
        visit = null;
        if (phase > OPEN) {
            releaseEngine();
            return;
        }
        if (handshake != null) {
            handshake.poolNanos += loop.context.loop().nanoTime() - work.sinceNanos;
        }
        loop.begin();
        try {
            if (work.error != null) {
                failed("the handshake was refused", work.error);
                return;
            }
            if (work.result != null) {
                int consumed = unwrapped(work.result);
                if (phase <= OPEN) {
                    held.consumed(inner, consumed);
                }
            } else {
                drive(false);
            }
            settle();
        } catch (SSLException e) {
            failed("the handshake was refused", e);
        } catch (Throwable e) {
            loop.context.connectionFailed(wire, e);
        }
    }

    /** Whether a handshake is under way that only the client can carry on. */
    boolean waitsForClient() {
        return visit == null;
    }

    /** There are too many handshakes. */
    void refused() {
        loop.counters.add(LoopCounters.TLS_HANDSHAKE_REFUSED, 1);
        wire.close();
    }

    void handshakeTimedOut() {
        loop.counters.add(LoopCounters.TLS_HANDSHAKE_TIMEOUT, 1);
        wire.close();
    }

    private void endHandshake() {
        if (handshake != null) {
            loop.context.cancel(handshake);
            loop.leave(handshake);
            handshake = null;
        }
    }

    /** TLS cannot go on: says so with an alert, if the engine has one, and closes. */
    private void failed(String why, Throwable cause) {
        if (phase > OPEN) {
            return;
        }
        loop.counters.add(handshake != null ? LoopCounters.TLS_HANDSHAKE_FAILED : LoopCounters.TLS_FAILED, 1);
        TlsLog.failed(wire, why, cause);
        loop.plain.clear();
        boolean alert = !outputClosed && output.isEmpty() && wrapAlert();
        if (phase > OPEN) {
            return;
        }
        endHandshake();
        phase = LINGERING;
        held.drop(inner);
        if (inner != null) {
            inner.onClosed();
        }
        if (!alert || !output.isEmpty()) {
            wire.close();
            return;
        }
        releaseEngine();
        linger(LINGER_NANOS);
    }

    /** Ends the output, and drops for a while what still comes. */
    private void linger(long nanos) {
        phase = LINGERING;
        lingering = new Lingering(wire);
        loop.context.schedule(nanos, lingering);
        wire.shutdownOutput();
        if (phase != CLOSED) {
            wire.resumeReading();
        }
    }

    private boolean wrapAlert() {
        try {
            if (engine != null && visit == null) {
                engine.closeOutbound();
                while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && output.wrap(engine)) {}
            }
        } catch (SSLException | IllegalStateException e) {
            // It has thrown what it threw before, and has nothing to say
        }
        return loop.cipher.position() > 0 && output.transmit();
    }

    // What goes out

    @Override
    public int send(byte[] bytes, int start, int length) {
        if (phase != OPEN || outputClosed) {
            return BROKEN;
        }
        try {
            return output.send(engine, bytes, start, length);
        } catch (SSLException e) {
            loop.counters.add(LoopCounters.TLS_FAILED, 1);
            TlsLog.failed(wire, "an answer could not be encrypted", e);
            wire.close();
            return BROKEN;
        }
    }

    @Override
    public void onWritable() {
        if (phase == PLAIN) {
            inner.onWritable();
            return;
        }
        loop.begin();
        if (innerWaits && phase == OPEN) {
            // Its send begins with what waits here
            innerWaits = false;
            inner.onWritable();
        }
        if (phase > OPEN || !innerWaits && !output.sendWaiting()) {
            return;
        }
        if (!output.isEmpty()) {
            wire.awaitWritable();
        } else if (shutdownWanted) {
            shutdownWanted = false;
            wire.shutdownOutput();
        }
        settle();
    }

    /** Goes on with what waits, as far as that is possible now, and then with reading. */
    private void settle() {
        if (!held.isEmpty() && canDecrypt()) {
            processHeld();
        }
        if (phase <= OPEN && (outputClosed || canDecrypt())) {
            wire.resumeReading();
            held.awaitRest(inner);
        }
        // What is held is part of a record by then, and will never be whole
        if (inputEnded && phase == OPEN && (held.isEmpty() || canDecrypt())) {
            inputEnded = false;
            inner.onInputEnd();
        }
    }

    @Override
    public void awaitWritable() {
        innerWaits = true;
        wire.awaitWritable();
    }

    /** Records that wait are gone through in a turn of their own: the protocol inside is in the middle of one. */
    @Override
    public void resumeReading() {
        if (!receiving && phase == OPEN) {
            if (held.isEmpty() || outputClosed) {
                settle();
            } else {
                loop.context.loop().execute(this::resume);
            }
        }
    }

    private void resume() {
        try {
            if (phase == OPEN) {
                loop.begin();
                settle();
            }
        } catch (Throwable e) {
            loop.context.connectionFailed(wire, e);
        }
    }

    @Override
    public void shutdownOutput() {
        closeNotify();
        if (phase == OPEN) {
            outputClosed = true;
            if (!receiving) {
                held.drop(inner);
            }
            if (output.isEmpty()) {
                wire.shutdownOutput();
            } else {
                shutdownWanted = true;
            }
        }
    }

    /** RFC 9112 section 9.8: a server attempts to exchange closure alerts before it closes. Once. */
    private void closeNotify() {
        if (phase != OPEN || outputClosed || visit != null || !output.sendWaiting()) {
            return;
        }
        loop.cipher.clear();
        try {
            engine.closeOutbound();
            while (!engine.isOutboundDone() && output.wrap(engine)) {}
            output.transmit();
        } catch (SSLException e) {
            loop.cipher.clear();
        }
    }

    @Override
    public void close() {
        closeNotify();
        wire.close();
    }

    @Override
    public void cutOff() {
        wire.cutOff();
    }

    // The end

    /** RFC 9112 section 9.8: a client may end without close_notify; requests have lengths, so that cuts nothing off. */
    @Override
    public void onInputEnd() {
        if (phase == OPEN) {
            // Records may wait for their turn still
            inputEnded = true;
            loop.begin();
            settle();
        } else if (phase == PLAIN) {
            inner.onInputEnd();
        } else {
            if (engine != null && phase == HANDSHAKE) {
                loop.counters.add(LoopCounters.TLS_HANDSHAKE_FAILED, 1);
            }
            wire.close();
        }
    }

    @Override
    public void draining() {
        draining = true;
        if (phase == OPEN || phase == PLAIN) {
            inner.draining();
        }
    }

    /**
     * A handshake is let end, so that the request behind it is answered: it has crossed the end already, maybe, and a close
     * would reset it. Who has sent nothing at all is idle.
     */
    @Override
    public void onDrain() {
        if (phase == HANDSHAKE && engine == null) {
            endHandshake();
            linger(SILENT_LINGER_NANOS);
        } else if (phase == HANDSHAKE) {
            drainWait = drainWait == null ? new DrainWait(this) : drainWait;
        } else if (drainWait == null) {
            drainInner();
        }
    }

    /** The time for a first request is over. */
    void drainWaited() {
        try {
            drainWait = null;
            loop.begin();
            drainInner();
        } catch (Throwable e) {
            loop.context.connectionFailed(wire, e);
        }
    }

    private void drainInner() {
        if (phase == OPEN && held.isEmpty() && output.isEmpty() || phase == PLAIN) {
            inner.onDrain();
        }
    }

    @Override
    public boolean exiting() {
        return inner != null && inner.exiting();
    }

    @Override
    public void onClosed() {
        int before = phase;
        phase = CLOSED;
        endHandshake();
        held.drop(inner);
        output.release();
        if (visit == null || visit.callOff()) {
            releaseEngine();
        }
        if (lingering != null) {
            loop.context.cancel(lingering);
        }
        if (drainWait != null) {
            loop.context.cancel(drainWait);
        }
        if (before == OPEN || before == PLAIN) {
            inner.onClosed();
        }
    }

    private void releaseEngine() {
        if (engine != null) {
            SSLEngine last = engine;
            engine = null;
            endpoint.close(engines, last);
        }
    }

    // What a request may ask

    @Override
    public boolean secure() {
        return phase != PLAIN;
    }

    @Override
    public List<X509Certificate> peerCertificates() {
        return peers;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return wire.remoteAddress();
    }
}
