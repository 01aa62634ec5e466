package dev.vivace.openapi;

import dev.vivace.internal.typed.Constraint;
import dev.vivace.internal.typed.JsonType;
import dev.vivace.internal.typed.TypeUse;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Generates the requests of one operation. */
final class ContractCases {
    private static final int TRIES_MAX = 50;

    private final Operation operation;
    private final Map<String, String> headers;
    private final SplittableRandom random;
    private final ValidValues values;
    private final BrokenBodies bodies;
    private boolean unsure;
    private int validCount;
    private int invalidCount;

    ContractCases(Operation operation, Map<String, String> headers, SplittableRandom random) {
        this.operation = operation;
        this.headers = headers;
        this.random = random;
        this.values = new ValidValues(random);
        this.bodies = new BrokenBodies(random);
    }

    /** A request, and what is wrong with it. */
    record Invalid(ContractRequest request, Broken broken) {}

    private interface Step {
        Broken run();
    }

    Operation operation() {
        return operation;
    }

    int validCount() {
        return validCount;
    }

    int invalidCount() {
        return invalidCount;
    }

    /** Whether the last valid request holds something of a type that nothing is known about. */
    boolean unsure() {
        return unsure;
    }

    ContractRequest valid() {
        validCount++;
        ContractRequest request = withParameters();
        unsure = operation.parameters().stream().anyMatch(parameter -> parameter.use() == null);
        if (operation.body() != null) {
            List<Object> document = values.document(operation.body());
            unsure |= values.unsure();
            request.body(JsonText.line(document.get(0)));
        }
        return request;
    }

    /** Null where the operation has no rule that could be broken. */
    Invalid invalid() {
        ContractRequest request = withParameters();
        List<Step> steps = new ArrayList<>();
        for (Parameter parameter : operation.parameters()) {
            if (parameter.use() != null) {
                addSteps(request, parameter, steps);
            }
        }
        boolean body = operation.body() != null;
        if (steps.isEmpty() && !body) {
            return null;
        }
        invalidCount++;
        Broken broken = null;
        if (!steps.isEmpty() && (!body || random.nextInt(3) == 0)) {
            broken = steps.get(random.nextInt(steps.size())).run();
        }
        if (body) {
            List<Object> document = values.document(operation.body());
            if (broken == null) {
                BrokenBodies.Body wrong = bodies.breakOne(document, values);
                request.body(wrong.text());
                broken = wrong.broken();
            } else {
                request.body(JsonText.line(document.get(0)));
            }
        }
        return new Invalid(request, broken);
    }

    private ContractRequest withParameters() {
        ContractRequest request = new ContractRequest(operation, headers);
        for (Parameter parameter : operation.parameters()) {
            boolean there = parameter.required() || random.nextInt(3) != 0;
            request.set(parameter, there ? spelled(parameter) : List.of());
        }
        return request;
    }

    /** Of a parameter that is there; empty for one that need not be there, and for which nothing is found that can be sent. */
    private List<String> spelled(Parameter parameter) {
        boolean letters = !parameter.in().equals("query");
        for (int i = 0; i < TRIES_MAX; i++) {
            List<String> spelled;
            try {
                spelled = ContractRequest.spelled(
                        parameter.use() == null
                                ? untyped()
                                : values.parameter(parameter.sent(), parameter.annotated(), letters));
            } catch (ValidValues.NoValue e) {
                if (parameter.required()) {
                    throw e;
                }
                return List.of();
            }
            if (spelled.stream().allMatch(text -> canBeSent(parameter, text))
                    && (parameter.in().equals("query") || !spelled.isEmpty())) {
                return spelled;
            }
        }
        if (!parameter.required()) {
            return List.of();
        }
        throw new ValidValues.NoValue("no value was found for the " + parameter.in() + " parameter '" + parameter.name()
                + "' that can be sent there: give one with @Example");
    }

    /** A handler that reads a parameter by itself wants a number as often as a text. */
    private Object untyped() {
        return random.nextBoolean() ? random.nextInt(100) : values.texts().text(1, 8, true);
    }

    /** A path has no empty segments; fields have visible characters, and lists of them no commas. */
    private static boolean canBeSent(Parameter parameter, String text) {
        return switch (parameter.in()) {
            case "query" -> true;
            case "path" -> !text.isEmpty() && !text.equals(".") && !text.equals("..") && text.indexOf('/') < 0;
            default -> !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7F && ",;\"\\".indexOf(c) < 0);
        };
    }

    private void addSteps(ContractRequest request, Parameter parameter, List<Step> steps) {
        TypeUse use = parameter.use();
        boolean several = use.type().kind() == JsonType.Kind.ARRAY;
        JsonType type = several ? use.type().element().type() : use.type();
        boolean inPath = parameter.in().equals("path");
        if (parameter.required() && !inPath) {
            // A list that is not there is an empty one
            String[] codes = several
                    ? use.constraints().stream().map(Constraint::code).toArray(String[]::new)
                    : new String[] {"required"};
            steps.add(() -> set(request, parameter, null, "a required parameter left out", codes));
        }
        if (!several && parameter.in().equals("query")) {
            steps.add(() -> {
                List<String> one = spelled(parameter);
                String value = one.isEmpty() ? "x" : one.get(0);
                request.set(parameter, List.of(value, value));
                return Broken.parameter("a parameter that comes twice", parameter, "repeated");
            });
        }
        if (parameter.in().equals("query")) {
            steps.add(() -> {
                request.set(parameter, List.of());
                request.rawQuery(ContractRequest.encoded(parameter.name()) + "=%zz");
                return Broken.parameter("bad percent-encoding", parameter, "malformed");
            });
        }
        switch (type.kind()) {
            case INTEGER, NUMBER, BOOLEAN ->
                steps.add(() -> set(request, parameter, "x", "no number", "type", "format"));
            case ENUM -> steps.add(() -> set(request, parameter, "no-such-constant", "no constant", "enum"));
            default -> {
                if (BrokenScalars.hasForm(type)) {
                    steps.add(() -> set(request, parameter, "not-this", "a text of another form", "format"));
                }
            }
        }
        BigInteger beyond = BrokenScalars.beyond(type);
        if (beyond != null) {
            steps.add(() -> set(request, parameter, beyond.toString(), "a number beyond its type", "range"));
        }
        for (Constraint constraint : use.constraints()) {
            Object valid = several ? List.of() : "";
            Object breaking = BrokenScalars.breaking(constraint, use, valid);
            List<String> spelled = breaking == null ? List.of() : ContractRequest.spelled(breaking);
            if (breaking != null
                    && spelled.stream().allMatch(text -> canBeSent(parameter, text))
                    && !spelled.isEmpty()) {
                steps.add(() -> {
                    request.set(parameter, spelled);
                    return Broken.parameter(
                            "a value that breaks: " + constraint.sentence(), parameter, constraint.code());
                });
            }
        }
    }

    private static Broken set(
            ContractRequest request, Parameter parameter, String value, String what, String... codes) {
        request.set(parameter, value == null ? List.of() : List.of(value));
        return Broken.parameter(what, parameter, codes);
    }
}
