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

    static void expectBadRequest(TestResponse answer, String detail) {
        expectProblem(answer, 400, "Bad Request", detail);
    }
}
