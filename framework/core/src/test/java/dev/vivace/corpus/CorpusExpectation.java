package dev.vivace.corpus;

import java.util.List;

/**
 * The answers to one case, in order, and the fate of the connection.
 *
 * <p><b>Threading:</b> immutable.
 */
public record CorpusExpectation(List<CorpusAnswer> answers, CorpusFate fate) {

    public CorpusExpectation {
        answers = List.copyOf(answers);
    }

    /**
     * Compares with what a server did.
     *
     * @param output every byte that it wrote on the connection
     * @param closed whether it has closed the connection, or its side of it
     * @return null if it did what is expected, else one line that says what is wrong
     */
    public String check(byte[] output, boolean closed) {
        try {
            String fault = answersFault(new AnswerSplitter(output));
            if (fault != null) {
                return fault;
            }
        } catch (MalformedAnswerException e) {
            return e.getMessage();
        }
        if (closed == fate.endsClosed()) {
            return null;
        }
        return "the connection " + (closed ? "was closed" : "is open") + ", expected " + fate.word();
    }

    private String answersFault(AnswerSplitter splitter) {
        boolean closeAnnounced = false;
        for (int i = 0; i < answers.size(); i++) {
            CorpusAnswer expected = answers.get(i);
            if (expected.optional() && splitter.statusAhead() != expected.status()) {
                continue;
            }
            String where = "answer " + (i + 1) + " of " + answers.size() + ": ";
            if (!splitter.hasMore()) {
                return where + "nothing written, expected status " + expected.status();
            }
            if (closeAnnounced) {
                return where + "written behind an answer with Connection: close";
            }
            WireAnswer answer = splitter.next(expected.toHead());
            String fault = expected.fault(answer);
            if (fault != null) {
                return where + fault;
            }
            closeAnnounced = answer.announcesClose();
        }
        if (splitter.hasMore()) {
            return "more was written than the " + answers.size() + " expected answers: " + splitter.rest();
        }
        return closeAnnounced && !fate.endsClosed() ? "Connection: close, expected " + fate.word() : null;
    }
}
