package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Json;
import dev.vivace.JsonValue.JsonObject;
import dev.vivace.Vivace;
import dev.vivace.test.TestClient;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is said where a type has no codec: something that can be done. */
class MissingCodecsTest {
    private final DslJsonCodecs codecs = new DslJsonCodecs();

    private static String read(Json<?> type) {
        Vivace app = Vivace.create().post("/", type, (req, res, body) -> res.empty());
        return assertThrows(IllegalStateException.class, () -> TestClient.of(app))
                .getMessage();
    }

    private String written(Class<?> type) {
        return assertThrows(IllegalStateException.class, () -> codecs.encoder(type))
                .getMessage();
    }

    @Test
    void shouldNotWantAnAnnotationWhereNobodyCanPutOne() {
        for (Class<?> type : List.of(List.class, Object.class, Optional.class, JsonObject.class)) {
            String message = read(Json.of(type));
            assertTrue(message.startsWith("No JSON decoder for " + type.getName() + ": nobody can put"), message);
            assertTrue(message.contains("Json.listOf(...)") && message.contains("Json.any()"), message);
        }
        for (Class<?> type : List.of(Character.class, Stream.of(1).getClass(), Thread.class)) {
            String message = written(type);
            assertTrue(message.startsWith("No JSON encoder for " + type.getName() + ": nobody can put"), message);
            assertTrue(message.contains("answer with"), message);
        }
    }

    @Test
    void shouldNameTheClassThatLacksOne() {
        String plain = "dev.vivace.internal.json.Samples$Plain";
        assertEquals(
                "No JSON decoder for java.util.List<" + plain + ">: put @CompiledJson (com.dslplatform.json) on "
                        + plain
                        + ", and dev.vivace:vivace into annotationProcessorPaths of the maven-compiler-plugin, so that"
                        + " one is generated",
                read(Json.listOf(Samples.Plain.class)));
        assertTrue(read(Json.of(Samples.Plain[].class)).contains("on " + plain + ", and"));
        assertTrue(read(Json.of(Samples.Plain.class)).contains("on the type, and"));
    }
}
