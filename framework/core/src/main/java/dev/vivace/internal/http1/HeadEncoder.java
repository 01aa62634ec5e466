package dev.vivace.internal.http1;

import java.nio.charset.StandardCharsets;

/**
 * Writes answer heads from blocks made once per (status, content type).
 *
 * <p><b>Threading:</b> one per loop. <b>Allocation:</b> none once a block is made.
 */
public final class HeadEncoder {
    /** What a head may need beyond its block and the staged fields. */
    public static final int EXTRA_BYTES_MAX = 64;

    private static final byte[] CLOSE = "Connection: close\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] KEEP_ALIVE = "Connection: keep-alive\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHUNKED = "Transfer-Encoding: chunked\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final HeadBlock[][] blocks = new HeadBlock[ContentTypes.COUNT][];
    private final String server;
    private final DateClock clock;
    private final String constantFields;

    public HeadEncoder(String server, DateClock clock) {
        this(server, clock, "");
    }

    /** @param constantFields complete field lines that every head has, each with its CR LF */
    public HeadEncoder(String server, DateClock clock, String constantFields) {
        this.server = server;
        this.clock = clock;
        this.constantFields = constantFields;
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = new HeadBlock[Statuses.MAX + 1];
        }
    }

    /** The block of a status (100 to 599) and a type of {@link ContentTypes}. */
    public HeadBlock block(int status, int contentType) {
        HeadBlock block = blocks[contentType][status];
        return block != null ? block : make(status, contentType);
    }

    private HeadBlock make(int status, int contentType) {
        return blocks[contentType][status] =
                HeadBlock.of(status, server, ContentTypes.name(contentType), constantFields);
    }

    /** A block with further constant fields, for the caller to keep. */
    public HeadBlock custom(int status, String contentType, String fields) {
        return HeadBlock.of(status, server, contentType, constantFields + fields);
    }

    /**
     * Writes a head, its empty line included.
     *
     * @param staged field lines, each with its CR LF
     * @param minorVersion of the request: 1.0 clients are told when the connection persists
     * @return the index behind the head; the caller has made sure of the room: block, staged and
     *     {@link #EXTRA_BYTES_MAX}
     */
    public int write(
            HeadBlock block,
            long contentLength,
            byte[] staged,
            int stagedLength,
            boolean keepAlive,
            int minorVersion,
            byte[] out,
            int start) {
        block.stamp(clock);
        byte[] bytes = block.bytes;
        int at = start + bytes.length;
        System.arraycopy(bytes, 0, out, start, bytes.length);
        if (block.hasLength) {
            at = lineEnd(out, AsciiNumber.writeLong(contentLength, out, at));
        }
        if (stagedLength != 0) {
            System.arraycopy(staged, 0, out, at, stagedLength);
            at += stagedLength;
        }
        if (!keepAlive) {
            at = append(CLOSE, out, at);
        } else if (minorVersion == 0) {
            at = append(KEEP_ALIVE, out, at);
        }
        return lineEnd(out, at);
    }

    /**
     * Writes the head of an answer whose length nobody knows yet: RFC 9112 section 6.1, or section 6.3 where the end of the
     * connection is that of the answer. Otherwise as {@link #write}; there is nothing to be told to a client of version 1.0,
     * whose connection never persists then.
     */
    public int writeWithoutLength(
            HeadBlock block,
            boolean chunked,
            byte[] staged,
            int stagedLength,
            boolean keepAlive,
            byte[] out,
            int start) {
        block.stamp(clock);
        int length = block.lengthWithoutLength();
        System.arraycopy(block.bytes, 0, out, start, length);
        int at = start + length;
        if (chunked) {
            at = append(CHUNKED, out, at);
        }
        System.arraycopy(staged, 0, out, at, stagedLength);
        at += stagedLength;
        return lineEnd(out, keepAlive ? at : append(CLOSE, out, at));
    }

    /** The interim answer of RFC 9110 section 15.2.1; the array is shared and never changed. */
    public static byte[] interimContinue() {
        return CONTINUE;
    }

    private static int append(byte[] line, byte[] out, int at) {
        System.arraycopy(line, 0, out, at, line.length);
        return at + line.length;
    }

    private static int lineEnd(byte[] out, int at) {
        out[at] = Octets.CR;
        out[at + 1] = Octets.LF;
        return at + 2;
    }
}
