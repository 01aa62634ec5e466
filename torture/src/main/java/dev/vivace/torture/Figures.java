package dev.vivace.torture;

import java.util.Map;
import java.util.TreeMap;

/**
 * A line of {@code name=value} pairs with whole numbers, after a word that says what it is.
 *
 * @param kind that word
 * @param values by name
 */
record Figures(String kind, Map<String, Long> values) {

    static Figures parse(String line) {
        String[] parts = line.split(" ");
        Map<String, Long> values = new TreeMap<>();
        for (int i = 1; i < parts.length; i++) {
            int at = parts[i].indexOf('=');
            values.put(parts[i].substring(0, at), Long.parseLong(parts[i].substring(at + 1)));
        }
        return new Figures(parts[0], values);
    }

    /** Zero where there is none: counters that did not move are not there. */
    long value(String name) {
        return values.getOrDefault(name, 0L);
    }

    /** Counters of errors that moved since an earlier state, with by how much. */
    String errorsSince(Figures earlier) {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> {
            long more = value - earlier.value(name);
            if (name.startsWith("error.") && more != 0) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(name.substring("error.".length()))
                        .append(' ')
                        .append(more);
            }
        });
        return text.isEmpty() ? "none" : text.toString();
    }
}
