package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dslplatform.json.CompiledJson;
import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The example of {@link Json#of}. */
class TypedBodyTest {
    /** Holds types of several kinds. */
    @CompiledJson
    public record Booking(UUID guest, Instant from, Optional<Duration> stay, List<Wish> wishes) {}

    /** One of some. */
    @CompiledJson(discriminator = "kind")
    public sealed interface Wish permits View, Floor {}

    /** Out of the window. */
    @CompiledJson(name = "view")
    public record View(String of) implements Wish {}

    /** Above the ground. */
    @CompiledJson(name = "floor")
    public record Floor(int min) implements Wish {}

    private static final String GUEST = "\"guest\":\"123e4567-e89b-12d3-a456-426614174000\"";

    private final TestClient client = TestClient.of(Vivace.create()
            .post("/bookings", Json.of(Booking.class), (req, res, booking) -> res.json(booking))
            .post("/wishes", Json.of(Wish.class), (req, res, wish) -> res.json(wish)));

    @Test
    void shouldReadAndWriteThem() {
        assertEquals(
                "{" + GUEST + ",\"from\":\"2025-11-21T13:28:00Z\",\"stay\":\"PT36H\","
                        + "\"wishes\":[{\"kind\":\"floor\",\"min\":3},{\"kind\":\"view\",\"of\":\"the sea\"}]}",
                client.postJson(
                                "/bookings",
                                "{" + GUEST + ",\"from\":\"2025-11-21T14:28:00+01:00\",\"stay\":\"P1DT12H\","
                                        + "\"wishes\":[{\"min\":3,\"kind\":\"floor\"},{\"kind\":\"view\",\"of\":\"the sea\"}]}")
                        .body());
        assertEquals(
                "{\"guest\":null,\"from\":null,\"stay\":null,\"wishes\":null}",
                client.postJson("/bookings", "{}").body());
        assertEquals(
                "{\"kind\":\"floor\",\"min\":3}",
                client.postJson("/wishes", "{\"min\":3,\"kind\":\"floor\"}").body());
    }

    @Test
    void shouldSayWhereTextIsNotOfItsFormat() {
        assertProblem("/bookings", "{" + GUEST + ",\"from\":\"2025-11-21 14:28\"}", "/from", "format");
        assertProblem("/bookings", "{\"guest\":\"1-1-1-1-1\"}", "/guest", "format");
        assertProblem("/bookings", "{\"stay\":\"1 day\"}", "/stay", "format");
        assertProblem("/bookings", "{\"from\":1732199280}", "/from", "type");
    }

    @Test
    void shouldSayWhichVariantIsNone() {
        assertProblem("/wishes", "{\"kind\":\"pool\"}", "/kind", "variant");
        assertProblem("/wishes", "{\"min\":3}", "/kind", "variant");
        assertProblem(
                "/bookings", "{\"wishes\":[{\"kind\":\"view\"},{\"min\":3,\"kind\":1}]}", "/wishes/1/kind", "variant");
        assertProblem("/bookings", "{\"wishes\":[{\"min\":\"3\",\"kind\":\"floor\"}]}", "/wishes/0/min", "type");
    }

    private void assertProblem(String target, String body, String pointer, String code) {
        TestResponse response = client.postJson(target, body);
        assertEquals(400, response.status(), body);
        assertTrue(
                response.body().contains("\"pointer\":\"" + pointer + "\",\"code\":\"" + code + "\""), response.body());
    }
}
