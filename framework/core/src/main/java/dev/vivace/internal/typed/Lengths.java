package dev.vivace.internal.typed;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collection;
import java.util.Map;

/**
 * How long a text, a collection, a map or an array is: {@code @Size}, {@code @NotEmpty} and {@code @NotBlank}.
 *
 * <p>The length of a text is its number of code points, as {@code minLength} and {@code maxLength} of JSON Schema count it
 * (2020-12 Validation, section 6.3): what a document promises to clients must hold. It differs from {@link String#length}
 * for characters beyond U+FFFF only.
 */
final class Lengths {
    private Lengths() {}

    /** From how many to how many. */
    private record Span(int min, int max) {}

    /** Null where the type has no length. */
    static Rule size(int min, int max, Class<?> type) {
        MethodHandle test;
        Span span = new Span(min, max);
        if (CharSequence.class.isAssignableFrom(type)) {
            test = Texts.of(type, Rule.test(Lengths.class, "textWithin", span));
        } else if (Collection.class.isAssignableFrom(type)) {
            test = Rule.test(Lengths.class, "collectionWithin", span);
        } else if (Map.class.isAssignableFrom(type)) {
            test = Rule.test(Lengths.class, "mapWithin", span);
        } else if (type.isArray()) {
            test = MethodHandles.filterArguments(
                    Rule.test(Lengths.class, "countWithin", span), 0, MethodHandles.arrayLength(type));
        } else {
            return null;
        }
        Rule rule = Rule.of("size", sentence(min, max, what(type)), test.asType(on(type)));
        String unit = unit(type);
        if (min > 0) {
            rule = rule.keyword("min" + unit, inDocuments(min, type));
        }
        return max < Integer.MAX_VALUE ? rule.keyword("max" + unit, inDocuments(max, type)) : rule;
    }

    /** Null where the type has no length. */
    static Rule notEmpty(Class<?> type) {
        Rule rule = size(1, Integer.MAX_VALUE, type);
        if (rule == null) {
            return null;
        }
        String sentence =
                what(type).equals("length") ? "The text must not be empty." : "There must be at least one element.";
        return Rule.of("empty", sentence, rule.test()).keyword("min" + unit(type), inDocuments(1, type));
    }

    /** Null where the type is no text. */
    static Rule notBlank(Class<?> type) {
        if (!CharSequence.class.isAssignableFrom(type)) {
            return null;
        }
        return Rule.of(
                        "blank",
                        "The text must not be blank.",
                        Texts.of(type, Rule.test(Lengths.class, "hasOtherThanSpace")))
                .keyword("minLength", 1)
                .keyword("pattern", "\\S");
    }

    private static MethodType on(Class<?> type) {
        return MethodType.methodType(boolean.class, type);
    }

    private static String what(Class<?> type) {
        if (CharSequence.class.isAssignableFrom(type)) {
            return "length";
        }
        return Map.class.isAssignableFrom(type) ? "number of entries" : "number of elements";
    }

    /** An array of bytes is a text in Base64: four characters for each three of them, and for what is left. */
    private static int inDocuments(int count, Class<?> type) {
        return type == byte[].class ? (int) Math.min(Integer.MAX_VALUE, (count + 2L) / 3 * 4) : count;
    }

    private static String unit(Class<?> type) {
        if (CharSequence.class.isAssignableFrom(type) || type == byte[].class) {
            return "Length";
        }
        return Map.class.isAssignableFrom(type) ? "Properties" : "Items";
    }

    private static String sentence(int min, int max, String what) {
        if (min == max) {
            return "The " + what + " must be " + min + ".";
        }
        if (max == Integer.MAX_VALUE) {
            return "The " + what + " must be at least " + min + ".";
        }
        return min == 0
                ? "The " + what + " must be at most " + max + "."
                : "The " + what + " must be between " + min + " and " + max + ".";
    }

    /** Code points are counted only where that matters: there are at most as many as chars, and at least half as many. */
    static boolean textBetween(int min, int max, String text) {
        int length = text.length();
        if (length <= max && (length >= min && min <= 1 || length >> 1 >= min)) {
            return true;
        }
        if (length < min || length - max > max) {
            return false;
        }
        int count = text.codePointCount(0, length);
        return count >= min && count <= max;
    }

    static boolean textWithin(Span span, String text) {
        return textBetween(span.min, span.max, text);
    }

    static boolean collectionWithin(Span span, Collection<?> collection) {
        return countWithin(span, collection.size());
    }

    static boolean mapWithin(Span span, Map<?, ?> map) {
        return countWithin(span, map.size());
    }

    static boolean countWithin(Span span, int count) {
        return count >= span.min && count <= span.max;
    }

    static boolean hasOtherThanSpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isSpace(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** What {@code \s} means in patterns of JSON Schema (ECMA-262, section 22.2.2.9); none of it is beyond U+FFFF. */
    private static boolean isSpace(char c) {
        if (c < 0x80) {
            return c == ' ' || c >= '\t' && c <= '\r';
        }
        return c == '\ufeff' || Character.isSpaceChar(c);
    }
}
