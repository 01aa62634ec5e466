package dev.vivace.internal.http1;

/**
 * The bounds on what a client may send; all counted while reading.
 *
 * @param requestLineBytesMax bytes of the request line without its CR LF; more is a 414
 * @param headerBytesMax bytes of all header lines with their CR LF; more is a 431
 * @param headerCountMax header fields; more is a 431
 * @param bodyBytesMax bytes of a body after transfer decoding, where the route sets no other; more is a 413
 * @param trailerBytesMax bytes of all trailer lines with their CR LF; more is a 431
 * @param trailerCountMax trailer fields; more is a 431
 * @param chunkLineBytesMax bytes of a chunk-size line without its CR LF; more is a 400
 * @param chunkExtensionBytesMax bytes of all chunk extensions of one body; more is a 400
 */
public record HttpLimits(
        int requestLineBytesMax,
        int headerBytesMax,
        int headerCountMax,
        int bodyBytesMax,
        int trailerBytesMax,
        int trailerCountMax,
        int chunkLineBytesMax,
        int chunkExtensionBytesMax) {
    public static final HttpLimits DEFAULT = new HttpLimits(8_192, 16_384, 100, 1 << 20, 8_192, 50, 256, 16_384);
}
