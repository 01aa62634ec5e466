package dev.vivace.internal.typed;

import java.util.Map;

/** The part of {@link PatternReader} that reads one class of characters: {@code \d}, {@code [a-z_]}. */
final class PatternClasses {
    /** A class that is not known for certain. */
    @SuppressWarnings("serial") // never leaves the package
    static final class UnknownClassException extends RuntimeException {
        UnknownClassException() {
            super(null, null, false, false);
        }
    }

    /** {@code \p} of ASCII (those that Java names after POSIX), in brackets. */
    private static final Map<String, String> POSIX = Map.of(
            "Lower", "[a-z]",
            "Upper", "[A-Z]",
            "Alpha", "[A-Za-z]",
            "Digit", "[0-9]",
            "Alnum", "[0-9A-Za-z]",
            "XDigit", "[0-9A-Fa-f]");

    private static final CodePoints DIGITS = CodePoints.range('0', '9');
    private static final CodePoints WORD =
            CodePoints.range('a', 'z').or(CodePoints.range('A', 'Z')).or(DIGITS).or(CodePoints.one('_'));

    /** In Java; in ECMAScript it is all of Unicode's white space. */
    private static final CodePoints SPACE = CodePoints.of(" \t\n\u000b\f\r");

    private static final String SPACE_IN_BRACKETS = "\\t-\\r ";

    private final String pattern;
    private final boolean anyCase;
    private boolean isEcma = true;
    private String ecma;
    private int at;

    /** The character that was read last; -1 where it was a set. */
    private int single;

    PatternClasses(String pattern, boolean anyCase) {
        this.pattern = pattern;
        this.anyCase = anyCase;
    }

    /** Whether all that was read so far can be said in ECMAScript. */
    boolean isEcma() {
        return isEcma;
    }

    /** What was read last. */
    String ecmaScript() {
        return ecma;
    }

    /** Behind what was read last. */
    int end() {
        return at;
    }

    CodePoints literal(int codePoint) {
        CodePoints one = CodePoints.one(codePoint);
        return anyCase ? one.inAnyAsciiCase() : one;
    }

    /** An escape outside brackets. */
    CodePoints escaped(int start) {
        at = start;
        CodePoints set = escape(false);
        return single >= 0 ? literal(single) : set;
    }

    /** A class in brackets. */
    CodePoints bracketed(int start) {
        at = start + 1;
        boolean negated = next() == '^';
        if (negated) {
            at++;
        }
        StringBuilder text = new StringBuilder(negated ? "[^" : "[");
        CodePoints all = CodePoints.none();
        if (next() == ']') {
            throw new UnknownClassException();
        }
        while (next() != ']') {
            CodePoints item = item();
            text.append(ecma);
            int first = single;
            if (next() == '-' && at + 1 < pattern.length() && pattern.charAt(at + 1) != ']') {
                at++;
                item();
                if (first < 0 || single < first) {
                    throw new UnknownClassException();
                }
                text.append('-').append(ecma);
                item = CodePoints.range(first, single);
            }
            all = all.or(item);
        }
        at++;
        ecma = text.append(']').toString();
        CodePoints cased = anyCase ? all.inAnyAsciiCase() : all;
        return negated ? cased.not() : cased;
    }

    private CodePoints item() {
        int c = next();
        if (c == '\\') {
            return escape(true);
        }
        // Unions, intersections and what is quoted by nothing but its place.
        if (c < ' ' || c == '[' || c == '&' || Character.isSurrogate((char) c) && c <= Character.MAX_VALUE) {
            throw new UnknownClassException();
        }
        at += Character.charCount(c);
        single = c;
        ecma = c == '-' || c == '^' || c == ']' ? "\\" + Character.toString(c) : Character.toString(c);
        return CodePoints.one(c);
    }

    private CodePoints escape(boolean inBrackets) {
        at++;
        int c = next();
        at += c < 0 ? 0 : Character.charCount(c);
        single = -1;
        ecma = "\\" + (char) c;
        switch (c) {
            case 'd' -> {
                return DIGITS;
            }
            case 'D' -> {
                return DIGITS.not();
            }
            case 'w' -> {
                return WORD;
            }
            case 'W' -> {
                return WORD.not();
            }
            case 's' -> {
                ecma = inBrackets ? SPACE_IN_BRACKETS : "[" + SPACE_IN_BRACKETS + "]";
                return SPACE;
            }
            case 'S' -> {
                ecma = "[^" + SPACE_IN_BRACKETS + "]";
                isEcma &= !inBrackets;
                return SPACE.not();
            }
            case 't' -> {
                return known('\t');
            }
            case 'n' -> {
                return known('\n');
            }
            case 'r' -> {
                return known('\r');
            }
            case 'f' -> {
                return known('\f');
            }
            case 'x' -> {
                return hexadecimal(2);
            }
            case 'u' -> {
                return hexadecimal(4);
            }
            case 'p' -> {
                return property(inBrackets);
            }
            default -> {
                return punctuation(c, inBrackets);
            }
        }
    }

    private CodePoints known(int c) {
        single = c;
        return CodePoints.one(c);
    }

    private CodePoints hexadecimal(int digits) {
        if (at + digits > pattern.length()) {
            throw new UnknownClassException();
        }
        String text = pattern.substring(at, at + digits);
        if (!text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80)) {
            throw new UnknownClassException();
        }
        int c = Integer.parseInt(text, 16);
        if (Character.isSurrogate((char) c)) {
            throw new UnknownClassException();
        }
        ecma += text;
        at += digits;
        return known(c);
    }

    private CodePoints property(boolean inBrackets) {
        int end = pattern.indexOf('}', at);
        // Case-insensitive matching changes what some of them mean.
        if (next() != '{' || end < 0 || anyCase) {
            throw new UnknownClassException();
        }
        String name = pattern.substring(at + 1, end);
        at = end + 1;
        String brackets = POSIX.get(name);
        if (brackets != null) {
            CodePoints set = new PatternClasses(brackets, false).bracketed(0);
            ecma = inBrackets ? brackets.substring(1, brackets.length() - 1) : brackets;
            single = -1;
            return set;
        }
        // LC and L1 are no general categories.
        CodePoints category = name.length() <= 2 ? CodePoints.category(name) : null;
        if (category == null) {
            throw new UnknownClassException();
        }
        ecma = "\\p{" + name + "}";
        return category;
    }

    private CodePoints punctuation(int c, boolean inBrackets) {
        if (c <= ' ' || c >= 0x7f || Character.isLetterOrDigit(c)) {
            throw new UnknownClassException();
        }
        boolean syntax = "^$\\.*+?()[]{}|".indexOf(c) >= 0 || inBrackets && c == '-';
        ecma = syntax ? "\\" + (char) c : Character.toString(c);
        return known(c);
    }

    private int next() {
        return at < pattern.length() ? pattern.codePointAt(at) : -1;
    }
}
