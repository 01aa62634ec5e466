package dev.vivace.internal.http1;

/**
 * Parses a request head (RFC 9112 sections 2 to 6) in one pass over bytes that are all there, into offsets.
 *
 * <p>The pass is optimistic: when the head is whole and well-formed, which is nearly always so, nothing else looks at its
 * bytes. When it is not, the result says only that; {@link HeadScanner} then goes line by line and decides between "more
 * bytes needed" and the fault of the first faulty line, so that the outcome does not depend on how the bytes were split.
 *
 * <p><b>Threading:</b> stateless. <b>Allocation:</b> none.
 */
public final class HeadParser {
    /** More bytes are needed, or a line is faulty: the scanner decides. */
    public static final int INCOMPLETE = 0;

    private static final int GET_SP = 'G' | 'E' << 8 | 'T' << 16 | ' ' << 24;
    private static final int POST = 'P' | 'O' << 8 | 'S' << 16 | 'T' << 24;
    private static final long HTTP_1_1 = Octets.word("HTTP/1.1");
    private static final long HTTP_1_0 = Octets.word("HTTP/1.0");

    private HeadParser() {}

    /**
     * Parses the head that starts at {@code start}.
     *
     * @return the bytes of the head, its empty line included; {@link #INCOMPLETE}; or a fault of {@link Faults}, final
     *     only if {@link HeadScanner} says that the head is complete
     */
    public static int parse(byte[] in, int start, int end, RequestHead head, HttpLimits limits) {
        head.reset(in, start);
        int at = requestLine(in, start, end, head);
        if (at <= 0) {
            head.linesEnd = start;
            return at;
        }
        int fieldsStart = at;
        for (; ; ) {
            if (at + 1 >= end) {
                head.linesEnd = at;
                return INCOMPLETE;
            }
            if (in[at] == Octets.CR) {
                if (in[at + 1] != Octets.LF) {
                    return Faults.BAD_LINE_END;
                }
                break;
            }
            if (head.isFull()) {
                return Faults.TOO_MANY_FIELDS;
            }
            int next = field(in, at, end, head);
            if (next <= 0) {
                head.linesEnd = at;
                return next;
            }
            at = next;
        }
        if (head.requestLineLength > limits.requestLineBytesMax()) {
            return Faults.REQUEST_LINE_TOO_LONG;
        }
        if (at - fieldsStart > limits.headerBytesMax()) {
            return Faults.HEADER_SECTION_TOO_LARGE;
        }
        at += 2;
        head.length = at - start;
        int fault = FieldRules.finish(head);
        return fault < 0 ? fault : at - start;
    }

    /** Parses the request line at {@code start}: the index behind its LF, {@link #INCOMPLETE} or a fault. */
    static int requestLine(byte[] in, int start, int end, RequestHead head) {
        int at = frequentMethod(in, start, end, head);
        if (at <= 0) {
            return at;
        }
        head.methodEnd = at;
        at = target(in, at + 1, end, head);
        if (at <= 0) {
            return at;
        }
        return versionAndEnd(in, at + 1, end, start, head);
    }

    /** The two methods that nearly all requests have cost one comparison. */
    private static int frequentMethod(byte[] in, int start, int end, RequestHead head) {
        if (end - start >= 5) {
            int word = Octets.intAt(in, start);
            if (word == GET_SP) {
                head.methodId = Methods.GET;
                return start + 3;
            }
            if (word == POST && in[start + 4] == Octets.SP) {
                head.methodId = Methods.POST;
                return start + 4;
            }
        }
        return method(in, start, end, head);
    }

    private static int method(byte[] in, int start, int end, RequestHead head) {
        int at = start;
        while (at < end && Octets.TOKEN[in[at] & 0xFF]) {
            at++;
        }
        if (at == end) {
            return INCOMPLETE;
        }
        if (at == start) {
            return Faults.BAD_METHOD;
        }
        if (in[at] != Octets.SP) {
            return Faults.BAD_REQUEST_LINE;
        }
        head.methodId = Methods.of(in, start, at);
        return at;
    }

    private static int target(byte[] in, int start, int end, RequestHead head) {
        head.targetStart = start;
        if (start >= end) {
            return INCOMPLETE;
        }
        if (in[start] != '/') {
            return TargetForms.parse(in, start, end, head);
        }
        head.pathStart = start;
        return pathAndQuery(in, start, end, head);
    }

    /** Scans from the slash of the path to the blank behind the target. */
    static int pathAndQuery(byte[] in, int start, int end, RequestHead head) {
        final byte[] classes = Octets.TARGET;
        boolean normalize = false;
        int at = start;
        for (; at < end; at++) {
            int octetClass = classes[in[at] & 0xFF];
            if (octetClass == Octets.PLAIN) {
                continue;
            }
            if (octetClass == Octets.SLASH) {
                if (at + 1 < end && (in[at + 1] == '/' || in[at + 1] == '.')) {
                    normalize = true;
                }
            } else if (octetClass == Octets.PERCENT) {
                normalize = true;
            } else {
                break;
            }
        }
        if (at == end) {
            return INCOMPLETE;
        }
        head.pathNeedsNormalizing = normalize;
        head.pathEnd = at;
        if (in[at] == '?') {
            at = query(in, at + 1, end, head);
            if (at <= 0) {
                return at;
            }
        }
        if (in[at] != Octets.SP) {
            return in[at] == Octets.CR || in[at] == Octets.LF ? Faults.BAD_REQUEST_LINE : Faults.BAD_TARGET;
        }
        head.targetEnd = at;
        return at;
    }

    static int query(byte[] in, int start, int end, RequestHead head) {
        final byte[] classes = Octets.TARGET;
        int at = start;
        while (at < end && classes[in[at] & 0xFF] < Octets.END) {
            at++;
        }
        if (at == end) {
            return INCOMPLETE;
        }
        head.queryStart = start;
        head.queryEnd = at;
        return at;
    }

    private static int versionAndEnd(byte[] in, int at, int end, int start, RequestHead head) {
        if (end - at < 10) {
            return incompleteVersion(in, at, end);
        }
        long word = Octets.longAt(in, at);
        if (word == HTTP_1_1) {
            head.minorVersion = 1;
        } else if (word == HTTP_1_0) {
            head.minorVersion = 0;
        } else {
            return versionFault(in, at, end);
        }
        if (in[at + 8] != Octets.CR || in[at + 9] != Octets.LF) {
            return in[at + 8] == Octets.CR || in[at + 8] == Octets.LF ? Faults.BAD_LINE_END : Faults.BAD_VERSION;
        }
        head.requestLineLength = at + 8 - start;
        return at + 10;
    }

    /** A line end among fewer bytes than a version takes is a fault; else the rest is still to come. */
    private static int incompleteVersion(byte[] in, int at, int end) {
        for (int i = at; i < end; i++) {
            if (in[i] == Octets.LF) {
                return i == at || (i == at + 1 && in[at] == Octets.CR) ? Faults.BAD_REQUEST_LINE : Faults.BAD_VERSION;
            }
        }
        return INCOMPLETE;
    }

    /** RFC 9112 section 2.3: HTTP-name "/" DIGIT "." DIGIT, case-sensitive; another version of that form is a 505. */
    private static int versionFault(byte[] in, int at, int end) {
        boolean wellFormed = in[at] == 'H'
                && in[at + 1] == 'T'
                && in[at + 2] == 'T'
                && in[at + 3] == 'P'
                && in[at + 4] == '/'
                && isDigit(in[at + 5])
                && in[at + 6] == '.'
                && isDigit(in[at + 7])
                && in[at + 8] == Octets.CR
                && in[at + 9] == Octets.LF;
        return wellFormed ? Faults.VERSION_NOT_SUPPORTED : Faults.BAD_VERSION;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Parses the field line at {@code start}: the index behind its LF, {@link #INCOMPLETE} or a fault. */
    static int field(byte[] in, int start, int end, RequestHead head) {
        int at = FrequentFields.line(in, start, end, head);
        return at != FrequentFields.ANOTHER ? at : anyField(in, start, end, head);
    }

    private static int anyField(byte[] in, int start, int end, RequestHead head) {
        final boolean[] token = Octets.TOKEN;
        int at = start;
        while (at < end && token[in[at] & 0xFF]) {
            at++;
        }
        if (at == end) {
            return INCOMPLETE;
        }
        if (in[at] != ':' || at == start) {
            return nameFault(in, start, at);
        }
        int nameEnd = at;
        at++;
        while (at < end && (in[at] == Octets.SP || in[at] == Octets.TAB)) {
            at++;
        }
        int valueStart = at;
        at = valueEnd(in, at, end);
        if (at + 1 >= end) {
            return at < end && in[at] != Octets.CR ? valueFault(in[at]) : INCOMPLETE;
        }
        if (in[at] != Octets.CR || in[at + 1] != Octets.LF) {
            return valueFault(in[at]);
        }
        int valueEnd = at;
        while (valueEnd > valueStart && (in[valueEnd - 1] == Octets.SP || in[valueEnd - 1] == Octets.TAB)) {
            valueEnd--;
        }
        int index = head.addField(start, nameEnd, valueStart, valueEnd);
        int fault = FieldRules.note(in, nameEnd - start, index, head);
        return fault < 0 ? fault : at + 2;
    }

    /** The index of the first control byte other than HTAB, or {@code end}. Eight bytes a step. */
    private static int valueEnd(byte[] in, int start, int end) {
        int at = start;
        for (; ; ) {
            while (at + 8 <= end) {
                long marks = Octets.controls(Octets.longAt(in, at));
                if (marks != 0) {
                    at += Long.numberOfTrailingZeros(marks) >>> 3;
                    break;
                }
                at += 8;
            }
            while (at < end && ((in[at] & 0xFF) >= 0x20 && in[at] != 0x7F)) {
                at++;
            }
            if (at >= end || in[at] != Octets.TAB) {
                return at;
            }
            at++;
        }
    }

    private static int valueFault(byte found) {
        return found == Octets.CR || found == Octets.LF ? Faults.BAD_LINE_END : Faults.BAD_FIELD_VALUE;
    }

    private static int nameFault(byte[] in, int start, int at) {
        if (at == start && (in[at] == Octets.SP || in[at] == Octets.TAB)) {
            return Faults.OBSOLETE_FOLD;
        }
        return in[at] == Octets.LF || in[at] == Octets.CR ? Faults.BAD_LINE_END : Faults.BAD_FIELD_NAME;
    }
}
