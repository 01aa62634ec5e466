package dev.vivace.openapi;

import dev.vivace.RouteDescription;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names of operations for programs: each its own, and the same as long as method and pattern are. */
final class OperationIds {
    private OperationIds() {}

    /** The names of routes, in their order. */
    static String[] of(List<RouteDescription> routes) {
        String[] ids = new String[routes.size()];
        Map<String, RouteDescription> taken = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            ids[i] = routes.get(i).documentation().operationId();
            if (ids[i] != null) {
                RouteDescription other = taken.put(ids[i], routes.get(i));
                if (other != null) {
                    throw new IllegalStateException("the operationId " + ids[i] + " is that of two routes: "
                            + label(other) + " and " + label(routes.get(i)));
                }
            }
        }
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == null) {
                String wanted = wanted(routes.get(i));
                ids[i] = wanted;
                for (int number = 2; taken.putIfAbsent(ids[i], routes.get(i)) != null; number++) {
                    ids[i] = wanted + number;
                }
            }
        }
        return ids;
    }

    private static String label(RouteDescription route) {
        return route.method() + " " + route.pattern();
    }

    /** {@code GET /books/{id}/pages} is getBooksByIdPages. */
    static String wanted(RouteDescription route) {
        StringBuilder id = new StringBuilder(route.method().toLowerCase(Locale.ROOT));
        for (String segment : route.pattern().split("/")) {
            boolean parameter = segment.startsWith("{");
            if (parameter) {
                id.append("By");
            }
            appendWords(segment, id);
        }
        return id.length() == route.method().length() ? id.append("Root").toString() : id.toString();
    }

    private static void appendWords(String segment, StringBuilder id) {
        boolean upper = true;
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c < 0x80 && Character.isLetterOrDigit(c)) {
                id.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            } else {
                upper = true;
            }
        }
    }
}
