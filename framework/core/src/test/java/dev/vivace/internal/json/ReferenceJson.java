package dev.vivace.internal.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A slow, recursive validator written from the grammar of RFC 8259 with the JDK's UTF-8 decoder, regular expressions
 * and a set of names per object: as little as possible in common with the one it judges.
 */
final class ReferenceJson {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern STRING =
            Pattern.compile("\"((?:[^\"\\\\\\x00-\\x1f]|\\\\[\"\\\\/bfnrt]|\\\\u[0-9a-fA-F]{4})*+)\"");
    private static final Pattern BLANKS = Pattern.compile("[ \\t\\r\\n]*");

    private final String text;
    private final int depthMax;
    private final int numberCharsMax;
    private int at;

    private ReferenceJson(String text, int depthMax, int numberCharsMax) {
        this.text = text;
        this.depthMax = depthMax;
        this.numberCharsMax = numberCharsMax;
    }

    static boolean accepts(byte[] document) {
        return accepts(document, StrictJson.DEPTH_MAX_DEFAULT, StrictJson.NUMBER_CHARS_MAX_DEFAULT);
    }

    static boolean accepts(byte[] document, int depthMax, int numberCharsMax) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString();
        } catch (CharacterCodingException e) {
            return false;
        }
        try {
            ReferenceJson reference = new ReferenceJson(text, depthMax, numberCharsMax);
            reference.value(0);
            reference.take(BLANKS);
            return reference.at == text.length();
        } catch (Refused e) {
            return false;
        }
    }

    private void value(int depth) {
        take(BLANKS);
        if (next('{')) {
            object(depth + 1);
        } else if (next('[')) {
            array(depth + 1);
        } else if (at < text.length() && text.charAt(at) == '"') {
            string();
        } else if (!next("true") && !next("false") && !next("null")) {
            require(take(NUMBER).length() <= numberCharsMax);
        }
        take(BLANKS);
    }

    private void object(int depth) {
        require(depth <= depthMax);
        Set<String> names = new HashSet<>();
        take(BLANKS);
        if (next('}')) {
            return;
        }
        do {
            take(BLANKS);
            require(names.add(string()));
            take(BLANKS);
            require(next(':'));
            value(depth);
        } while (next(','));
        require(next('}'));
    }

    private void array(int depth) {
        require(depth <= depthMax);
        take(BLANKS);
        if (next(']')) {
            return;
        }
        do {
            value(depth);
        } while (next(','));
        require(next(']'));
    }

    private String string() {
        String quoted = take(STRING);
        StringBuilder plain = new StringBuilder();
        for (int i = 1; i < quoted.length() - 1; i++) {
            char c = quoted.charAt(i);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            char letter = quoted.charAt(++i);
            if (letter == 'u') {
                plain.append((char) Integer.parseInt(quoted.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                int known = "bfnrt".indexOf(letter);
                plain.append(known < 0 ? letter : "\b\f\n\r\t".charAt(known));
            }
        }
        String value = plain.toString();
        require(StandardCharsets.UTF_8.newEncoder().canEncode(value));
        return value;
    }

    private String take(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        require(matcher.lookingAt());
        at = matcher.end();
        return matcher.group();
    }

    private boolean next(char c) {
        return next(String.valueOf(c));
    }

    private boolean next(String token) {
        if (!text.startsWith(token, at)) {
            return false;
        }
        at += token.length();
        return true;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new Refused();
        }
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused() {
            super(null, null, false, false);
        }
    }
}
