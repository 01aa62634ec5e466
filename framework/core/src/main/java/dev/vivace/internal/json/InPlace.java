package dev.vivace.internal.json;

import com.dslplatform.json.JsonReader;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Reads the common strings and numbers from the bytes of a document that the validator has accepted: strings without
 * escapes and ASCII only, numbers of few digits, UUIDs. dsl-json copies strings byte by byte into characters, of which the String's
 * constructor makes bytes again, and looks for the end of a number before it reads it.
 *
 * <p>dsl-json's reader lets nobody see its bytes and set its index; where its fields are not to be had (a closed module),
 * all is read as dsl-json reads it. So is what is not common, and what other readers than ours hold. Behind the document
 * there are zeros ({@link JsonInput}), so a number ends at its end.
 *
 * <p><b>Threading:</b> stateless; the reader belongs to one loop.
 */
final class InPlace {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BUFFER = field("buffer", byte[].class);
    private static final VarHandle INDEX = field("currentIndex", int.class);
    private static final boolean AVAILABLE = BUFFER != null && INDEX != null;

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';

    /** Numbers of so many digits are exact, whatever the digits. */
    private static final int INT_DIGITS_MAX = 9;

    private static final int LONG_DIGITS_MAX = 18;
    private static final int DOUBLE_DIGITS_MAX = 15;

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private static final int UUID_CHARS = 36;

    /** The value of each hexadecimal digit; negative for all else. */
    private static final byte[] HEX = hex();

    private InPlace() {}

    private static byte[] hex() {
        byte[] hex = new byte[256];
        for (int i = 0; i < hex.length; i++) {
            hex[i] = (byte) (i < 128 ? Character.digit(i, 16) : -1);
        }
        return hex;
    }

    private static VarHandle field(String name, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(JsonReader.class, MethodHandles.lookup())
                    .findVarHandle(JsonReader.class, name, type);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    /** Whether the reader is one of ours, with a document that has been validated. */
    private static boolean isOurs(JsonReader<?> reader) {
        return AVAILABLE && DslJsonCodecs.holdsWholeTexts(reader);
    }

    /** Reads a string, whose opening quote is the reader's last byte. */
    static String text(JsonReader<?> reader) throws IOException {
        if (!isOurs(reader) || reader.last() != '"') {
            return reader.readString();
        }
        byte[] in = (byte[]) BUFFER.get(reader);
        int from = (int) INDEX.get(reader);
        int lastWord = in.length - Long.BYTES;
        for (int index = from; index <= lastWord; index += Long.BYTES) {
            long word = (long) WORD.get(in, index);
            // As in the validator: the lowest mark is always right
            long marks = (((word ^ QUOTES) - ONES) | ((word ^ BACKSLASHES) - ONES) | word) & HIGH_BITS;
            if (marks != 0) {
                int end = index + (Long.numberOfTrailingZeros(marks) >>> 3);
                if (in[end] != '"') {
                    break;
                }
                INDEX.set(reader, end + 1);
                return new String(in, from, end - from, StandardCharsets.ISO_8859_1);
            }
        }
        return reader.readString();
    }

    /** Whether a whole number of few digits comes; {@link #integer} reads it then. */
    static boolean isShortInt(JsonReader<?> reader) {
        return isShort(reader, INT_DIGITS_MAX);
    }

    /** The same for a long. */
    static boolean isShortLong(JsonReader<?> reader) {
        return isShort(reader, LONG_DIGITS_MAX);
    }

    /**
     * Whether the reader's last byte begins a number. Only the grammar has been checked in types that nothing is known about,
     * and no value begins with what is between a minus and the digits.
     */
    private static boolean beginsNumber(byte first) {
        return (char) (first - '-') <= '9' - '-';
    }

    private static boolean isShort(JsonReader<?> reader, int digitsMax) {
        if (!isOurs(reader) || !beginsNumber(reader.last())) {
            return false;
        }
        byte[] in = (byte[]) BUFFER.get(reader);
        int from = (int) INDEX.get(reader);
        int end = digitsEnd(in, from);
        return end - from < digitsMax && end < in.length && in[end] != '.' && (in[end] | 0x20) != 'e';
    }

    private static int digitsEnd(byte[] in, int from) {
        return JsonScan.digits(in, from, in.length);
    }

    /** The whole number that has been found to be short. Its first byte is the reader's last one. */
    static long integer(JsonReader<?> reader) {
        byte[] in = (byte[]) BUFFER.get(reader);
        int index = (int) INDEX.get(reader);
        byte first = reader.last();
        long value = first == '-' ? 0 : first - '0';
        for (int digit = in[index] - '0'; digit >= 0 && digit <= 9; digit = in[++index] - '0') {
            value = value * 10 + digit;
        }
        INDEX.set(reader, index);
        return first == '-' ? -value : value;
    }

    /**
     * Reads a number of few digits without exponent: the nearest double.
     *
     * @return NaN for any other, which is left where it is
     */
    static double shortDouble(JsonReader<?> reader) {
        if (!isOurs(reader) || !beginsNumber(reader.last())) {
            return Double.NaN;
        }
        byte[] in = (byte[]) BUFFER.get(reader);
        int from = (int) INDEX.get(reader);
        byte first = reader.last();
        long digits = first == '-' ? 0 : first - '0';
        int index = from;
        int digit;
        for (; (digit = in[index] - '0') >= 0 && digit <= 9; index++) {
            digits = digits * 10 + digit;
        }
        int scale = 0;
        if (in[index] == '.') {
            int point = index++;
            for (; (digit = in[index] - '0') >= 0 && digit <= 9; index++) {
                digits = digits * 10 + digit;
            }
            scale = index - point - 1;
        }
        if (index - from >= DOUBLE_DIGITS_MAX || (in[index] | 0x20) == 'e') {
            return Double.NaN;
        }
        INDEX.set(reader, index);
        // Two exact doubles and one operation (Clinger, 1990)
        double value = digits / POWERS[scale];
        return first == '-' ? -value : value;
    }

    /**
     * Reads a UUID of RFC 9562, section 4.
     *
     * @return null for any other text, which is left where it is
     */
    static UUID uuid(JsonReader<?> reader) {
        if (!isOurs(reader) || reader.last() != '"') {
            return null;
        }
        byte[] in = (byte[]) BUFFER.get(reader);
        int from = (int) INDEX.get(reader);
        if (from + UUID_CHARS >= in.length
                || in[from + 8] != '-'
                || in[from + 13] != '-'
                || in[from + 18] != '-'
                || in[from + 23] != '-'
                || in[from + UUID_CHARS] != '"') {
            return null;
        }
        // Each is negative if one of its digits is none
        long first = hex(in, from, 8);
        long second = hex(in, from + 9, 4);
        long third = hex(in, from + 14, 4);
        long fourth = hex(in, from + 19, 4);
        long fifth = hex(in, from + 24, 12);
        if ((first | second | third | fourth | fifth) < 0) {
            return null;
        }
        INDEX.set(reader, from + UUID_CHARS + 1);
        return new UUID(first << 32 | second << 16 | third, fourth << 48 | fifth);
    }

    private static long hex(byte[] in, int from, int count) {
        long value = 0;
        int all = 0;
        for (int i = 0; i < count; i++) {
            int digit = HEX[in[from + i] & 0xFF];
            all |= digit;
            value = value << 4 | digit;
        }
        return all < 0 ? -1 : value;
    }
}
