package dev.vivace.internal.typed;

import java.math.BigDecimal;
import java.util.Set;

/** Kinds of number types, and how limits are written. */
final class Numbers {
    private static final Set<Class<?>> INTEGRAL =
            Set.of(byte.class, Byte.class, short.class, Short.class, int.class, Integer.class, long.class, Long.class);
    private static final Set<Class<?>> FLOATING = Set.of(float.class, Float.class, double.class, Double.class);

    /** Limits with more digits are written with an exponent. */
    private static final int PLAIN_DIGITS_MAX = 40;

    private Numbers() {}

    static boolean isIntegral(Class<?> type) {
        return INTEGRAL.contains(type);
    }

    static boolean isFloating(Class<?> type) {
        return FLOATING.contains(type);
    }

    /** For sentences. */
    static String text(BigDecimal number) {
        boolean wide = Math.abs((long) number.precision() - number.scale()) > PLAIN_DIGITS_MAX
                || Math.abs((long) number.scale()) > PLAIN_DIGITS_MAX;
        return wide ? number.toString() : number.toPlainString();
    }

    /** For documents: a Long where it is one, so that it is written without a point or an exponent. */
    static Number plain(BigDecimal number) {
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            return number;
        }
    }
}
