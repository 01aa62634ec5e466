package dev.vivace.internal.http1;

/**
 * The strong entity tag of a body (RFC 9110 section 8.8.3): 128 bits of a hash over its bytes. The same bytes have the same tag
 * in every process and version of this library, so that servers behind one name agree.
 *
 * <p>Two lanes of 64 bits each take all the bytes, by multiplications and rotations that lose nothing, with constants of their
 * own; so two bodies that differ have equal tags once in 2^128 pairs, as far as they were not made for it: among 2^40
 * versions of a resource once in 2^49 such resources. It is no cryptographic hash: whoever chooses both bodies can make them
 * collide, and gets nothing by it but a client that keeps what it has.
 *
 * <p><b>Threading:</b> stateless. <b>Allocation:</b> none.
 */
public final class BodyTag {
    /** How long a tag is, with its quotes. */
    public static final int LENGTH = 34;

    private static final long FIRST_IN = 0x9E3779B97F4A7C15L;
    private static final long FIRST_ON = 0xD1342543DE82EF95L;
    private static final long SECOND_IN = 0xC6BC279692B5C323L;
    private static final long SECOND_ON = 0xA0761D6478BD642FL;
    private static final long MIX_1 = 0xBF58476D1CE4E5B9L;
    private static final long MIX_2 = 0x94D049BB133111EBL;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private BodyTag() {}

    /**
     * Writes the tag of {@code body[from, to)}, quotes included.
     *
     * @return the index behind it
     */
    public static int write(byte[] body, int from, int to, byte[] out, int at) {
        long length = to - from;
        long first = length * FIRST_ON ^ SECOND_IN;
        long second = length * SECOND_ON + FIRST_IN;
        int index = from;
        for (; index + 8 <= to; index += 8) {
            long word = Octets.longAt(body, index);
            first = Long.rotateLeft(first ^ word * FIRST_IN, 29) * FIRST_ON;
            second = Long.rotateLeft(second + word * SECOND_IN, 37) * SECOND_ON;
        }
        if (index < to) {
            // The length, which is in already, tells zeros at the end from nothing
            long word = rest(body, index, to);
            first = Long.rotateLeft(first ^ word * FIRST_IN, 29) * FIRST_ON;
            second = Long.rotateLeft(second + word * SECOND_IN, 37) * SECOND_ON;
        }
        first = mix(first);
        second = mix(second + first);
        first += second;
        out[at] = '"';
        hex(first, out, at + 1);
        hex(second, out, at + 17);
        out[at + 33] = '"';
        return at + LENGTH;
    }

    private static long rest(byte[] body, int from, int to) {
        long word = 0;
        for (int i = to - 1; i >= from; i--) {
            word = word << 8 | body[i] & 0xFF;
        }
        return word;
    }

    /** Every bit in changes half of the bits out; nothing is lost. */
    private static long mix(long lane) {
        long mixed = (lane ^ lane >>> 32) * MIX_1;
        mixed = (mixed ^ mixed >>> 29) * MIX_2;
        return mixed ^ mixed >>> 32;
    }

    private static void hex(long value, byte[] out, int at) {
        for (int i = 0; i < 16; i++) {
            out[at + i] = HEX[(int) (value >>> 60 - 4 * i) & 15];
        }
    }
}
