package dev.vivace.internal.typed;

/**
 * Takes a decimal number apart: {@code ["-"] 1*DIGIT ["." 1*DIGIT] [("e" / "E") ["-" / "+"] 1*DIGIT]}, the grammar of JSON
 * but for leading zeros, which whole numbers may have in parameters too. Neither NaN nor infinity is a number.
 *
 * <p><b>Threading:</b> one thread's.
 */
final class DecimalScan {
    /** A longer text is no number for anybody. */
    static final int LENGTH_MAX = 1_000;

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

    /** Takes it apart, or throws what is wrong. */
    void scan(byte[] bytes, int start, int end) {
        int at = start;
        negative = at < end && bytes[at] == '-';
        if (negative) {
            at++;
        }
        digits = 0;
        scale = 0;
        whole = true;
        int integerStart = at;
        at = digits(bytes, at, end);
        if (at == integerStart) {
            throw ParamFault.TYPE;
        }
        if (at < end && bytes[at] == '.') {
            int fractionStart = at + 1;
            at = digits(bytes, fractionStart, end);
            scale = at - fractionStart;
            if (scale == 0) {
                throw ParamFault.TYPE;
            }
        }
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

    /** Whether the exponent is beyond nine digits. */
    boolean beyond() {
        return scale <= INEXACT + 1;
    }

    /**
     * The double that is nearest, where two exact doubles and one operation give it (Clinger, 1990); otherwise NaN.
     */
    double exactDouble() {
        if (!whole || digits > 1L << 53 || scale > 22 || scale < -22) {
            return Double.NaN;
        }
        double value = scale > 0 ? digits / POWERS[scale] : digits * POWERS[-scale];
        return negative ? -value : value;
    }

    /** The same for a float. */
    float exactFloat() {
        if (!whole || digits > 1L << 24 || scale > 10 || scale < -10) {
            return Float.NaN;
        }
        float value = scale > 0 ? digits / FLOAT_POWERS[scale] : digits * FLOAT_POWERS[-scale];
        return negative ? -value : value;
    }
}
