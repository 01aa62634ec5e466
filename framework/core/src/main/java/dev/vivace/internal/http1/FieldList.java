package dev.vivace.internal.http1;

/**
 * The elements of a field value that is a list (RFC 9110 section 5.6.1): separated by commas, blanks around them, empty ones
 * passed over. A comma within a quoted string (section 5.6.4) separates nothing.
 *
 * <p><b>Threading:</b> stateless. Allocates nothing.
 */
public final class FieldList {
    private FieldList() {}

    /** The index of the comma behind the element that starts at {@code start}, or {@code end}. */
    public static int elementEnd(byte[] source, int start, int end) {
        boolean quoted = false;
        for (int at = start; at < end; at++) {
            byte octet = source[at];
            if (octet == '"') {
                quoted = !quoted;
            } else if (quoted && octet == '\\') {
                at++;
            } else if (!quoted && octet == ',') {
                return at;
            }
        }
        return end;
    }

    /** The index of the first byte that is no blank. */
    public static int skipBlanks(byte[] source, int start, int end) {
        int at = start;
        while (at < end && (source[at] == ' ' || source[at] == '\t')) {
            at++;
        }
        return at;
    }

    /** The index behind the last byte that is no blank. */
    public static int trimBlanks(byte[] source, int start, int end) {
        int at = end;
        while (at > start && (source[at - 1] == ' ' || source[at - 1] == '\t')) {
            at--;
        }
        return at;
    }
}
