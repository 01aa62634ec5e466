package dev.vivace.internal.typed;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * A whole number of any size, at least zero, that is changed in place: what {@link BigInteger} would make garbage for.
 *
 * <p><b>Threading:</b> one thread's.
 */
final class Limbs {
    private static final long LOW = 0xFFFF_FFFFL;
    private static final int CHUNK_DIGITS = 9;
    private static final int[] TENS = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };
    private static final int FIVES_MAX = 13;
    private static final int FIVE_TO_FIVES_MAX = 1_220_703_125;

    /** Little-endian, each of 32 bits without a sign. */
    private int[] limbs = new int[16];

    /** Those above are not used; the highest used one is not zero. */
    private int count;

    /** Of {@link #limbs}, big-endian. */
    private byte[] bytes = new byte[64];

    void set(long value) {
        count = 0;
        addLimb((int) value);
        addLimb((int) (value >>> 32));
        while (count > 0 && limbs[count - 1] == 0) {
            count--;
        }
    }

    private void addLimb(int limb) {
        if (count == limbs.length) {
            limbs = Arrays.copyOf(limbs, count * 2);
        }
        limbs[count++] = limb;
    }

    /** The digits among these bytes as one number; a point among them is passed over. */
    void setDigits(byte[] text, int start, int end) {
        count = 0;
        int chunk = 0;
        int chunkDigits = 0;
        for (int i = start; i < end; i++) {
            if (text[i] == '.') {
                continue;
            }
            chunk = chunk * 10 + text[i] - '0';
            if (++chunkDigits == CHUNK_DIGITS) {
                multiply(TENS[CHUNK_DIGITS], chunk);
                chunk = 0;
                chunkDigits = 0;
            }
        }
        multiply(TENS[chunkDigits], chunk);
    }

    /** Multiplies, then adds. */
    void multiply(int factor, int summand) {
        long carry = summand & LOW;
        int[] table = limbs;
        for (int i = 0; i < count; i++) {
            carry += (table[i] & LOW) * (factor & LOW);
            table[i] = (int) carry;
            carry >>>= 32;
        }
        if (carry != 0) {
            addLimb((int) carry);
        }
    }

    void multiplyByPowerOfFive(int exponent) {
        int left = exponent;
        for (; left >= FIVES_MAX; left -= FIVES_MAX) {
            multiply(FIVE_TO_FIVES_MAX, 0);
        }
        for (; left > 0; left--) {
            multiply(5, 0);
        }
    }

    void shiftLeft(int bits) {
        if (count == 0) {
            return;
        }
        multiply(1 << (bits & 31), 0);
        int whole = bits >> 5;
        if (count + whole > limbs.length) {
            limbs = Arrays.copyOf(limbs, count + whole);
        }
        System.arraycopy(limbs, 0, limbs, whole, count);
        Arrays.fill(limbs, 0, whole, 0);
        count += whole;
    }

    int compareTo(Limbs other) {
        if (count != other.count) {
            return Integer.compare(count, other.count);
        }
        for (int i = count - 1; i >= 0; i--) {
            if (limbs[i] != other.limbs[i]) {
                return Integer.compareUnsigned(limbs[i], other.limbs[i]);
            }
        }
        return 0;
    }

    /** Makes nothing else than the result. */
    BigInteger toBigInteger(boolean negative) {
        int length = count * Integer.BYTES;
        if (length > bytes.length) {
            bytes = new byte[Math.max(length, bytes.length * 2)];
        }
        for (int i = 0; i < count; i++) {
            int limb = limbs[i];
            int at = length - Integer.BYTES * (i + 1);
            bytes[at] = (byte) (limb >> 24);
            bytes[at + 1] = (byte) (limb >> 16);
            bytes[at + 2] = (byte) (limb >> 8);
            bytes[at + 3] = (byte) limb;
        }
        return new BigInteger(count == 0 ? 0 : negative ? -1 : 1, bytes, 0, length);
    }
}
