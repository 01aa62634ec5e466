package dev.vivace.internal.tls;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Looks into a ClientHello (RFC 8446 section 4.1.2) for the one thing that Netty's OpenSSL engine does not do: refuse a client
 * that offers other application protocols only (RFC 7301 section 3.2).
 */
final class ClientHello {
    static final int TYPE = 1;
    private static final int ALPN = 16;
    private static final int VERSION_AND_RANDOM_BYTES = 34;
    private static final byte[] WANTED = Engines.PROTOCOL.getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final int end;
    private int at;

    private ClientHello(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    /**
     * Whether the bytes begin with a whole ClientHello that offers protocols, and ours is not among them. What is malformed
     * is left to the engine.
     */
    static boolean offersOthersOnly(byte[] bytes, int start, int end) {
        return new ClientHello(bytes, start, end).offersOthersOnly();
    }

    private boolean offersOthersOnly() {
        if (number(1) != TYPE) {
            return false;
        }
        int length = number(3);
        if (length < 0 || length > end - at || !skip(VERSION_AND_RANDOM_BYTES)) {
            return false;
        }
        // Session id, cipher suites, compression methods; then the length of all extensions
        if (!skip(number(1)) || !skip(number(2)) || !skip(number(1)) || number(2) < 0) {
            return false;
        }
        while (at < end) {
            int type = number(2);
            int size = number(2);
            if (type < 0 || size < 0 || size > end - at) {
                return false;
            }
            if (type == ALPN) {
                return othersOnly(at + size);
            }
            at += size;
        }
        return false;
    }

    private boolean othersOnly(int listEnd) {
        int left = number(2);
        boolean any = false;
        while (left > 0 && at < listEnd) {
            int length = number(1);
            if (length <= 0 || length > listEnd - at) {
                return false;
            }
            if (Arrays.equals(bytes, at, at + length, WANTED, 0, WANTED.length)) {
                return false;
            }
            any = true;
            at += length;
        }
        return any;
    }

    /** The next number of that many bytes, -1 behind the end. */
    private int number(int count) {
        if (end - at < count) {
            at = end;
            return -1;
        }
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | bytes[at++] & 0xFF;
        }
        return value;
    }

    private boolean skip(int count) {
        if (count < 0 || count > end - at) {
            return false;
        }
        at += count;
        return true;
    }
}
