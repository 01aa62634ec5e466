package dev.vivace.internal.typed;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Numbers and booleans out of the bytes of a hit, in one go and without a String. A
 * whole number is {@code ["-"] 1*DIGIT}: no plus sign, no blanks, no exponent.
 *
 * <p><b>Threading:</b> stateless.
 */
final class ParamNumbers {
    /** That many digits always fit a long. */
    private static final int DIGITS_MAX = 18;

    private static final int TRUE = 't' << 24 | 'r' << 16 | 'u' << 8 | 'e';
    private static final int FALS = 'f' << 24 | 'a' << 16 | 'l' << 8 | 's';

    private ParamNumbers() {}

    static long whole(ParamValues values, int hit, long min, long max) {
        byte[] bytes = values.bytes(hit);
        int at = values.start(hit);
        int end = values.end(hit);
        boolean negative = at < end && bytes[at] == '-';
        if (negative) {
            at++;
        }
        if (at >= end) {
            throw ParamFault.TYPE;
        }
        if (end - at > DIGITS_MAX) {
            return longWhole(bytes, at, end, negative, min, max);
        }
        long value = 0;
        for (; at < end; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                throw ParamFault.TYPE;
            }
            value = value * 10 + digit;
        }
        if (negative) {
            value = -value;
        }
        if (value < min || value > max) {
            throw ParamFault.RANGE;
        }
        return value;
    }

    /** Perhaps more than a long holds. Counted on the negative side, where the smallest long has a place too. */
    private static long longWhole(byte[] bytes, int start, int end, boolean negative, long min, long max) {
        requireDigits(bytes, start, end);
        long value = 0;
        for (int at = start; at < end; at++) {
            int digit = bytes[at] - '0';
            if (value < Long.MIN_VALUE / 10 || value * 10 < Long.MIN_VALUE + digit) {
                throw ParamFault.RANGE;
            }
            value = value * 10 - digit;
        }
        if (!negative && value == Long.MIN_VALUE) {
            throw ParamFault.RANGE;
        }
        value = negative ? value : -value;
        if (value < min || value > max) {
            throw ParamFault.RANGE;
        }
        return value;
    }

    private static void requireDigits(byte[] bytes, int start, int end) {
        for (int at = start; at < end; at++) {
            if (bytes[at] < '0' || bytes[at] > '9') {
                throw ParamFault.TYPE;
            }
        }
    }

    static double real(ParamValues values, int hit) {
        DecimalScan scan = values.decimal;
        scan.scan(values.bytes(hit), values.start(hit), values.end(hit));
        double value = scan.nearestDouble();
        if (Double.isInfinite(value)) {
            throw ParamFault.RANGE;
        }
        return value;
    }

    static float single(ParamValues values, int hit) {
        DecimalScan scan = values.decimal;
        scan.scan(values.bytes(hit), values.start(hit), values.end(hit));
        float value = scan.nearestFloat();
        if (Float.isInfinite(value)) {
            throw ParamFault.RANGE;
        }
        return value;
    }

    static BigDecimal decimal(ParamValues values, int hit) {
        DecimalScan scan = values.decimal;
        scan.scan(values.bytes(hit), values.start(hit), values.end(hit));
        if (scan.beyond()) {
            throw ParamFault.RANGE;
        }
        return scan.decimal();
    }

    static BigInteger integer(ParamValues values, int hit) {
        int start = values.start(hit);
        int end = values.end(hit);
        byte[] bytes = values.bytes(hit);
        boolean negative = start < end && bytes[start] == '-';
        if (end - start <= DIGITS_MAX) {
            return BigInteger.valueOf(whole(values, hit, Long.MIN_VALUE, Long.MAX_VALUE));
        }
        requireDigits(bytes, negative ? start + 1 : start, end);
        if (end - start > DecimalScan.LENGTH_MAX) {
            throw ParamFault.RANGE;
        }
        values.decimal.scan(bytes, start, end);
        return values.decimal.integer();
    }

    /** Lower case only. */
    static boolean truth(ParamValues values, int hit) {
        byte[] bytes = values.bytes(hit);
        int start = values.start(hit);
        int length = values.end(hit) - start;
        if (length == 4 && word(bytes, start) == TRUE) {
            return true;
        }
        if (length == 5 && word(bytes, start) == FALS && bytes[start + 4] == 'e') {
            return false;
        }
        throw ParamFault.TYPE;
    }

    private static int word(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 24
                | (bytes[at + 1] & 0xFF) << 16
                | (bytes[at + 2] & 0xFF) << 8
                | bytes[at + 3] & 0xFF;
    }
}
