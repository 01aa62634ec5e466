package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.dslplatform.json.CompiledJson;
import com.dslplatform.json.CompiledJson.Behavior;
import com.dslplatform.json.CompiledJson.Format;
import com.dslplatform.json.JsonAttribute;
import dev.vivace.test.TestClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever asks for unknown members to be refused is told at start where they would not be. */
class UnknownMembersStartTest {
    /** Which parameter is which property is not in the class file. */
    @CompiledJson
    public static final class Named {
        private final int known;

        /** The constructor that reads. */
        public Named(@JsonAttribute(name = "known") int known) {
            this.known = known;
        }

        /** The property. */
        public int getKnown() {
            return known;
        }
    }

    /** The same, and refuses by itself. */
    @CompiledJson(onUnknown = Behavior.FAIL)
    public static final class Failing {
        private final int known;

        /** The constructor that reads. */
        public Failing(@JsonAttribute(name = "known") int known) {
            this.known = known;
        }

        /** The property. */
        public int getKnown() {
            return known;
        }
    }

    /** The same, and says that it ignores them. */
    @CompiledJson(onUnknown = Behavior.IGNORE)
    public static final class Ignoring {
        private final int known;

        /** The constructor that reads. */
        public Ignoring(@JsonAttribute(name = "known") int known) {
            this.known = known;
        }

        /** The property. */
        public int getKnown() {
            return known;
        }
    }

    /** Read as an array, too. */
    @CompiledJson(formats = {Format.ARRAY, Format.OBJECT})
    public record Arrayed(int known) {}

    /** The same, and refuses by itself. */
    @CompiledJson(
            formats = {Format.ARRAY, Format.OBJECT},
            onUnknown = Behavior.FAIL)
    public record FailingArrayed(int known) {}

    /** Has no names that could be unknown. */
    @CompiledJson(formats = Format.ARRAY)
    public record Listed(int known) {}

    /** Holds one. */
    @CompiledJson
    public record Around(List<Arrayed> all, Around next) {}

    private static Vivace app(Class<?> body) {
        return Vivace.create().post("/", Json.of(body), (req, res, value) -> res.json(value));
    }

    private static int status(Vivace app, String body) {
        return TestClient.of(app)
                .request("POST", "/")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .send()
                .status();
    }

    private static void assertFails(Class<?> unseen, Class<?> body) {
        for (int i = 0; i < 2; i++) {
            Vivace app = app(body).unknownProperties(UnknownProperties.REFUSE);
            assertEquals(
                    "unknownProperties(REFUSE) would not hold for " + unseen.getTypeName()
                            + ", which is read as an array too, or has @JsonAttribute on the parameters of its constructor: say on"
                            + " the type itself what becomes of members that it does not know, with"
                            + " @CompiledJson(onUnknown = CompiledJson.Behavior.FAIL) or IGNORE.",
                    assertThrows(IllegalStateException.class, () -> TestClient.of(app))
                            .getMessage());
        }
    }

    @Test
    void shouldFailWhereTheAppRefusesThem() {
        assertFails(Named.class, Named.class);
        assertFails(Arrayed.class, Arrayed.class);
        assertFails(Arrayed.class, Around.class);
    }

    @Test
    void shouldStartWhereNobodyRefusesThem() {
        for (Class<?> body : List.of(Named.class, Arrayed.class, Ignoring.class)) {
            assertEquals(200, status(app(body), "{\"known\":1,\"typo\":2}"), body.getName());
        }
        assertEquals(200, status(app(Listed.class).unknownProperties(UnknownProperties.REFUSE), "[1]"));
        Vivace refusing = app(Ignoring.class).unknownProperties(UnknownProperties.REFUSE);
        assertEquals(200, status(refusing, "{\"known\":1,\"typo\":2}"));
    }

    /** Their own code does, whatever the app says. */
    @Test
    void shouldRefuseThemWhereTheTypeDoes() {
        for (Class<?> body : List.of(Failing.class, FailingArrayed.class)) {
            assertEquals(200, status(app(body), "{\"known\":1}"));
            assertEquals(400, status(app(body), "{\"known\":1,\"typo\":2}"), body.getName());
            Vivace refusing = app(body).unknownProperties(UnknownProperties.REFUSE);
            assertEquals(400, status(refusing, "{\"known\":1,\"typo\":2}"), body.getName());
        }
    }

    @Test
    void shouldStartWhereItIsAnAnswerOnly() {
        Vivace app = Vivace.create()
                .unknownProperties(UnknownProperties.REFUSE)
                .get("/", (req, res) -> res.json(new Arrayed(1)), route -> route.returns(Arrayed.class));
        assertEquals("{\"known\":1}", TestClient.of(app).get("/").body());
    }
}
