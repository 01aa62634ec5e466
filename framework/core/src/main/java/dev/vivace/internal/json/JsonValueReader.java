package dev.vivace.internal.json;

import dev.vivace.JsonValue;
import dev.vivace.JsonValue.JsonArray;
import dev.vivace.JsonValue.JsonBool;
import dev.vivace.JsonValue.JsonNull;
import dev.vivace.JsonValue.JsonNumber;
import dev.vivace.JsonValue.JsonObject;
import dev.vivace.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds the tree of a document that {@link StrictJson} has accepted, so it checks nothing. Not recursive: the depth
 * that the validator allows is an option, the thread's stack is not.
 *
 * <p>Where a name or a string goes is plain: the one that a colon follows is a name.
 */
final class JsonValueReader {
    private final byte[] in;
    private final int length;
    private final ArrayDeque<Container> open = new ArrayDeque<>();
    private int index;
    private byte[] scratch;

    JsonValueReader(byte[] in, int length) {
        this.in = in;
        this.length = length;
    }

    JsonValue read() {
        for (; ; ) {
            JsonValue value = null;
            skipBlanks();
            switch (in[index]) {
                case '{' -> begin(new Container(new LinkedHashMap<>(), null));
                case '[' -> begin(new Container(null, new ArrayList<>()));
                case '}', ']' -> {
                    index++;
                    value = open.pop().close();
                }
                case ',' -> index++;
                case '"' -> value = string();
                case 't' -> value = literal(JsonBool.TRUE, 4);
                case 'f' -> value = literal(JsonBool.FALSE, 5);
                case 'n' -> value = literal(JsonNull.INSTANCE, 4);
                default -> value = number();
            }
            if (value != null) {
                Container container = open.peek();
                if (container == null) {
                    return value;
                }
                container.add(value);
            }
        }
    }

    private void begin(Container container) {
        index++;
        open.push(container);
    }

    /** A string value, or null when it was a name, which the open object then keeps for the next value. */
    private JsonValue string() {
        String text = text();
        skipBlanks();
        Container container = open.peek();
        if (container != null && container.members != null && container.name == null) {
            index++;
            container.name = text;
            return null;
        }
        return new JsonString(text);
    }

    private String text() {
        int from = index + 1;
        int end = from;
        boolean escaped = false;
        while (in[end] != '"') {
            escaped |= in[end] == '\\';
            end += in[end] == '\\' ? 2 : 1;
        }
        index = end + 1;
        if (!escaped) {
            return new String(in, from, end - from, StandardCharsets.UTF_8);
        }
        if (scratch == null || scratch.length < end - from) {
            scratch = new byte[end - from];
        }
        return new String(scratch, 0, JsonStrings.unescape(in, from, end, scratch, 0), StandardCharsets.UTF_8);
    }

    private JsonValue number() {
        int from = index;
        while (index < length && inNumber(in[index])) {
            index++;
        }
        return new JsonNumber(new String(in, from, index - from, StandardCharsets.ISO_8859_1));
    }

    private static boolean inNumber(byte b) {
        return b >= '0' && b <= '9' || b == '.' || b == '-' || b == '+' || b == 'e' || b == 'E';
    }

    private JsonValue literal(JsonValue value, int letters) {
        index += letters;
        return value;
    }

    private void skipBlanks() {
        while (index < length && in[index] <= ' ' && in[index] >= 0) {
            index++;
        }
    }

    /** An array or object that is not complete yet: exactly one of the two is there. */
    private static final class Container {
        private final Map<String, JsonValue> members;
        private final List<JsonValue> elements;
        private String name;

        Container(Map<String, JsonValue> members, List<JsonValue> elements) {
            this.members = members;
            this.elements = elements;
        }

        void add(JsonValue value) {
            if (members == null) {
                elements.add(value);
            } else {
                members.put(name, value);
                name = null;
            }
        }

        JsonValue close() {
            return members == null ? new JsonArray(elements) : new JsonObject(members);
        }
    }
}
