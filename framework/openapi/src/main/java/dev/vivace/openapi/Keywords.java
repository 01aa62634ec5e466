package dev.vivace.openapi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts keywords beside those that a schema has: all of them hold. */
final class Keywords {
    private static final Set<String> LOWER =
            Set.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties");
    private static final Set<String> UPPER =
            Set.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties");

    private Keywords() {}

    static void add(Map<String, Object> schema, Map<String, Object> keywords) {
        for (Map.Entry<String, Object> keyword : keywords.entrySet()) {
            String name = keyword.getKey();
            Object value = keyword.getValue();
            Object there = schema.get(name);
            if (there == null) {
                schema.put(name, value);
            } else if (LOWER.contains(name)) {
                schema.put(name, compare(there, value) >= 0 ? there : value);
            } else if (UPPER.contains(name)) {
                schema.put(name, compare(there, value) <= 0 ? there : value);
            } else if (!there.equals(value)) {
                also(schema, name, value);
            }
        }
    }

    /** A keyword that is there already with another value: both hold. */
    private static void also(Map<String, Object> schema, String name, Object value) {
        List<Object> all = new ArrayList<>();
        if (schema.get("allOf") instanceof List<?> before) {
            all.addAll(before);
        }
        Map<String, Object> more = new LinkedHashMap<>();
        more.put(name, value);
        all.add(more);
        schema.put("allOf", all);
    }

    private static int compare(Object a, Object b) {
        return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()));
    }
}
