package dev.vivace.internal.http1;

/** Writes the frames of chunks (RFC 9112 section 7.1): no extensions, no trailer section. */
public final class ChunkEncoder {
    /** What a chunk may need beside its data, the last chunk behind it included. */
    public static final int EXTRA_BYTES_MAX = 8 + 2 + 2 + 5;

    private static final String DIGITS = "0123456789abcdef";

    private ChunkEncoder() {}

    /**
     * Writes the size line of a chunk.
     *
     * @param size of its data, at least 1: a size of 0 would end the body
     * @return the index behind it
     */
    public static int begin(int size, byte[] out, int start) {
        int at = start;
        for (int shift = (31 - Integer.numberOfLeadingZeros(size)) & ~3; shift >= 0; shift -= 4) {
            out[at++] = (byte) DIGITS.charAt(size >> shift & 15);
        }
        return lineEnd(out, at);
    }

    /** Writes what follows the data of a chunk; the index behind it. */
    public static int end(byte[] out, int start) {
        return lineEnd(out, start);
    }

    /** Writes the last chunk; the index behind it. */
    public static int last(byte[] out, int start) {
        out[start] = '0';
        return lineEnd(out, lineEnd(out, start + 1));
    }

    private static int lineEnd(byte[] out, int at) {
        out[at] = Octets.CR;
        out[at + 1] = Octets.LF;
        return at + 2;
    }
}
