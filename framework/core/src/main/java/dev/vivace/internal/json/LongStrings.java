package dev.vivace.internal.json;

import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.SerializationException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes strings as dsl-json does, byte for byte, but long ones in blocks: the JDK takes the characters out of the String
 * and makes bytes of them with vector instructions, and the bytes are looked through for what needs an escape, by vector
 * instructions too as long as there is none, else eight at a time. dsl-json goes character by character, and has room made
 * for six bytes for each of them first.
 *
 * <p><b>Threading:</b> each thread has blocks of its own, made with the first long string that it writes.
 */
final class LongStrings {
    /** From this length on, in characters, the blocks cost less than they save. */
    static final int CHARS_MIN = 128;

    /** How many characters are taken at a time: what is made of them stays in the cache next to the core. */
    static final int BLOCK_CHARS = 4_096;

    /** From this length on, in characters, a block is looked through by vector instructions: their loops have dear ends. */
    private static final int MARKED_CHARS_MIN = 1_024;

    /** The digits of escapes as dsl-json has them. */
    static final byte[] UPPER_CASE = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};

    private static final int BYTES_PER_CHAR_MAX = 6;

    /** What a writer must have room for behind a string that is written, in bytes, or its array grows. */
    static final int ROOM_BYTES = BLOCK_CHARS * BYTES_PER_CHAR_MAX + Long.BYTES;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FOUR_BYTES =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long SIGNS = EACH << 7;
    private static final byte[] NO_MARKS = new byte[BLOCK_CHARS];
    private static final ThreadLocal<LongStrings> OF_THREAD = ThreadLocal.withInitial(LongStrings::new);

    private final char[] chars = new char[BLOCK_CHARS];
    private final CharBuffer charBuffer = CharBuffer.wrap(chars);
    private final byte[] bytes = new byte[BLOCK_CHARS];
    /** Negative where the byte at the same place does not stand for itself, else zero. */
    private final byte[] marks = new byte[BLOCK_CHARS];

    private final ByteBuffer byteBuffer = ByteBuffer.wrap(bytes);
    private final CharsetEncoder latin1 = StandardCharsets.ISO_8859_1.newEncoder();
    /** What is made of a block; eight bytes are stored where perhaps only the first of them count. */
    private final byte[] encoded = new byte[ROOM_BYTES];

    private byte[] hex;
    private boolean taking;
    /** Whether all of the last block stood for itself, so that the next one may well do so too. */
    private boolean clean = true;

    private LongStrings() {}

    /**
     * Writes a string of any length with its quotes.
     *
     * @throws SerializationException if it holds half of a surrogate pair
     */
    static void write(String value, JsonWriter writer) {
        if (value.length() < CHARS_MIN) {
            writer.writeString(value);
        } else {
            own().blocks(value, writer, UPPER_CASE);
        }
    }

    /** The same for other text. */
    static void write(CharSequence value, JsonWriter writer) {
        if (value.length() < CHARS_MIN) {
            writer.writeString(value);
        } else {
            own().blocks(value, writer, UPPER_CASE);
        }
    }

    /** Writes a long string with the given digits in its escapes. */
    static void write(String value, JsonWriter writer, byte[] hexDigits) {
        own().blocks(value, writer, hexDigits);
    }

    private static LongStrings own() {
        LongStrings own = OF_THREAD.get();
        // Whoever is asked for its characters may itself write a string
        return own.taking ? new LongStrings() : own;
    }

    private void blocks(CharSequence value, JsonWriter writer, byte[] hexDigits) {
        hex = hexDigits;
        int length = value.length();
        writer.writeByte(JsonWriter.QUOTE);
        for (int from = 0; from < length; ) {
            int count = Math.min(BLOCK_CHARS, length - from);
            take(value, from, from + count);
            if (from + count < length && Character.isHighSurrogate(chars[count - 1])) {
                // Its other half is in the next block
                count--;
            }
            int latinCount = toLatin1(count);
            int plainCount = clean && count >= MARKED_CHARS_MIN ? unmarked(latinCount) : plain(latinCount);
            clean = plainCount == count;
            if (plainCount > 0) {
                writer.writeRaw(bytes, 0, plainCount);
            }
            if (plainCount < count) {
                int encodedLength = encode(latinCount, count, escape(plainCount, latinCount));
                writer.writeRaw(encoded, 0, encodedLength);
            }
            from += count;
        }
        writer.writeByte(JsonWriter.QUOTE);
    }

    private void take(CharSequence value, int from, int end) {
        if (value instanceof String string) {
            string.getChars(from, end, chars, 0);
        } else if (value instanceof StringBuilder builder) {
            builder.getChars(from, end, chars, 0);
        } else {
            taking = true;
            try {
                for (int i = from; i < end; i++) {
                    chars[i - from] = value.charAt(i);
                }
            } finally {
                taking = false;
            }
        }
    }

    /** Makes bytes of the characters in front of the first one that takes more; how many these are. */
    private int toLatin1(int count) {
        charBuffer.position(0).limit(count);
        byteBuffer.clear();
        latin1.encode(charBuffer, byteBuffer, false);
        return charBuffer.position();
    }

    /** How many bytes, from the first on, stand for themselves; a loop of which the JIT compiler makes vector instructions. */
    private int unmarked(int count) {
        byte[] in = bytes;
        byte[] out = marks;
        for (int i = 0; i < count; i++) {
            byte b = in[i];
            // As in special(), a byte for itself
            out[i] = (byte) (((b ^ 2) - 0x21 | (b ^ '\\') - 1 | b) & 0x80);
        }
        int first = Arrays.mismatch(out, 0, count, NO_MARKS, 0, count);
        return first < 0 ? count : first;
    }

    /** How many bytes at least, from the first on, stand for themselves; as good where the first that does not is near. */
    private int plain(int count) {
        byte[] in = bytes;
        int end = count - Long.BYTES;
        int at = 0;
        for (; at <= end; at += Long.BYTES) {
            if (special((long) EIGHT_BYTES.get(in, at)) != 0) {
                return at;
            }
        }
        while (at < count && in[at] >= ' ' && in[at] != '"' && in[at] != '\\') {
            at++;
        }
        return at;
    }

    /** Copies bytes and puts something else in the place of those that are not ASCII or may not stand in a string. */
    private int escape(int from, int count) {
        byte[] in = bytes;
        byte[] out = encoded;
        int at = from;
        int to = 0;
        while (at <= count - Long.BYTES) {
            long eight = (long) EIGHT_BYTES.get(in, at);
            EIGHT_BYTES.set(out, to, eight);
            long special = special(eight);
            if (special == 0) {
                at += Long.BYTES;
                to += Long.BYTES;
            } else {
                int plainCount = Long.numberOfTrailingZeros(special) >>> 3;
                at += plainCount;
                to = character((char) (in[at++] & 0xFF), out, to + plainCount);
            }
        }
        while (at < count) {
            to = character((char) (in[at++] & 0xFF), out, to);
        }
        return to;
    }

    /**
     * The sign bit of each byte that is not ASCII, a control, a quote or a backslash; a borrow may set more of them, but
     * never below a right one. Of all bytes, only controls and the quote are less than 0x21 once 2 is flipped.
     */
    private static long special(long eight) {
        long belowSpaceOrQuote = (eight ^ EACH * 2) - EACH * 0x21;
        long backslash = (eight ^ EACH * '\\') - EACH;
        return (belowSpaceOrQuote | backslash | eight) & SIGNS;
    }

    /** Writes the characters of the block between two indexes, one after the other. */
    private int encode(int from, int end, int encodedLength) {
        char[] in = chars;
        byte[] out = encoded;
        int to = encodedLength;
        for (int i = from; i < end; i++) {
            char c = in[i];
            if (c < 0x800) {
                to = character(c, out, to);
            } else if (!Character.isSurrogate(c)) {
                // One store, of a byte more than there is
                FOUR_BYTES.set(out, to, 0x8080E0 | c >> 12 | (c >> 6 & 0x3F) << 8 | (c & 0x3F) << 16);
                to += 3;
            } else {
                int low = i + 1 < end ? in[i + 1] : 0;
                if (!Character.isSurrogatePair(c, (char) low)) {
                    throw new SerializationException("Half of a surrogate pair in a string: " + Integer.toHexString(c));
                }
                i++;
                int codePoint = Character.toCodePoint(c, (char) low);
                out[to] = (byte) (0xF0 | codePoint >> 18);
                out[to + 1] = (byte) (0x80 | codePoint >> 12 & 0x3F);
                out[to + 2] = (byte) (0x80 | codePoint >> 6 & 0x3F);
                out[to + 3] = (byte) (0x80 | codePoint & 0x3F);
                to += 4;
            }
        }
        return to;
    }

    /** Writes a character below 0x800; behind it. */
    private int character(char c, byte[] out, int to) {
        if (c >= 0x80) {
            out[to] = (byte) (0xC0 | c >> 6);
            out[to + 1] = (byte) (0x80 | c & 0x3F);
            return to + 2;
        }
        if (c >= ' ' && c != '"' && c != '\\') {
            out[to] = (byte) c;
            return to + 1;
        }
        return JsonStrings.escapeByte(c, out, to, hex);
    }
}
