package dev.vivace.internal.typed;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern that only {@link Pattern} understands, which tries one way after the other: some patterns take time that grows
 * with a power of the text's length, or doubles with each character. So a match has a number of steps, in proportion to the
 * length; a text that takes more, or more stack than there is, does not match. A step is a look at one character.
 *
 * <p><b>Threading:</b> any.
 */
final class BacktrackingPattern {
    /** In code points. Longer texts do not match. */
    static final int LENGTH_MAX = 4_096;

    /** With those below enough for a pattern whose steps grow with the square of the length, up to 40 chars. */
    private static final int STEPS_PER_CHAR = 32;

    private static final int STEPS_AT_LEAST = 400;

    private final Pattern pattern;
    private final int lengthMax;
    private final Lent<Attempt> attempts = new Lent<>();

    BacktrackingPattern(Pattern pattern, int lengthMax) {
        this.pattern = pattern;
        this.lengthMax = lengthMax;
    }

    boolean matches(String text) {
        if (!Lengths.textBetween(0, lengthMax, text)) {
            return false;
        }
        Attempt attempt = attempts.take();
        if (attempt == null) {
            attempt = new Attempt(pattern);
        }
        boolean matches = attempt.matches(text);
        attempts.giveBack(attempt);
        return matches;
    }

    /** No fault of anybody's but the pattern's. */
    @SuppressWarnings("serial") // never leaves this class
    private static final class StepsTakenException extends RuntimeException {
        static final StepsTakenException THE = new StepsTakenException();

        private StepsTakenException() {
            super(null, null, false, false);
        }
    }

    /** A matcher and the text it looks at, which counts. */
    private static final class Attempt implements CharSequence {
        private final Matcher matcher;
        private final StepsTakenException stepsTaken = StepsTakenException.THE;
        private String text = "";
        private int stepsLeft;

        Attempt(Pattern pattern) {
            matcher = pattern.matcher(this);
        }

        boolean matches(String of) {
            text = of;
            stepsLeft = STEPS_AT_LEAST + STEPS_PER_CHAR * of.length();
            try {
                return matcher.reset().matches();
            } catch (StepsTakenException | StackOverflowError e) {
                return false;
            } finally {
                text = "";
            }
        }

        @Override
        public char charAt(int index) {
            if (--stepsLeft < 0) {
                throw stepsTaken;
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
