package dev.vivace.openapi;

import dev.vivace.JsonValue;
import dev.vivace.internal.typed.JsonType;
import dev.vivace.internal.typed.TypeUse;
import dev.vivace.typed.Description;
import dev.vivace.typed.Example;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes a document: paths and their operations; what surrounds them comes from {@link OpenApi}. */
final class DocumentWriter {
    private static final Set<String> RESERVED = Set.of(ProblemSchema.NAME, ProblemSchema.ERROR_NAME);

    private final OpenApi api;
    private final List<Operation> operations;
    private final Problems problems;
    private final ComponentNames names;
    private final SchemaWriter schemas;
    private final AnswerWriter answers;
    private final Examples examples = new Examples();

    DocumentWriter(OpenApi api, List<Operation> operations, Problems problems) {
        this.api = api;
        this.operations = operations;
        this.problems = problems;
        this.names = ComponentNames.of(Collected.of(operations, problems.own()), RESERVED);
        this.schemas = new SchemaWriter(names, examples);
        this.answers = new AnswerWriter(schemas, problems, examples);
    }

    /** The whole document. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.1");
        document.put("info", api.info());
        if (!api.servers().isEmpty()) {
            document.put("servers", api.servers());
        }
        if (api.security() != null) {
            document.put("security", requirements(api.security(), "the API"));
        }
        List<Object> tags = tags();
        if (!tags.isEmpty()) {
            document.put("tags", tags);
        }
        document.put("paths", paths());
        Map<String, Object> components = components();
        if (!components.isEmpty()) {
            document.put("components", components);
        }
        return document;
    }

    /** Those that the API describes, in its order; then those that routes merely name, in alphabetical order. */
    private List<Object> tags() {
        Map<String, String> described = api.tags();
        List<Object> tags = new ArrayList<>();
        described.forEach((name, description) -> {
            Map<String, Object> tag = new LinkedHashMap<>();
            tag.put("name", name);
            if (description != null) {
                tag.put("description", description);
            }
            tags.add(tag);
        });
        Set<String> others = new TreeSet<>();
        for (Operation operation : operations) {
            others.addAll(operation.documentation().tags());
        }
        others.removeAll(described.keySet());
        others.forEach(name -> tags.add(Map.of("name", name)));
        return tags;
    }

    private Map<String, Object> paths() {
        Map<String, Object> paths = new LinkedHashMap<>();
        for (Operation operation : operations) {
            @SuppressWarnings("unchecked") // No other kind of value is put in
            Map<String, Object> item =
                    (Map<String, Object>) paths.computeIfAbsent(operation.path().text(), path -> new LinkedHashMap<>());
            item.put(operation.method().toLowerCase(Locale.ROOT), operation(operation));
        }
        return paths;
    }

    private Map<String, Object> operation(Operation operation) {
        Map<String, Object> written = new LinkedHashMap<>();
        if (!operation.documentation().tags().isEmpty()) {
            written.put("tags", operation.documentation().tags());
        }
        putText(written, "summary", operation.documentation().summary());
        putText(written, "description", operation.documentation().description());
        written.put("operationId", operation.id());
        if (!operation.parameters().isEmpty()) {
            List<Object> parameters = new ArrayList<>();
            for (Parameter parameter : operation.parameters()) {
                parameters.add(parameter(parameter, operation));
            }
            written.put("parameters", parameters);
        }
        if (operation.body() != null) {
            written.put("requestBody", requestBody(operation));
        } else if (operation.documentation().requestExample() != null) {
            throw new IllegalStateException(operation.label()
                    + " has an example of a body, and none is read into a type: add Json.of(...), or take it away");
        }
        written.put("responses", answers.responses(operation));
        if (operation.documentation().deprecated()) {
            written.put("deprecated", true);
        }
        if (operation.documentation().security() != null) {
            written.put("security", requirements(operation.documentation().security(), operation.label()));
        }
        return written;
    }

    private static void putText(Map<String, Object> members, String name, String text) {
        if (text != null) {
            members.put(name, text);
        }
    }

    private List<Object> requirements(List<List<String>> alternatives, String whose) {
        List<Object> requirements = new ArrayList<>();
        for (List<String> together : alternatives) {
            Map<String, Object> requirement = new LinkedHashMap<>();
            for (String scheme : together) {
                if (!api.securitySchemes().containsKey(scheme)) {
                    throw new IllegalStateException(whose + " asks for the security scheme '" + scheme
                            + "', which the OpenApi does not have: add securityScheme(\"" + scheme + "\", ...)");
                }
                requirement.put(scheme, List.of());
            }
            requirements.add(requirement);
        }
        return requirements;
    }

    private Map<String, Object> parameter(Parameter parameter, Operation operation) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("name", parameter.name());
        written.put("in", parameter.in());
        AnnotatedElement annotated = parameter.annotated();
        Description description = annotated == null ? null : annotated.getAnnotation(Description.class);
        if (description != null) {
            written.put("description", description.value());
        } else if (operation.path().wild()
                && parameter.in().equals("path")
                && parameter
                        .name()
                        .equals(operation
                                .path()
                                .names()
                                .get(operation.path().names().size() - 1))) {
            written.put("description", "The rest of the path; it may hold slashes.");
        }
        written.put("required", parameter.required());
        TypeUse use = parameter.use();
        if (use != null && use.type().kind() == JsonType.Kind.ARRAY) {
            boolean repeated = parameter.in().equals("query") || parameter.in().equals("cookie");
            written.put("style", repeated ? "form" : "simple");
            written.put("explode", repeated);
        }
        written.put("schema", parameterSchema(parameter));
        Example example = annotated == null ? null : annotated.getAnnotation(Example.class);
        if (example != null) {
            written.put("example", Parameters.value(example.value(), use, examples));
        }
        return written;
    }

    private Map<String, Object> parameterSchema(Parameter parameter) {
        if (parameter.use() == null) {
            Map<String, Object> text = new LinkedHashMap<>();
            text.put("type", "string");
            return text;
        }
        TypeUse use = parameter.sent();
        Map<String, Object> schema = schemas.mention(use, null);
        if (parameter.defaultText() != null) {
            schema.put("default", Parameters.value(parameter.defaultText(), use, examples));
        }
        return schema;
    }

    private Map<String, Object> requestBody(Operation operation) {
        Map<String, Object> media = new LinkedHashMap<>();
        media.put("schema", schemas.mention(operation.body(), null));
        String example = operation.documentation().requestExample();
        if (example != null) {
            JsonValue value = examples.json(example, operation.label());
            media.put("example", value);
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("application/json", media);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("required", true);
        body.put("content", content);
        return body;
    }

    private boolean anyProblem() {
        for (Operation operation : operations) {
            for (Answer answer : operation.answers()) {
                if (answer.problem()) {
                    return true;
                }
            }
        }
        return false;
    }

    private Map<String, Object> components() {
        Map<String, Object> all = new LinkedHashMap<>();
        Map<String, Object> written = new java.util.TreeMap<>();
        for (Map.Entry<String, Component> entry : names.byName().entrySet()) {
            written.put(entry.getKey(), schemas.component(entry.getValue()));
        }
        if (problems == Problems.OF_THE_LIBRARY && anyProblem()) {
            written.put(ProblemSchema.NAME, ProblemSchema.problem());
            written.put(ProblemSchema.ERROR_NAME, ProblemSchema.error());
        }
        if (!written.isEmpty()) {
            all.put("schemas", written);
        }
        if (!answers.shared().isEmpty()) {
            all.put("responses", answers.shared());
        }
        if (!api.securitySchemes().isEmpty()) {
            Map<String, Object> schemes = new LinkedHashMap<>();
            api.securitySchemes().forEach((name, scheme) -> schemes.put(name, scheme.members()));
            all.put("securitySchemes", schemes);
        }
        return all;
    }
}
