package dev.vivace.internal.exchange;

import java.util.Arrays;

/**
 * What a socket did not take, in order. The connection is not read and nothing more is answered until it is gone, so it
 * holds at most what one read's worth of requests was answered with.
 *
 * <p><b>Lifetime:</b> borrowed from the loop until all is sent or the connection is closed.
 */
final class PendingOutput {
    private static final int SEGMENTS_INITIAL = 4;
    private static final byte CONSTANT = 0;
    private static final byte OWNED = 1;
    private static final byte BORROWED = 2;

    private final BufferPool buffers;
    private final HeldBytes held;
    /** Whose answers these are; null while nobody's. */
    Http1Connection owner;
    /** Its neighbours in the order of those who wait. */
    PendingOutput waitingBefore;

    PendingOutput waitingAfter;
    /** Whether the socket was filled up once more since it last had room that the client made. */
    boolean settled;

    private byte[][] arrays = new byte[SEGMENTS_INITIAL][];
    private int[] ends = new int[SEGMENTS_INITIAL];
    private byte[] origins = new byte[SEGMENTS_INITIAL];
    private int first;
    private int count;
    /** Where the rest of the first segment begins; only it can begin in the middle of its array. */
    private int position;

    private long length;

    PendingOutput(BufferPool buffers, HeldBytes held) {
        this.buffers = buffers;
        this.held = held;
    }

    /** Adds bytes that do not change any more and would be there without this. */
    void addConstant(byte[] bytes, int start, int end) {
        add(bytes, start, end, CONSTANT);
    }

    /** Adds bytes that do not change any more and are kept for this only. */
    void addOwned(byte[] bytes, int start, int end) {
        add(bytes, start, end, OWNED);
    }

    private void add(byte[] bytes, int start, int end, byte origin) {
        if (start == end) {
            return;
        }
        if (first == count) {
            position = start;
            segment(bytes, end, origin);
        } else if (start == 0) {
            segment(bytes, end, origin);
        } else {
            addCopy(bytes, start, end);
        }
    }

    /** Adds bytes that somebody else will overwrite. */
    void addCopy(byte[] bytes, int start, int end) {
        int more = end - start;
        if (more == 0) {
            return;
        }
        byte[] copy = buffers.borrow(more);
        System.arraycopy(bytes, start, copy, 0, more);
        segment(copy, more, BORROWED);
    }

    private void segment(byte[] bytes, int end, byte origin) {
        if (count == arrays.length) {
            arrays = Arrays.copyOf(arrays, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
            origins = Arrays.copyOf(origins, count * 2);
        }
        length += end - (first == count ? position : 0);
        arrays[count] = bytes;
        ends[count] = end;
        origins[count++] = origin;
        if (origin != CONSTANT) {
            held.addAnswerBytes(bytes.length);
            held.boundAnswers(this);
        }
    }

    boolean isEmpty() {
        return first == count;
    }

    long length() {
        return length;
    }

    /** Sends until all is gone or the socket is full; false when the connection broke, which has released this then. */
    boolean sendTo(Wire wire, int sliceBytesMax) {
        while (first < count) {
            int end = ends[first];
            int slice = Math.min(end - position, sliceBytesMax);
            int sent = wire.send(arrays[first], position, slice);
            if (sent < 0) {
                return false;
            }
            position += sent;
            length -= sent;
            if (position == end) {
                removeFirst();
            } else if (sent < slice) {
                return true;
            }
        }
        return true;
    }

    private void removeFirst() {
        byte[] array = arrays[first];
        arrays[first] = null;
        byte origin = origins[first++];
        if (origin != CONSTANT) {
            held.addAnswerBytes(-array.length);
        }
        if (origin == BORROWED) {
            buffers.giveBack(array);
        }
        position = 0;
        if (first == count) {
            first = 0;
            count = 0;
        }
    }

    /** Forgets what is left and gives back what was borrowed. */
    void release() {
        owner = null;
        settled = false;
        held.waitsNoMore(this);
        while (first < count) {
            removeFirst();
        }
        length = 0;
        if (arrays.length > SEGMENTS_INITIAL) {
            arrays = new byte[SEGMENTS_INITIAL][];
            ends = new int[SEGMENTS_INITIAL];
            origins = new byte[SEGMENTS_INITIAL];
        }
    }
}
