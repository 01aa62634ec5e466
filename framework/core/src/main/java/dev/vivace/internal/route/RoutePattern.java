package dev.vivace.internal.route;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A route pattern: what a path must look like, segment by segment.
 *
 * <ul>
 *   <li>{@code /users/list}: static segments, given decoded; compared byte by byte in UTF-8, with their case.
 *   <li>{@code /users/{id}}: a parameter is one whole segment and never an empty one.
 *   <li>{@code /files/{rest...}}: the rest of the path behind the slash, slashes included, <b>also the empty
 *       rest</b>: it matches {@code /files/}, {@code /files/a} and {@code /files/a/b}, but not {@code /files}, which
 *       has no such slash. Only at the end.
 * </ul>
 *
 * <p>A slash at the end is significant: {@code /users/} ends in an empty static segment and is not {@code /users}.
 *
 * <p>A pattern that could never match, or that looks like another framework's syntax, is refused with a sentence that
 * says what to write: empty segments inside, dot segments, {@code %XX} escapes, a query, control characters, {@code
 * :id}, {@code *}, {@code a{b}}, a name used twice.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class RoutePattern {
    /** The most segments that a pattern can have. */
    public static final int SEGMENT_COUNT_MAX = 255;

    private final String text;
    private final List<Segment> segments;
    private final String[] paramNames;

    private RoutePattern(String text, List<Segment> segments, String[] paramNames) {
        this.text = text;
        this.segments = List.copyOf(segments);
        this.paramNames = paramNames;
    }

    /** What a segment of the pattern matches. */
    enum Kind {
        /** Exactly its bytes. */
        STATIC,
        /** Any segment that is not empty. */
        PARAM,
        /** Everything up to the end of the path. */
        REST
    }

    /** One segment; text and bytes are empty unless it is a static one. */
    static final class Segment {
        private static final Segment PARAM = new Segment(Kind.PARAM, "");
        private static final Segment REST = new Segment(Kind.REST, "");

        final Kind kind;
        final String text;
        final byte[] bytes;

        private Segment(Kind kind, String text) {
            this.kind = kind;
            this.text = text;
            this.bytes = text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it is not one; the message quotes it and says what to write instead
     */
    public static RoutePattern of(String pattern) {
        if (pattern.isEmpty() || pattern.charAt(0) != '/') {
            throw refused(pattern, "does not start with a slash: write \"/" + pattern + "\"");
        }
        checkCharacters(pattern);
        List<Segment> segments = new ArrayList<>();
        List<String> names = new ArrayList<>();
        int start = 1;
        while (start <= pattern.length()) {
            int slash = pattern.indexOf('/', start);
            int end = slash < 0 ? pattern.length() : slash;
            segments.add(segment(pattern, pattern.substring(start, end), slash < 0, names));
            start = end + 1;
        }
        if (segments.size() > SEGMENT_COUNT_MAX) {
            throw refused(pattern, "has more than " + SEGMENT_COUNT_MAX + " segments: end it in \"{rest...}\" earlier");
        }
        return new RoutePattern(pattern, segments, names.toArray(new String[0]));
    }

    private static Segment segment(String pattern, String text, boolean last, List<String> names) {
        if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
            return placeholder(pattern, text, last, names);
        }
        if (text.isEmpty() && !last) {
            throw refused(pattern, "has an empty segment, which no normalised path has: write one slash, not two");
        }
        if (text.equals(".") || text.equals("..")) {
            throw refused(pattern, "has the dot segment \"" + text + "\", which no normalised path has: leave it out");
        }
        if (text.startsWith(":")) {
            String name = text.substring(1);
            String instead = isName(name) ? "\"{" + name + "}\"" : "\"{name}\" and look at its value in the handler";
            throw refused(pattern, "writes a parameter as \"" + text + "\": write " + instead);
        }
        if (text.startsWith("*")) {
            String name = text.replace("*", "");
            String instead = "{" + (isName(name) ? name : "rest") + "...}";
            throw refused(pattern, "has the wildcard \"" + text + "\": write \"" + instead + "\" as the last segment");
        }
        return new Segment(Kind.STATIC, text);
    }

    private static Segment placeholder(String pattern, String text, boolean last, List<String> names) {
        if (text.indexOf('{') != 0 || text.indexOf('}') != text.length() - 1 || text.lastIndexOf('{') != 0) {
            throw refused(
                    pattern,
                    "has the segment \"" + text + "\", which is neither static nor one whole parameter: write"
                            + " \"{name}\" and take its value apart in the handler");
        }
        boolean rest = text.endsWith("...}");
        String name = text.substring(1, text.length() - (rest ? 4 : 1));
        checkName(pattern, name);
        if (rest && !last) {
            throw refused(
                    pattern,
                    "goes on behind \"" + text + "\": write it as the last segment, or \"{" + name + "}\" here");
        }
        if (names.contains(name)) {
            throw refused(pattern, "has the parameter \"" + name + "\" twice: give each its own name");
        }
        names.add(name.intern());
        return rest ? Segment.REST : Segment.PARAM;
    }

    private static boolean isName(String name) {
        boolean good = !name.isEmpty();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
            good &= letter || i > 0 && (c >= '0' && c <= '9' || c == '-');
        }
        return good;
    }

    private static void checkName(String pattern, String name) {
        if (!isName(name)) {
            throw refused(
                    pattern,
                    "has the parameter name \"" + name + "\": write a letter, then letters, digits, \"_\" or \"-\","
                            + " such as \"{id}\" or \"{rest...}\"");
        }
    }

    private static void checkCharacters(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c < 0x20 || c == 0x7F) {
                throw refused(pattern, "has a control character at index " + i + ", which no path has: leave it out");
            }
            if (c == '?' || c == '#') {
                throw refused(
                        pattern,
                        "has a \"" + c + "\": a query or fragment is no part of a pattern, write \""
                                + pattern.substring(0, i) + "\"");
            }
            if (c == '%' && isHex(pattern, i + 1) && isHex(pattern, i + 2)) {
                throw refused(
                        pattern,
                        "has the escape \"" + pattern.substring(i, i + 3) + "\": write the decoded text, paths are"
                                + " decoded before they are looked up");
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isSurrogatePair(c, i + 1 < pattern.length() ? pattern.charAt(i + 1) : 0)) {
                    throw refused(pattern, "has half a surrogate pair at index " + i + ": write whole characters");
                }
                i++;
            }
        }
    }

    private static boolean isHex(String pattern, int index) {
        return index < pattern.length() && Character.digit(pattern.charAt(index), 16) >= 0;
    }

    private static IllegalArgumentException refused(String pattern, String reason) {
        return new IllegalArgumentException("The route pattern \"" + pattern + "\" " + reason + ".");
    }

    /** The pattern as it was written. */
    public String text() {
        return text;
    }

    /** The names of the parameters in their order, the one of {@code {rest...}} last. The strings are interned. */
    public List<String> paramNames() {
        return List.of(paramNames);
    }

    /** The number of parameters, {@code {rest...}} included. */
    public int paramCount() {
        return paramNames.length;
    }

    /** The index of a parameter, or -1 if the pattern has none of this name. Allocates nothing. */
    public int paramIndex(String name) {
        String[] names = paramNames;
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the last segment is {@code {rest...}}; its value is then the last parameter. */
    public boolean hasRest() {
        return segments.get(segments.size() - 1).kind == Kind.REST;
    }

    /** Whether a parameter is that of {@code {rest...}}. */
    public boolean isRest(int index) {
        return index == paramNames.length - 1 && hasRest();
    }

    List<Segment> segments() {
        return segments;
    }

    @Override
    public String toString() {
        return text;
    }
}
