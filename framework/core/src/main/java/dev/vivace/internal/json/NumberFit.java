package dev.vivace.internal.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Which numbers a Java type can hold, decided on the digits: nothing is parsed twice in another way, and nothing is
 * allocated. Only numbers of correct grammar are asked about (RFC 8259, section 6), so there are no leading zeros.
 *
 * <p><b>Threading:</b> immutable.
 */
final class NumberFit {
    private static final int UNLIMITED = Integer.MAX_VALUE;

    /** Every number. */
    static final NumberFit ANY = new NumberFit(null, UNLIMITED, UNLIMITED);

    /** What fits into a {@link BigDecimal}: dsl-json collects exponents in an int without looking whether they fit. */
    static final NumberFit DECIMAL = new NumberFit(null, UNLIMITED, 999_999_999);

    /** Every number without fraction and exponent ({@link BigInteger}). */
    static final NumberFit INTEGER = new NumberFit(0, 0);

    static final NumberFit BYTE = new NumberFit(Byte.MIN_VALUE, Byte.MAX_VALUE);
    static final NumberFit SHORT = new NumberFit(Short.MIN_VALUE, Short.MAX_VALUE);
    static final NumberFit INT = new NumberFit(Integer.MIN_VALUE, Integer.MAX_VALUE);
    static final NumberFit LONG = new NumberFit(Long.MIN_VALUE, Long.MAX_VALUE);

    /** Below the middle between the largest double and the next power of two, which rounds to infinity. */
    static final NumberFit DOUBLE = new NumberFit(power(1024).subtract(power(970)), UNLIMITED, UNLIMITED);

    /**
     * The same, and below what a decoder that reads a double first would round to that middle. For floats, dsl-json
     * collects digits in a long without looking whether they fit, and exponents in an int.
     */
    static final NumberFit FLOAT = new NumberFit(power(128).subtract(power(103)).subtract(power(74)), 17, 99_999);

    /** A number of digits only, and perhaps a minus. */
    static final int FORM_INTEGER = 0;

    /** A number with a fraction and without an exponent. */
    static final int FORM_FRACTION = 1;

    /** A number with an exponent. */
    static final int FORM_EXPONENT = 2;

    private static final int LONG_DIGITS_MAX = 19;

    /** Longer than any number's count of digits, so that no sum with it comes near the limits again. */
    private static final int EXPONENT_MAX = 1_000_000_000;

    private final boolean integer;
    private final long min;
    private final long max;

    /** The decimal digits of the smallest magnitude that is out of range, or null. */
    private final byte[] infinity;

    /** The most digits from the first that is not zero; one less with an exponent: then dsl-json counts the point. */
    private final int digitsMax;

    private final int exponentMax;

    /** Numbers of up to so many characters, and of a form up to that, fit whatever their digits are. */
    private final int charsSure;

    private final int formSure;

    private NumberFit(long min, long max) {
        this(true, min, max, null, UNLIMITED, UNLIMITED);
    }

    private NumberFit(BigInteger infinity, int digitsMax, int exponentMax) {
        this(false, 0, 0, infinity, digitsMax, exponentMax);
    }

    private NumberFit(boolean integer, long min, long max, BigInteger infinity, int digitsMax, int exponentMax) {
        this.integer = integer;
        this.min = min;
        this.max = max;
        this.digitsMax = digitsMax;
        this.exponentMax = exponentMax;
        this.infinity = infinity == null ? null : infinity.toString().getBytes(StandardCharsets.US_ASCII);
        int charsMax = this.infinity == null ? UNLIMITED : this.infinity.length - 1;
        int integerCharsMax = max == 0 ? UNLIMITED : Long.toString(max).length() - 1;
        this.charsSure = integer ? integerCharsMax : Math.min(charsMax, digitsMax);
        this.formSure = integer
                ? FORM_INTEGER
                : exponentMax == UNLIMITED && charsMax == UNLIMITED ? FORM_EXPONENT : FORM_FRACTION;
    }

    private static BigInteger power(int exponent) {
        return BigInteger.ONE.shiftLeft(exponent);
    }

    boolean integer() {
        return integer;
    }

    /**
     * Whether a number fits, as far as that is known without its digits.
     *
     * @param charCount its length with everything
     * @param form {@link #FORM_INTEGER}, {@link #FORM_FRACTION} or {@link #FORM_EXPONENT}
     */
    boolean fitsSurely(int charCount, int form) {
        return charCount <= charsSure && form <= formSure;
    }

    /** {@link JsonFault#OK}, or why the number does not fit. */
    int fault(byte[] in, int from, int end) {
        if (integer) {
            return integerFault(in, from, end);
        }
        return this == ANY ? JsonFault.OK : floatingPointFault(in, from, end);
    }

    private int integerFault(byte[] in, int from, int end) {
        boolean negative = in[from] == '-';
        int first = negative ? from + 1 : from;
        long value = 0;
        for (int i = first; i < end; i++) {
            int digit = in[i] - '0';
            if (digit < 0 || digit > 9) {
                return JsonFault.INTEGER_EXPECTED;
            }
            // Negative, because that side reaches further; wraps only where there are too many digits anyway, or
            // where the nineteenth makes it positive: the first eighteen stay above a tenth of the smallest long.
            value = value * 10 - digit;
        }
        if (max == 0) {
            return JsonFault.OK;
        }
        boolean fits = end - first <= LONG_DIGITS_MAX && value <= 0 && value >= (negative ? min : -max);
        return fits ? JsonFault.OK : JsonFault.NUMBER_OUT_OF_RANGE;
    }

    /** Looks at the place of the leading digit first; only where it is that of the limit, at the digits. */
    private int floatingPointFault(byte[] in, int from, int end) {
        int lead = -1;
        int mantissaEnd = end;
        int point = -1;
        for (int i = in[from] == '-' ? from + 1 : from; i < end; i++) {
            byte b = in[i];
            if (b == '.') {
                point = i;
            } else if (b > '9') {
                mantissaEnd = i;
                break;
            } else if (lead < 0 && b != '0') {
                lead = i;
            }
        }
        long exponent = exponent(in, mantissaEnd + 1, end);
        if (Math.abs(exponent) > exponentMax) {
            return JsonFault.NUMBER_OUT_OF_RANGE;
        }
        if (lead < 0 || infinity == null) {
            return JsonFault.OK;
        }
        int pointIndex = point < 0 ? mantissaEnd : point;
        long places = pointIndex - lead + (lead > pointIndex ? 1 : 0) + exponent;
        if (places > infinity.length || places == infinity.length && !belowInfinity(in, lead, point, mantissaEnd)) {
            return JsonFault.NUMBER_OUT_OF_RANGE;
        }
        int digitCount = mantissaEnd - lead - (point > lead ? 1 : 0);
        return digitCount > (mantissaEnd < end ? digitsMax - 1 : digitsMax)
                ? JsonFault.NUMBER_TOO_PRECISE
                : JsonFault.OK;
    }

    private boolean belowInfinity(byte[] in, int lead, int point, int mantissaEnd) {
        int index = lead;
        for (byte limit : infinity) {
            if (index == point) {
                index++;
            }
            byte digit = index < mantissaEnd ? in[index] : (byte) '0';
            if (digit != limit) {
                return digit < limit;
            }
            index++;
        }
        return false;
    }

    private static long exponent(byte[] in, int from, int end) {
        long exponent = 0;
        for (int i = from; i < end; i++) {
            if (in[i] >= '0') {
                exponent = Math.min(EXPONENT_MAX, exponent * 10 + in[i] - '0');
            }
        }
        return from < end && in[from] == '-' ? -exponent : exponent;
    }
}
