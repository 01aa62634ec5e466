package dev.vivace.openapi;

import dev.vivace.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the answers of operations. Problems without an example of their own are written once and referred to. */
final class AnswerWriter {
    private final SchemaWriter schemas;
    private final Examples examples;
    private final Map<String, Object> shared = new TreeMap<>();

    AnswerWriter(SchemaWriter schemas, Examples examples) {
        this.schemas = schemas;
        this.examples = examples;
    }

    /** By status, ascending. A route that declares nothing that succeeds may answer anything. */
    Map<String, Object> responses(Operation operation) {
        Map<Integer, List<Answer>> byStatus = new TreeMap<>();
        for (Answer answer : operation.answers()) {
            byStatus.computeIfAbsent(answer.status(), status -> new ArrayList<>())
                    .add(answer);
        }
        Map<String, Object> responses = new LinkedHashMap<>();
        byStatus.forEach(
                (status, answers) -> responses.put(Integer.toString(status), response(status, answers, operation)));
        if (operation.answers().stream().noneMatch(answer -> answer.status() < 400)) {
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
            String name = Reasons.word(status);
            shared.computeIfAbsent(name, n -> written(status, answers, null));
            Map<String, Object> reference = new LinkedHashMap<>();
            reference.put("$ref", "#/components/responses/" + name);
            return reference;
        }
        return written(status, answers, value);
    }

    private Map<String, Object> written(int status, List<Answer> answers, JsonValue example) {
        Map<String, Object> response = described(Reasons.of(status));
        Map<String, Object> content = new LinkedHashMap<>();
        Map<String, List<Object>> byType = new LinkedHashMap<>();
        for (Answer answer : answers) {
            if (answer.contentType() != null) {
                List<Object> alternatives = byType.computeIfAbsent(answer.contentType(), type -> new ArrayList<>());
                Object schema = schema(answer);
                if (schema != null && !alternatives.contains(schema)) {
                    alternatives.add(schema);
                }
            }
        }
        byType.forEach((type, alternatives) -> content.put(type, media(alternatives, example)));
        if (!content.isEmpty()) {
            response.put("content", content);
        }
        return response;
    }

    private Object schema(Answer answer) {
        if (answer.problem()) {
            return Map.of("$ref", SchemaWriter.PREFIX + ProblemSchema.NAME);
        }
        return answer.use() == null ? null : schemas.mention(answer.use(), null);
    }

    private static Map<String, Object> media(List<Object> alternatives, JsonValue example) {
        Map<String, Object> media = new LinkedHashMap<>();
        if (alternatives.size() == 1) {
            media.put("schema", alternatives.get(0));
        } else if (!alternatives.isEmpty()) {
            Map<String, Object> either = new LinkedHashMap<>();
            either.put("anyOf", alternatives);
            media.put("schema", either);
        }
        if (example != null && !alternatives.isEmpty()) {
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
