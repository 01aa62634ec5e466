package dev.vivace.openapi;

import dev.vivace.JsonValue;
import dev.vivace.JsonValue.JsonObject;
import dev.vivace.JsonValue.JsonString;
import dev.vivace.test.TestResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds answers against what is documented. */
final class AnswerCheck {
    /** What the server says to single values: it is all in the model, so valid input never gets one of these. */
    private static final Set<String> KNOWN_CODES = Set.of(
            "syntax",
            "type",
            "required",
            "null",
            "unknown",
            "duplicate",
            "range",
            "format",
            "enum",
            "variant",
            "blank",
            "empty",
            "size",
            "min",
            "max",
            "positive",
            "positive_or_zero",
            "negative",
            "negative_or_zero",
            "digits",
            "pattern",
            "email",
            "past",
            "past_or_present",
            "future",
            "future_or_present",
            "assert_true",
            "assert_false",
            "malformed",
            "repeated");

    private final Map<?, ?> document;
    private final SchemaCheck schemas;
    private final boolean problemsOfTheLibrary;
    private final Examples reader = new Examples();

    private AnswerCheck(Map<?, ?> document, SchemaCheck schemas, boolean problemsOfTheLibrary) {
        this.document = document;
        this.schemas = schemas;
        this.problemsOfTheLibrary = problemsOfTheLibrary;
    }

    static AnswerCheck of(Map<String, Object> document, boolean problemsOfTheLibrary) {
        Object components = document.getOrDefault("components", Map.of());
        Object schemas = ((Map<?, ?>) components).get("schemas");
        return new AnswerCheck(
                document, new SchemaCheck(schemas == null ? Map.of() : (Map<?, ?>) schemas), problemsOfTheLibrary);
    }

    /** What is wrong with the answer to a valid request, null where nothing is. */
    String faultOfValid(Operation operation, TestResponse answer, boolean unsure) {
        int status = answer.status();
        boolean declared = operation.route().returned().stream().anyMatch(one -> one.status() == status);
        if (status >= 500 && !declared) {
            return "a valid request was answered with " + status;
        }
        if (status == 400 && !declared && !unsure && problemsOfTheLibrary) {
            for (JsonObject error : errors(answer)) {
                if (KNOWN_CODES.contains(text(error, "code"))) {
                    return "a valid request was refused: " + JsonText.line(error);
                }
            }
        }
        Map<?, ?> responses = (Map<?, ?>) find(
                "paths", operation.path().text(), operation.method().toLowerCase(java.util.Locale.ROOT), "responses");
        Object response = responses.get(Integer.toString(status));
        if (response == null) {
            return responses.containsKey("default")
                    ? null
                    : "a valid request was answered with " + status + ", which is not documented";
        }
        return faultOfBody(resolved((Map<?, ?>) response), operation, answer);
    }

    private Map<?, ?> resolved(Map<?, ?> response) {
        return response.get("$ref") instanceof String reference
                ? (Map<?, ?>) find("components", "responses", reference.substring(reference.lastIndexOf('/') + 1))
                : response;
    }

    private Object find(String... names) {
        Object at = document;
        for (String name : names) {
            at = ((Map<?, ?>) at).get(name);
        }
        return at;
    }

    private String faultOfBody(Map<?, ?> response, Operation operation, TestResponse answer) {
        if (operation.method().equals("HEAD")) {
            return null;
        }
        if (!(response.get("content") instanceof Map<?, ?> content)) {
            return answer.bodyBytes().length == 0
                    ? null
                    : "an answer with status " + answer.status() + " has a body, which is not documented";
        }
        String sent = String.valueOf(answer.header("Content-Type")).replaceAll("\\s*;.*", "");
        for (Map.Entry<?, ?> entry : content.entrySet()) {
            if (((String) entry.getKey()).replaceAll("\\s*;.*", "").equalsIgnoreCase(sent)) {
                return faultOfJson(sent, (Map<?, ?>) entry.getValue(), answer);
            }
        }
        return "an answer with status " + answer.status() + " has the type " + sent + ", and not one of "
                + content.keySet();
    }

    private String faultOfJson(String contentType, Map<?, ?> media, TestResponse answer) {
        if (!contentType.endsWith("json") || !(media.get("schema") instanceof Map<?, ?> schema)) {
            return null;
        }
        JsonValue value;
        try {
            value = reader.json(answer.body());
        } catch (RuntimeException e) {
            return "the body of an answer is not JSON: " + e.getMessage();
        }
        String fault = schemas.fault(schema, value);
        return fault == null
                ? null
                : "the body of an answer with status " + answer.status() + " is not as documented: " + fault;
    }

    /** What is wrong with the answer to an invalid request, null where nothing is. */
    String faultOfInvalid(Broken broken, TestResponse answer) {
        if (answer.status() != 400) {
            return "a request with " + broken.what() + place(broken) + " was answered with " + answer.status();
        }
        if (!problemsOfTheLibrary) {
            return null;
        }
        if (!"application/problem+json".equals(answer.header("Content-Type"))) {
            return "a 400 has the type " + answer.header("Content-Type");
        }
        String fault =
                schemas.fault(Map.of("$ref", SchemaWriter.PREFIX + ProblemSchema.NAME), reader.json(answer.body()));
        if (fault != null) {
            return "the problem is not as documented: " + fault;
        }
        for (JsonObject error : errors(answer)) {
            if (isExpected(error, broken)) {
                return null;
            }
        }
        return "the problem does not say " + (broken.codes().isEmpty() ? "what is wrong" : broken.codes())
                + place(broken) + ", for " + broken.what();
    }

    private static String place(Broken broken) {
        if (broken.parameter() != null) {
            return " (" + broken.in() + " parameter '" + broken.parameter() + "')";
        }
        return broken.pointer() == null ? "" : " (at '" + broken.pointer() + "')";
    }

    private static boolean isExpected(JsonObject error, Broken broken) {
        boolean place = broken.parameter() != null
                ? broken.parameter().equalsIgnoreCase(text(error, "parameter"))
                        && broken.in().equals(text(error, "in"))
                : text(error, "pointer") != null
                        && (broken.pointer() == null || isAt(broken.pointer(), text(error, "pointer")));
        return place && (broken.codes().isEmpty() || broken.codes().contains(text(error, "code")));
    }

    /** Long names are cut in problems; those pointers are not compared. */
    private static boolean isAt(String wanted, String found) {
        return wanted.equals(found) || List.of(wanted.split("/")).stream().anyMatch(segment -> segment.length() > 32);
    }

    private List<JsonObject> errors(TestResponse answer) {
        return reader.json(answer.body()) instanceof JsonObject problem
                        && problem.get("errors") instanceof JsonValue.JsonArray errors
                ? errors.elements().stream().map(error -> (JsonObject) error).toList()
                : List.of();
    }

    private static String text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString string ? string.value() : null;
    }
}
