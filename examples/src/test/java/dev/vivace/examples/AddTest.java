package dev.vivace.examples;

import static dev.vivace.examples.Answers.expectBadRequest;
import static dev.vivace.examples.Answers.expectJson;

import dev.vivace.test.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddTest {
    private final TestClient client = TestClient.of(Add.app());

    @ParameterizedTest
    @CsvSource({
        "/add/40?b=2, 42",
        "/add/40, 40",
        "/add/40?c=2, 40",
        "/add/-3?b=3, 0",
        "/add/40?b=2&b=x, 42",
        "/add/9223372036854775807?b=-9223372036854775808, -1",
        "/add/9223372036854775806?b=1, 9223372036854775807"
    })
    void shouldAdd(String target, String sum) {
        expectJson(client.get(target), "{\"sum\":" + sum + "}");
    }

    @ParameterizedTest
    @CsvSource({"9223372036854775807, 1", "-9223372036854775808, -1", "9223372036854775807, 9223372036854775807"})
    void shouldRefuseASumThatOverflows(String a, String b) {
        expectBadRequest(client.get("/add/" + a + "?b=" + b), "The sum of 'a' and 'b' does not fit 64 bits.");
    }

    @Test
    void shouldNameThePathParameterThatIsNoNumber() {
        expectBadRequest(client.get("/add/x?b=2"), "The path parameter 'a' is not a whole number of 64 bits.");
    }

    @Test
    void shouldNameTheQueryParameterThatIsNoNumber() {
        expectBadRequest(client.get("/add/40?b=two"), "The query parameter 'b' is not a whole number of 64 bits.");
        expectBadRequest(client.get("/add/40?b="), "The query parameter 'b' is not a whole number of 64 bits.");
    }
}
