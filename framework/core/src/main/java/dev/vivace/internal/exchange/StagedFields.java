package dev.vivace.internal.exchange;

import dev.vivace.internal.http1.BodyTag;
import java.util.Locale;

/**
 * The header lines that handlers and middleware staged, as bytes ready to be sent. Names and values are checked here, so
 * that no value can end its line (RFC 9110 section 5.5).
 */
final class StagedFields {
    /** Bytes of all staged lines; more is an IllegalArgumentException, and so a 500. */
    static final int BYTES_MAX = 16_384;

    static final String ETAG = "ETag";

    private static final String[] RESERVED = {
        "Server", "Date", "Content-Length", "Connection", "Transfer-Encoding", "Keep-Alive", "Upgrade"
    };
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    private static final int CAPACITY_INITIAL = 256;

    private byte[] bytes = new byte[CAPACITY_INITIAL];
    private int length;
    /** Whether a line of that name is there. */
    private boolean etag;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
        etag = false;
    }

    /** Whether there is an ETag. */
    boolean hasEtag() {
        return etag;
    }

    /** Where the value of the ETag begins, which is there; of the first one, if somebody staged several. */
    int etagStart() {
        int at = 0;
        while (!startsWithName(at, ETAG)) {
            at = lineEnd(at);
        }
        return at + ETAG.length() + 2;
    }

    /** Where it ends. */
    int etagEnd() {
        return lineEnd(etagStart()) - 2;
    }

    /** Stages the ETag of a body. */
    void addEtagOf(byte[] body, int from, int to) {
        reserve(ETAG.length() + BodyTag.LENGTH + 4);
        int at = ascii(ETAG, length);
        bytes[at++] = ':';
        bytes[at++] = ' ';
        at = BodyTag.write(body, from, to, bytes, at);
        bytes[at++] = '\r';
        bytes[at++] = '\n';
        length = at;
        etag = true;
    }

    void copyFrom(StagedFields other) {
        length = 0;
        reserve(other.length);
        System.arraycopy(other.bytes, 0, bytes, 0, other.length);
        length = other.length;
        etag = other.etag;
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
        etag |= name.length() == ETAG.length() && name.equalsIgnoreCase(ETAG);
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

    /** Takes away the lines of that name. */
    void remove(String name) {
        etag &= !name.equalsIgnoreCase(ETAG);
        int at = 0;
        while (at < length) {
            int end = lineEnd(at);
            if (startsWithName(at, name)) {
                System.arraycopy(bytes, end, bytes, at, length - end);
                length -= end - at;
            } else {
                at = end;
            }
        }
    }

    /** Takes away what describes a body that is not sent (RFC 9110 section 8), its ETag apart. */
    void removeDescription() {
        if (length > 0) {
            remove("Content-Encoding");
            remove("Content-Language");
            remove("Last-Modified");
        }
    }

    private int lineEnd(int start) {
        int at = start;
        while (bytes[at] != '\n') {
            at++;
        }
        return at + 1;
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
