package dev.vivace.internal.json;

import com.dslplatform.json.BinaryConverter;
import com.dslplatform.json.JsonReader;
import java.io.IOException;
import java.util.Arrays;

/**
 * dsl-json's bytes, but read strictly as Base64 with padding (RFC 4648, section 4): dsl-json takes padding in the middle
 * for zeros. {@link GeneratedClasses} puts this class in the place of the one that it extends.
 *
 * <p><b>Threading:</b> stateless.
 */
@SuppressWarnings("rawtypes")
public final class StrictBinary extends BinaryConverter {
    /** Reads bytes, or null. */
    public static final JsonReader.ReadObject<byte[]> READER = StandardReader.BINARY.typed();

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int CHARS_PER_GROUP = 4;
    private static final int BYTES_PER_GROUP = 3;
    private static final int BITS_PER_CHAR = 6;

    /** The six bits of an ASCII character; -1 of one that stands for none. */
    private static final byte[] BITS = new byte[128];

    static {
        Arrays.fill(BITS, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            BITS[ALPHABET.charAt(i)] = (byte) i;
        }
    }

    private StrictBinary() {}

    /** Reads bytes. */
    public static byte[] deserialize(JsonReader reader) throws IOException {
        char[] text;
        int length;
        if (DslJsonCodecs.holdsWholeTexts(reader)) {
            text = reader.readSimpleQuote();
            length = reader.getCurrentIndex() - reader.getTokenStart() - 1;
        } else {
            text = reader.readString().toCharArray();
            length = text.length;
        }
        // A solidus may have been escaped, and so may any other character
        length = TextFormat.unescape(text, length);
        byte[] bytes = length < 0 ? null : decoded(text, length);
        if (bytes == null) {
            throw reader.newParseError("The string is not Base64", 0);
        }
        return bytes;
    }

    /** The bytes, or null if this is not exactly how they are spelt. */
    static byte[] decoded(char[] text, int length) {
        if (length % CHARS_PER_GROUP != 0) {
            return null;
        }
        int padding = length == 0 || text[length - 1] != '=' ? 0 : text[length - 2] != '=' ? 1 : 2;
        int whole = padding == 0 ? length : length - CHARS_PER_GROUP;
        byte[] bytes = new byte[length / CHARS_PER_GROUP * BYTES_PER_GROUP - padding];
        int at = 0;
        for (int i = 0; i < whole; i += CHARS_PER_GROUP) {
            int group = bits(text[i]) << 18 | bits(text[i + 1]) << 12 | bits(text[i + 2]) << 6 | bits(text[i + 3]);
            if (group < 0) {
                return null;
            }
            bytes[at++] = (byte) (group >> 16);
            bytes[at++] = (byte) (group >> 8);
            bytes[at++] = (byte) group;
        }
        return padding == 0 || last(text, whole, padding, bytes, at) ? bytes : null;
    }

    /** The group with padding; its bits in front of the padding must be zeros, or two texts would be the same bytes. */
    private static boolean last(char[] text, int from, int padding, byte[] bytes, int at) {
        int group = bits(text[from]) << BITS_PER_CHAR | bits(text[from + 1]);
        if (padding == 2) {
            bytes[at] = (byte) (group >> 4);
            return group >= 0 && (group & 0xF) == 0;
        }
        group = group << BITS_PER_CHAR | bits(text[from + 2]);
        bytes[at] = (byte) (group >> 10);
        bytes[at + 1] = (byte) (group >> 2);
        return group >= 0 && (group & 0x3) == 0;
    }

    private static int bits(char c) {
        return c < BITS.length ? BITS[c] : -1;
    }
}
