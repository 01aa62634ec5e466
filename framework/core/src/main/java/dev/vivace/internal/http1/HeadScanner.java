package dev.vivace.internal.http1;

/**
 * Finds the end of a head that arrives in pieces, and the first faulty line of one that will never parse, looking at each
 * byte a bounded number of times however the bytes were split: once to find the line end, once to check the line.
 *
 * <p>A fault is reported when the line that holds it is complete or over its limit, so the outcome is the same for every
 * split. The state of an unfinished scan is three ints that the connection keeps ({@link State}).
 *
 * <p><b>Threading:</b> one per loop. <b>Allocation:</b> none.
 */
public final class HeadScanner {
    private static final int HEAD = 'H' | 'E' << 8 | 'A' << 16 | 'D' << 24;

    /** The head is not complete yet. */
    public static final int INCOMPLETE = 0;

    /** Where an unfinished scan stands, relative to the start of the head. */
    public static final class State {
        int lineStart;
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
     * Goes on with a scan.
     *
     * @param start index of the head's first byte
     * @param end behind the bytes that are there
     * @return the length of the complete head (all of its lines are well-formed by themselves), {@link #INCOMPLETE}, or
     *     the fault of the first faulty line
     */
    public int scan(byte[] in, int start, int end, State state) {
        int at = start + state.scanned;
        bytesInspected += end - at;
        for (; at < end; at++) {
            if (in[at] != Octets.LF) {
                continue;
            }
            int lineStart = start + state.lineStart;
            int result = line(in, lineStart, at, state, start);
            if (result != INCOMPLETE) {
                return result;
            }
            state.lineStart = at + 1 - start;
            state.lineCount++;
        }
        state.scanned = end - start;
        return partial(in, start + state.lineStart, end, state, start);
    }

    private int line(byte[] in, int lineStart, int lineFeed, State state, int start) {
        int length = lineFeed - lineStart;
        boolean terminated = length > 0 && in[lineFeed - 1] == Octets.CR;
        bytesInspected += length;
        if (state.lineCount == 0) {
            if (length - (terminated ? 1 : 0) > limits.requestLineBytesMax()) {
                return Faults.REQUEST_LINE_TOO_LONG;
            }
            scratch.reset(in, lineStart);
            int result = HeadParser.requestLine(in, lineStart, lineFeed + 1, scratch);
            state.fieldsStart = lineFeed + 1 - start;
            return faultOf(result, Faults.BAD_REQUEST_LINE);
        }
        if (length == 1 && terminated) {
            return lineFeed + 1 - start;
        }
        if (lineFeed + 1 - start - state.fieldsStart > limits.headerBytesMax()) {
            return Faults.HEADER_SECTION_TOO_LARGE;
        }
        if (state.lineCount > limits.headerCountMax()) {
            return Faults.TOO_MANY_FIELDS;
        }
        scratch.reset(in, lineStart);
        return faultOf(HeadParser.field(in, lineStart, lineFeed + 1, scratch), Faults.BAD_LINE_END);
    }

    /** A complete line for which the parser wants more bytes is one whose LF stands alone. */
    private static int faultOf(int result, int whenIncomplete) {
        return result > 0 ? INCOMPLETE : result == 0 ? whenIncomplete : result;
    }

    private int partial(byte[] in, int lineStart, int end, State state, int start) {
        int length = end - lineStart;
        if (state.lineCount == 0) {
            int allowed = limits.requestLineBytesMax() + (length > 0 && in[end - 1] == Octets.CR ? 1 : 0);
            return length > allowed ? Faults.REQUEST_LINE_TOO_LONG : INCOMPLETE;
        }
        boolean maybeLast = length == 0 || (length == 1 && in[lineStart] == Octets.CR);
        if (!maybeLast && end - start - state.fieldsStart > limits.headerBytesMax()) {
            return Faults.HEADER_SECTION_TOO_LARGE;
        }
        return INCOMPLETE;
    }
}
