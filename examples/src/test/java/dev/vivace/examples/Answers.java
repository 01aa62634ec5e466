package dev.vivace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vivace.test.TestResponse;

/** What recipes' tests expect again and again. */
final class Answers {
    static final String JSON = "application/json";
    static final String PROBLEM = "application/problem+json";

    private Answers() {}

    static void expect(TestResponse answer, int status, String contentType, String body) {
        assertEquals(status, answer.status(), answer::toString);
        assertEquals(contentType, answer.header("Content-Type"), answer::toString);
        assertEquals(body, answer.body());
        assertEquals(Integer.toString(answer.bodyBytes().length), answer.header("Content-Length"));
    }

    static void expectJson(TestResponse answer, String body) {
        expect(answer, 200, JSON, body);
    }

    static void expectProblem(TestResponse answer, int status, String title, String detail) {
        expect(
                answer,
                status,
                PROBLEM,
                "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + ",\"detail\":\"" + detail
                        + "\"}");
    }

    /** A 400 for one thing that is wrong with the body. */
    static void expectInvalid(TestResponse answer, String detail, String pointer, String code, String sentence) {
        expectInvalid(answer, detail, pointer, code, sentence, "");
    }

    /** A 400 for a body that is not JSON. */
    static void expectBroken(TestResponse answer, int offset, String pointer, String sentence) {
        expectInvalid(
                answer,
                "The body is not the JSON that is wanted here: at byte " + offset + ": " + sentence,
                pointer,
                "syntax",
                sentence,
                ",\"offset\":" + offset);
    }

    private static void expectInvalid(
            TestResponse answer, String detail, String pointer, String code, String sentence, String offset) {
        expect(
                answer,
                400,
                PROBLEM,
                "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,\"detail\":\"" + detail
                        + "\",\"errors\":[{\"pointer\":\"" + pointer + "\",\"code\":\"" + code + "\",\"detail\":\""
                        + sentence + "\"" + offset + "}]}");
    }

    static void expectBadRequest(TestResponse answer, String detail) {
        expectProblem(answer, 400, "Bad Request", detail);
    }
}
