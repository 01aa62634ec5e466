package dev.vivace.internal.http1;

import java.nio.charset.StandardCharsets;

/**
 * Looks a cookie up in the value of one {@code Cookie} field (RFC 6265 section 4.2.1), without allocation until it is
 * found.
 *
 * <p>The field is split at every semicolon, in quotes too: a cookie-octet is never a semicolon (section 4.1.1), and a
 * parser that lets quotes hide one makes one cookie of two, so that a secret one can be read through another. Spaces
 * and tabs around a name and a value are not part of them. A value wrapped in DQUOTEs comes unwrapped. Names are
 * compared with their case. What has no equals sign or an empty name is passed over. Of several cookies with one name
 * the first counts, since user agents send the more specific path first (section 5.4).
 *
 * <p>A {@code Cookie} field that comes in several lines is the caller's: it asks line by line.
 *
 * <p><b>Threading:</b> stateless.
 */
public final class CookieHeader {
    /** {@link #find}: no cookie of this name. */
    public static final long ABSENT = -1;

    private CookieHeader() {}

    /**
     * Finds the first cookie called {@code name} in the field value {@code [start, end)}. Allocates nothing.
     *
     * @return {@link #ABSENT}, or where the unwrapped value is: see {@link #valueStart} and {@link #valueEnd}
     */
    public static long find(byte[] source, int start, int end, String name) {
        int pairStart = start;
        while (pairStart < end) {
            int pairEnd = indexOf(source, pairStart, end, ';');
            int equals = indexOf(source, pairStart, pairEnd, '=');
            if (equals < pairEnd) {
                int nameStart = skipBlanks(source, pairStart, equals);
                int nameEnd = trimBlanks(source, nameStart, equals);
                if (nameEnd > nameStart && nameIs(source, nameStart, nameEnd, name)) {
                    return unwrapped(source, equals + 1, pairEnd);
                }
            }
            pairStart = pairEnd + 1;
        }
        return ABSENT;
    }

    /** Where the value of a found cookie starts. */
    public static int valueStart(long found) {
        return (int) (found >>> 32);
    }

    /** Where the value of a found cookie ends. */
    public static int valueEnd(long found) {
        return (int) found;
    }

    /**
     * The value of the first cookie called {@code name}, or null. Allocates the String only. Bytes above 0x7F, which
     * RFC 6265 does not allow but browsers send, are read as UTF-8 where they are, and otherwise as ISO-8859-1, so
     * that none is lost.
     */
    public static String value(byte[] source, int start, int end, String name) {
        long found = find(source, start, end, name);
        if (found == ABSENT) {
            return null;
        }
        int valueStart = valueStart(found);
        int valueEnd = valueEnd(found);
        boolean utf8 = Utf8.valid(source, valueStart, valueEnd);
        return new String(
                source, valueStart, valueEnd - valueStart, utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }

    private static long unwrapped(byte[] source, int start, int end) {
        int valueStart = skipBlanks(source, start, end);
        int valueEnd = trimBlanks(source, valueStart, end);
        if (valueEnd - valueStart >= 2 && source[valueStart] == '"' && source[valueEnd - 1] == '"') {
            valueStart++;
            valueEnd--;
        }
        return (long) valueStart << 32 | valueEnd;
    }

    private static boolean nameIs(byte[] source, int start, int end, String name) {
        int length = end - start;
        if (length != name.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            // A cookie name is an ASCII token: a char above 0x7F equals no byte, and a byte above it, being negative,
            // no char.
            if (source[start + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int indexOf(byte[] source, int start, int end, char wanted) {
        int index = start;
        while (index < end && source[index] != wanted) {
            index++;
        }
        return index;
    }

    private static int skipBlanks(byte[] source, int start, int end) {
        int index = start;
        while (index < end && isBlank(source[index])) {
            index++;
        }
        return index;
    }

    private static int trimBlanks(byte[] source, int start, int end) {
        int index = end;
        while (index > start && isBlank(source[index - 1])) {
            index--;
        }
        return index;
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }
}
