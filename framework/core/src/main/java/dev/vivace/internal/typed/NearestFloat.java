package dev.vivace.internal.typed;

import java.math.BigInteger;

/**
 * The floating-point number that is nearest to {@code w} times a power of ten, from two products of 64 bits (D. Lemire,
 * "Number parsing at a gigabyte per second", 2021; N. Mushtak and D. Lemire, "Fast number parsing without fallback", 2022,
 * prove that these decide for every {@code w} of 64 bits).
 *
 * <p><b>Threading:</b> immutable.
 */
final class NearestFloat {
    static final NearestFloat DOUBLE = new NearestFloat(52, 11, -342, 308, -4, 23);
    static final NearestFloat FLOAT = new NearestFloat(23, 8, -65, 38, -17, 10);

    /** The leading 128 bits of each power of five, in two longs; below one those of the reciprocal, rounded up. */
    private static final class Powers {
        static final int LEAST = -342;
        static final int MOST = 308;
        static final long[] BITS = new long[2 * (MOST - LEAST + 1)];
        private static final int WIDTH = 128;
        /** Up to here a reciprocal of 128 bits is exact enough for products that are whole. */
        private static final int SHORT_LEAST = -27;

        static {
            BigInteger power = BigInteger.ONE;
            for (int q = 0; q <= MOST; q++) {
                put(q, power.shiftLeft(WIDTH).shiftRight(power.bitLength()));
                power = power.multiply(BigInteger.valueOf(5));
            }
            power = BigInteger.valueOf(5);
            for (int q = -1; q >= LEAST; q--) {
                int shift = q >= SHORT_LEAST ? power.bitLength() + WIDTH - 1 : 2 * (power.bitLength() + WIDTH / 2);
                BigInteger reciprocal =
                        BigInteger.ONE.shiftLeft(shift).divide(power).add(BigInteger.ONE);
                put(q, reciprocal.shiftRight(reciprocal.bitLength() - WIDTH));
                power = power.multiply(BigInteger.valueOf(5));
            }
        }

        private Powers() {}

        private static void put(int q, BigInteger bits) {
            BITS[2 * (q - LEAST)] = bits.shiftRight(Long.SIZE).longValue();
            BITS[2 * (q - LEAST) + 1] = bits.longValue();
        }
    }

    /** Without the one that is not written. */
    final int mantissaBits;
    /** The exponent, as it is written, of infinity. */
    private final int infinite;
    /** Written exponents are larger than exponents by that. */
    private final int bias;

    private final int tenLeast;
    private final int tenMost;
    private final int evenLeast;
    private final int evenMost;

    /**
     * @param tenLeast with a smaller power of ten everything rounds to zero
     * @param tenMost with a larger one everything is infinite
     * @param evenLeast from that power of ten to the next one there are ties
     * @param evenMost the last one with ties
     */
    private NearestFloat(int mantissaBits, int exponentBits, int tenLeast, int tenMost, int evenLeast, int evenMost) {
        this.mantissaBits = mantissaBits;
        this.infinite = (1 << exponentBits) - 1;
        this.bias = (1 << exponentBits - 1) - 1;
        this.tenLeast = tenLeast;
        this.tenMost = tenMost;
        this.evenLeast = evenLeast;
        this.evenMost = evenMost;
    }

    /**
     * The bits of the nearest number, ties to even.
     *
     * @param w from 0, a long without a sign
     * @param q the power of ten
     */
    long bits(long w, long q) {
        if (w == 0 || q < tenLeast) {
            return 0;
        }
        long infinity = (long) infinite << mantissaBits;
        if (q > tenMost) {
            return infinity;
        }
        int zeros = Long.numberOfLeadingZeros(w);
        long normal = w << zeros;
        int index = 2 * ((int) q - Powers.LEAST);
        long high = multiplyHigh(normal, Powers.BITS[index]);
        long low = normal * Powers.BITS[index];
        long mask = -1L >>> mantissaBits + 3;
        if ((high & mask) == mask) {
            long more = multiplyHigh(normal, Powers.BITS[index + 1]);
            low += more;
            if (Long.compareUnsigned(more, low) > 0) {
                high++;
            }
        }
        int upper = (int) (high >>> 63);
        int shift = upper + 64 - mantissaBits - 3;
        long mantissa = high >>> shift;
        // 217706 / 65536 is the binary logarithm of ten
        int exponent = (int) (217_706 * q >> 16) + 63 + upper - zeros + bias;
        if (exponent >= infinite) {
            return infinity;
        }
        if (exponent <= 0) {
            if (1 - exponent >= Long.SIZE) {
                return 0;
            }
            mantissa >>>= 1 - exponent;
            // Where it rounds up to the least normal number, the one in front becomes the exponent
            return mantissa + (mantissa & 1) >>> 1;
        }
        boolean mayBeTie = q >= evenLeast && q <= evenMost && Long.compareUnsigned(low, 1) <= 0;
        if (mayBeTie && (mantissa & 3) == 1 && mantissa << shift == high) {
            mantissa &= ~1;
        }
        mantissa = mantissa + (mantissa & 1) >>> 1;
        // In the sum, the one in front of a mantissa is one of the exponent, and so is its carry
        return ((long) exponent - 1 << mantissaBits) + mantissa;
    }

    /** {@code Math.unsignedMultiplyHigh}, which JDK 17 lacks. */
    private static long multiplyHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
    }

    /** Twice the whole number that the bits stand for, and one: half way to the next number, in units of {@link #halfExponent}. */
    long halfWay(long bits) {
        long fraction = bits & (1L << mantissaBits) - 1;
        long mantissa = bits >>> mantissaBits == 0 ? fraction : fraction | 1L << mantissaBits;
        return 2 * mantissa + 1;
    }

    /** The power of two that {@link #halfWay} is to be multiplied by. */
    int halfExponent(long bits) {
        int written = Math.max(1, (int) (bits >>> mantissaBits));
        return written - bias - mantissaBits - 1;
    }
}
