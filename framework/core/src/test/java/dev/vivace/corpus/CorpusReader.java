package dev.vivace.corpus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text of one corpus file; the format is described in {@code corpus/README.md}.
 *
 * <p><b>Lifetime:</b> one object reads one file.
 */
final class CorpusReader {
    private static final Pattern DIRECTIVE = Pattern.compile("# (name|source|expect|header|note): (.+)");
    private static final Pattern HEADER = Pattern.compile("([1-9][0-9]*) ([A-Za-z-]+)(?:: (.+)| (present|absent))");

    private final String topic;
    private final List<CorpusCase> cases = new ArrayList<>();
    private String name;
    private String source;
    private List<String> expects;
    private Map<Integer, List<CorpusHeader>> headers;
    private StringBuilder data;
    private boolean dataSeen;

    private CorpusReader(String topic) {
        this.topic = topic;
    }

    /**
     * Reads all cases of a file.
     *
     * @throws IllegalArgumentException naming the topic and line number, if the text breaks a rule of the format
     */
    static List<CorpusCase> read(String topic, String text) {
        CorpusReader reader = new CorpusReader(topic);
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            try {
                reader.line(line);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(topic + ".txt line " + number + ": " + e.getMessage(), e);
            }
        }
        try {
            reader.finish();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(topic + ".txt, last case: " + e.getMessage(), e);
        }
        return reader.cases;
    }

    private void line(String line) {
        if (line.endsWith(" ") || line.indexOf('\r') >= 0 || line.indexOf('\t') >= 0) {
            throw new IllegalArgumentException("white space that cannot be seen: write \\x20, \\r or \\t");
        }
        if (line.isEmpty()) {
            finish();
        } else if (line.startsWith("##")) {
            if (name != null) {
                throw new IllegalArgumentException("a comment inside a case: use # note:");
            }
        } else if (line.startsWith("#")) {
            directive(line);
        } else if (name == null) {
            throw new IllegalArgumentException("data outside a case");
        } else {
            dataSeen = true;
            data.append(line);
        }
    }

    private void directive(String line) {
        Matcher matcher = DIRECTIVE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("unknown directive (data that starts with # is written \\x23)");
        }
        if (dataSeen) {
            throw new IllegalArgumentException("a directive behind data: is the empty line before it missing?");
        }
        String value = matcher.group(2);
        if (matcher.group(1).equals("name")) {
            begin(value);
            return;
        }
        if (name == null) {
            throw new IllegalArgumentException("a case starts with # name:");
        }
        switch (matcher.group(1)) {
            case "source" -> source = value;
            case "expect" -> expects.add(value);
            case "header" -> header(value);
            default -> {
                // a note is for people
            }
        }
    }

    private void begin(String newName) {
        if (name != null) {
            throw new IllegalArgumentException("an empty line ends a case");
        }
        name = newName;
        source = null;
        expects = new ArrayList<>();
        headers = new HashMap<>();
        data = new StringBuilder();
        dataSeen = false;
    }

    private void header(String value) {
        Matcher matcher = HEADER.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("malformed header check");
        }
        CorpusHeader header = new CorpusHeader(matcher.group(2), matcher.group(3), "absent".equals(matcher.group(4)));
        headers.computeIfAbsent(Integer.valueOf(matcher.group(1)), k -> new ArrayList<>())
                .add(header);
    }

    private void finish() {
        if (name == null) {
            return;
        }
        if (source == null || expects.isEmpty()) {
            throw new IllegalArgumentException("case " + name + " lacks # source: or # expect:");
        }
        List<CorpusExpectation> expectations = new ArrayList<>();
        for (String expect : expects) {
            expectations.add(ExpectLine.parse(expect, headers));
        }
        for (Integer number : headers.keySet()) {
            if (expectations.stream().allMatch(e -> e.answers().size() < number)) {
                throw new IllegalArgumentException(
                        "case " + name + " checks a header of answer " + number + ", there is none");
            }
        }
        cases.add(new CorpusCase(topic, name, source, CorpusText.decode(data.toString()), expectations));
        name = null;
        dataSeen = false;
    }
}
