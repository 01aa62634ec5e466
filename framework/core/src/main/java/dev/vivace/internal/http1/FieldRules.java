package dev.vivace.internal.http1;

import java.nio.charset.StandardCharsets;

/**
 * The few fields that decide about framing, persistence and routing: Host, Content-Length, Transfer-Encoding, Connection,
 * Expect. A field is recognised by the length of its name first, so that the others cost one comparison.
 */
final class FieldRules {
    private static final byte[] HOST = lower("host");
    private static final byte[] EXPECT = lower("expect");
    private static final byte[] CONNECTION = lower("connection");
    private static final byte[] CONTENT_LENGTH = lower("content-length");
    private static final byte[] TRANSFER_ENCODING = lower("transfer-encoding");
    private static final byte[] KEEP_ALIVE = lower("keep-alive");
    private static final byte[] CLOSE = lower("close");
    private static final byte[] CHUNKED = lower("chunked");
    private static final byte[] CONTINUE = lower("100-continue");

    private FieldRules() {}

    private static byte[] lower(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Looks at one parsed field; a fault, or 0. Faults that need other fields too are left to {@link #finish}. */
    static int note(byte[] in, int nameLength, int index, RequestHead head) {
        switch (nameLength) {
            case 4:
                return is(head, index, HOST) ? host(in, index, head) : 0;
            case 6:
                return is(head, index, EXPECT) ? expect(in, index, head) : 0;
            case 10:
                return is(head, index, CONNECTION) ? connection(in, index, head) : 0;
            case 14:
                return is(head, index, CONTENT_LENGTH) ? contentLength(in, index, head) : 0;
            case 17:
                return is(head, index, TRANSFER_ENCODING) ? transferEncoding(in, index, head) : 0;
            default:
                return 0;
        }
    }

    private static boolean is(RequestHead head, int index, byte[] name) {
        return Octets.equalsIgnoreCase(head.bytes, head.nameStart(index), head.nameEnd(index), name);
    }

    private static int host(byte[] in, int index, RequestHead head) {
        if (head.hostIndex >= 0) {
            return Faults.REPEATED_HOST;
        }
        head.hostIndex = index;
        return HostRules.valid(in, head.valueStart(index), head.valueEnd(index)) ? 0 : Faults.BAD_HOST;
    }

    /** RFC 9110 section 10.1.1: a comma-separated list, of which empty elements do not count (section 5.6.1.2). */
    private static int expect(byte[] in, int index, RequestHead head) {
        int at = head.valueStart(index);
        int end = head.valueEnd(index);
        while (at < end) {
            int from = at;
            while (at < end && in[at] != ',') {
                at++;
            }
            from = skipBlanks(in, from, at);
            int to = trimBlanks(in, from, at);
            if (Octets.equalsIgnoreCase(in, from, to, CONTINUE)) {
                head.expectContinue = true;
            } else if (from < to) {
                head.expectUnknown = true;
            }
            at++;
        }
        return 0;
    }

    /** RFC 9110 section 7.6.1: a comma-separated list of tokens, compared whole and without case. */
    private static int connection(byte[] in, int index, RequestHead head) {
        int at = head.valueStart(index);
        int end = head.valueEnd(index);
        while (at < end) {
            int from = at;
            while (at < end && in[at] != ',') {
                at++;
            }
            from = skipBlanks(in, from, at);
            int to = trimBlanks(in, from, at);
            if (Octets.equalsIgnoreCase(in, from, to, KEEP_ALIVE)) {
                head.connectionKeepAlive = true;
            } else if (Octets.equalsIgnoreCase(in, from, to, CLOSE)) {
                head.connectionClose = true;
            }
            at++;
        }
        return 0;
    }

    /** RFC 9110 section 8.6: 1*DIGIT. A repeated field is refused even with equal values (RFC 9112 section 6.3). */
    private static int contentLength(byte[] in, int index, RequestHead head) {
        if (head.contentLength >= 0) {
            return Faults.REPEATED_CONTENT_LENGTH;
        }
        long length = AsciiNumber.unsignedLong(in, head.valueStart(index), head.valueEnd(index));
        if (length < 0) {
            return Faults.BAD_CONTENT_LENGTH;
        }
        head.contentLength = length;
        return 0;
    }

    /**
     * RFC 9112 section 6.1. Only the one token {@code chunked} is understood. Another coding alone is a 501, anything else a
     * 400.
     */
    private static int transferEncoding(byte[] in, int index, RequestHead head) {
        head.transferEncodingCount++;
        int from = head.valueStart(index);
        int to = head.valueEnd(index);
        if (Octets.equalsIgnoreCase(in, from, to, CHUNKED)) {
            head.chunked = true;
        } else {
            head.transferEncodingFault = codingFault(in, from, to);
        }
        return 0;
    }

    /**
     * RFC 9112 section 6.1 asks for a 501 for a coding that is not understood. A list is refused as such: recipients disagree
     * about which of its codings count, and that is what request smuggling is made of.
     */
    private static int codingFault(byte[] in, int start, int end) {
        int from = skipBlanks(in, start, end);
        int to = trimBlanks(in, from, end);
        return from < to && isToken(in, from, to)
                ? Faults.TRANSFER_CODING_NOT_IMPLEMENTED
                : Faults.BAD_TRANSFER_ENCODING;
    }

    private static int skipBlanks(byte[] in, int start, int end) {
        int at = start;
        while (at < end && (in[at] == Octets.SP || in[at] == Octets.TAB)) {
            at++;
        }
        return at;
    }

    private static int trimBlanks(byte[] in, int start, int end) {
        int at = end;
        while (at > start && (in[at - 1] == Octets.SP || in[at - 1] == Octets.TAB)) {
            at--;
        }
        return at;
    }

    private static boolean isToken(byte[] in, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Octets.TOKEN[in[i] & 0xFF]) {
                return false;
            }
        }
        return true;
    }

    /** The rules that look at several fields, once the head is complete; a fault, or 0. */
    static int finish(RequestHead head) {
        if (head.transferEncodingCount != 0) {
            int fault = framing(head);
            if (fault < 0) {
                return fault;
            }
        }
        if (head.minorVersion == 1) {
            head.keepAlive = !head.connectionClose;
            return head.hostIndex < 0 ? Faults.MISSING_HOST : 0;
        }
        // RFC 9112 section 9.3: 1.0 persists only when asked to; section 9.6: close wins
        head.keepAlive = head.connectionKeepAlive && !head.connectionClose;
        head.expectContinue = false;
        head.expectUnknown = false;
        return 0;
    }

    /** RFC 9112 section 6.1 and 6.3: what makes the length of the message disputable is refused. */
    private static int framing(RequestHead head) {
        if (head.contentLength >= 0) {
            return Faults.LENGTH_AND_CODING;
        }
        if (head.transferEncodingCount > 1) {
            return Faults.BAD_TRANSFER_ENCODING;
        }
        if (head.minorVersion == 0) {
            return Faults.TRANSFER_ENCODING_IN_1_0;
        }
        return head.transferEncodingFault;
    }
}
