package dev.vivace.internal.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Limits of numbers, at and beside them, on each type of numbers. */
class NumberConstraintsTest {
    record Whole(
            @Min(-3) @Max(5) byte b,
            @Min(-3) @Max(5) Byte bb,
            @Min(-3) @Max(5) short s,
            @Min(-3) @Max(5) Short ss,
            @Min(-3) @Max(5) int i,
            @Min(-3) @Max(5) Integer ii,
            @Min(-3) @Max(5) long l,
            @Min(-3) @Max(5) Long ll,
            @Min(-3) @Max(5) float f,
            @Min(-3) @Max(5) Float ff,
            @Min(-3) @Max(5) double d,
            @Min(-3) @Max(5) Double dd,
            @Min(-3) @Max(5) BigInteger big,
            @Min(-3) @Max(5) BigDecimal decimal,
            @Min(-3) @Max(5) OptionalInt optionalInt,
            @Min(-3) @Max(5) OptionalLong optionalLong,
            @Min(-3) @Max(5) OptionalDouble optionalDouble) {}

    record Decimal(
            @DecimalMin(value = "-3.5", inclusive = false) @DecimalMax("5.5")
            byte b,

            @DecimalMin(value = "-3.5", inclusive = false) @DecimalMax("5.5")
            Short ss,

            @DecimalMin(value = "-3.5", inclusive = false) @DecimalMax("5.5")
            int i,

            @DecimalMin(value = "-3.5", inclusive = false) @DecimalMax("5.5")
            Long ll,

            @DecimalMin(value = "-3.5", inclusive = false) @DecimalMax("5.5")
            float f,

            @DecimalMin(value = "-3.5", inclusive = false) @DecimalMax("5.5")
            Double dd,

            @DecimalMin(value = "-3.5", inclusive = false) @DecimalMax("5.5")
            BigInteger big,

            @DecimalMin(value = "-3.5", inclusive = false) @DecimalMax("5.5")
            BigDecimal decimal,

            @DecimalMin(value = "-3.5", inclusive = false) @DecimalMax("5.5")
            String text) {}

    static List<String> whole() {
        return java.util.Arrays.stream(Whole.class.getRecordComponents())
                .map(java.lang.reflect.RecordComponent::getName)
                .toList();
    }

    static List<String> decimal() {
        return java.util.Arrays.stream(Decimal.class.getRecordComponents())
                .map(java.lang.reflect.RecordComponent::getName)
                .toList();
    }

    /** Null where the type has no such number. */
    private static Object number(Class<?> owner, String component, String text) {
        Class<?> type =
                Types.raw(Types.contents(Places.component(owner, component).getGenericType()));
        BigDecimal number = new BigDecimal(text);
        if (type == String.class) {
            return text;
        } else if (type == BigDecimal.class) {
            return number;
        } else if (type == float.class || type == Float.class) {
            return number.floatValue();
        } else if (type == double.class || type == Double.class) {
            return number.doubleValue();
        } else if (number.stripTrailingZeros().scale() > 0) {
            return null;
        } else if (type == BigInteger.class) {
            return number.toBigInteger();
        } else if (type == byte.class || type == Byte.class) {
            return number.abs().intValue() > 127 ? null : number.byteValue();
        } else if (type == short.class || type == Short.class) {
            return number.abs().intValue() > 32_767 ? null : number.shortValue();
        } else if (type == int.class || type == Integer.class) {
            return number.abs().longValue() > Integer.MAX_VALUE ? null : number.intValue();
        }
        return number.longValue();
    }

    @ParameterizedTest
    @MethodSource("whole")
    void shouldHoldFromTheLeastToTheMost(String component) {
        for (String text : List.of(
                "-3", "-4", "5", "6", "0", "-3.0", "-3.0001", "5.0001", "4.9999", "100", "-100", "100000", "-1e10")) {
            Object number = number(Whole.class, component, text);
            if (number != null) {
                BigDecimal exact = new BigDecimal(text);
                boolean right =
                        exact.compareTo(BigDecimal.valueOf(-3)) >= 0 && exact.compareTo(BigDecimal.valueOf(5)) <= 0;
                assertEquals(right, Places.allHold(Whole.class, component, number), component + " " + text);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("decimal")
    void shouldHoldWithinDecimals(String component) {
        for (String text : List.of(
                "-3.5", "-3.50", "-3.4999", "-3.5001", "5.5", "5.50", "5.5001", "5.4999", "-3", "-4", "5", "6", "0")) {
            Object number = number(Decimal.class, component, text);
            if (number != null) {
                BigDecimal exact = new BigDecimal(text);
                boolean right =
                        exact.compareTo(new BigDecimal("-3.5")) > 0 && exact.compareTo(new BigDecimal("5.5")) <= 0;
                assertEquals(right, Places.allHold(Decimal.class, component, number), component + " " + text);
            }
        }
    }

    record Extremes(
            @Min(Long.MIN_VALUE) @Max(Long.MAX_VALUE) long all,
            @DecimalMin("1e30") long tooMuch,
            @DecimalMax("1e30") long enough,
            @DecimalMin("-1e30") int enoughToo,
            @DecimalMax("-1e30") int tooLittle,

            @DecimalMin(value = "9223372036854775807", inclusive = false)
            long beyond,

            @DecimalMin("0.1") float tenth,
            @DecimalMax("0.1") double tenthAtMost,
            @DecimalMin("1") String text,
            @DecimalMax("1e400") BigDecimal large) {}

    @ParameterizedTest
    @CsvSource({
        "all, 9223372036854775807, true",
        "all, -9223372036854775808, true",
        "tooMuch, 9223372036854775807, false",
        "enough, 9223372036854775807, true",
        "enoughToo, -2147483647, true",
        "tooLittle, -2147483647, false",
        "beyond, 9223372036854775807, false",
        // 0.1 rounded to the type is the limit rounded to the type
        "tenth, 0.1, true",
        "tenth, 0.0999, false",
        "tenthAtMost, 0.1, true",
        "tenthAtMost, 0.10000000000000002, false",
        "text, 1, true",
        "text, 0.999, false",
        "text, 1e999999999, true",
        "large, 1e400, true",
        "large, 1.1e400, false",
        "large, 1e2147483647, false",
        "large, 1e-2147483647, true",
    })
    void shouldCompareExactlyAtTheEnds(String component, String text, boolean holds) {
        Object number = component.equals("all") ? (Object) Long.valueOf(text) : number(Extremes.class, component, text);
        assertEquals(holds, Places.allHold(Extremes.class, component, number));
    }

    @Test
    void shouldTakeForANumberWhatIsOneOnly() {
        Constraint text = Places.only(Extremes.class, "text");
        for (String other : List.of("", " 1", "1 ", "x", "0x10", "1,5", "NaN", "9".repeat(1_001))) {
            assertEquals(false, text.holds(other), other);
        }
        assertEquals(true, text.holds("9".repeat(1_000)));
        for (double other : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertEquals(false, Places.only(Extremes.class, "tenthAtMost").holds(other));
        }
    }

    record Signs(
            @Positive int positive,
            @PositiveOrZero Long positiveOrZero,
            @Negative double negative,
            @NegativeOrZero BigDecimal negativeOrZero,
            @Positive BigInteger big,
            @Positive float single,
            @PositiveOrZero Double doubles) {}

    @ParameterizedTest
    @CsvSource({
        "positive, false, false, true",
        "positiveOrZero, false, true, true",
        "negative, true, false, false",
        "negativeOrZero, true, true, false",
        "big, false, false, true",
        "single, false, false, true",
        "doubles, false, true, true",
    })
    void shouldTellSigns(String component, boolean minusOne, boolean zero, boolean one) {
        assertEquals(
                List.of(minusOne, zero, one),
                List.of(
                        Places.allHold(Signs.class, component, number(Signs.class, component, "-1")),
                        Places.allHold(Signs.class, component, number(Signs.class, component, "0")),
                        Places.allHold(Signs.class, component, number(Signs.class, component, "1"))));
    }

    @Test
    void shouldTakeMinusZeroForZeroAndNoNumberForNone() {
        assertEquals(false, Places.allHold(Signs.class, "negative", -0.0));
        assertEquals(false, Places.allHold(Signs.class, "negative", Double.NaN));
        assertEquals(true, Places.allHold(Signs.class, "doubles", -0.0));
        assertEquals(true, Places.allHold(Signs.class, "single", Float.MIN_VALUE));
        assertEquals(true, Places.allHold(Signs.class, "negativeOrZero", new BigDecimal("0e1000")));
    }

    record Counted(
            @Digits(integer = 2, fraction = 1) int i,
            @Digits(integer = 2, fraction = 1) Long ll,
            @Digits(integer = 2, fraction = 1) BigInteger big,
            @Digits(integer = 2, fraction = 1) BigDecimal decimal,
            @Digits(integer = 2, fraction = 1) String text,
            @Digits(integer = 25, fraction = 0) long all,
            @Digits(integer = 0, fraction = 2) BigDecimal below) {}

    @ParameterizedTest
    @CsvSource({"99, true", "-99, true", "100, false", "-100, false", "0, true", "1000000000, false"})
    void shouldCountDigitsOfWholeNumbers(String number, boolean holds) {
        for (String component : List.of("i", "ll", "big", "decimal", "text")) {
            Object value = number(Counted.class, component, number);
            assertEquals(holds, Places.allHold(Counted.class, component, value), component);
        }
        assertEquals(true, Places.allHold(Counted.class, "all", Long.MIN_VALUE));
    }

    @ParameterizedTest
    @CsvSource({
        "99.9, true, false",
        "99.90, false, false",
        "0.12, false, true",
        "0.00, false, true",
        "1e1, true, false",
        "1e2, false, false",
        "1e-1, true, true",
        "1e1000000000, false, false",
        "1e-1000000000, false, false",
        "0.0, true, true",
        "0.1, true, true",
        "-0.99, false, true",
        "1.0, true, false",
    })
    void shouldCountDigitsAsTheyAreWritten(String number, boolean twoAndOne, boolean noneAndTwo) {
        assertEquals(twoAndOne, Places.allHold(Counted.class, "decimal", new BigDecimal(number)));
        assertEquals(twoAndOne, Places.allHold(Counted.class, "text", number));
        assertEquals(noneAndTwo, Places.allHold(Counted.class, "below", new BigDecimal(number)));
    }

    record Words(
            @Min(1) int min,
            @Max(100) double max,
            @DecimalMin("0.5") BigDecimal decimal,
            @DecimalMax(value = "1e2", inclusive = false) BigDecimal below,
            @Positive int positive,
            @NegativeOrZero int negative,
            @Digits(integer = 3, fraction = 2) BigDecimal digits,
            @Digits(integer = 3, fraction = 0) int whole,
            @DecimalMin("1") String text) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "min|min|The value must be at least 1.|{minimum=1}",
                "max|max|The value must be at most 100.|{maximum=100}",
                "decimal|min|The value must be at least 0.5.|{minimum=0.5}",
                "below|max|The value must be less than 100.|{exclusiveMaximum=100}",
                "positive|positive|The value must be greater than 0.|{exclusiveMinimum=0}",
                "negative|negative_or_zero|The value must be 0 or less.|{maximum=0}",
                "digits|digits|The number must have at most 3 digits before the decimal point and 2 after it."
                        + "|{exclusiveMinimum=-1000, exclusiveMaximum=1000}",
                "whole|digits|The number must have at most 3 digits before the decimal point and 0 after it."
                        + "|{minimum=-999, maximum=999}",
                "text|min|The value must be at least 1.|{}",
            })
    void shouldNameTheLimits(String component, String code, String sentence, String keywords) {
        Constraint constraint = Places.only(Words.class, component);
        assertEquals(code, constraint.code());
        assertEquals(sentence, constraint.sentence());
        assertEquals(keywords, constraint.schemaKeywords().toString());
    }
}
