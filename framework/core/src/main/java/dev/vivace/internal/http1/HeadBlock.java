package dev.vivace.internal.http1;

import java.nio.charset.StandardCharsets;

/**
 * The constant part of an answer's head: status line, {@code Server}, {@code Date} and what else never changes, up to
 * and including {@code "Content-Length: "}, so that only digits and the body are left to write. The date is stamped into
 * the block when its second has passed: writing a head is then one array copy.
 *
 * <p><b>Threading:</b> one per loop, because of the stamp.
 */
public final class HeadBlock {
    private static final String LENGTH_NAME = "Content-Length: ";

    final byte[] bytes;
    final boolean hasLength;
    private final int dateAt;
    private long stampedSecond = Long.MIN_VALUE;

    private HeadBlock(byte[] bytes, int dateAt, boolean hasLength) {
        this.bytes = bytes;
        this.dateAt = dateAt;
        this.hasLength = hasLength;
    }

    /**
     * @param fields complete field lines, each with its CR LF; may be empty
     * @param server value of the Server field; empty for none
     */
    public static HeadBlock of(int status, String server, String contentType, String fields) {
        StringBuilder text = new StringBuilder(160);
        text.append("HTTP/1.1 ")
                .append(status)
                .append(' ')
                .append(Statuses.reason(status))
                .append("\r\n");
        if (!server.isEmpty()) {
            text.append("Server: ").append(server).append("\r\n");
        }
        text.append("Date: ");
        int dateAt = text.length();
        text.append(" ".repeat(DateClock.LENGTH)).append("\r\n");
        // RFC 9110 section 8.6: no Content-Length in 1xx and 204; a 304 leaves it out as well
        boolean hasLength = !Statuses.bodiless(status);
        if (!contentType.isEmpty()) {
            text.append("Content-Type: ").append(contentType).append("\r\n");
        }
        text.append(fields);
        if (hasLength) {
            text.append(LENGTH_NAME);
        }
        return new HeadBlock(text.toString().getBytes(StandardCharsets.ISO_8859_1), dateAt, hasLength);
    }

    /** Bytes up to the name of Content-Length, which the block may end with. */
    int lengthWithoutLength() {
        return hasLength ? bytes.length - LENGTH_NAME.length() : bytes.length;
    }

    /** Bytes of the block. */
    public int length() {
        return bytes.length;
    }

    void stamp(DateClock clock) {
        long second = clock.second();
        if (second != stampedSecond) {
            System.arraycopy(clock.text(), 0, bytes, dateAt, DateClock.LENGTH);
            stampedSecond = second;
        }
    }
}
