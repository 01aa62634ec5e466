package dev.vivace.internal.tls;

import dev.vivace.internal.exchange.Http1Connection;
import dev.vivace.internal.exchange.LoopContext;
import dev.vivace.internal.exchange.LoopCounters;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * What the TLS connections of one loop share: the buffers of a turn, and the list of handshakes that are under way.
 *
 * <p><b>Threading:</b> the loop's.
 */
public final class TlsLoop {
    /** A handshake that waits for its client so long can be ended for the sake of a new one. */
    static final long PATIENCE_NANOS = 1_000_000_000L;

    /** What one record decrypts to, and room that engines ask for. */
    static final int RECORD_ROOM = 18_500;

    /** What one read decrypts to is handed on at once: 64 KB and the record that was begun before. */
    private static final int PLAIN_BYTES = 65_536 + 2 * RECORD_ROOM;

    private static final int CIPHER_BYTES = 3 * RECORD_ROOM;

    final LoopContext context;
    final LoopCounters counters;
    final Executor pool;
    /** Decrypted bytes of this turn; empty between turns. */
    final ByteBuffer plain = ByteBuffer.allocate(PLAIN_BYTES);
    /** Encrypted bytes on their way out; empty between turns. */
    final ByteBuffer cipher = ByteBuffer.allocate(CIPHER_BYTES);

    private ByteBuffer received = ByteBuffer.allocate(0);
    private ByteBuffer answered = ByteBuffer.allocate(0);
    private Handshake oldest;
    private Handshake newest;
    private int handshakeCount;
    /** Of each listener, which has a bound of its own. */
    private final Map<TlsEndpoint, int[]> handshakeCounts = new IdentityHashMap<>();
    /** Who wants room just now, and is not to go for it; null at other times. */
    private TlsConnection asking;

    /** @param pool runs what engines want to have run elsewhere; may refuse */
    public TlsLoop(LoopContext context, Executor pool) {
        this.context = context;
        this.counters = context.counters();
        this.pool = pool;
        context.requestArrays().askFirst(this::endHolder);
    }

    /** Makes room for what a connection has to hold; others may have to go for that, handshakes first. */
    boolean roomFor(TlsConnection connection, Http1Connection inner, int bytes) {
        asking = connection;
        try {
            return context.requestArrays().room(inner, bytes);
        } finally {
            asking = null;
        }
    }

    /** A client that has kept a handshake waiting is the first to go where memory is wanted. */
    private boolean endHolder() {
        return endSlowest(null);
    }

    /** Begins a turn: what a connection that failed left in the buffers is not for the next one. */
    void begin() {
        plain.clear();
        cipher.clear();
    }

    /** Received bytes, as engines want them. */
    ByteBuffer received(byte[] bytes, int start, int end) {
        if (received.array() != bytes && bytes.length == LoopContext.OUTPUT_BYTES) {
            received = ByteBuffer.wrap(bytes);
        }
        return view(received, bytes, start, end);
    }

    /** Bytes of answers, as engines want them. */
    ByteBuffer answered(byte[] bytes, int start, int end) {
        if (answered.array() != bytes && bytes.length == LoopContext.OUTPUT_BYTES) {
            answered = ByteBuffer.wrap(bytes);
        }
        return view(answered, bytes, start, end);
    }

    /** The loop reads into one array of 64 KB and answers from one: only their wrappers are worth keeping. */
    private static ByteBuffer view(ByteBuffer kept, byte[] bytes, int start, int end) {
        return kept.array() == bytes ? kept.limit(end).position(start) : ByteBuffer.wrap(bytes, start, end - start);
    }

    /** Takes a handshake in, in the place of another one of its listener if need be; false when there is no room. */
    boolean admit(Handshake handshake, TlsEndpoint endpoint) {
        int[] count = handshakeCounts.computeIfAbsent(endpoint, first -> new int[1]);
        if (count[0] >= endpoint.options().handshakesInFlightMax() && !endSlowest(endpoint)) {
            return false;
        }
        count[0]++;
        handshake.endpoint = endpoint;
        handshake.startNanos = context.loop().nanoTime();
        handshake.underWay = true;
        handshake.previous = newest;
        if (newest == null) {
            oldest = handshake;
        } else {
            newest.next = handshake;
        }
        newest = handshake;
        handshakeCount++;
        return true;
    }

    /**
     * Ends the handshake whose client has kept it waiting for the longest time, and for the patience at least; false when there
     * is none. Time on the pool does not count: under a flood that is most of it, and what it was spent on would be lost.
     *
     * @param of whose; null for one of any listener that holds bytes
     */
    private boolean endSlowest(TlsEndpoint of) {
        long now = context.loop().nanoTime();
        Handshake slowest = null;
        long longest = PATIENCE_NANOS - 1;
        // They are in the order of their beginnings
        for (Handshake each = oldest; each != null && now - each.startNanos > longest; each = each.next) {
            long waited = now - each.startNanos - each.poolNanos;
            if (waited > longest
                    && each.connection.waitsForClient()
                    && (of == null ? holds(each.connection) : each.endpoint == of)) {
                slowest = each;
                longest = waited;
            }
        }
        if (slowest == null) {
            return false;
        }
        slowest.connection.refused();
        return true;
    }

    private boolean holds(TlsConnection connection) {
        return connection != asking && connection.holdsInput();
    }

    /** A handshake is over, whichever way. */
    void leave(Handshake handshake) {
        if (!handshake.underWay) {
            return;
        }
        handshake.underWay = false;
        if (handshake.previous == null) {
            oldest = handshake.next;
        } else {
            handshake.previous.next = handshake.next;
        }
        if (handshake.next == null) {
            newest = handshake.previous;
        } else {
            handshake.next.previous = handshake.previous;
        }
        handshakeCount--;
        handshakeCounts.get(handshake.endpoint)[0]--;
    }

    /** Handshakes under way. */
    public int handshakeCount() {
        return handshakeCount;
    }
}
