package dev.vivace.corpus;

/** The server's output is not a sequence of well-formed HTTP/1.1 answers. */
final class MalformedAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedAnswerException(String message) {
        super(message);
    }
}
