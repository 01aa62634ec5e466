package dev.vivace.examples;

import static dev.vivace.examples.Answers.expect;
import static dev.vivace.examples.Answers.expectProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    private final TestClient client = TestClient.of(PlainText.app());

    @Test
    void shouldGreetInPlainText() {
        expect(client.get("/plaintext"), 200, "text/plain; charset=utf-8", "Hello, World!");
    }

    @Test
    void shouldAnswerTheSameInPiecesAndPipelined() {
        expect(client.fragmented().pipelined(16).get("/plaintext"), 200, "text/plain; charset=utf-8", "Hello, World!");
    }

    @Test
    void shouldAnswerHeadWithTheLengthAndNoBody() {
        TestResponse answer = client.request("HEAD", "/plaintext").send();
        assertEquals(200, answer.status());
        assertEquals("13", answer.header("Content-Length"));
        assertEquals(0, answer.bodyBytes().length);
    }

    @Test
    void shouldSayWhatElseThePathHasWhenTheMethodIsWrong() {
        TestResponse answer = client.request("POST", "/plaintext").send();
        expectProblem(answer, 405, "Method Not Allowed", "This path has other methods; see the Allow field.");
        assertEquals("GET, HEAD, OPTIONS", answer.header("Allow"));
    }

    @Test
    void shouldNotFindOtherPaths() {
        expectProblem(client.get("/plaintext/"), 404, "Not Found", "There is nothing at this path.");
    }
}
