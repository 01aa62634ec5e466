package dev.vivace.test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The body of an answer (RFC 9112 section 6.3): none, chunked, with a length, or up to the end of the connection.
 *
 * @param bytes decoded
 * @param end the index behind it
 */
record TestBody(byte[] bytes, int end) {
    private static final byte[] NONE = {};

    /** Null where it is not there whole. */
    static TestBody of(byte[] bytes, int start, int status, Map<String, List<String>> headers, boolean ended) {
        if (status < 200 || status == 204 || status == 304) {
            return new TestBody(NONE, start);
        }
        if (headers.containsKey("transfer-encoding")) {
            return chunked(bytes, start);
        }
        if (!headers.containsKey("content-length")) {
            return ended ? upTo(bytes, start, bytes.length) : null;
        }
        int end = start + Integer.parseInt(headers.get("content-length").get(0));
        return end > bytes.length ? null : upTo(bytes, start, end);
    }

    private static TestBody upTo(byte[] bytes, int start, int end) {
        return new TestBody(Arrays.copyOfRange(bytes, start, end), end);
    }

    /** Without extensions and trailers, as the server sends them. */
    private static TestBody chunked(byte[] bytes, int start) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int at = start;
        for (; ; ) {
            int lineEnd = at;
            while (lineEnd < bytes.length && bytes[lineEnd] != '\r') {
                lineEnd++;
            }
            if (lineEnd + 2 > bytes.length) {
                return null;
            }
            int size = Integer.parseInt(new String(bytes, at, lineEnd - at, StandardCharsets.US_ASCII), 16);
            int end = lineEnd + 2 + size;
            if (end + 2 > bytes.length) {
                return null;
            }
            if (bytes[end] != '\r' || bytes[end + 1] != '\n') {
                throw new IllegalStateException("no line end behind the chunk at " + at);
            }
            if (size == 0) {
                return new TestBody(body.toByteArray(), end + 2);
            }
            body.write(bytes, lineEnd + 2, size);
            at = end + 2;
        }
    }
}
