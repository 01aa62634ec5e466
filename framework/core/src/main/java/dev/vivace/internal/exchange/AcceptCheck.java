package dev.vivace.internal.exchange;

import dev.vivace.Handler;
import dev.vivace.HttpError;
import dev.vivace.Reply;
import dev.vivace.Request;
import dev.vivace.Response;
import dev.vivace.internal.http1.AcceptField;
import dev.vivace.internal.http1.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Refuses requests whose {@code Accept} excludes all that a route answers with, before its handler runs (RFC 9110 section 15.5.7).
 *
 * @param next the route's handler
 * @param mediaTypes what it answers with: in lower case, without parameters
 */
public record AcceptCheck(Handler next, List<String> mediaTypes) implements Handler {
    private static final String ACCEPT = "accept";

    @Override
    public Reply handle(Request req, Response res) throws Exception {
        Request own = req instanceof StrictRequest strict ? strict.checked() : req;
        boolean accepted = own instanceof RequestView view ? accepted(view.head) : accepted(req.headers(ACCEPT));
        if (!accepted) {
            throw new HttpError(
                    406, "The answer is " + String.join(" or ", mediaTypes) + ", which the Accept field excludes.");
        }
        return next.handle(req, res);
    }

    private boolean accepted(RequestHead head) {
        int first = head.indexOf(ACCEPT, 0);
        if (first < 0 || (head.valueIs(first, "*/*") && head.indexOf(ACCEPT, first + 1) < 0)) {
            return true;
        }
        for (int type = 0; type < mediaTypes.size(); type++) {
            AcceptField field = new AcceptField(mediaTypes.get(type));
            for (int i = first; i >= 0; i = head.indexOf(ACCEPT, i + 1)) {
                field.line(head.bytes, head.valueStart(i), head.valueEnd(i));
            }
            if (field.accepts()) {
                return true;
            }
        }
        return false;
    }

    /** Of a request that middleware put in place of ours. */
    private boolean accepted(List<String> lines) {
        for (String mediaType : mediaTypes) {
            AcceptField field = new AcceptField(mediaType);
            for (String line : lines) {
                byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
                field.line(bytes, 0, bytes.length);
            }
            if (field.accepts()) {
                return true;
            }
        }
        return false;
    }
}
