package dev.vivace.internal.exchange;

import dev.vivace.InputError;
import dev.vivace.JsonKey;
import dev.vivace.JsonOut;
import dev.vivace.Problem;
import dev.vivace.ProblemRenderer;
import dev.vivace.internal.http1.Faults;
import dev.vivace.internal.http1.Statuses;
import dev.vivace.internal.json.JsonCodecs;
import dev.vivace.internal.json.JsonOutput;
import java.util.Arrays;
import java.util.List;

/**
 * The problem bodies of an app (RFC 9457), in our form or in that of its renderer: the fixed ones made once, at start, the
 * others written as they come.
 *
 * <p><b>Threading:</b> immutable; shared by all loops and workers.
 */
public final class Problems {
    /** What is always said in the same words. */
    enum Fixed {
        NOT_FOUND(404, "There is nothing at this path."),
        METHOD_NOT_ALLOWED(405, "This path has other methods; see the Allow field."),
        NOT_IMPLEMENTED(501, "This method is not implemented here."),
        INTERNAL(500, "Something went wrong here; it has been logged."),
        OVERLOADED(503, "Too many requests are in work; try again shortly."),
        CONNECTIONS(503, "Too many connections are open; try again shortly."),
        QUEUE_DELAY(503, "Requests wait too long for this just now; try again shortly."),
        DEADLINE(504, "The answer took longer than this route allows.");

        final int status;
        final String detail;

        Fixed(int status, String detail) {
            this.status = status;
            this.detail = detail;
        }
    }

    private static final JsonKey TYPE = JsonKey.of("type");
    private static final JsonKey TITLE = JsonKey.of("title");
    private static final JsonKey STATUS = JsonKey.of("status");
    private static final JsonKey DETAIL = JsonKey.of("detail");
    private static final JsonKey ERRORS = JsonKey.of("errors");
    private static final JsonKey POINTER = JsonKey.of("pointer");
    private static final JsonKey IN = JsonKey.of("in");
    private static final JsonKey PARAMETER = JsonKey.of("parameter");
    private static final JsonKey CODE = JsonKey.of("code");
    private static final JsonKey OFFSET = JsonKey.of("offset");

    /** A fixed body and its type go out in one piece, behind the answers before them. */
    private static final int FIXED_BYTES_MAX = 16_384;

    /** Null for our own form. */
    private final ProblemRenderer renderer;

    private final String contentType;
    private final byte[][] fixed = new byte[Fixed.values().length][];
    private final byte[][] faults = new byte[Faults.LIMIT][];

    private Problems(ProblemRenderer renderer, String contentType) {
        this.renderer = renderer;
        this.contentType = contentType;
    }

    /**
     * Writes the fixed bodies.
     *
     * @param renderer the app's, or null
     * @throws IllegalStateException when it fails; the message says for which body
     */
    public static Problems of(ProblemRenderer renderer, JsonCodecs codecs) {
        Problems problems = new Problems(renderer, renderer == null ? null : contentType(renderer));
        JsonOutput out = codecs.newOutput();
        for (Fixed one : Fixed.values()) {
            problems.fixed[one.ordinal()] = problems.render(one.status, one.detail, out);
        }
        for (int code = -2; code > -Faults.LIMIT; code--) {
            problems.faults[-code] = problems.render(Faults.status(code), Faults.sentence(code), out);
        }
        return problems;
    }

    private static String contentType(ProblemRenderer renderer) {
        try {
            String type = renderer.contentType();
            if (type.isBlank()) {
                throw new IllegalArgumentException("it is empty");
            }
            if (type.length() > FIXED_BYTES_MAX) {
                throw new IllegalArgumentException(
                        "it has " + type.length() + " characters, and may have " + FIXED_BYTES_MAX);
            }
            StagedFields.requireValue("Content-Type", type);
            return type;
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "the content type of the problem renderer "
                            + renderer.getClass().getName() + " cannot be used: " + e.getMessage(),
                    e);
        }
    }

    private byte[] render(int status, String detail, JsonOutput out) {
        out.reset();
        try {
            write(status, detail, List.of(), out);
        } catch (RuntimeException | Error e) {
            throw new IllegalStateException(
                    "the problem renderer " + renderer.getClass().getName() + " failed for the fixed answer " + status
                            + " '" + detail + "': " + e,
                    e);
        }
        if (out.length() > FIXED_BYTES_MAX) {
            throw new IllegalStateException("the problem renderer "
                    + renderer.getClass().getName() + " wrote "
                    + out.length() + " bytes for the fixed answer " + status + " '" + detail + "', which may have "
                    + FIXED_BYTES_MAX);
        }
        return Arrays.copyOf(out.bytes(), out.length());
    }

    /** The content type where it is an app's own; null for {@code application/problem+json}. */
    String contentType() {
        return contentType;
    }

    byte[] body(Fixed problem) {
        return fixed[problem.ordinal()];
    }

    byte[] fault(int code) {
        return faults[-code];
    }

    /**
     * Writes a problem.
     *
     * @param detail null for none
     * @param out empty
     */
    void write(int status, String detail, List<InputError> errors, JsonOutput out) {
        JsonOut fields = out.fields();
        if (renderer == null) {
            write(fields, status, detail, errors);
        } else {
            renderer.render(
                    new Problem(
                            Problem.ABOUT_BLANK,
                            title(status),
                            status,
                            ProblemText.wellFormed(detail),
                            ProblemText.clean(errors)),
                    fields);
        }
        out.requireComplete();
    }

    private static void write(JsonOut out, int status, String detail, List<InputError> errors) {
        out.beginObject().key(TYPE).value(Problem.ABOUT_BLANK);
        out.key(TITLE).value(title(status)).key(STATUS).value(status);
        if (detail != null) {
            out.key(DETAIL).value(ProblemText.wellFormed(detail));
        }
        if (!errors.isEmpty()) {
            out.key(ERRORS).beginArray();
            for (int i = 0; i < errors.size(); i++) {
                write(out, errors.get(i));
            }
            out.endArray();
        }
        out.endObject();
    }

    private static void write(JsonOut out, InputError error) {
        out.beginObject();
        if (error.pointer() != null) {
            out.key(POINTER).value(ProblemText.pointer(error.pointer()));
        }
        if (error.in() != null) {
            out.key(IN).value(ProblemText.name(error.in()));
        }
        if (error.parameter() != null) {
            out.key(PARAMETER).value(ProblemText.name(error.parameter()));
        }
        out.key(CODE).value(ProblemText.name(error.code()));
        out.key(DETAIL).value(ProblemText.wellFormed(error.detail()));
        if (error.offset() >= 0) {
            out.key(OFFSET).value(error.offset());
        }
        out.endObject();
    }

    /** RFC 9457 section 4.2.1: the phrase of the status; one that nobody registered is told by its class (RFC 9110 section 15). */
    private static String title(int status) {
        String phrase = Statuses.reason(status);
        return !phrase.isEmpty() ? phrase : status < 500 ? "Client Error" : "Server Error";
    }
}
