package dev.vivace.internal.exchange;

import dev.vivace.HttpError;
import dev.vivace.InputError;
import dev.vivace.InputErrors;
import dev.vivace.internal.http1.EntityTags;
import dev.vivace.internal.http1.Methods;
import dev.vivace.internal.http1.RequestHead;
import java.nio.charset.StandardCharsets;

/**
 * Conditional requests (RFC 9110 section 13), for answers with an ETag. In the order of section 13.2.2: {@code If-Match}, then
 * {@code If-None-Match}. Dates are not looked at: there is an ETag, or nothing is known about the age either (sections 13.1.3 and
 * 13.1.4); and ranges are not served.
 *
 * <p><b>Threading:</b> stateless.
 */
final class Conditional {
    private static final String IF_MATCH = "if-match";
    private static final String IF_NONE_MATCH = "if-none-match";
    private static final byte[] NO_TAG = {};

    private Conditional() {}

    /**
     * Gives the answer of a handler its ETag where the route wants one; whether the client has that version already, which
     * is to be told so.
     *
     * @throws HttpError with 412, where the client wants another version
     */
    static boolean clientHasIt(RequestView view, Answer answer) {
        RequestHead head = view.head;
        boolean safe = head.methodId == Methods.GET || head.methodId == Methods.HEAD;
        if (!safe || answer.status != 200 || answer.kind == Answer.DEFERRED) {
            return false;
        }
        StagedFields staged = answer.staged;
        boolean fromCanned = !staged.hasEtag() && answer.kind == Answer.CANNED && answer.canned.etag() != null;
        if (!fromCanned && !staged.hasEtag()) {
            if (!view.route.etag() || answer.kind == Answer.PIECES) {
                return false;
            }
            answer.stageEtag();
        }
        if (head.indexOf(IF_NONE_MATCH, 0) < 0 && head.indexOf(IF_MATCH, 0) < 0) {
            return false;
        }
        if (fromCanned) {
            staged.addOwn(StagedFields.ETAG, answer.canned.etag());
        }
        boolean has = evaluate(head, staged);
        if (!has && fromCanned) {
            // It is in the head already
            staged.remove(StagedFields.ETAG);
        }
        return has;
    }

    /** Whether the client has what is in the answer. A malformed field is as if it were not there: nothing is changed. */
    private static boolean evaluate(RequestHead head, StagedFields staged) {
        int from = staged.etagStart();
        int to = staged.etagEnd();
        if (EntityTags.find(head, IF_MATCH, staged.bytes(), from, to, false) == EntityTags.NOT_LISTED) {
            throw failed();
        }
        int found = EntityTags.find(head, IF_NONE_MATCH, staged.bytes(), from, to, true);
        return found == EntityTags.LISTED || found == EntityTags.ANY;
    }

    /**
     * Checks the conditions of a request that changes something, before it does.
     *
     * @param current what is between the quotes of the current strong ETag; null where there is nothing yet
     * @throws HttpError with 412 where they do not hold, and with 400 where they cannot be read: doing it nevertheless may
     *     overwrite what the client has not seen
     */
    static void check(RequestHead head, String current) {
        requireOpaque(current);
        byte[] tag = current == null ? NO_TAG : ('"' + current + '"').getBytes(StandardCharsets.ISO_8859_1);
        boolean exists = current != null;
        int match = EntityTags.find(head, IF_MATCH, tag, 0, tag.length, false);
        requireReadable(match, "If-Match");
        if (match == EntityTags.NOT_LISTED || (match == EntityTags.ANY && !exists)) {
            throw failed();
        }
        if (head.methodId == Methods.GET || head.methodId == Methods.HEAD) {
            // A 304, and no error; the answer sees to it
            return;
        }
        int noneMatch = EntityTags.find(head, IF_NONE_MATCH, tag, 0, tag.length, true);
        requireReadable(noneMatch, "If-None-Match");
        if (noneMatch == EntityTags.LISTED || (noneMatch == EntityTags.ANY && exists)) {
            throw failed();
        }
    }

    /** As of those that are sent: another one would be matched by what the client cannot have. */
    private static void requireOpaque(String current) {
        for (int i = 0; current != null && i < current.length(); i++) {
            char c = current.charAt(i);
            if (c <= 0x20 || c == '"' || c >= 0x7F) {
                throw new IllegalArgumentException(
                        "what is between the quotes of an ETag is visible ASCII without quotes, not '" + current + "'");
            }
        }
    }

    /** The same for a request that must name the version it has seen (RFC 6585 section 3). */
    static void require(RequestHead head, String current) {
        if (head.indexOf(IF_MATCH, 0) < 0) {
            throw new HttpError(428, "This needs If-Match with the ETag of the version that is to be changed.");
        }
        check(head, current);
    }

    private static void requireReadable(int found, String name) {
        if (found == EntityTags.MALFORMED) {
            InputErrors errors = new InputErrors();
            errors.add(InputError.parameter(
                    "header", name, "malformed", "The field " + name + " is '*' or a list of ETags in double quotes."));
            throw HttpError.invalid(errors);
        }
    }

    private static HttpError failed() {
        return new HttpError(412, "The current version is not the one that the request is meant for.");
    }
}
