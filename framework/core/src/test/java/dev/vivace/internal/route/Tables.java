package dev.vivace.internal.route;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Shared by the tests of this package: methods with names, tables from lines such as {@code GET /users/{id}}, answers
 * as text.
 */
final class Tables {
    static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");
    static final int HEAD = METHODS.indexOf("HEAD");
    static final int GET = METHODS.indexOf("GET");

    private Tables() {}

    static RouteTable.Builder<String> builder() {
        return RouteTable.builder(METHODS::get);
    }

    /** A table whose targets are the lines themselves; HEAD is served by GET. */
    static RouteTable<String> of(String... routes) {
        RouteTable.Builder<String> builder = builder();
        for (String route : routes) {
            int space = route.indexOf(' ');
            builder.add(METHODS.indexOf(route.substring(0, space)), RoutePattern.of(route.substring(space + 1)), route);
        }
        return builder.alias(HEAD, GET).build();
    }

    /**
     * "the target [params]", "404" or "405 [methods]", asked with a margin behind the path and without, which must
     * agree.
     */
    static String answer(RouteTable<String> table, String method, String path) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        byte[] roomy = ("//" + path + "/zzzzzzzzzzzzzzzz").getBytes(StandardCharsets.UTF_8);
        String tight = answer(table, METHODS.indexOf(method), bytes, 0, bytes.length);
        String spacious = answer(table, METHODS.indexOf(method), roomy, 2, 2 + bytes.length);
        if (!tight.equals(spacious)) {
            throw new AssertionError(path + " with a margin: " + spacious + ", without: " + tight);
        }
        return tight;
    }

    static String answer(RouteTable<String> table, int method, byte[] path, int start, int end) {
        RouteMatch match = table.newMatch();
        int result = table.find(method, path, start, end, match);
        if (result == RouteTable.NOT_FOUND) {
            return "404";
        }
        if (result == RouteTable.METHOD_NOT_ALLOWED) {
            return "405 " + names(match.allowedMethods());
        }
        List<String> params = new ArrayList<>();
        for (int i = 0; i < match.paramCount(); i++) {
            int from = match.paramStart(i);
            params.add(new String(path, from, match.paramEnd(i) - from, StandardCharsets.UTF_8));
        }
        return table.target(match.targetIndex()) + " " + params;
    }

    static List<String> names(int methods) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < METHODS.size(); i++) {
            if ((methods & 1 << i) != 0) {
                names.add(METHODS.get(i));
            }
        }
        return names;
    }
}
