package dev.vivace.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dslplatform.json.DslJson;
import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The orders of the comparison, those of its files. */
class OrdersTest {
    private static final Path FOLDER = Path.of(System.getProperty("basedir", ""), "..", "..", "orders");

    private final TestClient client = TestClient.of(CompareServer.app(0));

    @ParameterizedTest
    @MethodSource("accepted")
    void shouldAnswerAnOrder(String order) {
        assertEquals(200, order.getBytes(StandardCharsets.UTF_8).length);
        TestResponse answer = client.postJson("/typed", order);
        assertEquals(200, answer.status(), answer.body());
        assertTrue(answer.body().contains("\"count\":2,\"total\":"), answer.body());
        assertEquals(answer.body(), client.postJson("/typed-unchecked", order).body());
    }

    @Test
    void shouldAddUp() {
        String order =
                "{\"id\":7,\"name\":\"Zo\u00eb\",\"address\":{\"street\":\"1 A\",\"city\":\"B\",\"country\":\"CH\"},"
                        + "\"lines\":[{\"sku\":\"a\",\"quantity\":1000,\"price\":1000000},{\"sku\":\"b\",\"quantity\":1,\"price\":2}]}";
        String receipt = "{\"id\":7,\"name\":\"Zo\u00eb\",\"count\":2,\"total\":1000000002}";
        assertEquals(receipt, client.postJson("/typed", order).body());
        assertEquals(receipt, client.postJson("/typed-unchecked", order).body());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void shouldRefuseWhatIsNoOrder(String body, boolean isMalformed) {
        assertEquals(400, client.postJson("/typed", body).status());
        if (isMalformed) {
            assertEquals(400, client.postJson("/typed-unchecked", body).status());
        }
    }

    static Stream<Arguments> refused() throws IOException {
        DslJson<Object> json = new DslJson<>();
        List<Arguments> found = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve("refused.jsonl"))) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            Map<?, ?> refused = json.deserialize(Map.class, bytes, bytes.length);
            found.add(Arguments.of(
                    Named.of((String) refused.get("what"), (String) refused.get("body")), refused.get("malformed")));
        }
        return found.stream();
    }

    static List<String> accepted() throws IOException {
        return Files.readAllLines(FOLDER.resolve("accepted.jsonl"));
    }
}
