package dev.vivace.internal.http1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Byte classes of the grammar (RFC 9110 section 5.6.2, RFC 3986) as tables indexed by the unsigned byte, and eight bytes
 * read as one long.
 */
final class Octets {
    static final byte CR = '\r';
    static final byte LF = '\n';
    static final byte SP = ' ';
    static final byte TAB = '\t';

    /** Path bytes that need no attention: visible ASCII except {@code / ? % #}. */
    static final byte PLAIN = 0;

    static final byte SLASH = 1;
    static final byte QUERY = 2;
    static final byte PERCENT = 3;
    static final byte END = 4;
    static final byte BAD = 5;

    static final boolean[] TOKEN = new boolean[256];
    static final boolean[] REG_NAME = new boolean[256];
    static final byte[] TARGET = new byte[256];

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long BLANKS = 0x2020202020202020L;
    private static final long DELETES = 0x7F7F7F7F7F7F7F7FL;
    private static final long ONES = 0x0101010101010101L;
    private static final long LINE_FEEDS = 0x0A0A0A0A0A0A0A0AL;

    static {
        for (int c = '0'; c <= '9'; c++) {
            TOKEN[c] = true;
        }
        for (int c = 'a'; c <= 'z'; c++) {
            TOKEN[c] = true;
            TOKEN[c - 32] = true;
        }
        System.arraycopy(TOKEN, 0, REG_NAME, 0, 256);
        for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
            TOKEN[c] = true;
        }
        // unreserved and sub-delims; '%' is checked with its two digits where it occurs
        for (char c : "-._~!$&'()*+,;=".toCharArray()) {
            REG_NAME[c] = true;
        }
        java.util.Arrays.fill(TARGET, BAD);
        for (int c = 0x21; c < 0x7F; c++) {
            TARGET[c] = PLAIN;
        }
        TARGET['/'] = SLASH;
        TARGET['?'] = QUERY;
        TARGET['%'] = PERCENT;
        TARGET['#'] = BAD;
        TARGET[' '] = END;
    }

    private Octets() {}

    static long longAt(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index);
    }

    static int intAt(byte[] bytes, int index) {
        return (int) INTS.get(bytes, index);
    }

    /** Eight characters as {@link #longAt} would read them. */
    static long word(String text) {
        long word = 0;
        for (int i = 7; i >= 0; i--) {
            word = word << 8 | text.charAt(i);
        }
        return word;
    }

    /** The index of the first LF in {@code bytes[start, end)}, or {@code end}. Eight bytes a step. */
    static int lineFeed(byte[] bytes, int start, int end) {
        int at = start;
        for (; at + 8 <= end; at += 8) {
            long feeds = longAt(bytes, at) ^ LINE_FEEDS;
            // Bits above the first mark may be wrong (borrows); it is the only one used
            long marks = (feeds - ONES) & ~feeds & HIGH_BITS;
            if (marks != 0) {
                return at + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
        }
        while (at < end && bytes[at] != LF) {
            at++;
        }
        return at;
    }

    /**
     * A word whose lowest set high bit marks the first byte of {@code word} that is below 0x20 or 0x7F; zero when there
     * is none. Bytes above 0x7F (obs-text) do not count. Bits above the first mark may be wrong (borrows), so only the
     * first is to be used.
     */
    static long controls(long word) {
        long below = (word - BLANKS) & ~word;
        long deletes = word ^ DELETES;
        long delete = (deletes - ONES) & ~deletes;
        return (below | delete) & HIGH_BITS;
    }

    static boolean isHex(byte b) {
        return hexValue(b) >= 0;
    }

    static int hexValue(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    /** Whether {@code bytes[start, end)} is {@code lowerCase}, letters compared without case. */
    static boolean equalsIgnoreCase(byte[] bytes, int start, int end, byte[] lowerCase) {
        if (end - start != lowerCase.length) {
            return false;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            int b = bytes[start + i];
            if (b >= 'A' && b <= 'Z') {
                b |= 0x20;
            }
            if (b != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }
}
