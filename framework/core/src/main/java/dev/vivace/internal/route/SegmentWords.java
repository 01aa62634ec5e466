package dev.vivace.internal.route;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A path segment as two words: its first 8 bytes, and its last 8 bytes where it has 8 or more. Together with the
 * length they are exact up to 16 bytes, which is nearly every static segment of a real route table, so that comparing
 * one takes no loop.
 *
 * <p><b>Threading:</b> stateless. Allocates nothing.
 */
final class SegmentWords {
    /** Bytes that must be readable behind the end of a path for {@link #at} to be usable anywhere in it. */
    static final int MARGIN = Long.BYTES;

    /** The segment length up to which both words and the length decide. */
    static final int EXACT_LENGTH_MAX = 2 * Long.BYTES;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long SLASHES = '/' * ONES;

    private SegmentWords() {}

    static long at(byte[] path, int index) {
        return (long) LONGS.get(path, index);
    }

    /**
     * The high bit of the first slash in a word; bits above it may be wrong, because the subtraction borrows, so only
     * the lowest one counts.
     */
    static long slashes(long word) {
        long zeroAtSlash = word ^ SLASHES;
        return (zeroAtSlash - ONES) & ~zeroAtSlash & HIGH_BITS;
    }

    /** The first word of a segment shorter than 8 bytes: what lies behind it is cleared. */
    static long clip(long word, int length) {
        return word & ~(-1L << (length << 3));
    }

    /** The index of the first slash in {@code [from, end)}, or {@code end}. Reads up to 7 bytes behind {@code end}. */
    static int slashOrEnd(byte[] path, int from, int end) {
        int index = from;
        while (true) {
            long marks = slashes(at(path, index));
            if (marks != 0) {
                return Math.min(end, index + (Long.numberOfTrailingZeros(marks) >>> 3));
            }
            index += Long.BYTES;
            if (index >= end) {
                return end;
            }
        }
    }

    /** The first word of the segment {@code [start, end)}, read without touching a byte outside. */
    static long first(byte[] path, int start, int end) {
        if (end - start >= Long.BYTES) {
            return at(path, start);
        }
        long word = 0;
        for (int i = end - start - 1; i >= 0; i--) {
            word = word << 8 | path[start + i] & 0xFF;
        }
        return word;
    }

    /** The last word of the segment {@code [start, end)}: zero if it is shorter than 8 bytes. */
    static long last(byte[] path, int start, int end) {
        return end - start < Long.BYTES ? 0 : at(path, end - Long.BYTES);
    }
}
