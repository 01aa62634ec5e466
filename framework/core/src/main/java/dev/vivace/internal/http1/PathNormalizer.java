package dev.vivace.internal.http1;

import java.nio.charset.StandardCharsets;

/**
 * The cold path for request paths that hold a percent sign, an empty segment or a dot segment: turns the raw bytes
 * into the one decoded form that routes, guards and handlers all see.
 *
 * <ol>
 *   <li>Every {@code %XX} is decoded exactly once, never twice: {@code %252e} is the text {@code %2e}. An encoded
 *       slash ({@code %2F}, {@code %2f}) is data inside its segment, not a separator (RFC 3986 section 2.2), and
 *       stands in the result as the byte {@link #ENCODED_SLASH}, 0x00, which can mean nothing else because {@code
 *       %00} is refused.
 *   <li>Empty segments collapse: {@code /a//b} is {@code /a/b}. A trailing slash stays.
 *   <li>Dot segments go (RFC 3986 section 5.2.4), also those that came as {@code %2e}: one that climbs above the root
 *       is a fault instead of being dropped. {@code /a/.} and {@code /a/b/..} end in a slash.
 * </ol>
 *
 * <p>Refused with a negative named fault: a malformed escape, control bytes (below 0x20, and 0x7F), bytes that are
 * not UTF-8 after decoding, overlong forms among them, and a segment in which encoded slashes set off a dot segment
 * ({@code ..%2f}, {@code a%2F..%2Fb}): as a parameter it would read {@code ../}, which no handler expects. A
 * backslash and a semicolon are ordinary data.
 *
 * <p><b>Threading:</b> stateless. {@link #normalize} allocates nothing.
 */
public final class PathNormalizer {
    /** Stands in a normalised path for a slash that is data inside one segment. */
    public static final byte ENCODED_SLASH = 0;

    /** How many bytes an escape is long. */
    public static final int ESCAPE_LENGTH = 3;

    /** A percent sign without two hexadecimal digits behind it. */
    public static final int MALFORMED_ESCAPE = -1;

    /** A byte below 0x20 or 0x7F, encoded or not. */
    public static final int CONTROL_BYTE = -2;

    /** Not UTF-8 after decoding (RFC 3629). */
    public static final int INVALID_UTF8 = -3;

    /** A {@code ..} with no segment left to take away. */
    public static final int ABOVE_ROOT = -4;

    /** A dot segment that is set off by encoded slashes. */
    public static final int ENCODED_DOT_SEGMENT = -5;

    /** The path does not start with a slash. */
    public static final int NOT_ABSOLUTE = -6;

    private static final byte HAS_HIGH_BYTE = 1;
    private static final byte HAS_ENCODED_SLASH = 2;

    private PathNormalizer() {}

    /**
     * Writes the decoded, normalised form of the raw path {@code [start, end)} to {@code target} from index 0.
     *
     * @param target at least as long as the source range; may be {@code source} itself, which is then overwritten
     *     from index 0
     * @return the length of the normalised path, or a negative fault; after a fault what is in {@code target} means
     *     nothing
     */
    public static int normalize(byte[] source, int start, int end, byte[] target) {
        if (start >= end || source[start] != '/') {
            return NOT_ABSOLUTE;
        }
        target[0] = '/';
        int length = 1;
        int index = start + 1;
        while (index < end) {
            int segmentStart = length;
            byte flags = 0;
            while (index < end && source[index] != '/') {
                int octet = source[index++];
                if (octet == '%') {
                    octet = escape(source, index, end);
                    if (octet < 0) {
                        return MALFORMED_ESCAPE;
                    }
                    index += 2;
                    if (octet == '/') {
                        target[length++] = ENCODED_SLASH;
                        flags |= HAS_ENCODED_SLASH;
                        continue;
                    }
                }
                octet &= 0xFF;
                if (octet < 0x20 || octet == 0x7F) {
                    return CONTROL_BYTE;
                }
                flags |= octet >= 0x80 ? HAS_HIGH_BYTE : 0;
                target[length++] = (byte) octet;
            }
            // Checked before dot segments go: what a later ".." takes away must have been legal too.
            if ((flags & HAS_HIGH_BYTE) != 0 && !Utf8.valid(target, segmentStart, length)) {
                return INVALID_UTF8;
            }
            if ((flags & HAS_ENCODED_SLASH) != 0 && hasDotPiece(target, segmentStart, length)) {
                return ENCODED_DOT_SEGMENT;
            }
            boolean last = index == end;
            index++;
            length = closeSegment(target, segmentStart, length, last);
            if (length < 0) {
                return ABOVE_ROOT;
            }
        }
        return length;
    }

    /**
     * Keeps, drops or takes back the segment just written; whatever stays ends in a slash unless the path ended
     * without one.
     */
    private static int closeSegment(byte[] target, int segmentStart, int length, boolean last) {
        int size = length - segmentStart;
        if (size == 0 || size == 1 && target[segmentStart] == '.') {
            return segmentStart;
        }
        if (size == 2 && target[segmentStart] == '.' && target[segmentStart + 1] == '.') {
            if (segmentStart == 1) {
                return ABOVE_ROOT;
            }
            int parentStart = segmentStart - 1;
            while (target[parentStart - 1] != '/') {
                parentStart--;
            }
            return parentStart;
        }
        if (last) {
            return length;
        }
        target[length] = '/';
        return length + 1;
    }

    private static boolean hasDotPiece(byte[] target, int start, int end) {
        int pieceStart = start;
        for (int index = start; index <= end; index++) {
            if (index == end || target[index] == ENCODED_SLASH) {
                int size = index - pieceStart;
                if ((size == 1 || size == 2) && target[pieceStart] == '.' && target[index - 1] == '.') {
                    return true;
                }
                pieceStart = index + 1;
            }
        }
        return false;
    }

    /** The byte that the two hexadecimal digits at {@code index} stand for, or -1. */
    static int escape(byte[] source, int index, int end) {
        if (end - index < 2) {
            return -1;
        }
        int high = Octets.hexValue(source[index]);
        int low = Octets.hexValue(source[index + 1]);
        return (high | low) < 0 ? -1 : high << 4 | low;
    }

    /**
     * A stretch of a normalised path as text, for the value of a {@code {param}}: encoded slashes come back as
     * slashes. Allocates.
     */
    public static String text(byte[] path, int start, int end) {
        if (indexOfEncodedSlash(path, start, end) < 0) {
            return new String(path, start, end - start, StandardCharsets.UTF_8);
        }
        byte[] copy = new byte[end - start];
        for (int i = 0; i < copy.length; i++) {
            byte octet = path[start + i];
            copy[i] = octet == ENCODED_SLASH ? (byte) '/' : octet;
        }
        return new String(copy, StandardCharsets.UTF_8);
    }

    /**
     * A stretch of a normalised path as text in which every slash separates segments, for the path of a request and
     * the value of a {@code {rest...}}: encoded slashes come back as {@code %2F}. (So does the text {@code %2F}, sent
     * as {@code %252F}: neither separates.) Allocates.
     */
    public static String pathText(byte[] path, int start, int end) {
        String text = new String(path, start, end - start, StandardCharsets.UTF_8);
        return indexOfEncodedSlash(path, start, end) < 0 ? text : text.replace("\0", "%2F");
    }

    /** Whether a stretch of a normalised path holds an encoded slash. */
    public static boolean hasEncodedSlash(byte[] path, int start, int end) {
        return indexOfEncodedSlash(path, start, end) >= 0;
    }

    /**
     * The bytes of {@link #pathText}, or of {@link #text} where slashes need not be told apart. Allocates nothing.
     *
     * @param separate whether encoded slashes come as {@code %2F}
     * @param target has {@link #ESCAPE_LENGTH} times as many bytes behind {@code targetStart} as the stretch
     * @return how many bytes were put
     */
    public static int slashes(byte[] path, int start, int end, boolean separate, byte[] target, int targetStart) {
        int at = targetStart;
        for (int index = start; index < end; index++) {
            byte octet = path[index];
            if (octet != ENCODED_SLASH) {
                target[at++] = octet;
            } else if (separate) {
                target[at++] = '%';
                target[at++] = '2';
                target[at++] = 'F';
            } else {
                target[at++] = '/';
            }
        }
        return at - targetStart;
    }

    private static int indexOfEncodedSlash(byte[] path, int start, int end) {
        for (int index = start; index < end; index++) {
            if (path[index] == ENCODED_SLASH) {
                return index;
            }
        }
        return -1;
    }
}
