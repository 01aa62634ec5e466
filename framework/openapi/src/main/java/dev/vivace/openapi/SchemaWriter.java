package dev.vivace.openapi;

import dev.vivace.JsonValue;
import dev.vivace.internal.typed.Constraints;
import dev.vivace.internal.typed.JsonType;
import dev.vivace.internal.typed.Member;
import dev.vivace.internal.typed.TypeUse;
import dev.vivace.typed.Description;
import dev.vivace.typed.Example;
import java.lang.reflect.AnnotatedElement;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes types as JSON Schema (2020-12), those with names of their own as references. */
final class SchemaWriter {
    static final String PREFIX = "#/components/schemas/";

    private final ComponentNames names;
    private final Examples examples;

    SchemaWriter(ComponentNames names, Examples examples) {
        this.names = names;
        this.examples = examples;
    }

    /** One mention of a type. */
    Map<String, Object> mention(TypeUse use, AnnotatedElement annotated) {
        Map<String, Object> schema = referenceOrType(use.type());
        Map<String, Object> keywords = Constraints.schemaKeywords(use.constraints());
        if (use.nullable() && keywords.containsKey("not")) {
            schema = nothing();
        } else if (use.nullable() && keywords.containsKey("const")) {
            Keywords.add(schema, keywords);
            schema = either(schema);
        } else {
            schema = use.nullable() ? orNull(schema) : schema;
            Keywords.add(schema, keywords);
        }
        if (isSet(use.type()) && schema.get("minItems") instanceof Number least && least.intValue() > 1) {
            // Equal elements become one, and then there may be too few
            schema.put("uniqueItems", true);
        }
        annotate(schema, annotated);
        return schema;
    }

    /** A variant as an answer, or an array of it. */
    Map<String, Object> told(Component variant, TypeUse use) {
        Map<String, Object> schema = reference(variant);
        if (use.type().kind() != JsonType.Kind.ARRAY) {
            return schema;
        }
        Map<String, Object> array = new LinkedHashMap<>();
        array.put("type", "array");
        array.put("items", use.type().element().nullable() ? orNull(schema) : schema);
        return array;
    }

    private static boolean isSet(JsonType type) {
        return type.kind() == JsonType.Kind.ARRAY && Set.class.isAssignableFrom(JavaValues.raw(type.javaType()));
    }

    private Map<String, Object> referenceOrType(JsonType type) {
        return Component.isNamed(type) ? reference(Component.of(type)) : type(Component.of(type));
    }

    private Map<String, Object> reference(Component component) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$ref", PREFIX + names.name(component));
        return schema;
    }

    private static Map<String, Object> orNull(Map<String, Object> schema) {
        if (schema.get("type") instanceof String type) {
            schema.put("type", List.of(type, "null"));
            return schema;
        }
        return schema.containsKey("$ref") ? either(schema) : schema;
    }

    /** Beside keywords that a null does not satisfy, another type is not enough. */
    private static Map<String, Object> either(Map<String, Object> schema) {
        Map<String, Object> either = new LinkedHashMap<>();
        either.put("anyOf", List.of(schema, nothing()));
        return either;
    }

    private static Map<String, Object> nothing() {
        Map<String, Object> nothing = new LinkedHashMap<>();
        nothing.put("type", "null");
        return nothing;
    }

    /** A component itself. */
    Map<String, Object> component(Component component) {
        Map<String, Object> schema = type(component);
        if (component.type().javaType() instanceof AnnotatedElement annotated) {
            annotate(schema, annotated);
        }
        return schema;
    }

    private Map<String, Object> type(Component component) {
        JsonType type = component.type();
        Map<String, Object> schema = new LinkedHashMap<>();
        switch (type.kind()) {
            case STRING -> schema.put("type", "string");
            case INTEGER -> schema.put("type", "integer");
            case NUMBER -> schema.put("type", "number");
            case BOOLEAN -> schema.put("type", "boolean");
            case ENUM -> {
                schema.put("type", "string");
                schema.put("enum", type.constants());
            }
            case ARRAY -> {
                schema.put("type", "array");
                schema.put("items", mention(type.element(), null));
            }
            case MAP -> {
                schema.put("type", "object");
                schema.put("additionalProperties", mention(type.element(), null));
            }
            case OBJECT -> object(component, schema);
            case ONE_OF -> choice(type, schema);
            case ANY -> {}
        }
        // With its zone in brackets (RFC 9557) it is no date-time, and no format is registered for it
        if (type.format() != null && type.javaType() != ZonedDateTime.class) {
            format(type.format(), schema);
        }
        return schema;
    }

    private void object(Component component, Map<String, Object> schema) {
        List<String> required = new ArrayList<>();
        Map<String, Object> properties = new LinkedHashMap<>();
        if (component.discriminator() != null) {
            required.add(component.discriminator());
            Map<String, Object> only = new LinkedHashMap<>();
            only.put("type", "string");
            only.put("const", component.variant());
            properties.put(component.discriminator(), only);
        }
        for (Member member : component.type().members()) {
            if (member.required()) {
                required.add(member.name());
            }
            properties.put(member.name(), mention(member.use(), member.annotated()));
        }
        schema.put("type", "object");
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        if (!properties.isEmpty()) {
            schema.put("properties", properties);
        }
        if (component.type().unknownRefused()) {
            schema.put("additionalProperties", false);
        }
    }

    private void choice(JsonType type, Map<String, Object> schema) {
        List<Object> variants = new ArrayList<>();
        Map<String, Object> mapping = new LinkedHashMap<>();
        // The processor lists them in an order that differs from one compilation to the next
        new TreeMap<>(type.variants()).forEach((value, variant) -> {
            Map<String, Object> reference = reference(new Component(variant, type.discriminator(), value));
            variants.add(reference);
            mapping.put(value, reference.get("$ref"));
        });
        Map<String, Object> discriminator = new LinkedHashMap<>();
        discriminator.put("propertyName", type.discriminator());
        discriminator.put("mapping", mapping);
        schema.put("oneOf", variants);
        schema.put("discriminator", discriminator);
    }

    /** Formats that people's tools do not know say what they mean with keywords as well. */
    private static void format(String format, Map<String, Object> schema) {
        switch (format) {
            case "int8" -> {
                schema.put("minimum", (int) Byte.MIN_VALUE);
                schema.put("maximum", (int) Byte.MAX_VALUE);
            }
            case "int16" -> {
                schema.put("minimum", (int) Short.MIN_VALUE);
                schema.put("maximum", (int) Short.MAX_VALUE);
            }
            case "byte" -> {
                schema.put("format", "byte");
                schema.put("contentEncoding", "base64");
            }
            default -> schema.put("format", format);
        }
    }

    private void annotate(Map<String, Object> schema, AnnotatedElement annotated) {
        if (annotated == null) {
            return;
        }
        Description description = annotated.getAnnotation(Description.class);
        if (description != null) {
            schema.put("description", description.value());
        }
        Example example = annotated.getAnnotation(Example.class);
        if (example != null) {
            schema.put("examples", List.of(example(example.value(), schema)));
        }
    }

    private JsonValue example(String text, Map<String, Object> schema) {
        Object type = schema.get("type");
        boolean string = "string".equals(type) || type instanceof List<?> types && types.contains("string");
        JsonValue value = examples.jsonOrText(text);
        // "17" is no number where a string is wanted
        return string && !(value instanceof JsonValue.JsonString) && !(value instanceof JsonValue.JsonNull)
                ? new JsonValue.JsonString(text)
                : value;
    }
}
