package dev.vivace.openapi;

import dev.vivace.JsonValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** Holds documents against the schemas of an OpenAPI document: those keywords that {@link SchemaWriter} writes. */
final class SchemaCheck {
    private final Map<?, ?> schemas;

    /** {@code schemas} are the components, by name. */
    SchemaCheck(Map<?, ?> schemas) {
        this.schemas = schemas;
    }

    /** What is wrong, with the place; null where nothing is. */
    String fault(Object schema, JsonValue value) {
        return fault((Map<?, ?>) schema, value, "");
    }

    private String fault(Map<?, ?> schema, JsonValue value, String pointer) {
        if (schema.get("$ref") instanceof String reference) {
            String fault =
                    fault((Map<?, ?>) schemas.get(reference.substring(SchemaWriter.PREFIX.length())), value, pointer);
            if (fault != null) {
                return fault;
            }
        }
        Object type = schema.get("type");
        if (type != null && !isOf(type, value)) {
            return at(pointer, "is not of type " + JsonText.line(type), value);
        }
        String fault = combined(schema, value, pointer);
        if (fault != null) {
            return fault;
        }
        if (schema.get("enum") instanceof List<?> constants && !constants.contains(plain(value))) {
            return at(pointer, "is none of " + JsonText.line(constants), value);
        }
        if (schema.containsKey("const") && !schema.get("const").equals(plain(value))) {
            return at(pointer, "is not " + schema.get("const"), value);
        }
        if (value instanceof JsonValue.JsonString string) {
            return text(schema, string.value(), pointer);
        } else if (value instanceof JsonValue.JsonNumber number) {
            return number(schema, number, pointer);
        } else if (value instanceof JsonValue.JsonArray array) {
            return array(schema, array, pointer);
        }
        return value instanceof JsonValue.JsonObject object ? object(schema, object, pointer) : null;
    }

    private String combined(Map<?, ?> schema, JsonValue value, String pointer) {
        if (schema.get("allOf") instanceof List<?> all) {
            for (Object one : all) {
                String fault = fault((Map<?, ?>) one, value, pointer);
                if (fault != null) {
                    return fault;
                }
            }
        }
        if (schema.get("anyOf") instanceof List<?> any && matching(any, value) == 0) {
            return at(pointer, "is as none of " + JsonText.line(any), value);
        }
        if (schema.get("not") instanceof Map<?, ?> not && matching(List.of(not), value) > 0) {
            return at(pointer, "is as in " + JsonText.line(not), value);
        }
        if (schema.get("oneOf") instanceof List<?> one && matching(one, value) != 1) {
            return at(pointer, "is not as exactly one of " + JsonText.line(one), value);
        }
        return null;
    }

    private long matching(List<?> alternatives, JsonValue value) {
        return alternatives.stream()
                .filter(one -> fault((Map<?, ?>) one, value, "") == null)
                .count();
    }

    private static boolean isOf(Object type, JsonValue value) {
        if (type instanceof List<?> types) {
            return types.stream().anyMatch(one -> isOf(one, value));
        }
        return switch ((String) type) {
            case "string" -> value instanceof JsonValue.JsonString;
            case "boolean" -> value instanceof JsonValue.JsonBool;
            case "null" -> value instanceof JsonValue.JsonNull;
            case "object" -> value instanceof JsonValue.JsonObject;
            case "array" -> value instanceof JsonValue.JsonArray;
            case "number" -> value instanceof JsonValue.JsonNumber;
            default ->
                value instanceof JsonValue.JsonNumber n
                        && n.decimal().stripTrailingZeros().scale() <= 0;
        };
    }

    private static Object plain(JsonValue value) {
        if (value instanceof JsonValue.JsonBool bool) {
            return bool.value();
        }
        return value instanceof JsonValue.JsonString string ? string.value() : value;
    }

    private static String text(Map<?, ?> schema, String text, String pointer) {
        int length = text.codePointCount(0, text.length());
        if (schema.get("minLength") instanceof Number least && length < least.longValue()
                || schema.get("maxLength") instanceof Number most && length > most.longValue()
                || schema.get("pattern") instanceof String pattern
                        && !Pattern.compile(pattern).matcher(text).find()
                || schema.get("format") instanceof String format && !isOfFormat(format, text)) {
            return at(pointer, "is not a text as in " + JsonText.line(schema), new JsonValue.JsonString(text));
        }
        return null;
    }

    private static boolean isOfFormat(String format, String text) {
        try {
            switch (format) {
                case "uuid" -> UUID.fromString(text);
                case "date" -> LocalDate.parse(text);
                case "date-time" -> OffsetDateTime.parse(text);
                default -> {
                    return true;
                }
            }
            return true;
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }

    private static String number(Map<?, ?> schema, JsonValue.JsonNumber number, String pointer) {
        BigDecimal value = number.decimal();
        boolean fits = compare(value, schema.get("minimum"), 1) >= 0
                && compare(value, schema.get("exclusiveMinimum"), 1) > 0
                && compare(value, schema.get("maximum"), -1) <= 0
                && compare(value, schema.get("exclusiveMaximum"), -1) < 0
                && (!"int32".equals(schema.get("format"))
                        || value.toBigInteger().bitLength() < 32)
                && (!"int64".equals(schema.get("format"))
                        || value.toBigInteger().bitLength() < 64);
        return fits ? null : at(pointer, "is not a number as in " + JsonText.line(schema), number);
    }

    private static int compare(BigDecimal value, Object bound, int withoutBound) {
        return bound == null ? withoutBound : value.compareTo(new BigDecimal(bound.toString()));
    }

    private String array(Map<?, ?> schema, JsonValue.JsonArray array, String pointer) {
        int size = array.elements().size();
        if (schema.get("minItems") instanceof Number least && size < least.intValue()
                || schema.get("maxItems") instanceof Number most && size > most.intValue()) {
            return at(pointer, "has " + size + " elements, which is not as in " + JsonText.line(schema), array);
        }
        if (Boolean.TRUE.equals(schema.get("uniqueItems")) && new HashSet<>(array.elements()).size() < size) {
            return at(pointer, "has equal elements", array);
        }
        if (schema.get("items") instanceof Map<?, ?> items) {
            for (int i = 0; i < size; i++) {
                String fault = fault(items, array.elements().get(i), pointer + '/' + i);
                if (fault != null) {
                    return fault;
                }
            }
        }
        return null;
    }

    private String object(Map<?, ?> schema, JsonValue.JsonObject object, String pointer) {
        for (Object name : schema.get("required") instanceof List<?> required ? required : List.of()) {
            if (object.get((String) name) == null) {
                return at(pointer, "lacks the member '" + name + "'", object);
            }
        }
        int size = object.members().size();
        if (schema.get("minProperties") instanceof Number least && size < least.intValue()
                || schema.get("maxProperties") instanceof Number most && size > most.intValue()) {
            return at(pointer, "has " + size + " members, which is not as in " + JsonText.line(schema), object);
        }
        Map<?, ?> properties = schema.get("properties") instanceof Map<?, ?> known ? known : Map.of();
        Object others = schema.get("additionalProperties");
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            Object property = properties.get(member.getKey());
            if (property == null && Boolean.FALSE.equals(others)) {
                return at(pointer, "has the member '" + member.getKey() + "', which nobody knows", object);
            }
            Object rule = property == null ? others : property;
            String at = Site.child(pointer, member.getKey());
            String fault = rule instanceof Map<?, ?> map ? fault(map, member.getValue(), at) : null;
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private static String at(String pointer, String what, JsonValue value) {
        String text = JsonText.line(value);
        return "the value at '" + pointer + "' " + what + ": "
                + (text.length() > 200 ? text.substring(0, 200) + "…" : text);
    }
}
