package dev.vivace.internal.exchange;

import dev.vivace.internal.http1.BodySink;
import dev.vivace.internal.http1.ChunkedDecoder;
import dev.vivace.internal.http1.Faults;
import dev.vivace.internal.http1.Methods;
import dev.vivace.internal.http1.RequestHead;

/**
 * A request whose body has not arrived wholly: a copy of its head, and behind it the body as far as it came. Grows with
 * bytes received, never with a length announced.
 *
 * <p><b>Lifetime:</b> borrowed from the loop for one request.
 */
final class HeldRequest implements BodySink {
    /** Room for the beginning of a body behind its head. */
    private static final int HEAD_EXTRA_BYTES = 512;

    private final LoopContext loop;
    private final ChunkedDecoder chunks;
    private final BodyClock clock;
    private Http1Connection connection;
    private byte[] bytes;
    private int headLength;
    private int bodyLength;
    private long bodyBytesMax;
    private long remaining;
    private boolean chunked;
    private boolean dropped;
    private boolean bodiless;
    private long received;

    HeldRequest(LoopContext loop) {
        this.loop = loop;
        this.chunks = new ChunkedDecoder(loop.limits);
        this.clock = new BodyClock(loop.plan.options());
    }

    /**
     * Begins with a copy of the head.
     *
     * @param drop whether the body is read to its end and not kept
     * @return whether there is room for it
     */
    boolean begin(byte[] in, RequestHead head, long newBodyBytesMax, boolean drop, Http1Connection newConnection) {
        connection = newConnection;
        clock.start(loop.loop.nanoTime());
        headLength = head.length;
        bodyLength = 0;
        received = 0;
        bodyBytesMax = newBodyBytesMax;
        chunked = head.chunked;
        remaining = head.contentLength;
        dropped = drop;
        bodiless = head.methodId == Methods.HEAD;
        if (chunked) {
            chunks.reset();
        }
        if (!loop.held.requestRoom(connection, headLength + HEAD_EXTRA_BYTES)) {
            return false;
        }
        bytes = loop.requestArrays.borrow(headLength + HEAD_EXTRA_BYTES);
        System.arraycopy(in, head.start, bytes, 0, headLength);
        return true;
    }

    /** Takes bytes of the body: how many were consumed, or a fault. */
    int feed(byte[] in, int start, int end) {
        clock.arrived(end - start, loop.loop.nanoTime());
        if (chunked) {
            return chunks.decode(in, start, end, this);
        }
        int length = (int) Math.min(remaining, end - start);
        remaining -= length;
        int fault = accept(in, start, length);
        return fault < 0 ? fault : length;
    }

    boolean complete() {
        return chunked ? chunks.done() : remaining == 0;
    }

    @Override
    public int accept(byte[] in, int start, int length) {
        received += length;
        if (received > bodyBytesMax) {
            return Faults.BODY_TOO_LARGE;
        }
        if (!dropped) {
            int at = headLength + bodyLength;
            if (at + length > bytes.length && !grow(at, length)) {
                return Faults.REQUEST_BYTES_HELD;
            }
            System.arraycopy(in, start, bytes, at, length);
            bodyLength += length;
        }
        return 0;
    }

    /** A chunk that would cross the bound is refused at its size line: nothing of it needs to be read. */
    @Override
    public int announced(long length) {
        return length > bodyBytesMax - received ? Faults.BODY_TOO_LARGE : 0;
    }

    /** To the double, but not beyond what the whole request needs. */
    private boolean grow(int used, int more) {
        long doubled = Math.min(used * 2L, chunked ? headLength + bodyBytesMax : used + more + remaining);
        int wanted = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(used + (long) more, doubled));
        if (!loop.held.requestRoom(connection, wanted - bytes.length)) {
            return false;
        }
        byte[] larger = loop.requestArrays.borrow(wanted);
        System.arraycopy(bytes, 0, larger, 0, used);
        loop.requestArrays.giveBack(bytes);
        bytes = larger;
        return true;
    }

    BodyClock clock() {
        return clock;
    }

    /** Whether its answer has no body, a fault's neither. */
    boolean bodiless() {
        return bodiless;
    }

    byte[] bytes() {
        return bytes;
    }

    int headLength() {
        return headLength;
    }

    int bodyLength() {
        return bodyLength;
    }

    void release() {
        connection = null;
        if (bytes != null) {
            loop.requestArrays.giveBack(bytes);
            bytes = null;
        }
    }
}
