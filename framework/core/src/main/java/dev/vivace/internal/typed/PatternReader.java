package dev.vivace.internal.typed;

import dev.vivace.internal.typed.PatternNode.Choice;
import dev.vivace.internal.typed.PatternNode.One;
import dev.vivace.internal.typed.PatternNode.Repeat;
import dev.vivace.internal.typed.PatternNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the patterns of {@link Pattern} that are regular expressions in the sense of language theory, and spells them in
 * ECMAScript (ECMA-262, with the flag u), as documents need them. What it does not know for certain it leaves alone: look-around,
 * back references, atomic groups, possessive quantifiers, boundaries, quotations, set operations, flags inside.
 *
 * <p>Only for whole matches: there {@code ^} at the beginning and {@code $} at the end say nothing, and a reluctant quantifier
 * takes the same texts as a greedy one.
 */
final class PatternReader {
    /** The whole of what was read. */
    record Result(PatternNode node, String ecmaScript) {}

    /** Not a fault: this pattern is for {@link Pattern} itself. */
    @SuppressWarnings("serial") // never leaves this class
    private static final class OtherException extends RuntimeException {
        OtherException() {
            super(null, null, false, false);
        }
    }

    private static final int FLAGS_KNOWN = Pattern.CASE_INSENSITIVE | Pattern.DOTALL | Pattern.UNIX_LINES;
    private static final String SYNTAX_CHARACTERS = "^$\\.*+?()[]{}|";
    private static final int COUNT_MAX = 1_000;

    private final String pattern;
    private final int flags;
    private final PatternClasses classes;
    private final StringBuilder ecma = new StringBuilder();
    private boolean isEcma;
    private int at;
    private int depth;

    private PatternReader(String pattern, int flags) {
        this.pattern = pattern;
        this.flags = flags;
        isEcma = (flags & Pattern.CASE_INSENSITIVE) == 0;
        classes = new PatternClasses(pattern, (flags & Pattern.CASE_INSENSITIVE) != 0);
    }

    /**
     * Reads a pattern.
     *
     * @param pattern that {@link Pattern#compile} takes
     * @return null where it is none of those that are known; its spelling is null where ECMAScript has none for it
     */
    static Result read(String pattern, int flags) {
        if ((flags & ~FLAGS_KNOWN) != 0) {
            return null;
        }
        try {
            PatternReader reader = new PatternReader(pattern, flags);
            PatternNode node = reader.choice();
            if (reader.at < pattern.length()) {
                return null;
            }
            boolean choice = node instanceof Choice;
            String text = choice ? "^(?:" + reader.ecma + ")$" : "^" + reader.ecma + "$";
            return new Result(node, reader.isEcma && reader.classes.isEcma() ? text : null);
        } catch (OtherException | PatternClasses.UnknownClassException e) {
            return null;
        }
    }

    private PatternNode choice() {
        List<PatternNode> parts = new ArrayList<>();
        parts.add(sequence());
        while (next() == '|') {
            at++;
            ecma.append('|');
            parts.add(sequence());
        }
        return parts.size() == 1 ? parts.get(0) : new Choice(parts);
    }

    private PatternNode sequence() {
        List<PatternNode> parts = new ArrayList<>();
        if (depth == 0 && next() == '^') {
            at++;
        }
        for (int c = next(); c >= 0 && c != '|' && c != ')'; c = next()) {
            if (c == '$' && depth == 0 && (at + 1 == pattern.length() || pattern.charAt(at + 1) == '|')) {
                at++;
                break;
            }
            parts.add(quantified(atom(c)));
        }
        return parts.size() == 1 ? parts.get(0) : new Sequence(parts);
    }

    private PatternNode atom(int c) {
        switch (c) {
            case '(' -> {
                return group();
            }
            case '[', '\\' -> {
                CodePoints set = c == '[' ? classes.bracketed(at) : classes.escaped(at);
                at = classes.end();
                ecma.append(classes.ecmaScript());
                return new One(set);
            }
            case '.' -> {
                at++;
                boolean all = (flags & Pattern.DOTALL) != 0;
                ecma.append(all ? "[\\s\\S]" : ".");
                if (all) {
                    return new One(CodePoints.none().not());
                }
                boolean unix = (flags & Pattern.UNIX_LINES) != 0;
                isEcma &= !unix;
                return new One(
                        CodePoints.of(unix ? "\n" : "\n\r\u0085\u2028\u2029").not());
            }
            case '^', '$', '*', '+', '?', '{' -> throw new OtherException();
            default -> {
                at += Character.charCount(c);
                if (c < ' ' || Character.isSurrogate((char) c) && c <= Character.MAX_VALUE) {
                    throw new OtherException();
                }
                if (SYNTAX_CHARACTERS.indexOf(c) >= 0) {
                    ecma.append('\\');
                }
                ecma.appendCodePoint(c);
                return new One(classes.literal(c));
            }
        }
    }

    private PatternNode group() {
        at++;
        if (next() == '?') {
            if (pattern.startsWith("?:", at)) {
                at += 2;
            } else if (pattern.startsWith("?<", at) && Character.isLetter(pattern.charAt(at + 2))) {
                at = pattern.indexOf('>', at) + 1;
            } else {
                throw new OtherException();
            }
        }
        ecma.append("(?:");
        depth++;
        PatternNode inner = choice();
        depth--;
        if (next() != ')') {
            throw new OtherException();
        }
        at++;
        ecma.append(')');
        return inner;
    }

    private PatternNode quantified(PatternNode atom) {
        int start = at;
        int min;
        int max;
        switch (next()) {
            case '*' -> {
                min = 0;
                max = PatternNode.UNBOUNDED;
            }
            case '+' -> {
                min = 1;
                max = PatternNode.UNBOUNDED;
            }
            case '?' -> {
                min = 0;
                max = 1;
            }
            case '{' -> {
                at++;
                min = count();
                max = min;
                if (next() == ',') {
                    at++;
                    max = next() == '}' ? PatternNode.UNBOUNDED : count();
                }
                if (next() != '}' || max != PatternNode.UNBOUNDED && max < min) {
                    throw new OtherException();
                }
            }
            default -> {
                return atom;
            }
        }
        at++;
        ecma.append(pattern, start, at);
        if (next() == '?') {
            at++;
        }
        int after = next();
        if (after == '+' || after == '*' || after == '?' || after == '{') {
            throw new OtherException();
        }
        return new Repeat(atom, min, max);
    }

    private int count() {
        int count = 0;
        int digits = 0;
        for (int c = next(); c >= '0' && c <= '9'; c = next()) {
            count = count * 10 + c - '0';
            at++;
            if (++digits > 4) {
                throw new OtherException();
            }
        }
        if (digits == 0 || count > COUNT_MAX) {
            throw new OtherException();
        }
        return count;
    }

    /** The next character; -1 at the end. */
    private int next() {
        return at < pattern.length() ? pattern.codePointAt(at) : -1;
    }
}
