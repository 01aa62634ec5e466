package dev.vivace.corpus;

/** What becomes of the connection once the expected answers are written. */
public enum CorpusFate {
    /** Every request is answered, the connection stays open for the next one. */
    OPEN("open"),
    /** The server closes after the last answer; whatever else was sent is not looked at. */
    CLOSE("close"),
    /** The bytes end inside a request: no answer to it yet, the connection stays open. */
    NEED_MORE("need-more"),
    /** The client half-closes behind the last byte; the server gives the expected answers, then closes. */
    THEN_EOF("then-eof");

    private final String word;

    CorpusFate(String word) {
        this.word = word;
    }

    /** The word of the corpus files. */
    public String word() {
        return word;
    }

    /** Whether the server has closed the connection in the end. */
    public boolean endsClosed() {
        return this == CLOSE || this == THEN_EOF;
    }
}
