package dev.vivace.openapi;

import dev.vivace.JsonValue;
import dev.vivace.Problem;
import dev.vivace.Returned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes the answers of operations. Problems without an example of their own are written once and referred to. */
final class AnswerWriter {
    private final SchemaWriter schemas;
    private final Problems problems;
    private final Examples examples;
    private final Map<String, Object> shared = new TreeMap<>();

    /** To what is shared, by status. */
    private final Map<Integer, Map<String, Object>> references = new HashMap<>();

    AnswerWriter(SchemaWriter schemas, Problems problems, Examples examples) {
        this.problems = problems;
        this.schemas = schemas;
        this.examples = examples;
    }

    /** By status, ascending. A route that declares nothing that succeeds may answer anything. */
    Map<String, Object> responses(Operation operation) {
        TreeMap<Integer, List<Answer>> byStatus = new TreeMap<>();
        for (Answer answer : operation.answers()) {
            byStatus.computeIfAbsent(answer.status(), status -> new ArrayList<>())
                    .add(answer);
        }
        Map<String, Object> responses = new LinkedHashMap<>();
        for (Map.Entry<Integer, List<Answer>> entry : byStatus.entrySet()) {
            int status = entry.getKey();
            responses.put(Integer.toString(status), response(status, entry.getValue(), operation));
        }
        for (int status : operation.documentation().examples().keySet()) {
            if (!byStatus.containsKey(status)) {
                throw new IllegalStateException(operation.label() + " has an example for " + status
                        + ", which it does not declare: add returns(" + status + ", ...)");
            }
        }
        // Not by the statuses: 304 is among them where nobody has declared anything
        if (operation.route().returned().stream().noneMatch(returned -> returned.status() < 400)) {
            responses.put("default", described("What the route answers is not declared."));
        }
        return responses;
    }

    /** What answers of several operations refer to, by name. */
    Map<String, Object> shared() {
        return shared;
    }

    private Map<String, Object> response(int status, List<Answer> answers, Operation operation) {
        String example = operation.documentation().examples().get(status);
        JsonValue value = example == null ? null : examples.json(example, operation.label());
        if (value == null && answers.size() == 1 && answers.get(0).problem()) {
            return references.computeIfAbsent(status, s -> share(s, answers));
        }
        Set<String> types = value == null ? Set.of() : exampleTypes(status, answers, operation);
        Map<String, Object> response = written(status, answers, value, types);
        if (status == 200 && Operations.etag(operation.route())) {
            response.put("headers", Map.of("ETag", Map.of("schema", Map.of("type", "string"))));
        }
        return response;
    }

    private Map<String, Object> share(int status, List<Answer> answers) {
        String name = Reasons.word(status);
        shared.put(name, written(status, answers, null, Set.of()));
        return Map.of("$ref", "#/components/responses/" + name);
    }

    /**
     * The media types that an example is one of: those of JSON that the route itself declares. What the server answers by itself
     * has another form, unless the route declares nothing for the status.
     */
    private Set<String> exampleTypes(int status, List<Answer> answers, Operation operation) {
        List<Returned> declared = operation.route().returned().stream()
                .filter(returned -> returned.status() == status)
                .toList();
        boolean problem =
                declared.isEmpty() || declared.stream().anyMatch(returned -> returned.type() == Problem.class);
        Set<String> types = new HashSet<>();
        for (Answer answer : answers) {
            if (answer.problem() && problem) {
                types.add(problems.contentType());
            } else if (answer.use() != null || answer.contentType() != null && isJson(answer.contentType())) {
                types.add(answer.contentType());
            }
        }
        if (types.isEmpty()) {
            throw new IllegalStateException(operation.label() + " has an example for " + status
                    + ", which it declares without JSON: add returns(" + status
                    + ", ...) with a type, or take it away");
        }
        return types;
    }

    private static boolean isJson(String contentType) {
        return contentType.replaceAll("\\s*;.*", "").toLowerCase(Locale.ROOT).endsWith("json");
    }

    private Map<String, Object> written(int status, List<Answer> answers, JsonValue example, Set<String> exampleTypes) {
        Map<String, Object> response = described(Reasons.of(status));
        Map<String, Object> content = new LinkedHashMap<>();
        Map<String, List<Object>> byType = new LinkedHashMap<>();
        for (Answer answer : answers) {
            String contentType = answer.problem() ? problems.contentType() : answer.contentType();
            if (contentType != null) {
                List<Object> alternatives = byType.computeIfAbsent(contentType, type -> new ArrayList<>());
                Object schema = schema(answer);
                if (!alternatives.contains(schema)) {
                    alternatives.add(schema);
                }
            }
        }
        for (Map.Entry<String, List<Object>> entry : byType.entrySet()) {
            content.put(
                    entry.getKey(), media(entry.getValue(), exampleTypes.contains(entry.getKey()) ? example : null));
        }
        if (!content.isEmpty()) {
            response.put("content", content);
        }
        return response;
    }

    private Object schema(Answer answer) {
        if (answer.problem()) {
            return problem();
        }
        if (answer.told() != null) {
            return schemas.told(answer.told(), answer.use());
        }
        if (answer.use() != null) {
            return schemas.mention(answer.use(), null);
        }
        // No JSON, so no schema says anything about it; but clients are generated by these two words
        return answer.contentType().startsWith("text/")
                ? Map.of("type", "string")
                : new TreeMap<>(Map.of("type", "string", "format", "binary"));
    }

    private Object problem() {
        if (problems == Problems.OF_THE_LIBRARY) {
            return Map.of("$ref", SchemaWriter.PREFIX + ProblemSchema.NAME);
        }
        return problems.own() == null ? Map.of() : schemas.mention(problems.own(), null);
    }

    private static Map<String, Object> media(List<Object> alternatives, JsonValue example) {
        Map<String, Object> media = new LinkedHashMap<>();
        if (alternatives.size() == 1) {
            media.put("schema", alternatives.get(0));
        } else {
            Map<String, Object> either = new LinkedHashMap<>();
            either.put("anyOf", alternatives);
            media.put("schema", either);
        }
        if (example != null) {
            media.put("example", example);
        }
        return media;
    }

    private static Map<String, Object> described(String description) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("description", description);
        return response;
    }
}
