package dev.vivace.examples;

import static dev.vivace.examples.Answers.expectBadRequest;
import static dev.vivace.examples.Answers.expectJson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordListTest {
    private final TestClient client = TestClient.of(RecordList.app());

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 9, 10, 11, 100, 700, 1_000, 100_000})
    void shouldListThatManyRecords(int count) {
        TestResponse answer = client.get("/list?n=" + count);
        expectJson(answer, list(count));
        assertEquals(String.valueOf(list(count).length()), answer.header("content-length"));
        assertNull(answer.header("transfer-encoding"));
    }

    @Test
    void shouldAnswerHeadWithTheLength() {
        TestResponse answer = client.request("HEAD", "/list?n=100000").send();
        assertEquals(String.valueOf(list(100_000).length()), answer.header("content-length"));
        assertEquals("", answer.body());
    }

    @Test
    void shouldListTenRecordsUnlessToldOtherwise() {
        expectJson(client.get("/list"), list(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1000001", "2147483647"})
    void shouldBoundTheNumber(String count) {
        expectBadRequest(client.get("/list?n=" + count), "The query parameter 'n' is a number from 0 to 1000000.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "2147483648"})
    void shouldNameTheParameterThatIsNoNumber(String count) {
        expectBadRequest(client.get("/list?n=" + count), "The query parameter 'n' is not a whole number of 32 bits.");
    }

    static String list(int count) {
        StringBuilder text = new StringBuilder("[");
        for (int id = 1; id <= count; id++) {
            text.append(id == 1 ? "" : ",").append("{\"id\":" + id + ",\"name\":\"Record " + id + "\"}");
        }
        return text.append(']').toString();
    }
}
