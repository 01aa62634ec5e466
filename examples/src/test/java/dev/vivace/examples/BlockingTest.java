package dev.vivace.examples;

import static dev.vivace.examples.Answers.expectBadRequest;
import static dev.vivace.examples.Answers.expectJson;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockingTest {
    private final TestClient client = TestClient.of(Blocking.app());

    @Test
    void shouldAnswerAfterItSlept() {
        long begin = System.nanoTime();
        expectJson(client.get("/blocking?ms=30"), "{\"sleptMs\":30}");
        assertTrue(System.nanoTime() - begin >= TimeUnit.MILLISECONDS.toNanos(30));
    }

    @Test
    void shouldKeepTheOrderOfPipelinedRequests() {
        expectJson(client.pipelined(3).get("/blocking?ms=1"), "{\"sleptMs\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "10001"})
    void shouldBoundTheTime(String millis) {
        expectBadRequest(client.get("/blocking?ms=" + millis), "The query parameter 'ms' is a number from 0 to 10000.");
    }

    @Test
    void shouldNameTheParameterThatIsNoNumber() {
        expectBadRequest(client.get("/blocking?ms=soon"), "The query parameter 'ms' is not a whole number of 32 bits.");
    }
}
