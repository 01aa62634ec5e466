package dev.vivace.internal.http1;

/**
 * Takes a head that arrives in pieces: finds out when it is complete, so that {@link HeadParser} goes over it again once and
 * not with every piece, and finds the first faulty line of one that will never parse. Each byte is looked at a bounded
 * number of times however the bytes were split: once for the line ends, once for the empty line, once to check its line,
 * once to parse it.
 *
 * <p>A fault is reported when the line that holds it is complete or over its limit, so the outcome is the same for every
 * split. A CR without its LF is reported at the byte behind it: a head whose lines all end in CR never has a complete one.
 * The state of an unfinished scan is four ints that the connection keeps ({@link State}).
 *
 * <p><b>Threading:</b> one per loop. <b>Allocation:</b> none.
 */
public final class HeadScanner {
    private static final int HEAD = 'H' | 'E' << 8 | 'A' << 16 | 'D' << 24;
    private static final int EMPTY_LINE = '\r' | '\n' << 8 | '\r' << 16 | '\n' << 24;

    /** The head is not complete yet. */
    public static final int INCOMPLETE = 0;

    /** Where an unfinished scan stands, relative to the start of the head. */
    public static final class State {
        /** The lines before this one are checked. */
        int lineStart;
        /** Between the start of the line and here is no LF. */
        int scanned;

        int lineCount;
        int fieldsStart;

        /** Begins a new head. */
        public void reset() {
            lineStart = 0;
            scanned = 0;
            lineCount = 0;
            fieldsStart = 0;
        }
    }

    private final HttpLimits limits;
    private final RequestHead scratch;
    private long bytesInspected;

    /** @param limits counted while reading */
    public HeadScanner(HttpLimits limits) {
        this.limits = limits;
        this.scratch = new RequestHead(1);
    }

    /** Whether a request line can start with this byte; no other needs to be waited behind. */
    public static boolean canStart(byte first) {
        return Octets.TOKEN[first & 0xFF];
    }

    /** Whether the head asks with HEAD, so that even the answer to its fault has no body. */
    public static boolean startsWithHead(byte[] in, int start, int end) {
        return end - start >= 5 && Octets.intAt(in, start) == HEAD && in[start + 4] == Octets.SP;
    }

    /** How many bytes this scanner has looked at, for the test that holds it to O(n). */
    public long bytesInspected() {
        return bytesInspected;
    }

    /**
     * Begins with a head that {@link HeadParser#parse} has just not made a request of.
     *
     * @param start index of the head's first byte
     * @param end behind the bytes that are there
     * @param parsed what the parser returned, zero or a fault
     * @param head what the parser left: the lines that it took need not be checked again
     * @return {@link #INCOMPLETE} or a fault
     */
    public int begin(byte[] in, int start, int end, int parsed, RequestHead head, State state) {
        bytesInspected += end - start;
        state.reset();
        if (parsed == HeadParser.INCOMPLETE && head.linesEnd > start) {
            takeOver(head, start, state);
        }
        return outcome(scan(in, start, end, state), parsed);
    }

    /** A limit that the lines together exceed is left to the scan from the start, which knows whose fault comes first. */
    private void takeOver(RequestHead head, int start, State state) {
        int linesLength = head.linesEnd - start;
        int fieldsStart = head.requestLineLength + 2;
        if (head.requestLineLength <= limits.requestLineBytesMax()
                && linesLength - fieldsStart <= limits.headerBytesMax()) {
            state.lineStart = linesLength;
            state.scanned = linesLength;
            state.lineCount = head.fieldCount + 1;
            state.fieldsStart = fieldsStart;
        }
    }

    /**
     * Goes on when more bytes are there; parses the head when it is complete.
     *
     * @return the length of the head, now in {@code head}; {@link #INCOMPLETE}; or a fault
     */
    public int resume(byte[] in, int start, int end, RequestHead head, State state) {
        // Nearly always nothing is behind the head, and a look at its end spares looking for it
        if (end - start >= 4 && Octets.intAt(in, end - 4) == EMPTY_LINE) {
            return parse(in, start, end, head, state);
        }
        int from = start + state.scanned;
        bytesInspected += end - from;
        int lineFeed = Octets.lineFeed(in, from, end);
        if (lineFeed == end) {
            return partial(in, from, end, state, start);
        }
        int headEnd = headEnd(in, start + state.lineStart, lineFeed, end);
        if (headEnd != INCOMPLETE) {
            return parse(in, start, headEnd, head, state);
        }
        state.scanned = lineFeed - start;
        return scan(in, start, end, state);
    }

    /** The index behind the first empty line, or {@link #INCOMPLETE}. */
    private static int headEnd(byte[] in, int firstLineStart, int firstLineFeed, int end) {
        int lineStart = firstLineStart;
        int at = firstLineFeed;
        while (at < end) {
            if (at - lineStart == 1 && in[lineStart] == Octets.CR) {
                return at + 1;
            }
            lineStart = at + 1;
            at = Octets.lineFeed(in, lineStart, end);
        }
        return INCOMPLETE;
    }

    /** What the parser does not take has a fault, and the first faulty line decides which. */
    private int parse(byte[] in, int start, int end, RequestHead head, State state) {
        int parsed = HeadParser.parse(in, start, end, head, limits);
        bytesInspected += parsed > 0 ? parsed : end - start;
        return parsed > 0 ? parsed : outcome(scan(in, start, end, state), parsed);
    }

    /** Of a head whose lines are all well-formed by themselves, the parser knows the fault. */
    private static int outcome(int scanned, int parsed) {
        if (scanned <= 0) {
            return scanned;
        }
        return parsed < 0 ? parsed : Faults.BAD_REQUEST_LINE;
    }

    /**
     * Checks the lines that are complete, one by one.
     *
     * @return the length of the complete head (all of its lines are well-formed by themselves), {@link #INCOMPLETE}, or
     *     the fault of the first faulty line
     */
    int scan(byte[] in, int start, int end, State state) {
        int from = start + state.scanned;
        bytesInspected += end - from;
        int at = Octets.lineFeed(in, from, end);
        while (at < end) {
            int result = line(in, start + state.lineStart, at, state, start);
            if (result != INCOMPLETE) {
                return result;
            }
            state.lineStart = at + 1 - start;
            state.lineCount++;
            at = Octets.lineFeed(in, at + 1, end);
        }
        return partial(in, from, end, state, start);
    }

    private int line(byte[] in, int lineStart, int lineFeed, State state, int start) {
        int length = lineFeed - lineStart;
        boolean terminated = length > 0 && in[lineFeed - 1] == Octets.CR;
        bytesInspected += length;
        if (state.lineCount == 0) {
            if (length - (terminated ? 1 : 0) > limits.requestLineBytesMax()) {
                return tooLong(in, lineStart, lineFeed);
            }
            scratch.reset(in, lineStart);
            int result = HeadParser.requestLine(in, lineStart, lineFeed + 1, scratch);
            state.fieldsStart = lineFeed + 1 - start;
            return faultOf(result, Faults.BAD_REQUEST_LINE, in, lineStart, lineFeed);
        }
        if (length == 1 && terminated) {
            return lineFeed + 1 - start;
        }
        if (lineFeed + 1 - start - state.fieldsStart > limits.headerBytesMax()) {
            return tooLarge(in, lineStart, lineFeed, start + state.fieldsStart);
        }
        if (state.lineCount > limits.headerCountMax()) {
            return bareCr(in, lineStart, lineFeed) < lineFeed ? Faults.BAD_LINE_END : Faults.TOO_MANY_FIELDS;
        }
        scratch.reset(in, lineStart);
        int result = HeadParser.field(in, lineStart, lineFeed + 1, scratch);
        return faultOf(result, Faults.BAD_LINE_END, in, lineStart, lineFeed);
    }

    /** A complete line for which the parser wants more bytes is one whose LF stands alone. */
    private static int faultOf(int result, int whenIncomplete, byte[] in, int lineStart, int lineFeed) {
        if (result > 0) {
            return INCOMPLETE;
        }
        if (bareCr(in, lineStart, lineFeed) < lineFeed) {
            return Faults.BAD_LINE_END;
        }
        return result == 0 ? whenIncomplete : result;
    }

    /** The last line, of which more is to come; from {@code from} on it was not looked at before. */
    private int partial(byte[] in, int from, int end, State state, int start) {
        state.scanned = end - start;
        int lineStart = start + state.lineStart;
        int length = end - lineStart;
        if (state.lineCount == 0) {
            int allowed = limits.requestLineBytesMax() + (length > 0 && in[end - 1] == Octets.CR ? 1 : 0);
            if (length > allowed) {
                return tooLong(in, lineStart, end);
            }
        } else {
            boolean maybeLast = length == 0 || (length == 1 && in[lineStart] == Octets.CR);
            if (!maybeLast && end - start - state.fieldsStart > limits.headerBytesMax()) {
                return tooLarge(in, lineStart, end, start + state.fieldsStart);
            }
        }
        int unseen = Math.max(lineStart, from - 1);
        bytesInspected += Math.max(0, end - 1 - unseen);
        return bareCr(in, unseen, end) < end ? Faults.BAD_LINE_END : INCOMPLETE;
    }

    /** Where bytes arrive one by one, a CR without LF is noticed before the limit if it is within it, so it is here too. */
    private int tooLong(byte[] in, int lineStart, int end) {
        return bareCr(in, lineStart, end) - lineStart <= limits.requestLineBytesMax()
                ? Faults.BAD_LINE_END
                : Faults.REQUEST_LINE_TOO_LONG;
    }

    private int tooLarge(byte[] in, int lineStart, int end, int fieldsStart) {
        return bareCr(in, lineStart, end) - fieldsStart < limits.headerBytesMax()
                ? Faults.BAD_LINE_END
                : Faults.HEADER_SECTION_TOO_LARGE;
    }

    /** The first CR with another byte than LF behind it, of a line whose LF is at {@code end} or still to come; or {@code end}. */
    private static int bareCr(byte[] in, int from, int end) {
        int at = from;
        while (at < end - 1 && in[at] != Octets.CR) {
            at++;
        }
        return at < end - 1 ? at : end;
    }
}
