package dev.vivace.load;

import java.nio.ByteBuffer;

/**
 * Follows one HTTP/1.1 answer through any number of reads: status, Content-Length, whether the connection ends, and
 * where the answer is over. It keeps no byte of it. Chunked answers are not understood.
 */
final class AnswerParser {
    static final int MORE = 0;
    static final int COMPLETE = 1;
    static final int FAULTY = -1;

    static final int HEAD_BYTES_MAX = 64 * 1024;

    private static final byte[] VERSION = {'H', 'T', 'T', 'P', '/', '1', '.'};
    private static final int STATUS_INDEX = 9;
    private static final int STATUS_LINE_LENGTH_MIN = 12;

    private static final int STATUS_LINE = 0;
    private static final int NAME = 1;
    private static final int SKIPPED_VALUE = 2;
    private static final int LENGTH_VALUE = 3;
    private static final int CONNECTION_VALUE = 4;
    private static final int HEAD_END = 5;
    private static final int BODY_BEGIN = 6;
    private static final int IN_BODY = 7;

    // Names are known by hash and length alone: a clash would have to be made on purpose.
    private static final int CONTENT_LENGTH = hash("content-length");
    private static final int CONNECTION = hash("connection");
    private static final int TRANSFER_ENCODING = hash("transfer-encoding");

    private int state;
    private int lineIndex;
    private int headBytes;
    private int nameHash;
    private int status;
    private long contentLength;
    private long bodyBytesLeft;
    private boolean closing;
    private String fault;

    /** Ready for the next answer. */
    void reset() {
        state = STATUS_LINE;
        lineIndex = 0;
        headBytes = 0;
        status = 0;
        contentLength = -1;
        bodyBytesLeft = 0;
        closing = false;
        fault = null;
    }

    int status() {
        return status;
    }

    /** Length of the body. */
    long contentLength() {
        return contentLength;
    }

    /** Length of head and body. */
    long answerBytes() {
        return headBytes + contentLength;
    }

    /** Whether the server said that it closes the connection. */
    boolean closing() {
        return closing;
    }

    /** What is wrong, after {@link #FAULTY}. */
    String fault() {
        return fault;
    }

    /** Takes the first bytes of a buffer, by absolute index; returns {@link #MORE}, COMPLETE or FAULTY. */
    int feed(ByteBuffer bytes, int count) {
        int index = 0;
        while (index < count && state < BODY_BEGIN) {
            index = switch (state) {
                case STATUS_LINE -> statusLine(bytes, index, count);
                case NAME -> name(bytes, index, count);
                case SKIPPED_VALUE -> skippedValue(bytes, index, count);
                case LENGTH_VALUE -> lengthValue(bytes, index, count);
                case CONNECTION_VALUE -> connectionValue(bytes, index, count);
                default -> headEnd(bytes, index);
            };
            if (index < 0) {
                return FAULTY;
            }
        }
        if (state < BODY_BEGIN) {
            headBytes += count;
            return headBytes <= HEAD_BYTES_MAX ? MORE : faulty("head too long");
        }
        if (state == BODY_BEGIN) {
            // Of this read, what lies before the body belongs to the head.
            headBytes += index;
            state = IN_BODY;
        }
        bodyBytesLeft -= count - index;
        if (bodyBytesLeft < 0) {
            return faulty("more bytes than the answer has");
        }
        return bodyBytesLeft == 0 ? COMPLETE : MORE;
    }

    private int statusLine(ByteBuffer bytes, int from, int to) {
        for (int index = from; index < to; index++) {
            byte value = bytes.get(index);
            if (value == '\n') {
                if (lineIndex < STATUS_LINE_LENGTH_MIN) {
                    return faulty("bad status line");
                }
                beginName();
                return index + 1;
            }
            int position = lineIndex++;
            if (position < VERSION.length ? value != VERSION[position] : !statusByte(position, value)) {
                return faulty("bad status line");
            }
        }
        return to;
    }

    private boolean statusByte(int position, byte value) {
        if (position < STATUS_INDEX || position >= STATUS_LINE_LENGTH_MIN) {
            return true;
        }
        status = status * 10 + value - '0';
        return value >= '0' && value <= '9';
    }

    private void beginName() {
        state = NAME;
        nameHash = 0;
        lineIndex = 0;
    }

    private int name(ByteBuffer bytes, int from, int to) {
        int hash = nameHash;
        for (int index = from; index < to; index++) {
            int value = bytes.get(index);
            if (value == ':') {
                return nameEnd(hash, index + 1);
            }
            if (value <= ' ') {
                if (value == '\r' && lineIndex + index == from) {
                    state = HEAD_END;
                    return index + 1;
                }
                return faulty("bad header line");
            }
            hash = hash * 31 + (value | 0x20);
        }
        nameHash = hash;
        lineIndex += to - from;
        return to;
    }

    private int nameEnd(int hash, int next) {
        if (hash == CONTENT_LENGTH) {
            contentLength = 0;
            state = LENGTH_VALUE;
        } else if (hash == CONNECTION) {
            lineIndex = 0;
            state = CONNECTION_VALUE;
        } else if (hash == TRANSFER_ENCODING) {
            return faulty("chunked: only answers with Content-Length are understood");
        } else {
            state = SKIPPED_VALUE;
        }
        return next;
    }

    private int skippedValue(ByteBuffer bytes, int from, int to) {
        for (int index = from; index < to; index++) {
            if (bytes.get(index) == '\n') {
                beginName();
                return index + 1;
            }
        }
        return to;
    }

    private int lengthValue(ByteBuffer bytes, int from, int to) {
        for (int index = from; index < to; index++) {
            byte value = bytes.get(index);
            if (value == '\n') {
                beginName();
                return index + 1;
            }
            if (value >= '0' && value <= '9' && contentLength < Integer.MAX_VALUE) {
                contentLength = contentLength * 10 + value - '0';
            } else if (value != ' ' && value != '\t' && value != '\r') {
                return faulty("bad Content-Length");
            }
        }
        return to;
    }

    /** The only value that begins with a c is `close`. */
    private int connectionValue(ByteBuffer bytes, int from, int to) {
        for (int index = from; index < to; index++) {
            int value = bytes.get(index);
            if (value != ' ') {
                closing = (value | 0x20) == 'c';
                state = SKIPPED_VALUE;
                return index;
            }
        }
        return to;
    }

    private int headEnd(ByteBuffer bytes, int index) {
        if (bytes.get(index) != '\n') {
            return faulty("bad end of the head");
        }
        if (status < 200) {
            // An interim answer (RFC 9110 section 15.2): the real one follows.
            state = STATUS_LINE;
            lineIndex = 0;
            status = 0;
            return index + 1;
        }
        if (status == 204 || status == 304) {
            contentLength = 0;
        } else if (contentLength < 0) {
            return faulty("no Content-Length");
        }
        bodyBytesLeft = contentLength;
        state = BODY_BEGIN;
        return index + 1;
    }

    private int faulty(String reason) {
        fault = reason;
        return FAULTY;
    }

    private static int hash(String name) {
        int hash = 0;
        for (int index = 0; index < name.length(); index++) {
            hash = hash * 31 + (name.charAt(index) | 0x20);
        }
        return hash;
    }
}
