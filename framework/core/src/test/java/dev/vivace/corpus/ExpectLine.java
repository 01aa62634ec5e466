package dev.vivace.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text behind {@code # expect:}: answers separated by commas, then the fate. An answer is a status, {@code ?} if it
 * may be missing, {@code HEAD} if the request was one, and the body in quotes if it matters, in the escapes of
 * {@link CorpusText}.
 *
 * <pre>
 * 200 "hello", 404 open
 * 100?, 200 HEAD close
 * need-more
 * </pre>
 */
final class ExpectLine {
    private static final Pattern ANSWER =
            Pattern.compile("([1-5][0-9][0-9])(\\?)?( HEAD)?(?: \"((?:[^\"\\\\]|\\\\.)*+)\")?(?:, | |$)");

    private ExpectLine() {}

    /**
     * Parses the line.
     *
     * @param headers what headers must be, by the number of the answer, counted from 1
     * @throws IllegalArgumentException if the line is malformed
     */
    static CorpusExpectation parse(String line, Map<Integer, List<CorpusHeader>> headers) {
        List<CorpusAnswer> answers = new ArrayList<>();
        Matcher matcher = ANSWER.matcher(line);
        int position = 0;
        while (matcher.region(position, line.length()).lookingAt()) {
            byte[] body = matcher.group(4) == null ? null : CorpusText.decode(matcher.group(4));
            answers.add(new CorpusAnswer(
                    Integer.parseInt(matcher.group(1)),
                    matcher.group(3) != null,
                    matcher.group(2) != null,
                    body,
                    headers.getOrDefault(answers.size() + 1, List.of())));
            position = matcher.end();
        }
        String word = line.substring(position);
        for (CorpusFate fate : CorpusFate.values()) {
            if (fate.word().equals(word)) {
                return new CorpusExpectation(answers, fate);
            }
        }
        throw new IllegalArgumentException("malformed expectation at \"" + word + "\" in: " + line);
    }
}
