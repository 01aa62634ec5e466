package dev.vivace.torture;

import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * A request of the well-behaved client, and what it has to be answered with.
 *
 * @param bytes the request
 * @param status expected
 * @param type the content type expected
 * @param body whether a body is the one expected
 * @param closing whether the request asks for the end of the connection
 */
record Question(byte[] bytes, int status, String type, Predicate<String> body, boolean closing) {
    private static final int KINDS = 8;
    private static final int BODY_BYTES_MAX = 3_000;
    private static final String JSON = "application/json";

    /** The question of that number: all kinds in turn, hardly one like another. */
    static Question of(long number, boolean closing) {
        return switch ((int) (number % KINDS)) {
            case 0 -> get("/json", 200, JSON, "{\"message\":\"Hello, World!\"}"::equals, closing);
            case 1 -> get("/plaintext", 200, "text/plain; charset=utf-8", "Hello, World!"::equals, closing);
            case 2 ->
                get(
                        "/users/" + number,
                        200,
                        JSON,
                        ("{\"id\":" + number + ",\"name\":\"User " + number + "\"}")::equals,
                        closing);
            case 3 -> get("/add/" + number + "?b=17", 200, JSON, ("{\"sum\":" + (number + 17) + "}")::equals, closing);
            case 4 -> echo(number, closing);
            case 5 -> get("/person", 200, JSON, Question::person, closing);
            case 6 -> {
                String json = "{\"n\":" + number + "}";
                yield post("/json/echo", JSON, " " + json + " ", json, closing);
            }
            default ->
                get(
                        "/nothing/" + number,
                        404,
                        "application/problem+json",
                        text -> text.contains("\"status\":404"),
                        closing);
        };
    }

    private static boolean person(String text) {
        return text.matches("\\{\"id\":1,\"name\":\"Alice\",\"uuid\":\"[0-9a-f-]{36}\"}");
    }

    private static Question echo(long number, boolean closing) {
        String text = Long.toString(number) + '.';
        String body = text.repeat((int) (number % BODY_BYTES_MAX) / text.length() + 1);
        return post("/echo", "text/plain", body, body, closing);
    }

    private static Question get(String target, int status, String type, Predicate<String> body, boolean closing) {
        return new Question(
                ascii("GET " + target + " HTTP/1.1\r\nHost: torture\r\n" + end(closing)), status, type, body, closing);
    }

    private static Question post(String target, String type, String sent, String expected, boolean closing) {
        String head = "POST " + target + " HTTP/1.1\r\nHost: torture\r\nContent-Type: " + type + "\r\nContent-Length: "
                + sent.length() + "\r\n";
        return new Question(ascii(head + end(closing) + sent), 200, type, expected::equals, closing);
    }

    private static String end(boolean closing) {
        return closing ? "Connection: close\r\n\r\n" : "\r\n";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** What is wrong with an answer, or null. */
    String fault(AnswerReader answer) {
        if (answer.status() != status) {
            return "status " + answer.status() + " and not " + status + ": " + answer.text();
        }
        if (!answer.field("Content-Type").equals(type)) {
            return "content type '" + answer.field("Content-Type") + "' and not '" + type + "'";
        }
        if (!body.test(answer.text())) {
            return "the body '" + answer.text() + "'";
        }
        return answer.closing() == closing ? null : "Connection '" + answer.field("Connection") + "'";
    }

    /** The request line. */
    @Override
    public String toString() {
        String text = new String(bytes, StandardCharsets.US_ASCII);
        return text.substring(0, text.indexOf('\r'));
    }
}
