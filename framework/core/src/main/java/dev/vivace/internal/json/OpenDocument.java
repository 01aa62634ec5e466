package dev.vivace.internal.json;

/**
 * Where a document stands that is written in pieces: what is open in it, while the loop's writer writes others.
 *
 * <p><b>Threading:</b> its loop's. <b>Lifetime:</b> one document; holds a byte for each level of nesting.
 */
public final class OpenDocument {
    private static final int DEPTH_INITIAL = 8;

    byte[] outer = new byte[DEPTH_INITIAL];
    int depth;
    byte state;
}
