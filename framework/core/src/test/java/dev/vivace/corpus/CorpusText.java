package dev.vivace.corpus;

import java.io.ByteArrayOutputStream;

/**
 * The escaped text of the corpus files, as bytes.
 *
 * <p>Printable ASCII stands for itself; {@code \r \n \t \0 \\ \"} and {@code \xHH} for one byte; {@code {{unit*count}}}
 * for {@code count} times {@code unit}, where the unit may hold escapes and further repeats. Two opening braces that
 * are meant literally are written {@code \x7B\x7B}.
 */
public final class CorpusText {
    private static final int BYTES_MAX = 4 << 20;

    private final String text;
    private int position;

    private CorpusText(String text) {
        this.text = text;
    }

    /**
     * Decodes escaped text.
     *
     * @throws IllegalArgumentException if an escape or a repeat is malformed, a character is not printable ASCII, or
     *     the result exceeds 4 MiB
     */
    public static byte[] decode(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        new CorpusText(text).sequence(out, false);
        return out.toByteArray();
    }

    /** The text, on one line, that {@link #decode} makes these bytes of. */
    public static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length * 2);
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            int special = "\r\n\t\0\\".indexOf(b);
            if (special >= 0) {
                text.append('\\').append("rnt0\\".charAt(special));
            } else if (b < ' ' || b > '~' || ambiguous(bytes, i)) {
                text.append(String.format("\\x%02X", b & 0xFF));
            } else {
                text.append((char) b);
            }
        }
        return text.toString();
    }

    /** A blank that nobody sees, a number sign that begins a comment, a second brace that begins a repeat. */
    private static boolean ambiguous(byte[] bytes, int i) {
        return switch (bytes[i]) {
            case ' ' -> i == bytes.length - 1;
            case '#' -> i == 0;
            case '{' -> i > 0 && bytes[i - 1] == '{';
            default -> false;
        };
    }

    private void sequence(ByteArrayOutputStream out, boolean repeated) {
        while (position < text.length()) {
            if (repeated && repeatEnd() > 0) {
                return;
            }
            if (text.startsWith("{{", position)) {
                repeat(out);
            } else if (text.charAt(position) == '\\') {
                out.write(escape());
            } else {
                out.write(literal());
            }
        }
        if (repeated) {
            throw fault("a repeat without *count}}");
        }
    }

    private void repeat(ByteArrayOutputStream out) {
        position += 2;
        ByteArrayOutputStream unit = new ByteArrayOutputStream();
        sequence(unit, true);
        int end = repeatEnd();
        int count = Integer.parseInt(text.substring(position + 1, end));
        position = end + 2;
        if ((long) unit.size() * count + out.size() > BYTES_MAX) {
            throw fault("a repeat that exceeds " + BYTES_MAX + " bytes");
        }
        byte[] bytes = unit.toByteArray();
        for (int i = 0; i < count; i++) {
            out.write(bytes, 0, bytes.length);
        }
    }

    /** The index of the two closing braces when {@code *count}}} starts here, else 0. */
    private int repeatEnd() {
        if (text.charAt(position) != '*') {
            return 0;
        }
        int end = position + 1;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        int digitCount = end - position - 1;
        return digitCount > 0 && digitCount < 8 && text.startsWith("}}", end) ? end : 0;
    }

    private int escape() {
        if (position + 1 >= text.length()) {
            throw fault("a backslash at the end");
        }
        char kind = text.charAt(position + 1);
        position += 2;
        switch (kind) {
            case 'r':
                return '\r';
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case '0':
                return 0;
            case '\\':
            case '"':
                return kind;
            case 'x':
                return hexEscape();
            default:
                throw fault("an unknown escape");
        }
    }

    private int hexEscape() {
        if (position + 2 > text.length()) {
            throw fault("a cut-off \\xHH");
        }
        int high = Character.digit(text.charAt(position), 16);
        int low = Character.digit(text.charAt(position + 1), 16);
        if (high < 0 || low < 0) {
            throw fault("a malformed \\xHH");
        }
        position += 2;
        return high << 4 | low;
    }

    private int literal() {
        char c = text.charAt(position);
        if (c < ' ' || c > '~') {
            throw fault("a character that must be escaped");
        }
        position++;
        return c;
    }

    private IllegalArgumentException fault(String what) {
        return new IllegalArgumentException(what + " at column " + position + " of: " + text);
    }
}
