package dev.vivace.internal.http1;

/**
 * Everything that can be wrong with the bytes of a request, as negative named codes: the parser reports a fault by
 * returning one, never by throwing. Each code has the status the client is answered with and one sentence for the
 * problem body. After any of them the connection is closed (RFC 9112 section 9.3: the framing can no longer be trusted).
 */
public final class Faults {
    public static final int BAD_METHOD = -2;
    public static final int BAD_REQUEST_LINE = -3;
    public static final int BAD_TARGET = -4;
    public static final int BAD_VERSION = -5;
    public static final int VERSION_NOT_SUPPORTED = -6;
    public static final int BAD_LINE_END = -7;
    public static final int BAD_FIELD_NAME = -8;
    public static final int BAD_FIELD_VALUE = -9;
    public static final int OBSOLETE_FOLD = -10;
    public static final int MISSING_HOST = -11;
    public static final int REPEATED_HOST = -12;
    public static final int BAD_HOST = -13;
    public static final int BAD_CONTENT_LENGTH = -14;
    public static final int REPEATED_CONTENT_LENGTH = -15;
    public static final int LENGTH_AND_CODING = -16;
    public static final int BAD_TRANSFER_ENCODING = -17;
    public static final int TRANSFER_CODING_NOT_IMPLEMENTED = -18;
    public static final int TRANSFER_ENCODING_IN_1_0 = -19;
    public static final int REQUEST_LINE_TOO_LONG = -20;
    public static final int HEADER_SECTION_TOO_LARGE = -21;
    public static final int TOO_MANY_FIELDS = -22;
    public static final int BAD_CHUNK_SIZE = -23;
    public static final int BAD_CHUNK_EXTENSION = -24;
    public static final int BAD_CHUNK_END = -25;
    public static final int CHUNK_LINE_TOO_LONG = -26;
    public static final int CHUNK_EXTENSIONS_TOO_LARGE = -27;
    public static final int TRAILER_SECTION_TOO_LARGE = -28;
    public static final int BODY_TOO_LARGE = -29;
    public static final int BAD_PATH = -30;
    public static final int EXPECTATION_FAILED = -31;
    public static final int METHOD_NOT_IMPLEMENTED = -32;
    public static final int HEADER_TIMEOUT = -33;
    public static final int BODY_TIMEOUT = -34;
    public static final int BODY_TOO_SLOW = -35;
    public static final int REQUEST_BYTES_HELD = -36;
    public static final int PLAIN_HTTP = -37;

    /** One more than the largest magnitude of a code: the length of a table indexed by {@code -code}. */
    public static final int LIMIT = 38;

    private static final String[] KINDS = new String[LIMIT];
    private static final String[] SENTENCES = new String[LIMIT];
    private static final short[] STATUSES = new short[LIMIT];

    static {
        fault(BAD_METHOD, 400, "bad-method", "The request does not start with a method token.");
        fault(BAD_REQUEST_LINE, 400, "bad-request-line", "The request line is not 'method target version'.");
        fault(BAD_TARGET, 400, "bad-target", "The request target is not one that RFC 9112 section 3.2 allows.");
        fault(BAD_VERSION, 400, "bad-version", "The protocol version is malformed.");
        fault(VERSION_NOT_SUPPORTED, 505, "version-not-supported", "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
        fault(BAD_LINE_END, 400, "bad-line-end", "A line does not end with CR LF, or holds a CR or LF of its own.");
        fault(BAD_FIELD_NAME, 400, "bad-field-name", "A field name is not a token directly followed by a colon.");
        fault(BAD_FIELD_VALUE, 400, "bad-field-value", "A field value holds a control character.");
        fault(OBSOLETE_FOLD, 400, "obsolete-fold", "A header line starts with white space.");
        fault(MISSING_HOST, 400, "missing-host", "An HTTP/1.1 request needs a Host field.");
        fault(REPEATED_HOST, 400, "repeated-host", "The Host field is there more than once.");
        fault(BAD_HOST, 400, "bad-host", "The host is not 'uri-host[:port]'.");
        fault(BAD_CONTENT_LENGTH, 400, "bad-content-length", "Content-Length is no plain decimal number below 2^63.");
        fault(REPEATED_CONTENT_LENGTH, 400, "repeated-content-length", "Content-Length is there more than once.");
        fault(LENGTH_AND_CODING, 400, "length-and-coding", "Content-Length and Transfer-Encoding exclude each other.");
        fault(BAD_TRANSFER_ENCODING, 400, "bad-transfer-encoding", "Transfer-Encoding is not the one token 'chunked'.");
        fault(
                TRANSFER_CODING_NOT_IMPLEMENTED,
                501,
                "transfer-coding-not-implemented",
                "The only transfer coding understood here is 'chunked'.");
        fault(TRANSFER_ENCODING_IN_1_0, 400, "transfer-encoding-in-1.0", "HTTP/1.0 has no Transfer-Encoding.");
        fault(REQUEST_LINE_TOO_LONG, 414, "request-line-too-long", "The request line is longer than allowed.");
        fault(HEADER_SECTION_TOO_LARGE, 431, "header-section-too-large", "The header section is larger than allowed.");
        fault(TOO_MANY_FIELDS, 431, "too-many-fields", "There are more fields than allowed.");
        fault(BAD_CHUNK_SIZE, 400, "bad-chunk-size", "A chunk size is not a hexadecimal number in range.");
        fault(BAD_CHUNK_EXTENSION, 400, "bad-chunk-extension", "A chunk extension is malformed.");
        fault(BAD_CHUNK_END, 400, "bad-chunk-end", "The data of a chunk is not followed by CR LF.");
        fault(CHUNK_LINE_TOO_LONG, 400, "chunk-line-too-long", "A chunk size line is longer than allowed.");
        fault(CHUNK_EXTENSIONS_TOO_LARGE, 400, "chunk-extensions-too-large", "The chunk extensions are too large.");
        fault(TRAILER_SECTION_TOO_LARGE, 431, "trailer-section-too-large", "The trailers are larger than allowed.");
        fault(BODY_TOO_LARGE, 413, "body-too-large", "The body is larger than this route accepts.");
        fault(BAD_PATH, 400, "bad-path", "The path holds a malformed escape or leaves the root.");
        fault(EXPECTATION_FAILED, 417, "expectation-failed", "The only expectation understood is '100-continue'.");
        fault(METHOD_NOT_IMPLEMENTED, 501, "method-not-implemented", "This method is not implemented here.");
        fault(HEADER_TIMEOUT, 408, "header-timeout", "The header section was not complete in time.");
        fault(BODY_TIMEOUT, 408, "body-timeout", "The next part of the body did not come in time.");
        fault(BODY_TOO_SLOW, 408, "body-too-slow", "The body comes more slowly than allowed.");
        fault(REQUEST_BYTES_HELD, 503, "request-bytes-held", "Too many bytes of unfinished requests are held here.");
        fault(PLAIN_HTTP, 400, "plain-http", "This port speaks TLS, and the request came without it; use https.");
    }

    private Faults() {}

    private static void fault(int code, int status, String kind, String sentence) {
        STATUSES[-code] = (short) status;
        KINDS[-code] = kind;
        SENTENCES[-code] = sentence;
    }

    /** The status a request with this fault is answered with. */
    public static int status(int code) {
        return STATUSES[-code];
    }

    /** The stable machine name, also the name of the counter in the metrics. */
    public static String kind(int code) {
        return KINDS[-code];
    }

    /** One sentence for the {@code detail} member of the problem body; names no value the client sent. */
    public static String sentence(int code) {
        return SENTENCES[-code];
    }
}
