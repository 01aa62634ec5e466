package dev.vivace.internal.json;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Looks up JSON Pointers in a document whose objects may have members of one name. */
public final class PointerResolver {
    private final byte[] in;
    private int index;

    private PointerResolver(byte[] in) {
        this.in = in;
    }

    /** Whether a pointer leads to a value of a well-formed document. */
    public static boolean resolves(byte[] document, String pointer) {
        return leads(new PointerResolver(document).value(), pointer);
    }

    private static boolean leads(Object value, String pointer) {
        if (pointer.isEmpty()) {
            return true;
        }
        int next = pointer.indexOf('/', 1);
        String segment = next < 0 ? pointer.substring(1) : pointer.substring(1, next);
        String name = segment.replace("~1", "/").replace("~0", "~");
        String rest = next < 0 ? "" : pointer.substring(next);
        if (value instanceof List<?> list) {
            boolean members = !list.isEmpty() && list.get(0) instanceof Map.Entry;
            if (members) {
                return list.stream()
                        .map(one -> (Map.Entry<?, ?>) one)
                        .anyMatch(member -> member.getKey().equals(name) && leads(member.getValue(), rest));
            }
            return name.matches("\\d+")
                    && Integer.parseInt(name) < list.size()
                    && leads(list.get(Integer.parseInt(name)), rest);
        }
        return false;
    }

    private Object value() {
        skipBlanks();
        byte first = in[index];
        if (first == '"') {
            return string();
        }
        if (first != '{' && first != '[') {
            while (index < in.length && ",]} \n\r\t".indexOf(in[index]) < 0) {
                index++;
            }
            return "";
        }
        java.util.ArrayList<Object> all = new java.util.ArrayList<>();
        index++;
        skipBlanks();
        while (in[index] != '}' && in[index] != ']') {
            if (first == '{') {
                String name = string();
                skipBlanks();
                index++;
                all.add(Map.entry(name, value()));
            } else {
                all.add(value());
            }
            skipBlanks();
            if (in[index] == ',') {
                index++;
                skipBlanks();
            }
        }
        index++;
        return all;
    }

    private String string() {
        int from = index + 1;
        for (index = from; in[index] != '"'; index++) {
            if (in[index] == '\\') {
                index++;
            }
        }
        byte[] text = new byte[index - from];
        int length = JsonStrings.unescape(in, from, index++, text, 0);
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }

    private void skipBlanks() {
        while (index < in.length && " \n\r\t".indexOf(in[index]) >= 0) {
            index++;
        }
    }
}
