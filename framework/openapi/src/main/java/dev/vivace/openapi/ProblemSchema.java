package dev.vivace.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What this library's problem bodies look like (RFC 9457). Written by hand: they leave members out. */
final class ProblemSchema {
    static final String NAME = "Problem";
    static final String ERROR_NAME = "InputError";

    private ProblemSchema() {}

    static Map<String, Object> problem() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("type", text("A URI reference; about:blank says no more than the status."));
        properties.put("title", text("The status in words."));
        properties.put("status", number("The status of the answer.", 400));
        properties.put("detail", text("What is wrong, for people."));
        Map<String, Object> errors = new LinkedHashMap<>();
        errors.put("type", "array");
        errors.put("description", "What is wrong with which part of the request.");
        errors.put("items", Map.of("$ref", SchemaWriter.PREFIX + ERROR_NAME));
        properties.put("errors", errors);
        return object("A problem (RFC 9457).", List.of("title", "status"), properties);
    }

    static Map<String, Object> error() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("pointer", text("Where in the body: a JSON Pointer (RFC 6901), empty for the whole of it."));
        Map<String, Object> in = text("Where the parameter is.");
        in.put("enum", List.of("path", "query", "header", "cookie"));
        properties.put("in", in);
        properties.put("parameter", text("The name of the parameter."));
        properties.put("code", text("What is wrong, for programs."));
        properties.put("detail", text("What is wrong, for people."));
        properties.put("offset", number("Bytes from the beginning of the body.", 0));
        return object(
                "One thing that is wrong with a request: in its body, or with a parameter.",
                List.of("code", "detail"),
                properties);
    }

    private static Map<String, Object> object(
            String description, List<String> required, Map<String, Object> properties) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("description", description);
        schema.put("required", new ArrayList<>(required));
        schema.put("properties", properties);
        return schema;
    }

    private static Map<String, Object> text(String description) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        schema.put("description", description);
        return schema;
    }

    private static Map<String, Object> number(String description, int minimum) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "integer");
        schema.put("format", "int32");
        schema.put("minimum", minimum);
        schema.put("description", description);
        return schema;
    }
}
