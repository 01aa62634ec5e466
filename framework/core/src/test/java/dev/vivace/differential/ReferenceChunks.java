package dev.vivace.differential;

import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A chunked body (RFC 9112 section 7.1) read with the regular expressions of its grammar. Whether something is wrong or
 * only missing is asked of the matcher: if it met the end of the input, more of it might make a match.
 *
 * <p>What follows from limits may be noticed at any byte between the one over the limit and the end of the line, so a
 * line that breaks a limit and the grammar has two right answers.
 */
final class ReferenceChunks {
    private static final Set<Integer> BAD = Set.of(400);
    /** The server calls a size of more than 63 bits malformed; any other beyond the limit is a body too large. */
    private static final BigInteger SIZE_LIMIT = BigInteger.ONE.shiftLeft(63);

    private static final Pattern DIGITS = Pattern.compile("[0-9A-Fa-f]*");

    private final String input;
    private final Limits limits;
    private final StringBuilder body = new StringBuilder();
    private int at;
    private int extensionBytes;
    private int trailerBytes;
    private int trailerCount;

    ReferenceChunks(String input, int start, Limits limits) {
        this.input = input;
        this.at = start;
        this.limits = limits;
    }

    /** Null when the body is complete, else what is to be said instead of it. */
    Verdict read() {
        for (; ; ) {
            Matcher line = Grammar.CHUNK_LINE.matcher(input).region(at, input.length());
            boolean matches = line.lookingAt();
            Verdict verdict = chunkLine(line, matches);
            if (verdict != null) {
                return verdict;
            }
            BigInteger size = new BigInteger(line.group("size"), 16);
            at = line.end();
            if (size.signum() == 0) {
                return trailers();
            }
            verdict = data(size);
            if (verdict != null) {
                return verdict;
            }
        }
    }

    private Verdict chunkLine(Matcher line, boolean matches) {
        boolean mayMatch = !matches && line.hitEnd();
        if (!matches && !mayMatch) {
            return Verdict.refused(BAD);
        }
        String text = matches ? input.substring(at, line.end() - 2) : withoutCr(input.substring(at));
        String digits = leadingDigits(text);
        int extensions = text.length() - digits.length();
        if (text.length() > limits.chunkLine() || extensionBytes + extensions > limits.extensions()) {
            return Verdict.refused(BAD);
        }
        if (!digits.isEmpty() && new BigInteger(digits, 16).compareTo(SIZE_LIMIT) >= 0) {
            return Verdict.refused(BAD);
        }
        extensionBytes += extensions;
        return matches ? null : Verdict.incomplete();
    }

    private static String withoutCr(String text) {
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static String leadingDigits(String text) {
        Matcher digits = DIGITS.matcher(text);
        return digits.lookingAt() ? digits.group() : "";
    }

    private Verdict data(BigInteger size) {
        if (size.compareTo(BigInteger.valueOf(limits.body() - body.length())) > 0) {
            return Verdict.refused(Set.of(413));
        }
        int available = input.length() - at;
        int length = size.min(BigInteger.valueOf(available)).intValueExact();
        body.append(input, at, at + length);
        at += length;
        if (size.compareTo(BigInteger.valueOf(length)) > 0) {
            return Verdict.incomplete();
        }
        String behind = input.substring(at, Math.min(at + 2, input.length()));
        if (!"\r\n".startsWith(behind)) {
            return Verdict.refused(BAD);
        }
        at += behind.length();
        return behind.length() < 2 ? Verdict.incomplete() : null;
    }

    private Verdict trailers() {
        for (; ; ) {
            Matcher line = Grammar.TRAILER_OR_END.matcher(input).region(at, input.length());
            boolean matches = line.lookingAt();
            boolean mayMatch = !matches && line.hitEnd();
            String text = matches ? line.group() : input.substring(at);
            if (text.equals("\r\n")) {
                at = line.end();
                return null;
            }
            if (text.isEmpty() || text.equals("\r")) {
                return Verdict.incomplete();
            }
            boolean over = trailerBytes + text.length() > limits.trailer() || trailerCount + 1 > limits.trailers();
            if (over && (matches || mayMatch)) {
                return Verdict.refused(Set.of(431));
            }
            if (!matches && !mayMatch) {
                return Verdict.refused(over ? Set.of(400, 431) : BAD);
            }
            if (!matches) {
                return Verdict.incomplete();
            }
            trailerBytes += text.length();
            trailerCount++;
            at = line.end();
        }
    }

    String body() {
        return body.toString();
    }

    /** Index behind the body, once it is complete. */
    int end() {
        return at;
    }
}
