package dev.vivace.internal.typed;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Takes a decimal number apart: {@code ["-"] 1*DIGIT ["." 1*DIGIT] [("e" / "E") ["-" / "+"] 1*DIGIT]}, the grammar of JSON
 * but for leading zeros, which whole numbers may have in parameters too. Neither NaN nor infinity is a number.
 *
 * <p><b>Threading:</b> one thread's.
 */
public final class DecimalScan {
    /** A longer text is no number for anybody. */
    public static final int LENGTH_MAX = 1_000;

    private static final int EXPONENT_MAX = 999_999_999;

    /** 10^22 is the largest power of ten that is a double. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    /** 10^10 is the largest power of ten that is a float. */
    private static final float[] FLOAT_POWERS = {1e0f, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f, 1e6f, 1e7f, 1e8f, 1e9f, 1e10f};

    private static final int INEXACT = Integer.MIN_VALUE;

    boolean negative;
    /** The digits as one number, where {@link #whole} says that they fit. */
    long digits;
    /** The value is {@link #digits} by ten to the power of minus this. */
    int scale;
    /** Whether all digits are in {@link #digits}. */
    boolean whole;

    /** How many digits are not in {@link #digits}. */
    private int droppedCount;

    private byte[] text;
    private int mantissaStart;
    private int mantissaEnd;
    private boolean plain;

    /** For numbers of many digits. */
    private final Limbs limbs = new Limbs();

    private final Limbs others = new Limbs();

    /** Holds what was given as characters. */
    private byte[] ascii = new byte[64];

    /** Nothing is scanned yet. */
    public DecimalScan() {}

    /**
     * Takes it apart, as {@link #scan(byte[], int, int)}.
     *
     * @param characters begin with the number
     * @param length up to {@link #LENGTH_MAX}
     */
    public void scan(char[] characters, int length) {
        if (ascii.length < length) {
            ascii = new byte[LENGTH_MAX];
        }
        for (int i = 0; i < length; i++) {
            ascii[i] = (byte) characters[i];
        }
        scan(ascii, 0, length);
    }

    /** Takes it apart, or throws what is wrong. The bytes are to stay as they are while it is asked. */
    void scan(byte[] bytes, int start, int end) {
        int at = start;
        text = bytes;
        droppedCount = 0;
        negative = at < end && bytes[at] == '-';
        if (negative) {
            at++;
        }
        digits = 0;
        scale = 0;
        whole = true;
        int integerStart = at;
        mantissaStart = at;
        at = digits(bytes, at, end);
        if (at == integerStart) {
            throw ParamFault.TYPE;
        }
        plain = at == end;
        if (at < end && bytes[at] == '.') {
            int fractionStart = at + 1;
            at = digits(bytes, fractionStart, end);
            scale = at - fractionStart;
            if (scale == 0) {
                throw ParamFault.TYPE;
            }
        }
        mantissaEnd = at;
        if (at < end && (bytes[at] | 0x20) == 'e') {
            at = exponent(bytes, at + 1, end);
        }
        if (at != end) {
            throw ParamFault.TYPE;
        }
        if (end - start > LENGTH_MAX) {
            throw ParamFault.RANGE;
        }
    }

    private int digits(byte[] bytes, int start, int end) {
        long value = digits;
        int at = start;
        for (; at < end; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            if (value >= 100_000_000_000_000_000L) {
                whole = false;
                droppedCount++;
            } else {
                value = value * 10 + digit;
            }
        }
        digits = value;
        return at;
    }

    private int exponent(byte[] bytes, int start, int end) {
        int at = start;
        boolean below = at < end && bytes[at] == '-';
        if (at < end && (below || bytes[at] == '+')) {
            at++;
        }
        int digitsStart = at;
        long value = 0;
        for (; at < end; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            value = Math.min(value * 10 + digit, EXPONENT_MAX + 1L);
        }
        if (at == digitsStart) {
            throw ParamFault.TYPE;
        }
        if (value > EXPONENT_MAX) {
            // Nothing that is as large or as small is meant, and no sum with the fraction's digits is to overflow
            scale = below ? INEXACT + 1 : INEXACT;
            whole = false;
        } else {
            scale += (int) (below ? value : -value);
        }
        return at;
    }

    /** Whether it has neither a fraction nor an exponent, not even one that changes nothing. */
    public boolean plain() {
        return plain;
    }

    /** Whether the exponent is beyond nine digits. */
    public boolean beyond() {
        return scale <= INEXACT + 1;
    }

    /**
     * The double that is nearest; infinite if the number is too large for one.
     *
     * @return never NaN
     */
    public double nearestDouble() {
        double value;
        if (whole && digits <= 1L << 53 && scale <= 22 && scale >= -22) {
            // Two exact doubles and one operation (Clinger, 1990)
            value = scale > 0 ? digits / POWERS[scale] : digits * POWERS[-scale];
        } else {
            value = Double.longBitsToDouble(nearest(NearestFloat.DOUBLE));
        }
        return negative ? -value : value;
    }

    /** The same for a float. */
    float nearestFloat() {
        float value;
        if (whole && digits <= 1L << 24 && scale <= 10 && scale >= -10) {
            value = scale > 0 ? digits / FLOAT_POWERS[scale] : digits * FLOAT_POWERS[-scale];
        } else {
            value = Float.intBitsToFloat((int) nearest(NearestFloat.FLOAT));
        }
        return negative ? -value : value;
    }

    private long nearest(NearestFloat format) {
        // The sentinels of an exponent beyond nine digits are beyond every limit too
        long ten = scale == INEXACT + 1 ? Integer.MIN_VALUE : (long) droppedCount - scale;
        long bits = format.bits(digits, ten);
        if (droppedCount == 0 || bits == format.bits(digits + 1, ten)) {
            return bits;
        }
        // The digits that were dropped decide; all of them are held against the middle between the two numbers
        limbs.setDigits(text, mantissaStart, mantissaEnd);
        others.set(format.halfWay(bits));
        if (scale > 0) {
            others.multiplyByPowerOfFive(scale);
        } else {
            limbs.multiplyByPowerOfFive(-scale);
        }
        int shift = -scale - format.halfExponent(bits);
        if (shift > 0) {
            limbs.shiftLeft(shift);
        } else {
            others.shiftLeft(-shift);
        }
        int order = limbs.compareTo(others);
        return order > 0 || order == 0 && (bits & 1) == 1 ? bits + 1 : bits;
    }

    /**
     * The number, with its scale; nothing else is made. Not to be asked if it is {@link #beyond}.
     *
     * @return what {@link BigDecimal#BigDecimal(String)} makes of the text
     */
    public BigDecimal decimal() {
        if (whole) {
            return BigDecimal.valueOf(negative ? -digits : digits, scale);
        }
        limbs.setDigits(text, mantissaStart, mantissaEnd);
        return new BigDecimal(limbs.toBigInteger(negative), scale);
    }

    /**
     * The number, if it is {@link #plain}; nothing else is made.
     *
     * @return what {@link BigInteger#BigInteger(String)} makes of the text
     */
    public BigInteger integer() {
        if (whole) {
            return BigInteger.valueOf(negative ? -digits : digits);
        }
        limbs.setDigits(text, mantissaStart, mantissaEnd);
        return limbs.toBigInteger(negative);
    }
}
