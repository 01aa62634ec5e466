package dev.vivace.internal.exchange;

/**
 * A text answer as UTF-8, encoded without garbage. A lone surrogate becomes a question mark, as String does it.
 *
 * <p><b>Lifetime:</b> one per answer object, reused; a large array is kept within a bound and while texts need it.
 */
final class TextBuffer {
    private static final int CAPACITY_INITIAL = 1_024;
    /** An array up to this is kept for ever, and taken for the worst of what so many characters can become. */
    private static final int CAPACITY_KEPT = 64 * 1_024;

    private static final int CAPACITY_STEP = 64 * 1_024;
    private static final int UTF8_BYTES_PER_CHAR_MAX = 3;

    private final int capacityRetainedMax;
    private byte[] bytes = new byte[CAPACITY_INITIAL];
    private int length;
    /** The longest text, in bytes, since the last {@link #trim()}. */
    private int lengthMax;

    TextBuffer(int capacityRetainedMax) {
        this.capacityRetainedMax = Math.max(CAPACITY_KEPT, capacityRetainedMax);
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Gives a large array up when no text since the call before needed it; whether there is one all the same. */
    boolean trim() {
        if (bytes.length > CAPACITY_KEPT && (lengthMax < bytes.length / 2 || bytes.length > capacityRetainedMax)) {
            bytes = new byte[CAPACITY_INITIAL];
        }
        lengthMax = 0;
        return bytes.length > CAPACITY_KEPT;
    }

    private void makeRoom(String text) {
        long needed = (long) text.length() * UTF8_BYTES_PER_CHAR_MAX;
        if (needed > CAPACITY_KEPT) {
            needed = utf8Length(text);
        }
        if (needed <= bytes.length) {
            return;
        }
        if (needed <= CAPACITY_KEPT) {
            bytes = new byte[Integer.highestOneBit((int) needed - 1) << 1];
        } else if (needed <= capacityRetainedMax) {
            bytes = new byte[(int) ((needed + CAPACITY_STEP - 1) / CAPACITY_STEP) * CAPACITY_STEP];
        } else {
            bytes = new byte[Math.toIntExact(needed)];
        }
    }

    private static long utf8Length(String text) {
        long bytes = 0;
        for (int i = 0, chars = text.length(); i < chars; i++) {
            char c = text.charAt(i);
            // Each half of a pair counts for two; a half alone needs one
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    void set(String text) {
        int chars = text.length();
        if (bytes.length > capacityRetainedMax) {
            bytes = new byte[CAPACITY_INITIAL];
        }
        if ((long) chars * UTF8_BYTES_PER_CHAR_MAX > bytes.length) {
            makeRoom(text);
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
        lengthMax = Math.max(lengthMax, at);
    }
}
