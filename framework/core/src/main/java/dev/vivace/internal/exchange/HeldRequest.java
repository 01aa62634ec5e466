package dev.vivace.internal.exchange;

import dev.vivace.internal.http1.BodySink;
import dev.vivace.internal.http1.ChunkedDecoder;
import dev.vivace.internal.http1.Faults;
import dev.vivace.internal.http1.HttpLimits;
import dev.vivace.internal.http1.Methods;
import dev.vivace.internal.http1.RequestHead;

/**
 * A request whose body has not arrived wholly: a copy of its head, and behind it the body as far as it came. Grows with
 * bytes received, never with a length announced.
 *
 * <p><b>Lifetime:</b> borrowed from the loop for one request.
 */
final class HeldRequest implements BodySink {
    private final BufferPool buffers;
    private final ChunkedDecoder chunks;
    private byte[] bytes;
    private int headLength;
    private int bodyLength;
    private long bodyBytesMax;
    private long remaining;
    private boolean chunked;
    private boolean dropped;
    private boolean bodiless;
    private long received;

    HeldRequest(BufferPool buffers, HttpLimits limits) {
        this.buffers = buffers;
        this.chunks = new ChunkedDecoder(limits);
    }

    /** @param drop whether the body is read to its end and not kept */
    void begin(byte[] in, RequestHead head, long newBodyBytesMax, boolean drop) {
        headLength = head.length;
        bodyLength = 0;
        received = 0;
        bodyBytesMax = newBodyBytesMax;
        chunked = head.chunked;
        remaining = head.contentLength;
        dropped = drop;
        bodiless = head.methodId == Methods.HEAD;
        bytes = buffers.borrow(headLength + 512);
        System.arraycopy(in, head.start, bytes, 0, headLength);
        if (chunked) {
            chunks.reset();
        }
    }

    /** Takes bytes of the body: how many were consumed, or a fault. */
    int feed(byte[] in, int start, int end) {
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
            if (at + length > bytes.length) {
                grow(at, length);
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

    private void grow(int used, int more) {
        byte[] larger = buffers.borrow(Math.max(used + more, used * 2));
        System.arraycopy(bytes, 0, larger, 0, used);
        buffers.giveBack(bytes);
        bytes = larger;
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
        buffers.giveBack(bytes);
        bytes = null;
    }
}
