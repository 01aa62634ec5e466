package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.JsonValue;
import dev.vivace.internal.json.Samples.Color;
import dev.vivace.internal.json.Samples.Everything;
import dev.vivace.internal.json.Samples.Message;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DslJsonCodecsTest {
    private final JsonCodecs codecs = new DslJsonCodecs();

    @Test
    void shouldFindGeneratedCodecsOfNestedRecords() {
        JsonOutput output = codecs.newOutput();
        output.value(new Message("Hello, World!"));
        assertEquals("{\"message\":\"Hello, World!\"}", text(output));
        assertEquals(new Message("x"), decode(codecs.decoder(Message.class), "{\"message\":\"x\"}"));
    }

    @Test
    void shouldCarryWhatRecordsUsuallyHold() {
        Everything before = new Everything(
                "s",
                new UUID(1, 2),
                List.of(new Message("a")),
                Map.of("k", new Message("b")),
                Optional.of("o"),
                LocalDate.of(2026, 4, 1),
                Color.GREEN,
                new int[] {1, 2},
                new Message[] {new Message("c")});
        JsonOutput output = codecs.newOutput();
        output.value(before);
        String json = text(output);
        assertEquals(
                "{\"s\":\"s\",\"uuid\":\"00000000-0000-0001-0000-000000000002\",\"list\":[{\"message\":\"a\"}],"
                        + "\"map\":{\"k\":{\"message\":\"b\"}},\"optional\":\"o\",\"day\":\"2026-04-01\","
                        + "\"color\":\"GREEN\",\"ints\":[1,2],\"array\":[{\"message\":\"c\"}]}",
                json);
        output.reset();
        output.value(decode(codecs.decoder(Everything.class), json));
        assertEquals(json, text(output));
    }

    @Test
    void shouldSayWhatToAddWhenAnEncoderIsMissing() {
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> codecs.encoder(Samples.Plain.class));
        assertMissing(e, "encoder");
    }

    @Test
    void shouldSayWhatToAddWhenADecoderIsMissing() {
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> codecs.decoder(Samples.Plain.class));
        assertMissing(e, "decoder");
    }

    @Test
    void shouldSayWhatToAddWhenTheOutputMeetsAnUnknownClass() {
        JsonOutput output = codecs.newOutput();
        assertMissing(
                assertThrows(IllegalStateException.class, () -> output.value(List.of(new Samples.Plain("x")))),
                "encoder");
    }

    @Test
    void shouldSayWhyThereIsNoneForGenericTypesAndForOthersOfTheJdk() {
        for (Class<?> generic : List.of(TypeSamples.Pair.class, List.class)) {
            String message = assertThrows(IllegalStateException.class, () -> codecs.decoder(generic))
                    .getMessage();
            assertTrue(message.contains(generic.getName() + ": it is generic"), message);
        }
        JsonOutput output = codecs.newOutput();
        for (Object value : List.of(new TypeSamples.Pair<>("a", "b"), Year.of(2026))) {
            String message = assertThrows(IllegalStateException.class, () -> output.value(List.of(value)))
                    .getMessage();
            assertTrue(message.contains(value.getClass().getName()), message);
            assertFalse(message.contains("annotationProcessorPaths"), message);
        }
    }

    @Test
    void shouldGiveOneCodecPerType() {
        assertSame(codecs.encoder(Message.class), codecs.encoder(Message.class));
        assertSame(codecs.decoder(Message.class), codecs.decoder(Message.class));
    }

    @Test
    void shouldDecodeListsOfRecords() {
        Object users = decode(codecs.decoder(listOf(Message.class)), "[{\"message\":\"a\"},{\"message\":\"b\"}]");
        assertEquals(List.of(new Message("a"), new Message("b")), users);
        assertThrows(IllegalStateException.class, () -> codecs.decoder(listOf(Samples.Plain.class)));
    }

    @Test
    void shouldDecodeArraysAndEnumerations() {
        assertEquals(2, decode(codecs.decoder(Message[].class), "[{\"message\":\"a\"},null]").length);
        assertEquals(Color.RED, decode(codecs.decoder(Color.class), "\"RED\""));
    }

    @Test
    void shouldDecodeDocumentsOfAnyShape() {
        assertEquals(JsonValue.JsonNumber.of(1), decode(codecs.decoder(JsonValue.class), "1"));
    }

    @Test
    void shouldFindGeneratedCodecsWithoutAContextClassLoader() {
        assertEquals(new Message("x"), decode(new DslJsonCodecs(null).decoder(Message.class), "{\"message\":\"x\"}"));
    }

    private static void assertMissing(IllegalStateException e, String what) {
        String message = e.getMessage();
        assertTrue(message.contains(what), message);
        assertTrue(message.contains("dev.vivace.internal.json.Samples$Plain"), message);
        assertTrue(message.contains("@CompiledJson"), message);
        assertTrue(message.contains("annotationProcessorPaths"), message);
    }

    private <T> T decode(JsonDecoder<T> decoder, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return codecs.newInput().decode(decoder, bytes, 0, bytes.length);
    }

    private static String text(JsonOutput output) {
        return new String(output.bytes(), 0, output.length(), StandardCharsets.UTF_8);
    }

    private static Type listOf(Class<?> element) {
        return new ParameterizedType() {
            @Override
            public Type[] getActualTypeArguments() {
                return new Type[] {element};
            }

            @Override
            public Type getRawType() {
                return List.class;
            }

            @Override
            public Type getOwnerType() {
                return null;
            }
        };
    }
}
