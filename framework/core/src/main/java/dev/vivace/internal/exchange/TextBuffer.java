package dev.vivace.internal.exchange;

/**
 * A text answer as UTF-8, encoded without garbage. A lone surrogate becomes a question mark, as String does it.
 *
 * <p><b>Lifetime:</b> one per answer object, reused; an array that grew beyond the bound is dropped.
 */
final class TextBuffer {
    private static final int CAPACITY_INITIAL = 1_024;
    private static final int CAPACITY_RETAINED_MAX = 256 * 1_024;

    private byte[] bytes = new byte[CAPACITY_INITIAL];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void set(String text) {
        int chars = text.length();
        if (bytes.length > CAPACITY_RETAINED_MAX && chars * 3L <= CAPACITY_RETAINED_MAX) {
            bytes = new byte[CAPACITY_INITIAL];
        }
        long needed = chars * 3L;
        if (needed > bytes.length) {
            if (needed > CAPACITY_RETAINED_MAX) {
                bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
                length = bytes.length;
                return;
            }
            bytes = new byte[Integer.highestOneBit((int) needed - 1) << 1];
        }
        byte[] out = bytes;
        int at = 0;
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                out[at++] = (byte) c;
            } else if (c < 0x800) {
                out[at++] = (byte) (0xC0 | c >> 6);
                out[at++] = (byte) (0x80 | c & 0x3F);
            } else if (!Character.isSurrogate(c)) {
                out[at++] = (byte) (0xE0 | c >> 12);
                out[at++] = (byte) (0x80 | c >> 6 & 0x3F);
                out[at++] = (byte) (0x80 | c & 0x3F);
            } else if (Character.isHighSurrogate(c) && i + 1 < chars && Character.isLowSurrogate(text.charAt(i + 1))) {
                int point = Character.toCodePoint(c, text.charAt(++i));
                out[at++] = (byte) (0xF0 | point >> 18);
                out[at++] = (byte) (0x80 | point >> 12 & 0x3F);
                out[at++] = (byte) (0x80 | point >> 6 & 0x3F);
                out[at++] = (byte) (0x80 | point & 0x3F);
            } else {
                out[at++] = '?';
            }
        }
        length = at;
    }
}
