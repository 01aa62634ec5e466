package dev.vivace.openapi;

import dev.vivace.internal.typed.Constraint;
import dev.vivace.internal.typed.Constraints;
import dev.vivace.internal.typed.JsonType;
import dev.vivace.internal.typed.TypeUse;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Values that are right but for one thing. */
final class BrokenScalars {
    private static final int TEXT_CHARS_MAX = 100_000;

    private BrokenScalars() {}

    /** A number that is beyond its type, null for a type without an end. */
    static BigInteger beyond(JsonType type) {
        int bits = switch (type.format() == null ? "" : type.format()) {
            case "int8" -> 7;
            case "int16" -> 15;
            case "int32" -> 31;
            case "int64" -> 63;
            default -> 0;
        };
        return bits == 0 || type.kind() != JsonType.Kind.INTEGER ? null : BigInteger.TWO.pow(bits);
    }

    /** Whether strings of a type have a form of their own. */
    static boolean hasForm(JsonType type) {
        Class<?> java = JavaValues.raw(type.javaType());
        return type.kind() == JsonType.Kind.STRING
                && (java == UUID.class || java.getName().startsWith("java.time.") || java == byte[].class);
    }

    /** A value that certainly breaks a constraint, null where none is found. Best one that breaks no other. */
    static Object breaking(Constraint constraint, TypeUse use, Object valid) {
        Object found = null;
        for (Object candidate : candidates(use, valid)) {
            if (JavaValues.breaks(constraint, use.type(), candidate)) {
                boolean others = use.constraints().stream()
                        .anyMatch(other -> other != constraint && JavaValues.breaks(other, use.type(), candidate));
                if (!others) {
                    return candidate;
                }
                found = found == null ? candidate : found;
            }
        }
        return found;
    }

    private static List<Object> candidates(TypeUse use, Object valid) {
        Map<String, Object> keywords = Constraints.schemaKeywords(use.constraints());
        return switch (use.type().kind()) {
            case STRING -> texts(use.type(), keywords, valid);
            case INTEGER, NUMBER -> numbers(use.type(), keywords);
            case BOOLEAN -> List.of(true, false);
            case ENUM -> List.copyOf(use.type().constants());
            case ARRAY -> arrays(keywords, valid);
            case MAP -> List.of(Map.of());
            case OBJECT, ONE_OF, ANY -> List.of();
        };
    }

    private static List<Object> texts(JsonType type, Map<String, Object> keywords, Object valid) {
        Class<?> java = JavaValues.raw(type.javaType());
        List<Object> texts = new ArrayList<>();
        if (java != String.class) {
            for (long days : new long[] {-4000, -1, 1, 4000}) {
                String time = TextValues.at(java, Instant.now().plus(Duration.ofDays(days)));
                if (time != null) {
                    texts.add(time);
                }
            }
            return texts;
        }
        int least = keywords.get("minLength") instanceof Number n ? n.intValue() : 0;
        if (least > 0 && valid instanceof String text && !text.isEmpty()) {
            texts.add(text.substring(
                    0, text.offsetByCodePoints(0, Math.min(least, text.codePointCount(0, text.length())) - 1)));
        }
        if (keywords.get("maxLength") instanceof Number most && most.intValue() < TEXT_CHARS_MAX) {
            texts.add("x".repeat(most.intValue() + 1));
            texts.add("0".repeat(most.intValue() + 1));
        }
        Collections.addAll(
                texts, "", "  ", "x", "-", "0", "not this", "#".repeat(Math.max(1, least)), "x@", "\u00e9\n");
        return texts;
    }

    private static List<Object> numbers(JsonType type, Map<String, Object> keywords) {
        List<Object> numbers = new ArrayList<>();
        for (String name : List.of("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")) {
            if (keywords.containsKey(name)) {
                BigDecimal bound = new BigDecimal(keywords.get(name).toString());
                numbers.add(
                        name.startsWith("exclusive")
                                ? bound
                                : bound.add(BigDecimal.valueOf(name.startsWith("min") ? -1 : 1)));
            }
        }
        for (int number : new int[] {0, -1, 1, 127, -128}) {
            numbers.add(BigDecimal.valueOf(number));
        }
        for (String number : List.of("1234567", "-1234567", "0.123456789", "123456789012")) {
            numbers.add(new BigDecimal(number));
        }
        BigInteger beyond = beyond(type);
        numbers.removeIf(number -> type.kind() == JsonType.Kind.INTEGER
                && (((BigDecimal) number).stripTrailingZeros().scale() > 0
                        || beyond != null
                                && ((BigDecimal) number).abs().toBigInteger().compareTo(beyond) >= 0));
        if (type.kind() == JsonType.Kind.INTEGER) {
            numbers.replaceAll(number -> ((BigDecimal) number).toBigInteger());
        }
        return numbers;
    }

    /** Of the elements that are there; more of the same where there are too few. */
    private static List<Object> arrays(Map<String, Object> keywords, Object valid) {
        List<Object> arrays = new ArrayList<>();
        arrays.add(List.of());
        List<?> elements = (List<?>) valid;
        int least = keywords.get("minItems") instanceof Number n ? n.intValue() : 0;
        if (least > 1 && elements.size() >= least) {
            arrays.add(elements.subList(0, least - 1));
        }
        if (keywords.get("maxItems") instanceof Number most && !elements.isEmpty() && most.intValue() < 1000) {
            arrays.add(Collections.nCopies(most.intValue() + 1, elements.get(0)));
        }
        return arrays;
    }
}
