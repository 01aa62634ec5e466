package dev.vivace;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An error that knows its status: thrown by a handler, answered as {@code application/problem+json} (RFC 9457) with the
 * message as {@code detail}. Has no stack trace, so throwing one costs little.
 *
 * <pre>{@code throw HttpError.notFound("There is no user 17.");}</pre>
 */
public final class HttpError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int PLACE_LENGTH_MAX = 64;

    /** The status of the answer. */
    private final int status;

    /** What is wrong with which part of the request. */
    @SuppressWarnings("serial") // Exceptions of this kind are not sent anywhere
    private final List<InputError> errors;

    /** How many more are wrong that {@link #errors} has no room for. */
    private final int leftOut;

    /** Headers of the answer. */
    @SuppressWarnings("serial")
    private final Map<String, String> headers;

    /**
     * An error with any status from 400 to 599.
     *
     * @param status the status of the answer
     * @param detail one sentence for the client
     */
    public HttpError(int status, String detail) {
        this(status, detail, List.of(), 0, Map.of());
    }

    private HttpError(int status, String detail, List<InputError> errors, int leftOut, Map<String, String> headers) {
        super(detail, null, false, false);
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("an error's status is between 400 and 599, not " + status);
        }
        this.status = status;
        this.errors = errors;
        this.leftOut = leftOut;
        this.headers = headers;
    }

    /**
     * The same with a header of the answer, in place of any of that name staged before: {@code Retry-After}, {@code
     * WWW-Authenticate} and their like.
     *
     * @param name a token
     * @param value ASCII or ISO 8859-1 without control characters
     * @return a new error
     */
    public HttpError header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return new HttpError(status, detail(), errors, leftOut, Collections.unmodifiableMap(more));
    }

    /**
     * A 400 for a request that is well-formed and not valid; says what is wrong with which part of it.
     *
     * @param errors at least one
     * @return the error, to be thrown
     */
    public static HttpError invalid(InputErrors errors) {
        if (errors.isEmpty()) {
            throw new IllegalArgumentException("nothing is wrong");
        }
        int count = errors.list().size() + errors.leftOut();
        String detail = count == 1
                ? sentence(errors.list().get(0))
                : errors.leftOut() == 0
                        ? count + " things are wrong with this request."
                        : "More than " + InputErrors.COUNT_MAX + " things are wrong with this request; the first "
                                + InputErrors.COUNT_MAX + " are listed.";
        return new HttpError(400, detail, errors.list(), errors.leftOut(), Map.of());
    }

    /** What is wrong, with the place: it may be all that somebody reads. */
    private static String sentence(InputError error) {
        if (error.offset() >= 0) {
            return "The body is not the JSON that is wanted here: at byte " + error.offset() + ": " + error.detail();
        }
        // A place may be named by the client, and what the client sent is repeated in bounds only
        return error.pointer() == null
                        || error.pointer().isEmpty()
                        || error.pointer().length() > PLACE_LENGTH_MAX
                ? error.detail()
                : "At " + error.pointer() + " of the body: " + error.detail();
    }

    /** What is wrong by either of two. */
    static HttpError both(HttpError first, HttpError second) {
        InputErrors all = new InputErrors();
        first.errors.forEach(all::add);
        second.errors.forEach(all::add);
        all.leave(first.leftOut + second.leftOut);
        return invalid(all);
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

    /**
     * Headers of the answer, which are staged before an error handler is called.
     *
     * @return by name, in the order they were added
     */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * What is wrong with which part of the request.
     *
     * @return the {@code errors} member of the problem body; empty unless this is from {@link #invalid}
     */
    public List<InputError> errors() {
        return errors;
    }
}
