package dev.vivace.openapi;

import java.util.SplittableRandom;

/**
 * Makes texts that a regular expression matches, for expressions of literals, classes, groups, alternatives and
 * quantifiers. Anchors are passed over. Whether the text really matches is for the caller to see.
 */
final class PatternSampler {
    /** How often something without an upper bound is repeated beyond its lower one. */
    private static final int MORE_MAX = 4;

    private static final String WORD = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    private static final String PRINTABLE = printable();

    private final String pattern;
    private final SplittableRandom random;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private PatternSampler(String pattern, SplittableRandom random) {
        this.pattern = pattern;
        this.random = random;
    }

    /** A text, or null where the expression has something else in it. */
    static String sample(String pattern, SplittableRandom random) {
        PatternSampler sampler = new PatternSampler(pattern, random);
        try {
            sampler.alternatives();
            return sampler.at == pattern.length() ? sampler.out.toString() : null;
        } catch (UnsupportedOperationException | StringIndexOutOfBoundsException e) {
            return null;
        }
    }

    private static String printable() {
        StringBuilder all = new StringBuilder();
        for (char c = ' '; c < 0x7F; c++) {
            all.append(c);
        }
        return all.toString();
    }

    private boolean more() {
        return at < pattern.length();
    }

    private char peek() {
        return pattern.charAt(at);
    }

    private boolean take(char c) {
        if (more() && peek() == c) {
            at++;
            return true;
        }
        return false;
    }

    /** One of several alternatives: each is read, one is written. */
    private void alternatives() {
        int start = out.length();
        int count = 0;
        String chosen = "";
        do {
            out.setLength(start);
            sequence();
            count++;
            if (random.nextInt(count) == 0) {
                chosen = out.substring(start);
            }
        } while (take('|'));
        out.setLength(start);
        out.append(chosen);
    }

    private void sequence() {
        while (more() && peek() != '|' && peek() != ')') {
            int begin = at;
            int start = out.length();
            element();
            int end = at;
            quantified(begin, end, start);
        }
    }

    private void quantified(int begin, int end, int start) {
        int least = 1;
        int most = 1;
        if (take('?')) {
            least = 0;
        } else if (take('*')) {
            least = 0;
            most = MORE_MAX;
        } else if (take('+')) {
            most = 1 + MORE_MAX;
        } else if (take('{')) {
            least = number();
            most = take(',') ? peek() == '}' ? least + MORE_MAX : number() : least;
            at++;
        } else {
            return;
        }
        if (!take('?')) {
            take('+');
        }
        int after = at;
        out.setLength(start);
        int count = least + random.nextInt(most - least + 1);
        for (int i = 0; i < count; i++) {
            at = begin;
            element();
            if (at != end) {
                throw new UnsupportedOperationException();
            }
        }
        at = after;
    }

    private int number() {
        int begin = at;
        while (more() && Character.isDigit(peek())) {
            at++;
        }
        if (at == begin || at - begin > 4) {
            throw new UnsupportedOperationException();
        }
        return Integer.parseInt(pattern.substring(begin, at));
    }

    private void element() {
        char c = pattern.charAt(at++);
        switch (c) {
            case '^', '$' -> {}
            case '.' -> choose(PRINTABLE);
            case '[' -> choose(charClass());
            case '\\' -> choose(escape());
            case '(' -> {
                if (take('?') && !take(':')) {
                    throw new UnsupportedOperationException();
                }
                alternatives();
                if (!take(')')) {
                    throw new UnsupportedOperationException();
                }
            }
            case '*', '+', '?', '{' -> throw new UnsupportedOperationException();
            default -> out.append(c);
        }
    }

    private void choose(String characters) {
        if (!characters.isEmpty()) {
            out.append(characters.charAt(random.nextInt(characters.length())));
        }
    }

    /** The characters that the escape at the current place stands for; none for an anchor. */
    private String escape() {
        char c = pattern.charAt(at++);
        return switch (c) {
            case 'd' -> "0123456789";
            case 'w' -> WORD;
            case 's' -> " \t";
            case 'D', 'S' -> without(c == 'D' ? "0123456789" : " \t");
            case 'W' -> without(WORD);
            case 't' -> "\t";
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 'b' -> "";
            default -> {
                if (Character.isLetterOrDigit(c)) {
                    throw new UnsupportedOperationException();
                }
                yield String.valueOf(c);
            }
        };
    }

    private String charClass() {
        boolean negated = take('^');
        StringBuilder members = new StringBuilder();
        boolean first = true;
        while (first || peek() != ']') {
            first = false;
            char c = pattern.charAt(at++);
            if (c == '[' || c == '&' && peek() == '&') {
                throw new UnsupportedOperationException();
            }
            String one = c == '\\' ? escape() : String.valueOf(c);
            if (one.length() == 1 && peek() == '-' && pattern.charAt(at + 1) != ']') {
                at++;
                char last = pattern.charAt(at++);
                String end = last == '\\' ? escape() : String.valueOf(last);
                for (int member = one.charAt(0); member <= end.charAt(0); member++) {
                    members.append((char) member);
                }
            } else {
                members.append(one);
            }
        }
        at++;
        return negated ? without(members.toString()) : members.toString();
    }

    private static String without(String characters) {
        StringBuilder rest = new StringBuilder();
        PRINTABLE.chars().filter(c -> characters.indexOf(c) < 0).forEach(c -> rest.append((char) c));
        return rest.toString();
    }
}
