package dev.vivace.internal.typed;

import java.lang.invoke.MethodHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * What a number is compared with: {@code @Min}, {@code @Max}, {@code @DecimalMin}, {@code @DecimalMax}, {@code @Positive} and its
 * like. The limit is turned into the component's own type once, so that comparing costs what it costs in Java.
 *
 * @param limit never null
 * @param least whether values are at least the limit; at most otherwise
 * @param inclusive whether the limit itself is right
 */
record Bounds(BigDecimal limit, boolean least, boolean inclusive) {
    private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    /** Longer texts are no numbers: making a number of them takes time that grows with the square of the length. */
    private static final int TEXT_LENGTH_MAX = 1_000;

    static final Bounds POSITIVE = new Bounds(BigDecimal.ZERO, true, false);
    static final Bounds POSITIVE_OR_ZERO = new Bounds(BigDecimal.ZERO, true, true);
    static final Bounds NEGATIVE = new Bounds(BigDecimal.ZERO, false, false);
    static final Bounds NEGATIVE_OR_ZERO = new Bounds(BigDecimal.ZERO, false, true);

    /** What {@link Rule#test(Class, String, Object)} is given. */
    record LongLimit(long value) {}

    private record DoubleLimit(double value) {}

    String sentence() {
        String relation = least ? inclusive ? "at least " : "greater than " : inclusive ? "at most " : "less than ";
        return "The value must be " + relation + Numbers.text(limit) + ".";
    }

    /**
     * The bound as a rule.
     *
     * @return null where the type is not a number
     */
    Rule rule(String code, String sentence, Class<?> type) {
        MethodHandle test = test(type);
        if (test == null) {
            return null;
        }
        String keyword = (inclusive ? "" : "exclusive")
                + (least ? inclusive ? "minimum" : "Minimum" : inclusive ? "maximum" : "Maximum");
        return Rule.of(code, sentence, test).keyword(keyword, Numbers.plain(limit));
    }

    /** The bound as a rule for numbers in texts; schemas cannot say it. */
    Rule textRule(String code, String sentence, Class<?> type) {
        return Rule.of(code, sentence, Texts.of(type, Rule.test(Bounds.class, "inText", this)));
    }

    private MethodHandle test(Class<?> type) {
        if (Numbers.isIntegral(type)) {
            return integral(type);
        }
        if (type == BigDecimal.class) {
            return Rule.test(Bounds.class, "decimal", this);
        }
        if (type == BigInteger.class) {
            return Rule.test(
                    Bounds.class, least ? "atLeastBig" : "atMostBig", nearest().toBigInteger());
        }
        if (Numbers.isFloating(type)) {
            // Rounded as the value was: what is within the limit in the document is within it here.
            boolean single = type == float.class || type == Float.class;
            double rounded = single ? limit.floatValue() : limit.doubleValue();
            String name = least ? inclusive ? "atLeast" : "above" : inclusive ? "atMost" : "below";
            return Rule.test(Bounds.class, name + "Double", new DoubleLimit(rounded));
        }
        return null;
    }

    private MethodHandle integral(Class<?> type) {
        BigDecimal nearest = nearest();
        if (nearest.compareTo(LONG_MIN) < 0) {
            return Rule.always(least, type);
        }
        if (nearest.compareTo(LONG_MAX) > 0) {
            return Rule.always(!least, type);
        }
        return Rule.test(Bounds.class, least ? "atLeastLong" : "atMostLong", new LongLimit(nearest.longValueExact()));
    }

    /** The first whole number that is right, from the limit on. */
    private BigDecimal nearest() {
        if (inclusive) {
            return limit.setScale(0, least ? RoundingMode.CEILING : RoundingMode.FLOOR);
        }
        return least
                ? limit.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE)
                : limit.setScale(0, RoundingMode.CEILING).subtract(BigDecimal.ONE);
    }

    static boolean atLeastLong(LongLimit limit, long value) {
        return value >= limit.value;
    }

    static boolean atMostLong(LongLimit limit, long value) {
        return value <= limit.value;
    }

    static boolean atLeastBig(BigInteger limit, BigInteger value) {
        return value.compareTo(limit) >= 0;
    }

    static boolean atMostBig(BigInteger limit, BigInteger value) {
        return value.compareTo(limit) <= 0;
    }

    static boolean atLeastDouble(DoubleLimit limit, double value) {
        return value >= limit.value;
    }

    static boolean aboveDouble(DoubleLimit limit, double value) {
        return value > limit.value;
    }

    static boolean atMostDouble(DoubleLimit limit, double value) {
        return value <= limit.value;
    }

    static boolean belowDouble(DoubleLimit limit, double value) {
        return value < limit.value;
    }

    static boolean decimal(Bounds bounds, BigDecimal value) {
        int order = bounds.limit.signum() == 0 ? value.signum() : value.compareTo(bounds.limit);
        return order == 0 ? bounds.inclusive : order > 0 == bounds.least;
    }

    static boolean inText(Bounds bounds, String text) {
        BigDecimal value = number(text);
        return value != null && decimal(bounds, value);
    }

    /** Null for what is no number. */
    static BigDecimal number(String text) {
        if (text.length() > TEXT_LENGTH_MAX) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
