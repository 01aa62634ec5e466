package dev.vivace.internal.http1;

/** Status codes and their reason phrases (RFC 9110 section 15 and the IANA registry). */
public final class Statuses {
    /** Statuses are three digits, 100 to 599. */
    public static final int MIN = 100;

    public static final int MAX = 599;

    private static final String[] REASONS = new String[MAX + 1];

    static {
        String[] registered = {
            "100 Continue",
            "101 Switching Protocols",
            "103 Early Hints",
            "200 OK",
            "201 Created",
            "202 Accepted",
            "203 Non-Authoritative Information",
            "204 No Content",
            "205 Reset Content",
            "206 Partial Content",
            "207 Multi-Status",
            "208 Already Reported",
            "300 Multiple Choices",
            "301 Moved Permanently",
            "302 Found",
            "303 See Other",
            "304 Not Modified",
            "307 Temporary Redirect",
            "308 Permanent Redirect",
            "400 Bad Request",
            "401 Unauthorized",
            "402 Payment Required",
            "403 Forbidden",
            "404 Not Found",
            "405 Method Not Allowed",
            "406 Not Acceptable",
            "407 Proxy Authentication Required",
            "408 Request Timeout",
            "409 Conflict",
            "410 Gone",
            "411 Length Required",
            "412 Precondition Failed",
            "413 Content Too Large",
            "414 URI Too Long",
            "415 Unsupported Media Type",
            "416 Range Not Satisfiable",
            "417 Expectation Failed",
            "421 Misdirected Request",
            "422 Unprocessable Content",
            "423 Locked",
            "424 Failed Dependency",
            "425 Too Early",
            "426 Upgrade Required",
            "428 Precondition Required",
            "429 Too Many Requests",
            "431 Request Header Fields Too Large",
            "451 Unavailable For Legal Reasons",
            "500 Internal Server Error",
            "501 Not Implemented",
            "502 Bad Gateway",
            "503 Service Unavailable",
            "504 Gateway Timeout",
            "505 HTTP Version Not Supported",
            "507 Insufficient Storage",
            "508 Loop Detected",
            "511 Network Authentication Required",
        };
        for (String line : registered) {
            REASONS[Integer.parseInt(line.substring(0, 3))] = line.substring(4);
        }
    }

    private Statuses() {}

    /** The reason phrase; empty for a status nobody registered (RFC 9112 section 4 allows that). */
    public static String reason(int status) {
        String reason = REASONS[status];
        return reason == null ? "" : reason;
    }

    /** Whether an answer of this status never has a body (RFC 9110 section 6.4.1). */
    public static boolean bodiless(int status) {
        return status < 200 || status == 204 || status == 304;
    }
}
