package dev.vivace.internal.exchange;

import java.util.Locale;

/**
 * The header lines that handlers and middleware staged, as bytes ready to be sent. Names and values are checked here, so
 * that no value can end its line (RFC 9110 section 5.5).
 */
final class StagedFields {
    /** Bytes of all staged lines; more is an IllegalArgumentException, and so a 500. */
    static final int BYTES_MAX = 16_384;

    private static final String[] RESERVED = {
        "Server", "Date", "Content-Length", "Connection", "Transfer-Encoding", "Keep-Alive", "Upgrade"
    };
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    private static final int CAPACITY_INITIAL = 256;

    private byte[] bytes = new byte[CAPACITY_INITIAL];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    void copyFrom(StagedFields other) {
        length = 0;
        reserve(other.length);
        System.arraycopy(other.bytes, 0, bytes, 0, other.length);
        length = other.length;
    }

    /** Stages a line; {@code replace} takes away those of the same name first. */
    void add(String name, String value, boolean replace) {
        requireName(name);
        requireValue(name, value);
        if (replace && length != 0) {
            remove(name);
        }
        if (length + name.length() + value.length() + 4 > BYTES_MAX) {
            throw new IllegalArgumentException("more than " + BYTES_MAX + " bytes of headers were staged");
        }
        append(name, value);
    }

    /** Stages a line of the server's own, whose value was checked, in place of those of that name; beyond the bound too. */
    void addOwn(String name, String value) {
        remove(name);
        append(name, value);
    }

    private void append(String name, String value) {
        reserve(name.length() + value.length() + 4);
        int at = ascii(name, length);
        bytes[at++] = ':';
        bytes[at++] = ' ';
        at = ascii(value, at);
        bytes[at++] = '\r';
        bytes[at++] = '\n';
        length = at;
    }

    @SuppressWarnings("deprecation") // the one String method that writes single bytes without allocating
    private int ascii(String text, int at) {
        text.getBytes(0, text.length(), bytes, at);
        return at + text.length();
    }

    private void reserve(int more) {
        int needed = length + more;
        if (needed > bytes.length) {
            bytes = java.util.Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
        }
    }

    private void remove(String name) {
        int at = 0;
        while (at < length) {
            int end = at;
            while (bytes[end] != '\n') {
                end++;
            }
            end++;
            if (startsWithName(at, name)) {
                System.arraycopy(bytes, end, bytes, at, length - end);
                length -= end - at;
            } else {
                at = end;
            }
        }
    }

    private boolean startsWithName(int at, String name) {
        if (at + name.length() >= length) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (Character.toLowerCase((char) bytes[at + i]) != Character.toLowerCase(name.charAt(i))) {
                return false;
            }
        }
        return bytes[at + name.length()] == ':';
    }

    private static void requireName(String name) {
        boolean token = !name.isEmpty();
        for (int i = 0; i < name.length() && token; i++) {
            char c = name.charAt(i);
            token = (c >= '0' && c <= '9')
                    || (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || TOKEN_MARKS.indexOf(c) >= 0;
        }
        if (!token) {
            throw new IllegalArgumentException("a header name is a token, but was '" + printable(name) + "'");
        }
        if (reserved(name)) {
            throw new IllegalArgumentException("the header " + name + " is the server's own and cannot be staged");
        }
    }

    private static boolean reserved(String name) {
        for (String other : RESERVED) {
            if (other.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    static void requireValue(String name, String value) {
        if (value.length() > BYTES_MAX) {
            throw new IllegalArgumentException(
                    "the value of header " + name + " is longer than " + BYTES_MAX + " bytes");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < 0x20 && c != '\t') || c == 0x7F || c > 0xFF) {
                throw new IllegalArgumentException("the value of header " + name + " holds the character U+"
                        + Integer.toHexString(0x10000 | c).substring(1).toUpperCase(Locale.ROOT) + " at index " + i
                        + "; control characters and characters above U+00FF are refused");
            }
        }
    }

    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7E]", "?");
    }
}
