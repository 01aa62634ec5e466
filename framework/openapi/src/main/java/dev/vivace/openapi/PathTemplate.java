package dev.vivace.openapi;

import java.util.ArrayList;
import java.util.List;

/**
 * A route's pattern as OpenAPI spells paths: {@code /files/{rest...}} is {@code /files/{rest}} there.
 *
 * @param text with the names of parameters in braces
 * @param names of parameters, in order
 * @param shape the text with the names left out: paths that differ in those only are one path to OpenAPI (section 4.8.8.2), and
 *     nothing there says that a parameter holds slashes
 * @param wild whether the last parameter holds the rest of the path, with its slashes
 */
record PathTemplate(String text, List<String> names, String shape, boolean wild) {
    PathTemplate {
        names = List.copyOf(names);
    }

    /** This path under the names of another one of its shape. */
    PathTemplate named(PathTemplate other) {
        return new PathTemplate(other.text, other.names, shape, wild);
    }

    static PathTemplate of(String pattern) {
        StringBuilder text = new StringBuilder();
        StringBuilder shape = new StringBuilder();
        List<String> names = new ArrayList<>();
        boolean wild = false;
        int at = 0;
        while (at < pattern.length()) {
            int open = pattern.indexOf('{', at);
            int close = open < 0 ? -1 : pattern.indexOf('}', open);
            if (close < 0) {
                break;
            }
            wild = pattern.startsWith("...}", close - 3);
            String name = pattern.substring(open + 1, wild ? close - 3 : close);
            text.append(pattern, at, open).append('{').append(name).append('}');
            shape.append(pattern, at, open).append("{}");
            names.add(name);
            at = close + 1;
        }
        text.append(pattern, at, pattern.length());
        shape.append(pattern, at, pattern.length());
        return new PathTemplate(text.toString(), names, shape.toString(), wild);
    }
}
