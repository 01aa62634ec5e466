package dev.vivace.internal.typed;

import java.lang.invoke.MethodHandle;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * How many digits a number is written with: {@code @Digits}. Zeros at the end count, as they do in {@link BigDecimal}: 1.500
 * has three digits after the point. Zero needs no digit before the point.
 *
 * @param integer digits before the decimal point
 * @param fraction digits after it
 */
record DigitCounts(int integer, int fraction) {
    /** 10 to the power of 18 is the last one that a long holds. */
    private static final int LONG_DIGITS = 18;

    /** Limits with more digits tell nobody anything. */
    private static final int SCHEMA_DIGITS_MAX = 30;

    /** Null where digits of the type cannot be counted. */
    Rule rule(Class<?> type) {
        String sentence = "The number must have at most " + integer + " digits before the decimal point and " + fraction
                + " after it.";
        MethodHandle test;
        boolean whole = Numbers.isIntegral(type) || type == BigInteger.class;
        if (Numbers.isIntegral(type)) {
            test = integer > LONG_DIGITS
                    ? Rule.always(true, type)
                    : Rule.test(
                            DigitCounts.class,
                            "fewerThan",
                            new Bounds.LongLimit(BigInteger.TEN.pow(integer).longValueExact()));
        } else if (type == BigInteger.class) {
            test = Rule.test(DigitCounts.class, "big", this);
        } else if (type == BigDecimal.class) {
            test = Rule.test(DigitCounts.class, "decimal", this);
        } else if (CharSequence.class.isAssignableFrom(type)) {
            return Rule.of("digits", sentence, Texts.of(type, Rule.test(DigitCounts.class, "text", this)));
        } else {
            return null;
        }
        Rule rule = Rule.of("digits", sentence, test);
        if (integer > SCHEMA_DIGITS_MAX) {
            return rule;
        }
        BigDecimal power = BigDecimal.ONE.movePointRight(integer);
        if (whole) {
            BigDecimal most = power.subtract(BigDecimal.ONE);
            return rule.keyword("minimum", Numbers.plain(most.negate())).keyword("maximum", Numbers.plain(most));
        }
        return rule.keyword("exclusiveMinimum", Numbers.plain(power.negate()))
                .keyword("exclusiveMaximum", Numbers.plain(power));
    }

    static boolean fewerThan(Bounds.LongLimit power, long value) {
        return value > -power.value() && value < power.value();
    }

    static boolean big(DigitCounts counts, BigInteger value) {
        return value.signum() == 0 || decimal(counts, new BigDecimal(value));
    }

    static boolean decimal(DigitCounts counts, BigDecimal value) {
        long scale = value.scale();
        return scale <= counts.fraction && (value.signum() == 0 || value.precision() - scale <= counts.integer);
    }

    static boolean text(DigitCounts counts, String text) {
        BigDecimal value = Bounds.number(text);
        return value != null && decimal(counts, value);
    }
}
