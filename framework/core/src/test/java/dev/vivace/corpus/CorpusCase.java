package dev.vivace.corpus;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that a client sends on a fresh connection, and what a strict server does. The outcome is the same however the
 * bytes are split.
 *
 * @param topic        the file it is from, without {@code .txt}
 * @param name         unique over all files
 * @param source       the RFC sections and advisories it is derived from
 * @param bytes        what the client sends; do not modify
 * @param expectations the permitted outcomes: one, or several where the standards leave a choice
 */
public record CorpusCase(String topic, String name, String source, byte[] bytes, List<CorpusExpectation> expectations) {
    private static final byte[] GOOD_REQUEST =
            "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final CorpusAnswer GOOD_ANSWER =
            new CorpusAnswer(200, false, false, new byte[] {'o', 'k'}, List.of());

    public CorpusCase {
        expectations = List.copyOf(expectations);
    }

    /** The outcome, the first one where several are permitted. */
    public CorpusExpectation expectation() {
        return expectations.get(0);
    }

    /** Whether the client half-closes the connection behind the last byte. */
    public boolean clientHalfCloses() {
        return expectation().fate() == CorpusFate.THEN_EOF;
    }

    /** As {@link CorpusExpectation#check}, for any of the permitted outcomes. */
    public String check(byte[] output, boolean closed) {
        List<String> faults = new ArrayList<>();
        for (CorpusExpectation expectation : expectations) {
            String fault = expectation.check(output, closed);
            if (fault == null) {
                return null;
            }
            faults.add(fault);
        }
        return topic + "/" + name + ": " + String.join("; or ", faults);
    }

    /** The same case on a connection that has just served a good request: one answer more in front. */
    public CorpusCase behindGoodRequest() {
        List<CorpusExpectation> changed = new ArrayList<>();
        for (CorpusExpectation expectation : expectations) {
            List<CorpusAnswer> answers = new ArrayList<>();
            answers.add(GOOD_ANSWER);
            answers.addAll(expectation.answers());
            changed.add(new CorpusExpectation(answers, expectation.fate()));
        }
        return new CorpusCase(topic, name + "+behind", source, concat(GOOD_REQUEST, bytes), changed);
    }

    /** Whether bytes behind the case are the next request or nothing, as {@link #beforeGoodRequest} needs it. */
    public boolean canPrecede() {
        return expectations.stream().allMatch(e -> e.fate() == CorpusFate.OPEN || e.fate() == CorpusFate.CLOSE);
    }

    /**
     * The same case with a good request behind it: one answer more if the connection stays open, none if it closes.
     *
     * @throws IllegalStateException unless {@link #canPrecede}
     */
    public CorpusCase beforeGoodRequest() {
        if (!canPrecede()) {
            throw new IllegalStateException(name + " ends inside a request or with a half-close");
        }
        List<CorpusExpectation> changed = new ArrayList<>();
        for (CorpusExpectation expectation : expectations) {
            List<CorpusAnswer> answers = new ArrayList<>(expectation.answers());
            if (expectation.fate() == CorpusFate.OPEN) {
                answers.add(GOOD_ANSWER);
            }
            changed.add(new CorpusExpectation(answers, expectation.fate()));
        }
        return new CorpusCase(topic, name + "+before", source, concat(bytes, GOOD_REQUEST), changed);
    }

    /** This case in every company: alone, behind a good request, before one, and between two, as far as that makes sense. */
    public List<CorpusCase> inEveryPlace() {
        List<CorpusCase> places = new ArrayList<>(List.of(this, behindGoodRequest()));
        if (canPrecede()) {
            places.add(beforeGoodRequest());
            places.add(beforeGoodRequest().behindGoodRequest());
        }
        return places;
    }

    @Override
    public String toString() {
        return topic + "/" + name;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
