package dev.vivace.internal.exchange;

import dev.vivace.internal.http1.Faults;
import dev.vivace.internal.http1.Statuses;
import dev.vivace.internal.json.DslJsonCodecs;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The right bytes of one answer, written down independently of the encoder.
 *
 * @param kept when the connection persists
 * @param last when it is the last answer; the same bytes where it always is, or where it is an interim one
 * @param interim whether a final answer follows
 */
record Expected(byte[] kept, byte[] last, boolean interim) {
    private static final String FIELDS = "\r\nServer: vivace\r\nDate: Tue, 14 Nov 2023 22:13:20 GMT\r\n";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final Problems PROBLEMS = Problems.of(null, new DslJsonCodecs());
    private static final String PROBLEM = "application/problem+json";
    private static final String CLOSE = "Connection: close\r\n";

    static final Expected CONTINUE = same("HTTP/1.1 100 Continue\r\n\r\n", true);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Expected same(String text, boolean interim) {
        byte[] bytes = bytes(text);
        return new Expected(bytes, bytes, interim);
    }

    private static String head(int status, String type, int length, String more) {
        return "HTTP/1.1 " + status + " " + Statuses.reason(status) + FIELDS + "Content-Type: " + type
                + "\r\nContent-Length: " + length + "\r\n" + more;
    }

    private static Expected of(int status, String type, String body, String staged) {
        String head = head(status, type, body.length(), staged);
        return new Expected(bytes(head + "\r\n" + body), bytes(head + CLOSE + "\r\n" + body), false);
    }

    static Expected text(String body) {
        return of(200, TEXT, body, "");
    }

    static Expected json(String body) {
        return of(200, "application/json", body, "");
    }

    /** JSON in chunks. */
    static Expected chunks(List<String> chunks) {
        StringBuilder body = new StringBuilder();
        for (String chunk : chunks) {
            body.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        String head = jsonHead() + "Transfer-Encoding: chunked\r\n";
        String rest = "\r\n" + body.append("0\r\n\r\n");
        return new Expected(bytes(head + rest), bytes(head + CLOSE + rest), false);
    }

    private static String jsonHead() {
        return "HTTP/1.1 200 OK" + FIELDS + "Content-Type: application/json\r\n";
    }

    /** JSON that ends with the connection. */
    static Expected jsonUpToTheEnd(String body) {
        return same(jsonHead() + CLOSE + "\r\n" + body, false);
    }

    /** The answer to HEAD: the length of the body and no body. */
    static Expected headOfText(int length) {
        String head = head(200, TEXT, length, "");
        return new Expected(bytes(head + "\r\n"), bytes(head + CLOSE + "\r\n"), false);
    }

    /** To a client of version 1.0 that asked for a connection that persists. */
    static Expected textKeptAlive(String body) {
        String head = head(200, TEXT, body.length(), "");
        return new Expected(
                bytes(head + "Connection: keep-alive\r\n\r\n" + body), bytes(head + CLOSE + "\r\n" + body), false);
    }

    /** A fixed problem of the exchange. */
    static Expected problem(Problems.Fixed fixed, String staged) {
        return problem(fixed.status, PROBLEMS.body(fixed), staged);
    }

    private static Expected problem(int status, byte[] body, String staged) {
        return of(status, PROBLEM, new String(body, StandardCharsets.ISO_8859_1), staged);
    }

    /** A fault of the protocol, after which the connection ends. */
    static Expected fault(int code) {
        return problem(Faults.status(code), PROBLEMS.fault(code), "").always();
    }

    /** There is no room for the request. */
    static Expected noRoom() {
        String body = new String(PROBLEMS.fault(Faults.REQUEST_BYTES_HELD), StandardCharsets.ISO_8859_1);
        return same(
                "HTTP/1.1 503 Service Unavailable" + FIELDS + "Content-Type: " + PROBLEM
                        + "\r\nRetry-After: 1\r\nContent-Length: " + body.length() + "\r\n" + CLOSE + "\r\n" + body,
                false);
    }

    /** What HEAD gets of its last form: no body. */
    byte[] head() {
        String text = new String(last, StandardCharsets.ISO_8859_1);
        return bytes(text.substring(0, text.indexOf("\r\n\r\n") + 4));
    }

    /** The last answer in any case. */
    Expected always() {
        return new Expected(last, last, false);
    }
}
