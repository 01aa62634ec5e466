package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dslplatform.json.CompiledJson;
import dev.vivace.internal.json.BodyMutations;
import dev.vivace.internal.json.DslJsonCodecs;
import dev.vivace.internal.json.JsonInput;
import dev.vivace.internal.json.PointerResolver;
import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Bodies that are nearly right, through the whole server: answered, or refused with a problem that says where. */
class BodyMutationTest {
    private static final int COUNT = 100_000;
    private static final String GOOD =
            "{\"id\":\"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\",\"customer\":\"Ann\",\"day\":\"2026-02-28\",\"note\":null,"
                    + "\"lines\":[{\"title\":\"a book\",\"count\":2,\"price\":12.50,\"gift\":true},{\"title\":\"b\",\"count\":1,"
                    + "\"price\":1,\"gift\":false}],\"labels\":{\"a\":\"x\",\"b\":null},\"state\":\"OPEN\"}";

    /** A body as services have them. */
    @CompiledJson
    public record Order(
            UUID id,
            @NotBlank @Size(max = 20) String customer,
            LocalDate day,
            String note,
            @Size(min = 1, max = 4) List<Line> lines,
            Map<String, String> labels,
            State state) {}

    /** In it. */
    @CompiledJson(onUnknown = CompiledJson.Behavior.FAIL)
    public record Line(
            @Size(max = 10) String title, @Positive int count, BigDecimal price, boolean gift) {
        /** Refuses. */
        public Line {
            if (gift && count > 2) {
                throw new IllegalArgumentException("no more than two gifts");
            }
        }
    }

    /** How far it is. */
    public enum State {
        /** Not far. */
        OPEN,
        /** Far. */
        CLOSED
    }

    private final JsonInput input = new DslJsonCodecs().newInput();
    private final TestClient client =
            TestClient.of(Vivace.create().post("/orders", Json.of(Order.class), (req, res, order) -> res.json(order)));

    @Test
    void shouldAnswerOrSayWhereItIsWrong() {
        assertEquals(200, client.postJson("/orders", GOOD).status());
        BodyMutations mutations = new BodyMutations(20_260_401, GOOD);
        int accepted = 0;
        for (int i = 0; i < COUNT; i++) {
            byte[] body = mutations.next();
            TestResponse response = client.request("POST", "/orders").body(body).send();
            if (response.status() == 200) {
                accepted++;
            } else {
                assertProblem(body, response);
            }
        }
        assertTrue(accepted > COUNT / 50 && accepted < COUNT / 2, accepted + " were accepted");
    }

    private void assertProblem(byte[] body, TestResponse response) {
        String shown = new String(body, StandardCharsets.UTF_8) + " -> " + response;
        assertEquals(400, response.status(), shown);
        assertEquals("application/problem+json", response.header("Content-Type"), shown);
        assertEquals(null, response.header("Connection"), shown);
        byte[] problem = response.body().getBytes(StandardCharsets.UTF_8);
        JsonValue.JsonObject object = (JsonValue.JsonObject) input.decodeValue(problem, 0, problem.length);
        List<JsonValue> errors = ((JsonValue.JsonArray) object.get("errors")).elements();
        assertTrue(!errors.isEmpty() && errors.size() <= InputErrors.COUNT_MAX, shown);
        for (JsonValue error : errors) {
            assertPlace(body, (JsonValue.JsonObject) error, shown);
        }
    }

    private static void assertPlace(byte[] body, JsonValue.JsonObject error, String shown) {
        String pointer = ((JsonValue.JsonString) error.get("pointer")).value();
        String code = ((JsonValue.JsonString) error.get("code")).value();
        if (code.equals("syntax")) {
            int offset = ((JsonValue.JsonNumber) error.get("offset")).decimal().intValueExact();
            assertTrue(offset >= 0 && offset <= body.length, shown);
            return;
        }
        assertEquals(null, error.get("offset"), shown);
        assertTrue(
                PointerResolver.resolves(body, pointer)
                        || code.equals("required")
                                && PointerResolver.resolves(body, pointer.substring(0, pointer.lastIndexOf('/'))),
                shown);
    }
}
