package dev.vivace.internal.exchange;

import dev.vivace.HttpError;
import dev.vivace.InputError;
import dev.vivace.InputErrors;
import dev.vivace.Json;
import dev.vivace.internal.http1.RequestHead;
import dev.vivace.internal.json.JsonDecoder;
import dev.vivace.internal.json.JsonFault;
import dev.vivace.internal.json.JsonFaultException;
import dev.vivace.internal.json.JsonInput;
import java.util.Locale;

/** Reads a body as JSON, and says what is wrong with one that is not. */
final class JsonBodies {
    private static final String INVALID = JsonFault.word(JsonFault.TYPE_MISMATCH);

    private JsonBodies() {}

    /**
     * Reads a body.
     *
     * @throws HttpError 400 with all that is wrong with it, 415 for one that is not JSON
     */
    static <T> T read(Json<T> type, LoopContext loop, RequestHead head, byte[] body, int start, int end) {
        requireJson(head);
        T value;
        if (loop.loop.inLoop()) {
            if (end - start > RetainedArrays.LARGE_BODY_BYTES) {
                loop.retained.watch();
            }
            value = decoded(loop.jsonInput(), type, loop, head, body, start, end);
        } else {
            // The loop's is the loop's
            JsonInput input = loop.borrowJsonInput();
            value = decoded(input, type, loop, head, body, start, end);
            loop.giveBackJsonInput(input);
        }
        if (!type.checks().isEmpty()) {
            Rules.check(type.checks(), value, loop);
        }
        return value;
    }

    private static <T> T decoded(
            JsonInput input, Json<T> type, LoopContext loop, RequestHead head, byte[] body, int start, int end) {
        JsonDecoder<T> decoder = loop.plan.decoder(type);
        try {
            return input.decode(decoder, body, start, end);
        } catch (JsonFaultException fault) {
            requireNoCoding(head);
            InputErrors errors = new InputErrors();
            input.report(decoder, body, start, end, fault, errors);
            logBug(type, loop, fault.getCause(), errors);
            throw HttpError.invalid(errors);
        }
    }

    /**
     * The type's own code refuses with an IllegalArgumentException; what else it throws is more likely a bug, which the
     * client's 400 would hide.
     */
    private static void logBug(Json<?> type, LoopContext loop, Throwable cause, InputErrors errors) {
        boolean unchecked = cause instanceof RuntimeException || cause instanceof Error;
        if (!unchecked || cause instanceof IllegalArgumentException) {
            return;
        }
        for (InputError error : errors.list()) {
            if (error.code().equals(INVALID)) {
                loop.log.warning("a constructor or converter of " + type + " failed, and its body was refused", cause);
                return;
            }
        }
    }

    /**
     * RFC 9110 section 15.5.16: what is wrong with a body in a content coding is the coding. Looked at last: no coded body is
     * JSON.
     */
    private static void requireNoCoding(RequestHead head) {
        int index = head.indexOf("content-encoding", 0);
        if (index >= 0 && !head.valueIs(index, "identity")) {
            throw new HttpError(415, "The body is to be sent without a content coding.")
                    .header("Accept-Encoding", "identity");
        }
    }

    /**
     * Another type than JSON is refused (RFC 9110 section 15.5.16), because a body a browser may send across origins unasked
     * is text or a form, or has no type.
     */
    private static void requireJson(RequestHead head) {
        int index = head.indexOf("content-type", 0);
        if (index < 0) {
            requireNoForeignPage(head);
            return;
        }
        if (head.valueIs(index, "application/json")) {
            return;
        }
        String value = head.value(index);
        int semicolon = value.indexOf(';');
        String media =
                (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
        if (!media.equals("application/json") && !media.endsWith("+json")) {
            throw unsupported("The body is to be application/json.");
        }
    }

    /**
     * RFC 9110 section 8.3 lets a recipient assume a type where none is given, and JSON is what is wanted. But a page can have
     * a browser send such bytes to any server, with the cookies for it and without a preflight (a Blob that has no type). Then
     * the browser says where the page is from.
     */
    private static void requireNoForeignPage(RequestHead head) {
        boolean foreign = head.indexOf("origin", 0) >= 0;
        for (int i = head.indexOf("sec-fetch-site", 0); i >= 0; i = head.indexOf("sec-fetch-site", i + 1)) {
            foreign |= !head.valueIs(i, "same-origin") && !head.valueIs(i, "same-site") && !head.valueIs(i, "none");
        }
        if (foreign) {
            throw unsupported("A browser is to say that the body is application/json.");
        }
    }

    private static HttpError unsupported(String detail) {
        return new HttpError(415, detail).header("Accept", "application/json");
    }
}
