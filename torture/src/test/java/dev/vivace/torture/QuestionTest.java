package dev.vivace.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.examples.Tour;
import dev.vivace.test.TestClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The questions against the tour itself, without a socket. */
class QuestionTest {
    @Test
    void shouldBeAnsweredRightByTheTour() {
        try (TestClient client = TestClient.of(Tour.app())) {
            for (int number = 0; number < 200; number++) {
                Question question = Question.of(number, number % 7 == 0);
                assertNull(question.fault(answer(client, question.bytes())), question.toString());
            }
        }
    }

    @Test
    void shouldFindWrongAnswers() {
        try (TestClient client = TestClient.of(Tour.app())) {
            for (int number = 0; number < 8; number++) {
                Question question = Question.of(number, false);
                Question other = Question.of(number == 0 || number == 7 ? 1 : 7, false);
                assertNotNull(question.fault(answer(client, other.bytes())), question.toString());
            }
            Question question = Question.of(0, false);
            assertTrue(
                    question.fault(answer(client, Question.of(0, true).bytes())).contains("Connection"));
        }
    }

    @Test
    void shouldHaveARightGoodRequestBehindMutations() {
        try (TestClient client = TestClient.of(Tour.app())) {
            AnswerReader answer = answer(client, MutationVerdict.good(17));
            assertEquals("{\"sum\":7000000017}", answer.text());
            assertTrue(MutationVerdict.goodAnswered(answer.text().getBytes(StandardCharsets.US_ASCII), 17));
        }
    }

    private static AnswerReader answer(TestClient client, byte[] request) {
        AnswerReader answer = new AnswerReader(null);
        answer.begin(false);
        assertEquals(
                AnswerReader.COMPLETE,
                answer.read(ByteBuffer.wrap(client.raw(request).received())),
                answer.fault());
        return answer;
    }
}
