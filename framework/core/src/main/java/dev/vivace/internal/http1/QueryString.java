package dev.vivace.internal.http1;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the raw query of a request target where it lies: pairs separated by {@code &} (nothing else, no {@code ;}),
 * name and value separated by the first {@code =}, {@code +} for a space and {@code %XX} in UTF-8, as forms send
 * them. A pair without an equals sign has an empty value; a pair of no bytes at all ({@code a=1&&b=2}) is passed
 * over; a name may come several times.
 *
 * <p>Search runs over raw bytes and allocates nothing, whether or not a name is escaped. Decoding is strict: a
 * malformed escape or bytes that are not UTF-8 give {@code null} or a negative fault, never a replacement character,
 * so that the caller can answer 400. A name that does not decode matches no name that is asked for.
 *
 * <p><b>Threading:</b> stateless but for the {@link Cursor}, which belongs to its caller.
 */
public final class QueryString {
    /** A percent sign without two hexadecimal digits behind it. */
    public static final int MALFORMED_ESCAPE = -1;

    /** Not UTF-8 after decoding (RFC 3629). */
    public static final int INVALID_UTF8 = -2;

    /** Bytes that end nothing and stand for themselves. */
    private static final byte PLAIN = 0;

    /** Bytes that stand for others. */
    private static final byte ESCAPE = 1;

    /** Ends a name. */
    private static final byte EQUALS = 2;

    /** Ends a name or a value. */
    private static final byte AMPERSAND = 4;

    private static final byte[] CLASSES = new byte[256];

    static {
        CLASSES['%'] = ESCAPE;
        CLASSES['+'] = ESCAPE;
        CLASSES['='] = EQUALS;
        CLASSES['&'] = AMPERSAND;
    }

    private QueryString() {}

    /**
     * Where a pair lies: offsets into the source, reused from search to search. Made once by its owner, one per
     * thread.
     */
    public static final class Cursor {
        private int nameStart;
        private int nameEnd;
        private int valueStart;
        private int valueEnd;
        private boolean nameEscaped;
        private boolean valueEscaped;
        private int next;
        private int end;

        /**
         * Points the cursor in front of the first pair of the query {@code [start, end)}, the question mark not
         * included.
         */
        public void reset(int start, int end) {
            this.next = start;
            this.end = end;
        }

        /** Where the raw name starts. */
        public int nameStart() {
            return nameStart;
        }

        /** Where the raw name ends. */
        public int nameEnd() {
            return nameEnd;
        }

        /** Where the raw value starts. */
        public int valueStart() {
            return valueStart;
        }

        /** Where the raw value ends; the same as its start where it is empty or there is no equals sign. */
        public int valueEnd() {
            return valueEnd;
        }

        /** Whether the name has to be decoded before its bytes can be read as they are. */
        public boolean nameEscaped() {
            return nameEscaped;
        }

        /** Whether the value has to be decoded before its bytes can be read as they are. */
        public boolean valueEscaped() {
            return valueEscaped;
        }
    }

    /** Moves the cursor to the next pair; false when there is none, and the offsets then mean nothing. */
    public static boolean next(byte[] source, Cursor cursor) {
        int index = cursor.next;
        int end = cursor.end;
        while (index < end && source[index] == '&') {
            index++;
        }
        if (index >= end) {
            cursor.next = index;
            return false;
        }
        cursor.nameStart = index;
        int nameEnd = pieceEnd(source, index, end, EQUALS);
        cursor.nameEscaped = nameEnd < 0;
        index = nameEnd < 0 ? ~nameEnd : nameEnd;
        cursor.nameEnd = index;
        if (index < end && source[index] == '=') {
            index++;
        }
        cursor.valueStart = index;
        int valueEnd = pieceEnd(source, index, end, AMPERSAND);
        cursor.valueEscaped = valueEnd < 0;
        index = valueEnd < 0 ? ~valueEnd : valueEnd;
        cursor.valueEnd = index;
        cursor.next = index + 1;
        return true;
    }

    /**
     * Where a name or a value ends.
     *
     * @param last {@link #EQUALS} for a name, {@link #AMPERSAND} for a value
     * @return the index of what ends it; its complement where there is something to decode before
     */
    private static int pieceEnd(byte[] source, int start, int end, int last) {
        final byte[] classes = CLASSES;
        int index = start;
        int seen = PLAIN;
        while (index < end) {
            int octetClass = classes[source[index] & 0xFF];
            if (octetClass >= last) {
                break;
            }
            seen |= octetClass & ESCAPE;
            index++;
        }
        return seen == PLAIN ? index : ~index;
    }

    /**
     * Finds the first pair called {@code name} in the query {@code [start, end)} and leaves the cursor on it; {@link
     * #findNext} goes on from there.
     */
    public static boolean find(byte[] source, int start, int end, String name, Cursor cursor) {
        cursor.reset(start, end);
        return findNext(source, name, cursor);
    }

    /** Finds the next pair called {@code name} behind the cursor. */
    public static boolean findNext(byte[] source, String name, Cursor cursor) {
        while (next(source, cursor)) {
            if (nameIs(source, cursor.nameStart, cursor.nameEnd, name)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The values of all pairs called {@code name}, in order; empty if there are none, null if one does not decode.
     * Allocates.
     */
    public static List<String> values(byte[] source, int start, int end, String name) {
        Cursor cursor = new Cursor();
        List<String> values = new ArrayList<>();
        for (boolean found = find(source, start, end, name, cursor); found; found = findNext(source, name, cursor)) {
            String value = decode(source, cursor.valueStart, cursor.valueEnd);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return values;
    }

    /**
     * The names that occur, each once, in the order in which they first come; null if one does not decode. Allocates.
     */
    public static List<String> names(byte[] source, int start, int end) {
        // A set, not a search of the list: 4,000 names fit a request line, and each look-up would pay for all of them.
        Set<String> names = new LinkedHashSet<>();
        Cursor cursor = new Cursor();
        cursor.reset(start, end);
        while (next(source, cursor)) {
            String name = decode(source, cursor.nameStart, cursor.nameEnd);
            if (name == null) {
                return null;
            }
            names.add(name);
        }
        return List.copyOf(names);
    }

    /** Whether every name and every value of the query {@code [start, end)} decodes. Allocates nothing. */
    public static boolean wellFormed(byte[] source, int start, int end) {
        // One run over the whole query will do: "&" and "=" are ASCII, so a sequence cut by one of them is not UTF-8
        // either way.
        int state = Utf8.COMPLETE;
        int index = start;
        while (index < end && state != Utf8.INVALID) {
            int octet = source[index++] & 0xFF;
            if (octet == '%') {
                octet = PathNormalizer.escape(source, index, end);
                if (octet < 0) {
                    return false;
                }
                index += 2;
            }
            state = Utf8.next(state, octet);
        }
        return state == Utf8.COMPLETE;
    }

    /** Whether {@code [start, end)} has to be decoded before its bytes can be read as they are. */
    public static boolean escaped(byte[] source, int start, int end) {
        for (int index = start; index < end; index++) {
            if (source[index] == '%' || source[index] == '+') {
                return true;
            }
        }
        return false;
    }

    /** The text of a raw name or value, or null if an escape is malformed or the bytes are not UTF-8. Allocates. */
    public static String decode(byte[] source, int start, int end) {
        if (escaped(source, start, end)) {
            byte[] decoded = new byte[end - start];
            int length = decode(source, start, end, decoded);
            return length < 0 ? null : new String(decoded, 0, length, StandardCharsets.UTF_8);
        }
        return Utf8.valid(source, start, end) ? new String(source, start, end - start, StandardCharsets.UTF_8) : null;
    }

    /**
     * Decodes a raw name or value to {@code target} from index 0.
     *
     * @param target at least as long as the source range
     * @return the length, or {@link #MALFORMED_ESCAPE} or {@link #INVALID_UTF8}
     */
    public static int decode(byte[] source, int start, int end, byte[] target) {
        return decode(source, start, end, target, 0);
    }

    /**
     * Decodes a raw name or value.
     *
     * @param target has as many bytes behind {@code targetStart} as the source range
     * @param targetStart where the first decoded byte is put
     * @return the length, or {@link #MALFORMED_ESCAPE} or {@link #INVALID_UTF8}
     */
    public static int decode(byte[] source, int start, int end, byte[] target, int targetStart) {
        int at = targetStart;
        int index = start;
        while (index < end) {
            int octet = source[index++];
            if (octet == '+') {
                octet = ' ';
            } else if (octet == '%') {
                octet = PathNormalizer.escape(source, index, end);
                if (octet < 0) {
                    return MALFORMED_ESCAPE;
                }
                index += 2;
            }
            target[at++] = (byte) octet;
        }
        return Utf8.valid(target, targetStart, at) ? at - targetStart : INVALID_UTF8;
    }

    private static boolean nameIs(byte[] source, int start, int end, String name) {
        int length = name.length();
        int index = start;
        for (int i = 0; i < length && index >= 0; i++) {
            char unit = name.charAt(i);
            if (unit < 0x80) {
                index = behind(source, index, end, unit);
            } else {
                int point = name.codePointAt(i);
                index = behindPoint(source, index, end, point);
                i += Character.charCount(point) - 1;
            }
        }
        return index == end;
    }

    /** The index behind the encoding of a code point above 0x7F, or -1 if something else is there. */
    private static int behindPoint(byte[] source, int start, int end, int point) {
        int index = start;
        if (point < 0x800) {
            index = behind(source, index, end, 0xC0 | point >> 6);
        } else if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
            return -1;
        } else {
            if (point < 0x10000) {
                index = behind(source, index, end, 0xE0 | point >> 12);
            } else {
                index = behind(source, index, end, 0xF0 | point >> 18);
                index = behind(source, index, end, 0x80 | point >> 12 & 0x3F);
            }
            index = behind(source, index, end, 0x80 | point >> 6 & 0x3F);
        }
        return behind(source, index, end, 0x80 | point & 0x3F);
    }

    /**
     * The index behind what decodes to the byte {@code wanted}, or -1 if something else is there or {@code index} is
     * -1 already.
     */
    private static int behind(byte[] source, int index, int end, int wanted) {
        if (index < 0 || index >= end) {
            return -1;
        }
        int octet = source[index] & 0xFF;
        if (octet == '%') {
            return PathNormalizer.escape(source, index + 1, end) == wanted ? index + 3 : -1;
        }
        return (octet == '+' ? ' ' : octet) == wanted ? index + 1 : -1;
    }
}
