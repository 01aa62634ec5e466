package dev.vivace.torture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether what came back for a mutation, with a good request pipelined behind it, is something that a server may say. The
 * good request has an answer of its own that nothing else gives, so that it shows whether it was answered.
 */
final class MutationVerdict {
    /** Behind one of these the bytes cannot be trusted any more: the connection has to be closed. */
    private static final Set<Integer> FINAL_STATUSES = Set.of(408, 413, 414, 417, 431, 501, 505);

    private static final Set<Integer> REFUSALS = Set.of(400, 413, 414, 431, 501, 505);
    /** Of a body that is read as a type: what is said of one of its members. */
    private static final String POINTER = "\"errors\":[{\"pointer\":\"";
    /** 400 is also what handlers answer when a request is well-formed and means nothing to them. */
    private static final List<String> FAULTS_OF_HANDLERS =
            List.of("The path parameter ", "The query parameter ", "The body is not the JSON ", "The sum of ", POINTER);
    /** An unknown method says nothing about the framing (RFC 9110 section 9.1). */
    private static final String UNKNOWN_METHOD = "This method is not implemented here.";

    private static final Set<Integer> NEVER = Set.of(500, 502, 503, 504, 408);

    /** What one answer was, as far as it matters here. */
    private record Seen(int status, boolean closing, String text) {}

    private MutationVerdict() {}

    /** The good request of that number. */
    static byte[] good(int number) {
        return ("GET /add/7000000000?b=" + number + " HTTP/1.1\r\nHost: torture\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String goodAnswer(int number) {
        return "{\"sum\":" + (7_000_000_000L + number) + "}";
    }

    /** Whether the good request of that number was answered. */
    static boolean goodAnswered(byte[] received, int number) {
        return new String(received, StandardCharsets.ISO_8859_1).contains(goodAnswer(number));
    }

    /**
     * Judges.
     *
     * @param mutation what was sent before the good request
     * @param number of the good request
     * @param received all bytes that came
     * @param ended whether the server ended the connection before the client ended its side
     * @return what is wrong, or null
     */
    static String fault(Mutation mutation, int number, byte[] received, boolean ended) {
        List<Seen> answers = new ArrayList<>();
        String fault = parse(ByteBuffer.wrap(received), mayAskForHead(mutation), answers);
        if (fault != null) {
            return fault;
        }
        for (int i = 0; i < answers.size(); i++) {
            fault = fault(answers.get(i), i == answers.size() - 1, ended);
            if (fault != null) {
                return fault;
            }
        }
        return mutation.refused() ? notRefused(answers, number, received) : null;
    }

    private static String fault(Seen answer, boolean last, boolean ended) {
        if (NEVER.contains(answer.status)) {
            return "an answer of status " + answer.status;
        }
        if (answer.closing) {
            return !last ? "an answer behind the one that says close" : ended ? null : "says close, but does not";
        }
        return mustClose(answer) ? "a " + answer.status + " that does not say close: " + answer.text : null;
    }

    private static boolean mustClose(Seen answer) {
        return (FINAL_STATUSES.contains(answer.status) && !answer.text.contains(UNKNOWN_METHOD))
                || (answer.status == 400
                        && !answer.text.isEmpty()
                        && FAULTS_OF_HANDLERS.stream().noneMatch(answer.text::contains));
    }

    private static String notRefused(List<Seen> answers, int number, byte[] received) {
        if (answers.size() != 1) {
            return "malformed, but " + answers.size() + " answers";
        }
        if (goodAnswered(received, number)) {
            return "malformed, and what is behind it was answered";
        }
        Seen only = answers.get(0);
        return REFUSALS.contains(only.status) && only.closing ? null : "malformed, but answered with " + only.status;
    }

    private static boolean mayAskForHead(Mutation mutation) {
        return new String(mutation.bytes(), StandardCharsets.ISO_8859_1).contains("HEAD ");
    }

    /**
     * All answers. Where a request may have been a HEAD, an answer may have a body or not, whichever makes sense of all
     * bytes.
     */
    private static String parse(ByteBuffer in, boolean maybeHead, List<Seen> answers) {
        if (!in.hasRemaining()) {
            return null;
        }
        int position = in.position();
        int count = answers.size();
        String fault = parseWith(false, in, maybeHead, answers);
        if (fault != null && maybeHead) {
            in.position(position);
            answers.subList(count, answers.size()).clear();
            return parseWith(true, in, true, answers) == null ? null : fault;
        }
        return fault;
    }

    private static String parseWith(boolean toHead, ByteBuffer in, boolean maybeHead, List<Seen> answers) {
        AnswerReader reader = new AnswerReader();
        reader.begin(toHead);
        int result = reader.read(in);
        if (result == AnswerReader.MORE) {
            return "a cut answer";
        }
        if (result == AnswerReader.FAULTY) {
            return "a malformed answer: " + reader.fault();
        }
        if (!reader.interim()) {
            answers.add(new Seen(reader.status(), reader.closing(), reader.text()));
        }
        return parse(in, maybeHead, answers);
    }
}
