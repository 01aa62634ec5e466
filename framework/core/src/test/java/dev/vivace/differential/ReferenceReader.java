package dev.vivace.differential;

import dev.vivace.internal.http1.PathNormalizerReference;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads requests slowly and obviously, from the grammar (RFC 9110, RFC 9112), line by line on Strings. Shares no code with
 * the server.
 *
 * <p>The first faulty line decides, as soon as it is complete, is over a limit or holds a bare CR. What takes several fields to
 * see is decided when the head is complete, and if several things are wrong there, the answer to any of them is right.
 */
final class ReferenceReader {
    private static final Set<String> KNOWN_METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT");
    private static final Set<Integer> BAD = Set.of(400);
    /** The status that the recording app answers with. */
    private static final Set<Integer> SERVED = Set.of(204);

    private static final Pattern LINE_END = Pattern.compile("\\r?\\n\\z|\\r\\z");
    private static final Pattern BARE_CR = Pattern.compile("\\r[^\\n]");
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private final String input;
    private final Limits limits;

    private String method;
    private String target;
    private String version;
    private List<String> fields;
    private int at;

    private ReferenceReader(String input, Limits limits) {
        this.input = input;
        this.limits = limits;
    }

    /** One verdict for each message; only the last does not go on. */
    static List<Verdict> read(String input, Limits limits) {
        List<Verdict> verdicts = new ArrayList<>();
        ReferenceReader reader = new ReferenceReader(input, limits);
        int start = 0;
        while (start < input.length()) {
            Verdict verdict = reader.message(start);
            verdicts.add(verdict);
            if (!verdict.goesOn()) {
                break;
            }
            start = verdict.end();
        }
        return verdicts;
    }

    private Verdict message(int start) {
        // RFC 9112 section 2.2: one empty line before the request line is ignored
        at = input.startsWith("\r\n", start) ? start + 2 : start;
        if (at == input.length() || (at == start && input.substring(at).equals("\r"))) {
            return Verdict.incomplete();
        }
        if (!Grammar.ONE_TOKEN.matcher(input.substring(at, at + 1)).matches()) {
            return Verdict.refused(BAD);
        }
        Verdict verdict = requestLine();
        if (verdict == null) {
            verdict = fieldLines();
        }
        if (verdict != null) {
            return verdict;
        }
        Set<Integer> faults = headFaults();
        return faults.isEmpty() ? body() : Verdict.refused(faults);
    }

    /** The line at {@link #at} with its LF, or what there is of it. */
    private String line() {
        int lineFeed = input.indexOf('\n', at);
        return lineFeed < 0 ? input.substring(at) : input.substring(at, lineFeed + 1);
    }

    /** What the length of a line and its CRs say before its end is there; null if it is, and nothing is wrong so far. */
    private static Verdict length(String line, int statusOver) {
        Set<Integer> faults = new TreeSet<>();
        if (statusOver != 0) {
            faults.add(statusOver);
        }
        if (BARE_CR.matcher(line).find()) {
            // RFC 9112 section 2.2: a recipient of a bare CR MUST consider that element to be invalid or replace it
            faults.add(400);
        }
        if (!faults.isEmpty()) {
            return Verdict.refused(faults);
        }
        return line.endsWith("\n") ? null : Verdict.incomplete();
    }

    private Verdict requestLine() {
        String line = line();
        String text = LINE_END.matcher(line).replaceFirst("");
        Verdict verdict = length(line, text.length() > limits.requestLine() ? 414 : 0);
        if (verdict != null) {
            return verdict;
        }
        Matcher matcher = Grammar.REQUEST_LINE.matcher(line);
        if (!matcher.matches()) {
            return Verdict.refused(BAD);
        }
        method = matcher.group("method");
        target = matcher.group("target");
        version = matcher.group("version");
        Set<Integer> faults = new TreeSet<>();
        if (!version.equals("1.1") && !version.equals("1.0")) {
            faults.add(505);
        }
        if (!targetAllowed()) {
            faults.add(400);
        }
        at += line.length();
        return faults.isEmpty() ? null : Verdict.refused(faults);
    }

    /** RFC 9112 section 3.2. */
    private boolean targetAllowed() {
        if (Grammar.ORIGIN.matcher(target).matches()) {
            return true;
        }
        if (target.equals("*") && method.equals("OPTIONS")) {
            return true;
        }
        if (method.equals("CONNECT")) {
            return Grammar.isHost(target);
        }
        Matcher absolute = Grammar.ABSOLUTE.matcher(target);
        return absolute.matches() && Grammar.isHost(absolute.group("authority"));
    }

    private Verdict fieldLines() {
        fields = new ArrayList<>();
        int start = at;
        for (; ; ) {
            String line = line();
            if (line.equals("\r\n")) {
                at += 2;
                return null;
            }
            if (line.isEmpty() || line.equals("\r")) {
                return Verdict.incomplete();
            }
            boolean tooMany = fields.size() == limits.fields() && line.endsWith("\n");
            boolean over = tooMany || at + line.length() - start > limits.header();
            Verdict verdict = length(line, over ? 431 : 0);
            if (verdict != null) {
                return verdict;
            }
            Matcher matcher = Grammar.FIELD_LINE.matcher(line);
            if (!matcher.matches() || !valueAllowed(matcher.group("name"), matcher.group("value"))) {
                return Verdict.refused(BAD);
            }
            fields.add(matcher.group("name") + ": " + Grammar.trimmed(matcher.group("value")));
            at += line.length();
        }
    }

    private static boolean valueAllowed(String name, String value) {
        String trimmed = Grammar.trimmed(value);
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "host" -> Grammar.isHost(trimmed);
            case "content-length" ->
                Grammar.LENGTH.matcher(trimmed).matches() && new BigInteger(trimmed).compareTo(LONG_MAX) <= 0;
            default -> true;
        };
    }

    private List<String> values(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ": ";
        return fields.stream()
                .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(start))
                .map(field -> field.substring(start.length()))
                .toList();
    }

    /** The elements of a comma-separated list over all fields of the name (RFC 9110 section 5.6.1), in lower case. */
    private List<String> elements(String name) {
        List<String> elements = new ArrayList<>();
        for (String value : values(name)) {
            for (String element : value.split(",", -1)) {
                elements.add(Grammar.trimmed(element).toLowerCase(Locale.ROOT));
            }
        }
        return elements;
    }

    private boolean oneOne() {
        return version.equals("1.1");
    }

    private Set<Integer> headFaults() {
        Set<Integer> faults = new TreeSet<>();
        int hosts = values("Host").size();
        if (hosts > 1 || (hosts == 0 && oneOne())) {
            // RFC 9112 section 3.2
            faults.add(400);
        }
        List<String> lengths = values("Content-Length");
        List<String> codings = values("Transfer-Encoding");
        if (lengths.size() > 1 || codings.size() > 1 || (!lengths.isEmpty() && !codings.isEmpty())) {
            // RFC 9112 section 6.3
            faults.add(400);
        }
        if (!codings.isEmpty()) {
            faults.addAll(codingFaults());
        }
        if (lengths.size() == 1 && new BigInteger(lengths.get(0)).compareTo(BigInteger.valueOf(limits.body())) > 0) {
            faults.add(413);
        }
        if (method.equals("CONNECT")) {
            faults.add(501);
        } else if (!pathAllowed()) {
            faults.add(400);
        }
        if (oneOne() && elements("Expect").stream().anyMatch(e -> !e.isEmpty() && !e.equals("100-continue"))) {
            // RFC 9110 section 10.1.1
            faults.add(417);
        }
        return faults;
    }

    /** RFC 9112 sections 6.1 and 6.3. */
    private Set<Integer> codingFaults() {
        if (!oneOne()) {
            return BAD;
        }
        List<String> codings = elements("Transfer-Encoding");
        if (codings.equals(List.of("chunked"))) {
            return Set.of();
        }
        // Another coding is a 501; a list of them is not one whole token, whatever it ends in
        return codings.size() == 1 && Grammar.ONE_TOKEN.matcher(codings.get(0)).matches() ? Set.of(501) : BAD;
    }

    private boolean pathAllowed() {
        Matcher origin = Grammar.ORIGIN.matcher(target);
        Matcher absolute = Grammar.ABSOLUTE.matcher(target);
        String path = origin.matches() ? origin.group("path") : absolute.matches() ? absolute.group("path") : null;
        return path == null || !PathNormalizerReference.normalize(path).equals("fault");
    }

    private Verdict body() {
        List<String> lengths = values("Content-Length");
        String body = "";
        boolean announced = false;
        if (!values("Transfer-Encoding").isEmpty()) {
            announced = true;
            ReferenceChunks chunks = new ReferenceChunks(input, at, limits);
            Verdict verdict = chunks.read();
            if (verdict != null) {
                return finalInstead(verdict);
            }
            body = chunks.body();
            at = chunks.end();
        } else if (!lengths.isEmpty()) {
            int length = Integer.parseInt(lengths.get(0));
            announced = length > 0;
            if (length > input.length() - at) {
                return finalInstead(Verdict.incomplete());
            }
            body = input.substring(at, at + length);
            at += length;
        }
        return served(body, announced);
    }

    /** A body that nobody wants need not be waited for if the client waits for leave to send it. */
    private Verdict finalInstead(Verdict verdict) {
        return answeredBeforeBody() ? served(null, true) : verdict;
    }

    /** RFC 9110 section 10.1.1: a final status instead of 100 Continue. */
    private boolean answeredBeforeBody() {
        return oneOne()
                && elements("Expect").contains("100-continue")
                && (!KNOWN_METHODS.contains(method) || target.equals("*"));
    }

    private Verdict served(String body, boolean announced) {
        WireRequest request = new WireRequest(method, target, fields, target.equals("*") ? null : body);
        Set<Integer> statuses = KNOWN_METHODS.contains(method) ? SERVED : Set.of(501);
        if (announced && answeredBeforeBody()) {
            return new Verdict(Verdict.Kind.SERVED_PERHAPS_LAST, statuses, request.withBody(null), at);
        }
        // RFC 9112 section 9.3
        List<String> options = elements("Connection");
        boolean stays = !options.contains("close") && (oneOne() || options.contains("keep-alive"));
        Verdict.Kind kind = stays ? Verdict.Kind.SERVED : Verdict.Kind.SERVED_LAST;
        return new Verdict(kind, statuses, statuses == SERVED ? request : request.withBody(null), at);
    }
}
