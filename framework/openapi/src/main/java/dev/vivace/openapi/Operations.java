package dev.vivace.openapi;

import dev.vivace.Problem;
import dev.vivace.Returned;
import dev.vivace.RouteDescription;
import dev.vivace.internal.typed.JsonType;
import dev.vivace.internal.typed.TypeUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes operations of routes, in the order of documents: by path, then by method. */
final class Operations {
    /** The methods that a path item has, in the order of the specification. */
    static final List<String> METHODS = List.of("GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE");

    /** OpenAPI has other places for these, and ignores them as parameters (section 4.8.12.1). */
    private static final List<String> HEADERS_ELSEWHERE = List.of("accept", "content-type", "authorization");

    private final TypeSource types;

    /** The path that the first of all routes of one shape gave. */
    private final Map<String, PathTemplate> paths = new HashMap<>();

    /** The route of each method and shape. */
    private final Map<String, RouteDescription> taken = new HashMap<>();

    private Operations(TypeSource types) {
        this.types = types;
    }

    /** What is documented of an app: all but what is hidden, and methods that OpenAPI does not know. */
    static List<Operation> of(List<RouteDescription> routes, TypeSource types) {
        List<RouteDescription> documented = new ArrayList<>();
        for (RouteDescription route : routes) {
            if (!route.documentation().hidden() && METHODS.contains(route.method())) {
                documented.add(route);
            }
        }
        documented.sort(Operations::compare);
        String[] ids = OperationIds.of(documented);
        Operations operations = new Operations(types);
        List<Operation> all = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            all.add(operations.operation(documented.get(i), ids[i]));
        }
        return all;
    }

    private static int compare(RouteDescription a, RouteDescription b) {
        int byPattern = a.pattern().compareTo(b.pattern());
        return byPattern != 0 ? byPattern : METHODS.indexOf(a.method()) - METHODS.indexOf(b.method());
    }

    private Operation operation(RouteDescription route, String id) {
        PathTemplate own = PathTemplate.of(route.pattern());
        PathTemplate first = paths.putIfAbsent(own.shape(), own);
        PathTemplate path = first == null ? own : own.named(first);
        RouteDescription other = taken.putIfAbsent(route.method() + " " + own.shape(), route);
        if (other != null) {
            throw new IllegalStateException(other.method() + " " + other.pattern() + " and " + route.method() + " "
                    + route.pattern() + " are one path and method to OpenAPI: hide one of them with"
                    + " route -> route.hidden()");
        }
        TypeUse body = route.body() == null ? null : types.body(route.body());
        List<Parameter> parameters = parameters(route, own, path);
        return new Operation(route, id, path, parameters, body, answers(route, body != null));
    }

    private List<Parameter> parameters(RouteDescription route, PathTemplate own, PathTemplate path) {
        List<Parameter> bound = route.params() == null
                ? List.of()
                : types.parameters(route.params(), route.method() + " " + route.pattern(), own.names());
        Map<String, Parameter> inPath = new LinkedHashMap<>();
        for (String name : own.names()) {
            inPath.put(name, new Parameter("path", name, name, null, true, null, null));
        }
        List<Parameter> others = new ArrayList<>();
        for (Parameter parameter : bound) {
            if (parameter.in().equals("path")) {
                inPath.put(parameter.name(), parameter);
            } else if (!parameter.in().equals("header")
                    || !HEADERS_ELSEWHERE.contains(parameter.name().toLowerCase(java.util.Locale.ROOT))) {
                others.add(parameter);
            }
        }
        List<Parameter> all = new ArrayList<>();
        int index = 0;
        for (Parameter parameter : inPath.values()) {
            all.add(parameter.named(path.names().get(index++)));
        }
        all.addAll(others);
        return all;
    }

    /** What is declared, and what the server answers by itself. */
    private List<Answer> answers(RouteDescription route, boolean body) {
        Map<Integer, List<Answer>> answers = new TreeMap<>();
        for (Returned returned : route.returned()) {
            answers.computeIfAbsent(returned.status(), status -> new ArrayList<>())
                    .add(answer(returned));
        }
        if (body || route.params() != null) {
            byItself(400, answers);
        }
        if (body) {
            byItself(413, answers);
            byItself(415, answers);
        }
        if (etag(route) && !answers.containsKey(304)) {
            answers.put(304, List.of(Answer.other(304, null)));
        }
        if (route.acceptRequired()) {
            byItself(406, answers);
        }
        if (route.blocking()) {
            byItself(503, answers);
            byItself(504, answers);
        }
        List<Answer> all = new ArrayList<>();
        for (List<Answer> some : answers.values()) {
            all.addAll(some);
        }
        return all;
    }

    /** Whether answers with status 200 have a computed ETag. */
    static boolean etag(RouteDescription route) {
        return route.etag() && (route.method().equals("GET") || route.method().equals("HEAD"));
    }

    private static void byItself(int status, Map<Integer, List<Answer>> answers) {
        List<Answer> declared = answers.computeIfAbsent(status, s -> new ArrayList<>());
        for (Answer answer : declared) {
            if (answer.problem()) {
                return;
            }
        }
        declared.add(Answer.problem(status));
    }

    private Answer answer(Returned returned) {
        if (returned.type() == Problem.class) {
            return Answer.problem(returned.status());
        }
        if (returned.type() == null) {
            return Answer.other(returned.status(), returned.contentType());
        }
        TypeUse use = types.answer(returned.type());
        JsonType one =
                use.type().kind() == JsonType.Kind.ARRAY ? use.type().element().type() : use.type();
        return new Answer(returned.status(), use, types.toldAs(one), returned.contentType(), false);
    }
}
