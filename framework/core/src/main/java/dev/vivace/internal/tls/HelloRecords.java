package dev.vivace.internal.tls;

import java.util.Arrays;

/**
 * The ClientHello of a connection, which may be spread over records (RFC 8446 section 5.1): whole ones are looked at where they
 * are, others are put together first. What the engine gets is not touched.
 *
 * <p><b>Threading:</b> the connection's loop.
 */
final class HelloRecords {
    /** It is not whole yet, or all is well, or there is no hello here: the engine has the say. */
    static final int NOTHING_TO_SAY = 0;

    /** It offers application protocols, and ours is not among them. */
    static final int OTHERS_ONLY = 1;
    /** It says that it is longer than {@link #BYTES_MAX}. */
    static final int TOO_LONG = 2;

    /** Another record stands in it, and messages of the handshake are not interleaved with others (RFC 8446 section 5.1). */
    static final int INTERRUPTED = 3;

    /** With its header. The JDK's engine has the same bound. */
    static final int BYTES_MAX = 32_768;

    private static final int MESSAGE_HEADER_BYTES = 4;

    /** What has come of it; null while that is nothing. */
    private byte[] bytes;

    private int length;
    private boolean done;

    /** Takes a record in, in its place: what is to be said of the hello now. */
    int add(byte[] record, int start, int end) {
        if (done) {
            return NOTHING_TO_SAY;
        }
        if (record[start] != Records.HANDSHAKE) {
            // Engines pass over some, such as warnings, and join what stands around them
            return interrupted();
        }
        int from = start + Records.HEADER_BYTES;
        done = from < end && length == 0 && record[from] != ClientHello.TYPE;
        if (done) {
            return NOTHING_TO_SAY;
        }
        if (length == 0 && whole(record, from, end)) {
            done = true;
            return judge(record, from, end);
        }
        append(record, from, end);
        if (length >= MESSAGE_HEADER_BYTES && messageBytes(bytes, 0) > BYTES_MAX) {
            done = true;
            bytes = null;
            return TOO_LONG;
        }
        if (!whole(bytes, 0, length)) {
            return NOTHING_TO_SAY;
        }
        done = true;
        byte[] hello = bytes;
        bytes = null;
        return judge(hello, 0, length);
    }

    /** Before the hello nothing is said of it, and what comes next is looked at all the same. */
    private int interrupted() {
        if (length == 0) {
            return NOTHING_TO_SAY;
        }
        done = true;
        bytes = null;
        return INTERRUPTED;
    }

    private void append(byte[] record, int from, int end) {
        int count = end - from;
        if (bytes == null || length + count > bytes.length) {
            int room = Math.max(length + count, 2 * length);
            bytes = bytes == null ? new byte[room] : Arrays.copyOf(bytes, room);
        }
        System.arraycopy(record, from, bytes, length, count);
        length += count;
    }

    private static boolean whole(byte[] bytes, int start, int end) {
        return end - start >= MESSAGE_HEADER_BYTES && end - start >= messageBytes(bytes, start);
    }

    private static int messageBytes(byte[] bytes, int start) {
        int length = (bytes[start + 1] & 0xFF) << 16 | (bytes[start + 2] & 0xFF) << 8 | bytes[start + 3] & 0xFF;
        return MESSAGE_HEADER_BYTES + length;
    }

    private static int judge(byte[] bytes, int start, int end) {
        return ClientHello.offersOthersOnly(bytes, start, end) ? OTHERS_ONLY : NOTHING_TO_SAY;
    }
}
