package dev.vivace.internal.http1;

/**
 * Numbers and booleans as ASCII bytes: read from parameters and {@code Content-Length}, written into heads.
 *
 * <p>A signed number is {@code ["-"] 1*DIGIT}: no plus sign, no blanks, no other digits than ASCII ones, leading
 * zeros allowed. Reading is in two steps, {@link #isLong} then {@link #longValue}, so that no legal value has to
 * double as an error. An unsigned one ({@link #unsignedLong}) has the negative numbers free for its faults.
 *
 * <p><b>Threading:</b> stateless. Allocates nothing.
 */
public final class AsciiNumber {
    /** {@link #unsignedLong}: the range is not {@code 1*DIGIT}. */
    public static final long NOT_DIGITS = -1;

    /** {@link #unsignedLong}: digits throughout, but the value does not fit a {@code long}. */
    public static final long TOO_LARGE = -2;

    /** {@link #booleanCode}: the bytes {@code false}. */
    public static final int FALSE = 0;

    /** {@link #booleanCode}: the bytes {@code true}. */
    public static final int TRUE = 1;

    /** {@link #booleanCode}: neither {@code true} nor {@code false}. */
    public static final int NOT_BOOLEAN = -1;

    /** The longest text of a {@code long}: a sign and 19 digits. */
    public static final int LONG_BYTES_MAX = 20;

    private static final long LONG_MIN_TENTH = Long.MIN_VALUE / 10;

    /** "00" to "99" one after the other: one division and two loads for two digits. */
    private static final byte[] DIGIT_PAIRS = digitPairs();

    private AsciiNumber() {}

    /** Whether {@code [start, end)} is a number that fits a {@code long}. */
    public static boolean isLong(byte[] source, int start, int end) {
        boolean negative = start < end && source[start] == '-';
        int index = negative ? start + 1 : start;
        if (index >= end) {
            return false;
        }
        // Accumulated downwards: the negative range is the larger one, so Long.MIN_VALUE needs no special case.
        long value = 0;
        for (; index < end; index++) {
            int digit = source[index] - '0';
            if (digit < 0 || digit > 9 || value < LONG_MIN_TENTH) {
                return false;
            }
            value *= 10;
            if (value < Long.MIN_VALUE + digit) {
                return false;
            }
            value -= digit;
        }
        return negative || value != Long.MIN_VALUE;
    }

    /** Whether {@code [start, end)} is a number that fits an {@code int}. */
    public static boolean isInt(byte[] source, int start, int end) {
        if (!isLong(source, start, end)) {
            return false;
        }
        long value = longValue(source, start, end);
        return value == (int) value;
    }

    /** The value of a range for which {@link #isLong} holds; anything at all otherwise. */
    public static long longValue(byte[] source, int start, int end) {
        boolean negative = source[start] == '-';
        long value = 0;
        for (int index = negative ? start + 1 : start; index < end; index++) {
            value = value * 10 - (source[index] - '0');
        }
        return negative ? value : -value;
    }

    /** The value of a range for which {@link #isInt} holds; anything at all otherwise. */
    public static int intValue(byte[] source, int start, int end) {
        return (int) longValue(source, start, end);
    }

    /**
     * The value of {@code 1*DIGIT}, such as a {@code Content-Length} (RFC 9110 section 8.6), or {@link #NOT_DIGITS}, or
     * {@link #TOO_LARGE} when all are digits but the value is above {@link Long#MAX_VALUE}.
     */
    public static long unsignedLong(byte[] source, int start, int end) {
        if (start >= end) {
            return NOT_DIGITS;
        }
        long value = 0;
        boolean fits = true;
        for (int index = start; index < end; index++) {
            int digit = source[index] - '0';
            if (digit < 0 || digit > 9) {
                return NOT_DIGITS;
            }
            fits &= value <= (Long.MAX_VALUE - digit) / 10;
            value = value * 10 + digit;
        }
        return fits ? value : TOO_LARGE;
    }

    /** {@link #TRUE}, {@link #FALSE}, or {@link #NOT_BOOLEAN}; lower case only, nothing else counts as a boolean. */
    public static int booleanCode(byte[] source, int start, int end) {
        int length = end - start;
        if (length == 4
                && source[start] == 't'
                && source[start + 1] == 'r'
                && source[start + 2] == 'u'
                && source[start + 3] == 'e') {
            return TRUE;
        }
        if (length == 5
                && source[start] == 'f'
                && source[start + 1] == 'a'
                && source[start + 2] == 'l'
                && source[start + 3] == 's'
                && source[start + 4] == 'e') {
            return FALSE;
        }
        return NOT_BOOLEAN;
    }

    /**
     * Writes {@code value} in decimal at {@code offset}.
     *
     * @param target has {@link #LONG_BYTES_MAX} bytes free from {@code offset}, or as many as the value needs
     * @return the offset behind the last digit
     */
    public static int writeLong(long value, byte[] target, int offset) {
        int start = offset;
        // Counted on the negative side, where Long.MIN_VALUE has a place too.
        long rest = value;
        if (value < 0) {
            target[start++] = '-';
        } else {
            rest = -value;
        }
        int end = start + digitCount(rest);
        int index = end;
        // Long division only while it has to be: the int loop is several times cheaper, and lengths are nearly always
        // ints.
        while (rest <= Integer.MIN_VALUE) {
            long hundreds = rest / 100;
            index = writePair((int) (hundreds * 100 - rest), target, index);
            rest = hundreds;
        }
        int small = (int) -rest;
        while (small >= 100) {
            int hundreds = small / 100;
            index = writePair(small - hundreds * 100, target, index);
            small = hundreds;
        }
        if (small >= 10) {
            writePair(small, target, index);
        } else {
            target[index - 1] = (byte) ('0' + small);
        }
        return end;
    }

    private static int writePair(int pair, byte[] target, int end) {
        byte[] pairs = DIGIT_PAIRS;
        target[end - 2] = pairs[pair << 1];
        target[end - 1] = pairs[(pair << 1) + 1];
        return end - 2;
    }

    private static int digitCount(long negated) {
        int count = 1;
        for (long limit = -10; count < 19 && negated <= limit; limit *= 10) {
            count++;
        }
        return count;
    }

    private static byte[] digitPairs() {
        byte[] pairs = new byte[200];
        for (int i = 0; i < 100; i++) {
            pairs[i << 1] = (byte) ('0' + i / 10);
            pairs[(i << 1) + 1] = (byte) ('0' + i % 10);
        }
        return pairs;
    }
}
