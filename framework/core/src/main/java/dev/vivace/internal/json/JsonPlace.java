package dev.vivace.internal.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A place in a document, as a JSON Pointer (RFC 6901). Nothing keeps track of it while documents are read well: it is found
 * by walking over the bytes once more.
 *
 * <p><b>Threading:</b> one walk's.
 */
final class JsonPlace {
    /** A pointer does not become longer than this and one segment: it stays at what is around, then. */
    private static final int CHARS_MAX = 2_048;

    /** Names are repeated to who sent them so far only. */
    private static final int NAME_CHARS_MAX = 64;

    private final StringBuilder pointer = new StringBuilder();

    /**
     * Goes to a member.
     *
     * @return what {@link #leave} wants
     */
    int enter(String name) {
        int before = pointer.length();
        if (before > CHARS_MAX) {
            return before;
        }
        pointer.append('/');
        int end = Math.min(name.length(), NAME_CHARS_MAX);
        if (end < name.length() && Character.isHighSurrogate(name.charAt(end - 1))) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = name.charAt(i);
            switch (c) {
                case '~' -> pointer.append("~0");
                case '/' -> pointer.append("~1");
                default -> pointer.append(c);
            }
        }
        return before;
    }

    /** Goes to an element. */
    int enter(int index) {
        int before = pointer.length();
        if (before > CHARS_MAX) {
            return before;
        }
        pointer.append('/').append(index);
        return before;
    }

    /** Goes back to the value around. */
    void leave(int before) {
        pointer.setLength(before);
    }

    @Override
    public String toString() {
        return pointer.toString();
    }

    /**
     * The value that was being read when a document turned out not to be well-formed: the innermost one that had begun, or
     * whose name was complete.
     *
     * @param in holds the document
     * @param start index of its first byte
     * @param fault index of the first byte that is wrong
     */
    static String beingRead(byte[] in, int start, int fault) {
        Walk walk = new Walk();
        int index = start;
        while (index < fault) {
            byte b = in[index];
            int next = index + 1;
            if (b == '"') {
                next = behindString(in, index, fault);
                if (next < 0) {
                    break;
                }
                walk.string(index + 1, next - 1);
            } else if (b == '{' || b == '[') {
                walk.open(b == '{');
            } else if (b == '}' || b == ']') {
                walk.close();
            } else if (b == ',') {
                walk.next();
            } else if (b > ' ' && b != ':') {
                next = behindScalar(in, index, fault);
                if (next < 0) {
                    break;
                }
                walk.valueEnds();
            }
            index = next;
        }
        return walk.pointer(in);
    }

    private static int behindString(byte[] in, int quote, int end) {
        for (int i = quote + 1; i < end; i++) {
            if (in[i] == '"') {
                return i + 1;
            }
            if (in[i] == '\\') {
                i++;
            }
        }
        return -1;
    }

    private static int behindScalar(byte[] in, int from, int end) {
        for (int i = from; i < end; i++) {
            if (in[i] <= ' ' || in[i] == ',' || in[i] == ']' || in[i] == '}') {
                return i;
            }
        }
        return -1;
    }

    /** The text that a validated string stands for. */
    static String text(byte[] in, int from, int closingQuote) {
        byte[] text = new byte[closingQuote - from];
        int length = JsonStrings.unescape(in, from, closingQuote, text, 0);
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }

    /** The open containers: for an array the index, for an object where the name is. */
    private static final class Walk {
        /** Of an array its index, of an object where its name begins. */
        private int[] froms = new int[16];

        private int[] ends = new int[16];
        private boolean[] objects = new boolean[16];

        /** Whether the value is not complete yet. */
        private boolean[] inValue = new boolean[16];

        private int depth;

        void open(boolean object) {
            if (depth == froms.length) {
                froms = Arrays.copyOf(froms, depth * 2);
                ends = Arrays.copyOf(ends, depth * 2);
                objects = Arrays.copyOf(objects, depth * 2);
                inValue = Arrays.copyOf(inValue, depth * 2);
            }
            froms[depth] = 0;
            objects[depth] = object;
            inValue[depth++] = !object;
        }

        void close() {
            depth = Math.max(0, depth - 1);
            valueEnds();
        }

        void next() {
            if (depth > 0) {
                boolean object = objects[depth - 1];
                froms[depth - 1] = object ? 0 : froms[depth - 1] + 1;
                inValue[depth - 1] = !object;
            }
        }

        void string(int from, int end) {
            if (depth > 0 && objects[depth - 1] && !inValue[depth - 1]) {
                froms[depth - 1] = from;
                ends[depth - 1] = end;
                inValue[depth - 1] = true;
            } else {
                valueEnds();
            }
        }

        void valueEnds() {
            if (depth > 0) {
                inValue[depth - 1] = false;
            }
        }

        String pointer(byte[] in) {
            JsonPlace place = new JsonPlace();
            for (int i = 0; i < depth && inValue[i]; i++) {
                if (objects[i]) {
                    place.enter(text(in, froms[i], ends[i]));
                } else {
                    place.enter(froms[i]);
                }
            }
            return place.toString();
        }
    }
}
