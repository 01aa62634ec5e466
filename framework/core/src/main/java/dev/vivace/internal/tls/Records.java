package dev.vivace.internal.tls;

/** The framing of TLS (RFC 8446 section 5.1, RFC 5246 section 6.2.1): type, version, length, and as many bytes. */
final class Records {
    static final int HEADER_BYTES = 5;

    static final int ALERT = 21;
    static final int HANDSHAKE = 22;
    static final int APPLICATION_DATA = 23;

    /** RFC 5246 section 6.2.3; TLS 1.3 allows less, and its engines see to that. */
    static final int FRAGMENT_BYTES_MAX = 16_384 + 2_048;

    static final int RECORD_BYTES_MAX = HEADER_BYTES + FRAGMENT_BYTES_MAX;

    /** This is no record that a client may send. */
    static final int BAD = -1;

    private static final int VERSION_MAJOR = 3;

    /** RFC 7301 section 3.2. */
    static final int NO_APPLICATION_PROTOCOL = 120;

    /** RFC 8446 section 6.2. */
    static final int UNEXPECTED_MESSAGE = 10;

    private static final int FATAL = 2;

    private Records() {}

    /** The length of the record that begins there, with its header; 0 while the header is not there whole, or {@link #BAD}. */
    static int length(byte[] bytes, int start, int end) {
        if (end - start < HEADER_BYTES) {
            return 0;
        }
        int length = (bytes[start + 3] & 0xFF) << 8 | bytes[start + 4] & 0xFF;
        return bytes[start + 1] != VERSION_MAJOR || length > FRAGMENT_BYTES_MAX ? BAD : HEADER_BYTES + length;
    }

    /** How many bytes are missing until something can be said or done: of the header, or of the record. */
    static int missing(byte[] bytes, int start, int end) {
        int length = length(bytes, start, end);
        return Math.max(0, (length == 0 ? HEADER_BYTES : length) - (end - start));
    }

    /** Whether HTTP without TLS begins with this byte: a letter of a method, or an empty line before it. */
    static boolean isPlainHttp(byte first) {
        return first >= 'A' && first <= 'Z' || first >= 'a' && first <= 'z' || first == '\r' || first == '\n';
    }

    /** An alert in the clear, for a client hello that no engine needs to see. */
    static byte[] fatalAlert(int description) {
        return new byte[] {ALERT, VERSION_MAJOR, 3, 0, 2, FATAL, (byte) description};
    }
}
