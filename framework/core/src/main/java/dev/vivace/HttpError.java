package dev.vivace;

/**
 * An error that knows its status: thrown by a handler, answered as {@code application/problem+json} (RFC 9457) with the
 * message as {@code detail}. Has no stack trace, so throwing one costs little.
 *
 * <pre>{@code throw HttpError.notFound("There is no user 17.");}</pre>
 */
public final class HttpError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The status of the answer. */
    private final int status;

    /**
     * An error with any status from 400 to 599.
     *
     * @param status the status of the answer
     * @param detail one sentence for the client
     */
    public HttpError(int status, String detail) {
        super(detail, null, false, false);
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("an error's status is between 400 and 599, not " + status);
        }
        this.status = status;
    }

    /**
     * A 400.
     *
     * @param detail one sentence for the client
     * @return the error, to be thrown
     */
    public static HttpError badRequest(String detail) {
        return new HttpError(400, detail);
    }

    /**
     * A 404.
     *
     * @param detail one sentence for the client
     * @return the error, to be thrown
     */
    public static HttpError notFound(String detail) {
        return new HttpError(404, detail);
    }

    /**
     * The status of the answer.
     *
     * @return between 400 and 599
     */
    public int status() {
        return status;
    }

    /**
     * The sentence for the client.
     *
     * @return the {@code detail} member of the problem body
     */
    public String detail() {
        return getMessage();
    }
}
