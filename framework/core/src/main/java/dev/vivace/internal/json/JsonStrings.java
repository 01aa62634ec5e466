package dev.vivace.internal.json;

import java.nio.charset.StandardCharsets;

/** Escaping and unescaping after RFC 8259, section 7, on UTF-8 bytes that have been validated before. */
final class JsonStrings {
    /** The digits of escapes as this library spells them. */
    static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private JsonStrings() {}

    /** The value of four hexadecimal digits, or -1 if they are not that. */
    static int hex4(byte[] in, int from, int end) {
        if (from + 4 > end) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(in[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /**
     * Writes the text that a valid JSON string stands for.
     *
     * @param in holds the string
     * @param from behind its opening quote
     * @param end at its closing quote
     * @param out receives UTF-8, never more bytes than the string has
     * @param at where in {@code out}
     * @return behind the last byte written
     */
    static int unescape(byte[] in, int from, int end, byte[] out, int at) {
        int index = from;
        int to = at;
        while (index < end) {
            byte b = in[index++];
            if (b != '\\') {
                out[to++] = b;
                continue;
            }
            byte letter = in[index++];
            switch (letter) {
                case 'b' -> out[to++] = '\b';
                case 'f' -> out[to++] = '\f';
                case 'n' -> out[to++] = '\n';
                case 'r' -> out[to++] = '\r';
                case 't' -> out[to++] = '\t';
                case 'u' -> {
                    int codePoint = hex4(in, index, end);
                    index += 4;
                    if (Character.isHighSurrogate((char) codePoint)) {
                        codePoint = Character.toCodePoint((char) codePoint, (char) hex4(in, index + 2, end));
                        index += 6;
                    }
                    to = utf8(codePoint, out, to);
                }
                default -> out[to++] = letter;
            }
        }
        return to;
    }

    /** Writes UTF-8 text with only the escapes that are required; the result may be longer than the text. */
    static int escape(byte[] text, int from, int end, byte[] out, int at) {
        int to = at;
        for (int i = from; i < end; i++) {
            byte b = text[i];
            if (b >= 0 && b < ' ' || b == '"' || b == '\\') {
                to = escapeByte(b, out, to);
            } else {
                out[to++] = b;
            }
        }
        return to;
    }

    /** Writes the escape of a quote, a backslash or a control character: two or six bytes. */
    static int escapeByte(int b, byte[] out, int at) {
        return escapeByte(b, out, at, HEX);
    }

    /** The same with the given hexadecimal digits. */
    static int escapeByte(int b, byte[] out, int at, byte[] hex) {
        byte letter = shortEscape(b);
        out[at] = '\\';
        if (letter != 0) {
            out[at + 1] = letter;
            return at + 2;
        }
        out[at + 1] = 'u';
        out[at + 2] = '0';
        out[at + 3] = '0';
        out[at + 4] = hex[b >> 4];
        out[at + 5] = hex[b & 15];
        return at + 6;
    }

    private static byte shortEscape(int b) {
        return switch (b) {
            case '"', '\\' -> (byte) b;
            case '\b' -> 'b';
            case '\f' -> 'f';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            default -> 0;
        };
    }

    /**
     * A String's UTF-8 bytes.
     *
     * @throws IllegalArgumentException if it holds half of a surrogate pair
     */
    static byte[] utf8(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!pair) {
                    throw new IllegalArgumentException(
                            "A string holds half of a surrogate pair, which JSON cannot carry");
                }
                i++;
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int utf8(int codePoint, byte[] out, int at) {
        if (codePoint < 0x80) {
            out[at] = (byte) codePoint;
            return at + 1;
        }
        if (codePoint < 0x800) {
            out[at] = (byte) (0xC0 | codePoint >> 6);
            out[at + 1] = (byte) (0x80 | codePoint & 0x3F);
            return at + 2;
        }
        if (codePoint < 0x10000) {
            out[at] = (byte) (0xE0 | codePoint >> 12);
            out[at + 1] = (byte) (0x80 | codePoint >> 6 & 0x3F);
            out[at + 2] = (byte) (0x80 | codePoint & 0x3F);
            return at + 3;
        }
        out[at] = (byte) (0xF0 | codePoint >> 18);
        out[at + 1] = (byte) (0x80 | codePoint >> 12 & 0x3F);
        out[at + 2] = (byte) (0x80 | codePoint >> 6 & 0x3F);
        out[at + 3] = (byte) (0x80 | codePoint & 0x3F);
        return at + 4;
    }
}
