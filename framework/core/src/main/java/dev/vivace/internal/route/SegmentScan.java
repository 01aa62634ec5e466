package dev.vivace.internal.route;

/**
 * The segments of one path, cut as far as a look-up has asked for them and remembered. A look-up that goes back tries
 * many branches at one depth; without this each would scan the segment again, and a long segment in a hostile path
 * would cost its length times the branches.
 *
 * <p><b>Threading:</b> one thread at a time.
 */
final class SegmentScan {
    final int[] starts;
    final int[] ends;
    final long[] firsts;
    final long[] lasts;
    private int count;

    SegmentScan(int depthMax) {
        // One more than any pattern has: a path is cut once behind the deepest branch.
        starts = new int[depthMax + 1];
        ends = new int[depthMax + 1];
        firsts = new long[depthMax + 1];
        lasts = new long[depthMax + 1];
    }

    void reset() {
        count = 0;
    }

    /**
     * Cuts the path up to and including the segment at {@code depth}; the one before it is not the last of the path.
     */
    void cut(byte[] path, int start, int end, int depth) {
        boolean roomy = end <= path.length - SegmentWords.MARGIN;
        while (count <= depth) {
            int from = count == 0 ? start + 1 : ends[count - 1] + 1;
            int to = roomy ? SegmentWords.slashOrEnd(path, from, end) : slashOrEnd(path, from, end);
            starts[count] = from;
            ends[count] = to;
            firsts[count] = roomy && to - from < Long.BYTES
                    ? SegmentWords.clip(SegmentWords.at(path, from), to - from)
                    : SegmentWords.first(path, from, to);
            lasts[count] = SegmentWords.last(path, from, to);
            count++;
        }
    }

    private static int slashOrEnd(byte[] path, int from, int end) {
        int index = from;
        while (index < end && path[index] != '/') {
            index++;
        }
        return index;
    }
}
