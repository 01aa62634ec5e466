package dev.vivace.examples;

import static dev.vivace.examples.Answers.expectProblem;

import dev.vivace.test.TestClient;
import org.junit.jupiter.api.Test;

class FailureTest {
    private final TestClient client = TestClient.of(Failure.app());

    @Test
    void shouldTellTheClientNothingOfTheException() {
        expectProblem(
                client.get("/fail"), 500, "Internal Server Error", "Something went wrong here; it has been logged.");
    }
}
