package dev.vivace.internal.exchange;

import dev.vivace.internal.http1.Faults;
import dev.vivace.internal.http1.Statuses;
import java.nio.charset.StandardCharsets;

/** The fixed problem bodies (RFC 9457), made once. {@code type} is left out: it defaults to {@code about:blank}. */
final class Problems {
    static final byte[] NOT_FOUND = body(404, "There is nothing at this path.");
    static final byte[] METHOD_NOT_ALLOWED = body(405, "This path has other methods; see the Allow field.");
    static final byte[] NOT_IMPLEMENTED = body(501, "This method is not implemented here.");
    static final byte[] INTERNAL = body(500, "Something went wrong here; it has been logged.");
    static final byte[] OVERLOADED = body(503, "Too many requests are in work; try again shortly.");
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
