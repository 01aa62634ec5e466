package dev.vivace.openapi;

import dev.vivace.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Writes trees of maps, lists, strings, numbers, booleans, nulls and {@link JsonValue}s as people read and compare them: one
 * member a line, in the order of the map. Short lists of single values stay in one line.
 */
final class JsonText {
    private static final int LINE_CHARS_MAX = 100;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder out = new StringBuilder(4096);

    /** Line feeds with the indentation behind them. */
    private final List<String> lines = new ArrayList<>();

    /** Quoted strings by what they say. */
    private final Map<String, String> known = new HashMap<>();

    private JsonText() {}

    /** A document, with a line feed at its end. */
    static byte[] document(Object tree) {
        JsonText text = new JsonText();
        text.value(tree, 0);
        return text.out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** In one line. */
    static String line(Object tree) {
        JsonText text = new JsonText();
        text.value(tree, -1);
        return text.out.toString();
    }

    /** {@code depth} is how far lines are indented; negative for one line. */
    private void value(Object value, int depth) {
        if (value == null || value instanceof JsonValue.JsonNull) {
            out.append("null");
        } else if (value instanceof Map<?, ?> map) {
            object(map, depth);
        } else if (value instanceof List<?> list) {
            array(list, depth);
        } else if (value instanceof JsonValue.JsonObject object) {
            object(object.members(), depth);
        } else if (value instanceof JsonValue.JsonArray array) {
            array(array.elements(), depth);
        } else if (value instanceof JsonValue.JsonNumber number) {
            out.append(number.literal());
        } else if (value instanceof JsonValue.JsonBool bool) {
            out.append(bool.value());
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            string(value instanceof JsonValue.JsonString string ? string.value() : (String) value);
        }
    }

    private void object(Map<?, ?> members, int depth) {
        out.append('{');
        Iterator<? extends Map.Entry<?, ?>> rest = members.entrySet().iterator();
        while (rest.hasNext()) {
            Map.Entry<?, ?> member = rest.next();
            newLine(depth + 1, depth >= 0);
            string((String) member.getKey());
            out.append(depth >= 0 ? ": " : ":");
            value(member.getValue(), depth >= 0 ? depth + 1 : -1);
            if (rest.hasNext()) {
                out.append(',');
            }
        }
        newLine(depth, depth >= 0 && !members.isEmpty());
        out.append('}');
    }

    private void array(List<?> elements, int depth) {
        boolean lines = depth >= 0 && !fitsALine(elements);
        out.append('[');
        Iterator<?> rest = elements.iterator();
        while (rest.hasNext()) {
            newLine(depth + 1, lines);
            value(rest.next(), lines ? depth + 1 : -1);
            if (rest.hasNext()) {
                out.append(depth >= 0 && !lines ? ", " : ",");
            }
        }
        newLine(depth, lines);
        out.append(']');
    }

    private static boolean fitsALine(List<?> elements) {
        int length = 0;
        for (Object element : elements) {
            if (element instanceof Map
                    || element instanceof List
                    || element instanceof JsonValue.JsonObject
                    || element instanceof JsonValue.JsonArray) {
                return false;
            }
            length += 4 + (element == null ? 4 : element.toString().length());
        }
        return length <= LINE_CHARS_MAX;
    }

    private void newLine(int depth, boolean wanted) {
        if (wanted) {
            while (depth >= lines.size()) {
                lines.add("\n" + "  ".repeat(lines.size()));
            }
            out.append(lines.get(depth));
        }
    }

    /** Nearly all strings of a document are there many times. */
    private void string(String text) {
        String quoted = known.get(text);
        if (quoted == null) {
            int start = out.length();
            append(text);
            known.put(text, out.substring(start));
        } else {
            out.append(quoted);
        }
    }

    private void append(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || Character.isSurrogate(c) && !paired(text, i)) {
                        out.append("\\u").append(HEX[c >> 12]).append(HEX[c >> 8 & 15]);
                        out.append(HEX[c >> 4 & 15]).append(HEX[c & 15]);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean paired(String text, int index) {
        return Character.isHighSurrogate(text.charAt(index))
                ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
                : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    }
}
