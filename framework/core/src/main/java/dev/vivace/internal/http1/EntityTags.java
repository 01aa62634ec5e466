package dev.vivace.internal.http1;

/**
 * The lists of entity tags in {@code If-Match} and {@code If-None-Match} (RFC 9110 sections 13.1.1 and 13.1.2): either {@code *}
 * or any number of tags, over all lines of that name.
 *
 * <p><b>Threading:</b> stateless. <b>Allocation:</b> none.
 */
public final class EntityTags {
    /** There is no such field. */
    public static final int ABSENT = 0;
    /** The tag is not in the list, which may be empty. */
    public static final int NOT_LISTED = 1;

    public static final int LISTED = 2;
    /** The field is {@code *}. */
    public static final int ANY = 3;
    /** The field is not what the grammar allows. */
    public static final int MALFORMED = 4;

    private EntityTags() {}

    /**
     * Looks for a tag.
     *
     * @param name of the field
     * @param tag holds the tag, quotes included, in {@code [from, to)}; an empty range is in no list
     * @param weak whether {@code W/} makes no difference (section 8.8.3.2)
     */
    public static int find(RequestHead head, String name, byte[] tag, int from, int to, boolean weak) {
        int found = ABSENT;
        for (int i = head.indexOf(name, 0); i >= 0; i = head.indexOf(name, i + 1)) {
            int here = find(head.bytes, head.valueStart(i), head.valueEnd(i), tag, from, to, weak);
            found = together(found, here);
        }
        return found;
    }

    /** Several lines are one list (RFC 9110 section 5.3), in which {@code *} stands alone. */
    private static int together(int before, int here) {
        if (before == ABSENT) {
            return here;
        }
        return before == MALFORMED || here == MALFORMED || before == ANY || here == ANY
                ? MALFORMED
                : Math.max(before, here);
    }

    private static int find(byte[] in, int start, int end, byte[] tag, int from, int to, boolean weak) {
        int at = skip(in, start, end, false);
        if (at < end && in[at] == '*') {
            return skip(in, at + 1, end, false) == end ? ANY : MALFORMED;
        }
        int found = NOT_LISTED;
        // Empty elements do not count (RFC 9110 section 5.6.1.2)
        at = skip(in, at, end, true);
        while (at < end) {
            int tagEnd = tagEnd(in, at, end);
            if (tagEnd < 0) {
                return MALFORMED;
            }
            if (same(in, at, tagEnd, tag, from, to, weak)) {
                found = LISTED;
            }
            at = skip(in, tagEnd, end, false);
            if (at < end && in[at] != ',') {
                return MALFORMED;
            }
            at = skip(in, at, end, true);
        }
        return found;
    }

    private static int skip(byte[] in, int start, int end, boolean commas) {
        int at = start;
        while (at < end && (in[at] == Octets.SP || in[at] == Octets.TAB || (commas && in[at] == ','))) {
            at++;
        }
        return at;
    }

    /** The index behind the tag that begins at {@code start}, or -1 (RFC 9110 section 8.8.3). */
    private static int tagEnd(byte[] in, int start, int end) {
        int at = opaqueStart(in, start, end);
        if (at >= end || in[at] != '"') {
            return -1;
        }
        for (at++; at < end; at++) {
            int c = in[at] & 0xFF;
            if (c == '"') {
                return at + 1;
            }
            if (c <= 0x20 || c == 0x7F) {
                return -1;
            }
        }
        return -1;
    }

    /** Behind {@code W/}, which has one case only. */
    private static int opaqueStart(byte[] in, int start, int end) {
        return start + 1 < end && in[start] == 'W' && in[start + 1] == '/' ? start + 2 : start;
    }

    private static boolean same(byte[] in, int start, int end, byte[] tag, int from, int to, boolean weak) {
        int opaque = opaqueStart(in, start, end);
        int tagOpaque = opaqueStart(tag, from, to);
        boolean strong = opaque == start && tagOpaque == from;
        return (weak || strong) && java.util.Arrays.equals(in, opaque, end, tag, tagOpaque, to);
    }
}
