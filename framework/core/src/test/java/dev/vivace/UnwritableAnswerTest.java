package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.dslplatform.json.CompiledJson;
import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What JSON cannot carry is a 500 with nothing of it sent, whatever the handler makes of the exception. */
class UnwritableAnswerTest {
    /** May hold NaN. */
    @CompiledJson
    public record Reading(OptionalDouble value) {}

    /** Finite where it is kept, and not where it is read. */
    @CompiledJson
    public record Computed(double value) {
        /** Computes. */
        @Override
        public double value() {
            return value / 0;
        }
    }

    /** A number that no field holds. */
    @CompiledJson
    public static class Ratio {
        private int part;

        /** Of how many. */
        public int getPart() {
            return part;
        }

        /** Of how many. */
        public void setPart(int value) {
            part = value;
        }

        /** Not a number where there is nothing. */
        public double getRatio() {
            return (double) part / part;
        }

        /** For the decoder. */
        public void setRatio(double value) {
            part = (int) value;
        }
    }

    /** Fails when it is written, behind the first member. */
    @CompiledJson
    public record Broken(String first, String second) {
        /** Fails. */
        @Override
        public String second() {
            throw new IllegalStateException("a getter that throws");
        }
    }

    private static void assertRefused(Handler handler) {
        TestResponse response = TestClient.of(Vivace.create().get("/", handler)).get("/");
        assertEquals(500, response.status(), response.body());
        assertEquals("application/problem+json", response.header("Content-Type"));
        assertFalse(response.body().contains("NaN"), response.body());
    }

    @Test
    void shouldRefuseNonFiniteNumbersWhereverTheyComeFrom() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertRefused((req, res) -> res.json(OptionalDouble.of(bad)));
            assertRefused((req, res) -> res.json(new Reading(OptionalDouble.of(bad))));
            assertRefused((req, res) -> res.json(Map.of("a", List.of(new Reading(OptionalDouble.of(bad))))));
        }
        assertRefused((req, res) -> res.json(new Computed(1)));
        assertRefused((req, res) -> res.json(new Computed(0)));
        assertRefused((req, res) -> res.json(new Ratio()));
    }

    @Test
    void shouldStillWriteFiniteOnes() {
        Ratio one = new Ratio();
        one.setPart(3);
        Vivace app = Vivace.create()
                .get(
                        "/",
                        (req, res) -> res.json(List.of(
                                new Reading(OptionalDouble.of(1.5)), new Reading(OptionalDouble.empty()), one, "NaN")));
        assertEquals(
                "[{\"value\":1.5},{\"value\":null},{\"ratio\":1.0,\"part\":3},\"NaN\"]",
                TestClient.of(app).get("/").body());
    }

    @Test
    void shouldNotSendADocumentOfWhichAValueFailed() {
        for (Object bad : List.of("ab\ud800cd", new Broken("a", "b"), Double.NaN)) {
            assertRefused((req, res) -> {
                JsonOut out = res.jsonOut().beginObject().key("a");
                swallow(() -> out.value(bad));
                out.endObject();
                return res.sendJson();
            });
            assertRefused((req, res) -> {
                JsonOut out = res.jsonOut().value(1);
                swallow(() -> res.json(bad));
                return res.sendJson();
            });
        }
        assertRefused((req, res) -> {
            JsonOut out = res.jsonOut().beginArray().value(1);
            swallow(() -> out.value(Double.NaN));
            out.endArray();
            return res.sendJson();
        });
        assertRefused((req, res) -> {
            JsonOut out = res.jsonOut().beginArray();
            swallow(() -> out.value("\udc00"));
            swallow(() -> out.value((CharSequence) new StringBuilder("\udc00")));
            out.endArray();
            return res.sendJson();
        });
        assertRefused((req, res) -> {
            JsonOut out = res.jsonOut().beginObject();
            swallow(() -> out.key("\udc00"));
            out.endObject();
            return res.sendJson();
        });
    }

    @Test
    void shouldAnswerOtherwiseOnceAValueFailed() {
        Vivace app = Vivace.create()
                .get("/json", (req, res) -> {
                    swallow(() -> res.jsonOut().beginArray().value("\ud800"));
                    return res.json(List.of(1));
                })
                .get("/out", (req, res) -> {
                    swallow(() -> res.jsonOut().beginArray().value("\ud800"));
                    res.jsonOut().beginArray().value(2).endArray();
                    return res.sendJson();
                });
        assertEquals("[1]", TestClient.of(app).get("/json").body());
        assertEquals("[2]", TestClient.of(app).get("/out").body());
    }

    private static void swallow(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            // as a careless handler does
        }
    }
}
