package dev.vivace.internal.http1;

/**
 * Strict validity of UTF-8 in a byte range: RFC 3629 section 4, so no overlong form, no surrogate, nothing above
 * U+10FFFF, nothing cut off.
 *
 * <p>Paths and query strings are checked before a {@code String} is made of them, because the JDK's decoder replaces
 * what is wrong instead of refusing it, and an overlong form that one layer lets pass is read as a slash or a dot by
 * another.
 *
 * <p><b>Threading:</b> stateless.
 */
public final class Utf8 {
    /** {@link #next}: no sequence is open. */
    static final int COMPLETE = 0;

    /** {@link #next}: not UTF-8, whatever follows. */
    static final int INVALID = -1;

    private static final int ANY_CONTINUATION = 0x80BF;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /** Whether {@code [start, end)} is a whole number of well-formed UTF-8 sequences. An empty range is. */
    public static boolean valid(byte[] source, int start, int end) {
        int index = start;
        while (true) {
            index = skipAscii(source, index, end);
            if (index == end) {
                return true;
            }
            int state = COMPLETE;
            do {
                state = next(state, source[index++] & 0xFF);
            } while (state > COMPLETE && index < end);
            if (state != COMPLETE) {
                return false;
            }
        }
    }

    /** Whether every byte of {@code [start, end)} is below 0x80. */
    public static boolean ascii(byte[] source, int start, int end) {
        return skipAscii(source, start, end) == end;
    }

    /**
     * The check byte by byte, for bytes that lie nowhere in one piece, such as those that escapes decode to.
     *
     * @param state {@link #COMPLETE} at first, then what the call before returned, as long as that was not {@link
     *     #INVALID}
     * @param octet the next byte, 0 to 255
     * @return {@link #COMPLETE}, {@link #INVALID}, or a positive state in the middle of a sequence
     */
    static int next(int state, int octet) {
        if (state == COMPLETE) {
            return octet < 0x80 ? COMPLETE : first(octet);
        }
        if (octet < (state >> 8 & 0xFF) || octet > (state & 0xFF)) {
            return INVALID;
        }
        int left = (state >> 16) - 1;
        return left == 0 ? COMPLETE : left << 16 | ANY_CONTINUATION;
    }

    /**
     * The state behind a lead byte: bytes left, smallest and largest next byte, from the table of RFC 3629 section 4.
     */
    private static int first(int lead) {
        if (lead < 0xC2 || lead > 0xF4) {
            return INVALID;
        }
        if (lead < 0xE0) {
            return 1 << 16 | ANY_CONTINUATION;
        }
        switch (lead) {
            case 0xE0:
                return 2 << 16 | 0xA0BF;
            case 0xED:
                return 2 << 16 | 0x809F;
            case 0xF0:
                return 3 << 16 | 0x90BF;
            case 0xF4:
                return 3 << 16 | 0x808F;
            default:
                return (lead < 0xF0 ? 2 : 3) << 16 | ANY_CONTINUATION;
        }
    }

    private static int skipAscii(byte[] source, int start, int end) {
        int index = start;
        while (index <= end - Long.BYTES && (Octets.longAt(source, index) & HIGH_BITS) == 0) {
            index += Long.BYTES;
        }
        while (index < end && source[index] >= 0) {
            index++;
        }
        return index;
    }
}
