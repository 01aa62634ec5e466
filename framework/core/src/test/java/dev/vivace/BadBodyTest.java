package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dslplatform.json.CompiledJson;
import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client is told about a body that is not what the route wants. */
class BadBodyTest {
    /** A stay. */
    @CompiledJson
    public record Stay(
            @NotBlank @Size(max = 5) String guest,
            LocalDate from,
            LocalDate to,
            @Size(max = 2) List<Room> rooms) {}

    /** In it. */
    @CompiledJson
    public record Room(@Max(9) int beds) {}

    /** Says for itself that it takes anything. */
    @CompiledJson(onUnknown = CompiledJson.Behavior.IGNORE)
    public record Open(int n) {}

    private static Vivace app(Vivace app) {
        Json<Stay> stay = Json.of(Stay.class)
                .check((value, errors) -> {
                    if (value.from() != null
                            && value.to() != null
                            && !value.from().isBefore(value.to())) {
                        errors.add("/to", "order", "The end is after the beginning.");
                    }
                })
                .check((value, errors) -> {
                    if (value.rooms() == null) {
                        errors.add("/rooms", "rooms", "There are rooms.");
                    }
                });
        return app.post("/stays", stay, (req, res, value) -> res.text(value.guest()))
                .post("/open", Json.of(Open.class), (req, res, value) -> res.text("" + value.n()))
                .post("/any", Json.any(), (req, res, value) -> res.json(value));
    }

    private final TestClient client = TestClient.of(app(Vivace.create()));

    private void assertErrors(String json, String errors) {
        TestResponse response = client.postJson("/stays", json);
        assertEquals(400, response.status(), response.body());
        assertEquals("application/problem+json", response.header("Content-Type"));
        assertTrue(response.body().endsWith(",\"errors\":[" + errors + "]}"), () -> json + " -> " + response.body());
    }

    @Test
    void shouldNameEveryPlace() {
        assertErrors(
                "{\"guest\":\"Leopold\",\"from\":\"today\",\"rooms\":[{\"beds\":10},{\"beds\":\"2\"},null]}",
                "{\"pointer\":\"/guest\",\"code\":\"size\",\"detail\":\"The length must be at most 5.\"},"
                        + "{\"pointer\":\"/from\",\"code\":\"format\",\"detail\":\"A date such as 2026-03-31 is expected here.\"},"
                        + "{\"pointer\":\"/rooms/0/beds\",\"code\":\"max\",\"detail\":\"The value must be at most 9.\"},"
                        + "{\"pointer\":\"/rooms/1/beds\",\"code\":\"type\",\"detail\":\"A whole number without fraction or exponent is expected here.\"},"
                        + "{\"pointer\":\"/rooms\",\"code\":\"size\",\"detail\":\"The number of elements must be at most 2.\"}");
        assertErrors("{}", "{\"pointer\":\"/guest\",\"code\":\"required\",\"detail\":\"This property is required.\"}");
    }

    @Test
    void shouldGiveTheOffsetOfABrokenDocument() {
        assertErrors(
                "{\"guest\":\"Ann\",\"rooms\":[{\"beds\":01}]}",
                "{\"pointer\":\"/rooms/0/beds\",\"code\":\"syntax\",\"detail\":\"This is not a JSON number.\",\"offset\":32}");
    }

    @Test
    void shouldAskTheRulesAcrossMembersLast() {
        assertErrors(
                "{\"guest\":\"Ann\",\"from\":\"2026-02-02\",\"to\":\"2026-02-01\"}",
                "{\"pointer\":\"/to\",\"code\":\"order\",\"detail\":\"The end is after the beginning.\"},"
                        + "{\"pointer\":\"/rooms\",\"code\":\"rooms\",\"detail\":\"There are rooms.\"}");
        // Not before each member is right by itself
        assertErrors(
                "{\"guest\":\"\",\"from\":\"2026-02-02\",\"to\":\"2026-02-01\"}",
                "{\"pointer\":\"/guest\",\"code\":\"blank\",\"detail\":\"The text must not be blank.\"}");
        assertEquals(
                "Ann",
                client.postJson("/stays", "{\"guest\":\"Ann\",\"rooms\":[]}").body());
    }

    @Test
    void shouldNotEchoMuch() {
        String name = "n".repeat(200);
        TestResponse response = client.postJson("/any", "{\"" + name + "\":x}");
        assertEquals(400, response.status());
        assertFalse(response.body().contains("n".repeat(65)), response.body());
        response = client.postJson("/stays", "{\"guest\":\"" + name + "\"}");
        assertFalse(response.body().contains("nn"), response.body());
        response = client.postJson("/any", "{\"a\\u0000\\\"\\u001b\":x}");
        assertTrue(response.body().contains("\"pointer\":\"/a\\u0000\\\"\\u001"), response.body());
    }

    @Test
    void shouldRefuseUnknownPropertiesWhereTheAppSaysSo() {
        TestClient strict = TestClient.of(app(Vivace.create().unknownProperties(UnknownProperties.REFUSE)));
        String unknown = "{\"guest\":\"Ann\",\"rooms\":[{\"beds\":1,\"view\":\"sea\"}],\"x\":1}";
        assertEquals("Ann", client.postJson("/stays", unknown).body());
        TestResponse response = strict.postJson("/stays", unknown);
        assertEquals(400, response.status());
        assertTrue(response.body().contains("{\"pointer\":\"/rooms/0/view\",\"code\":\"unknown\""), response.body());
        assertTrue(response.body().contains("{\"pointer\":\"/x\",\"code\":\"unknown\""), response.body());
        assertEquals("1", strict.postJson("/open", "{\"n\":1,\"m\":2}").body());
    }

    @Test
    void shouldBeTheSameForAWorker() {
        TestClient blocking = TestClient.of(Vivace.create()
                .blocking(
                        app -> app.post("/stays", Json.of(Stay.class), (req, res, value) -> res.text(value.guest()))));
        TestResponse response = blocking.postJson("/stays", "{\"guest\":5}");
        assertEquals(client.postJson("/stays", "{\"guest\":5}").body(), response.body());
    }
}
