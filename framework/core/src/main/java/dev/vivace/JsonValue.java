package dev.vivace;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A JSON document of any shape, for handlers that do not know the shape beforehand.
 *
 * <p>Nothing is lost between reading and writing: numbers keep the very text they came as, objects keep the order of
 * their members. Only the spelling of strings becomes canonical: quote, backslash and control characters are escaped
 * (RFC 8259, section 7), everything else is plain UTF-8.
 *
 * <pre>{@code
 * if (document instanceof JsonValue.JsonObject object && object.get("price") instanceof JsonValue.JsonNumber price) {
 *     BigDecimal exact = price.decimal();
 * }
 * }</pre>
 *
 * <p>For a known shape a record with {@code @CompiledJson} is faster and says more.
 *
 * <p><b>Threading:</b> immutable, may be kept and shared.
 */
public sealed interface JsonValue {
    /**
     * An object: members in the order they were written.
     *
     * @param members names and values; neither may be null. The map is copied, and the accessor's map cannot be changed
     */
    record JsonObject(Map<String, JsonValue> members) implements JsonValue {
        /**
         * Copies the members.
         *
         * @param members names and values
         * @throws NullPointerException if the map, a name or a value is null
         */
        public JsonObject {
            LinkedHashMap<String, JsonValue> copy = new LinkedHashMap<>(members);
            copy.forEach((name, value) -> {
                Objects.requireNonNull(name, "name");
                Objects.requireNonNull(value, name);
            });
            members = Collections.unmodifiableMap(copy);
        }

        /**
         * The value of a member.
         *
         * @param name the member's name, unescaped
         * @return its value, or (Java) null when there is no such member; a JSON null is a {@link JsonNull}
         */
        public JsonValue get(String name) {
            return members.get(name);
        }
    }

    /**
     * An array.
     *
     * @param elements the elements in order, none of them null. The list is copied, and the accessor's list cannot be
     *     changed
     */
    record JsonArray(List<JsonValue> elements) implements JsonValue {
        /**
         * Copies the elements.
         *
         * @param elements the elements
         * @throws NullPointerException if the list or an element is null
         */
        public JsonArray {
            elements = List.copyOf(elements);
        }
    }

    /**
     * A string.
     *
     * @param value the unescaped text
     */
    record JsonString(String value) implements JsonValue {
        /**
         * Keeps the text.
         *
         * @param value the unescaped text
         * @throws NullPointerException if the text is null
         */
        public JsonString {
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * A number, as the text it was written as. Two numbers are equal when their texts are: {@code 1.0} is not {@code
     * 1}.
     *
     * @param literal the text, a number after RFC 8259 section 6
     */
    record JsonNumber(String literal) implements JsonValue {
        /**
         * Keeps the text.
         *
         * @param literal the text
         * @throws NullPointerException if the text is null
         * @throws IllegalArgumentException if the text is not a JSON number
         */
        public JsonNumber {
            if (!isNumber(literal)) {
                throw new IllegalArgumentException("Not a JSON number: " + literal);
            }
        }

        /**
         * Makes a number of an integer.
         *
         * @param value any long
         * @return the number
         */
        public static JsonNumber of(long value) {
            return new JsonNumber(Long.toString(value));
        }

        /**
         * The value as a long, if it is one exactly; {@code 1e2} and {@code 100.0} are 100.
         *
         * @return the value
         * @throws ArithmeticException if the value has a fraction or does not fit a long
         */
        public long longValueExact() {
            return decimal().longValueExact();
        }

        /**
         * The exact value. Take care with what is done to it: {@code 1e999999999} is a short text and a valid number,
         * and turning it into a BigInteger would need hundreds of megabytes.
         *
         * @return the value with the scale of its text
         * @throws ArithmeticException if the exponent is beyond what BigDecimal can hold
         */
        public BigDecimal decimal() {
            try {
                return new BigDecimal(literal);
            } catch (NumberFormatException e) {
                throw new ArithmeticException("The exponent of this number is too large: " + literal);
            }
        }

        /**
         * The nearest double. It is infinite when the number is beyond the range of a double.
         *
         * @return the value, correctly rounded
         */
        public double doubleValue() {
            return Double.parseDouble(literal);
        }

        private static boolean isNumber(String text) {
            int length = text.length();
            int index = length > 0 && text.charAt(0) == '-' ? 1 : 0;
            int integerEnd = digits(text, index);
            if (integerEnd == index || (text.charAt(index) == '0' && integerEnd != index + 1)) {
                return false;
            }
            index = integerEnd;
            if (index < length && text.charAt(index) == '.') {
                int fractionEnd = digits(text, index + 1);
                if (fractionEnd == index + 1) {
                    return false;
                }
                index = fractionEnd;
            }
            if (index < length && (text.charAt(index) | 0x20) == 'e') {
                int first = index + 1;
                if (first < length && (text.charAt(first) == '+' || text.charAt(first) == '-')) {
                    first++;
                }
                index = digits(text, first);
                if (index == first) {
                    return false;
                }
            }
            return index == length;
        }

        private static int digits(String text, int from) {
            int index = from;
            while (index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9') {
                index++;
            }
            return index;
        }
    }

    /**
     * {@code true} or {@code false}.
     *
     * @param value the truth value
     */
    record JsonBool(boolean value) implements JsonValue {
        /** The value {@code true}. */
        public static final JsonBool TRUE = new JsonBool(true);

        /** The value {@code false}. */
        public static final JsonBool FALSE = new JsonBool(false);

        /**
         * One of the two constants.
         *
         * @param value the truth value
         * @return {@link #TRUE} or {@link #FALSE}
         */
        public static JsonBool of(boolean value) {
            return value ? TRUE : FALSE;
        }
    }

    /** {@code null}. */
    record JsonNull() implements JsonValue {
        /** The one that the reader gives. */
        public static final JsonNull INSTANCE = new JsonNull();
    }
}
