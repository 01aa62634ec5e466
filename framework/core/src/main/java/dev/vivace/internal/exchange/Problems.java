package dev.vivace.internal.exchange;

import dev.vivace.internal.http1.Faults;
import dev.vivace.internal.http1.Statuses;
import java.nio.charset.StandardCharsets;

/** The fixed problem bodies (RFC 9457), made once. {@code type} is left out: it defaults to {@code about:blank}. */
final class Problems {
    /** A fixed body, and its detail for whoever writes the problem anew. */
    record Fixed(String detail, byte[] body) {
        static Fixed of(int status, String detail) {
            return new Fixed(detail, Problems.body(status, detail));
        }
    }

    static final Fixed NOT_FOUND = Fixed.of(404, "There is nothing at this path.");
    static final Fixed METHOD_NOT_ALLOWED = Fixed.of(405, "This path has other methods; see the Allow field.");
    static final Fixed NOT_IMPLEMENTED = Fixed.of(501, "This method is not implemented here.");
    static final byte[] INTERNAL = body(500, "Something went wrong here; it has been logged.");
    static final byte[] OVERLOADED = body(503, "Too many requests are in work; try again shortly.");
    static final byte[] CONNECTIONS = body(503, "Too many connections are open; try again shortly.");
    static final byte[] QUEUE_DELAY = body(503, "Requests wait too long for this just now; try again shortly.");
    static final byte[] DEADLINE = body(504, "The answer took longer than this route allows.");

    private static final byte[][] FAULTS = new byte[Faults.LIMIT][];

    static {
        for (int code = -2; code > -Faults.LIMIT; code--) {
            FAULTS[-code] = body(Faults.status(code), Faults.sentence(code));
        }
    }

    private Problems() {}

    static byte[] fault(int code) {
        return FAULTS[-code];
    }

    private static byte[] body(int status, String detail) {
        String json = "{\"title\":\"" + Statuses.reason(status) + "\",\"status\":" + status + ",\"detail\":\"" + detail
                + "\"}";
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
