package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.dslplatform.json.CompiledJson;
import dev.vivace.JsonValue;
import dev.vivace.JsonValue.JsonArray;
import dev.vivace.JsonValue.JsonNull;
import dev.vivace.JsonValue.JsonNumber;
import dev.vivace.JsonValue.JsonObject;
import dev.vivace.corpus.FuzzInputs;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes, read as records: a value or a {@link JsonFaultException}, and nothing else comes out; and what is read is what
 * was sent, value by value.
 */
class TypedDecodeFuzzTest {
    /** Values that can be written as they were read. */
    @CompiledJson
    public record Exact(
            int i,
            long l,
            double d,
            boolean z,
            String s,
            Integer boxed,
            BigDecimal decimal,
            List<String> texts,
            int[] ints,
            Map<String, Long> map,
            Inside inside,
            List<Inside> more) {}

    /** One in another. */
    @CompiledJson
    public record Inside(short n, List<Double> ds) {}

    private static final Set<String> EXACT_NAMES =
            Set.of("i", "l", "d", "z", "s", "boxed", "decimal", "texts", "ints", "map", "inside", "more");
    private static final Set<String> INSIDE_NAMES = Set.of("n", "ds");
    private static final String FULL =
            "{\"i\":1,\"l\":-9223372036854775808,\"d\":-0.0,\"z\":true,\"s\":\"a\\u00e9\\ud83d\\ude00\","
                    + "\"boxed\":null,\"decimal\":1.50e3,\"texts\":[\"\",\"b\",null],\"ints\":[1,-2,2147483647],\"map\":{\"k\":5,\"\":0},"
                    + "\"inside\":{\"n\":-32768,\"ds\":[1e300,4.9E-324,null]},\"more\":[{\"n\":1},{}],\"unknown\":{\"x\":[]}}";

    private static final DslJsonCodecs CODECS = new DslJsonCodecs();

    private final JsonInput input = CODECS.newInput();
    private final JsonOutput output = CODECS.newOutput();
    private final JsonDecoder<Exact> exact = CODECS.decoder(Exact.class);
    private final List<JsonDecoder<?>> others = List.of(
            CODECS.decoder(ShapeSamples.Kinds.class),
            CODECS.decoder(ShapeSamples.Boxes.class),
            CODECS.decoder(ShapeSamples.Node.class),
            CODECS.decoder(ShapeSamples.Named.class),
            CODECS.decoder(Samples.Everything.class),
            CODECS.decoder(Samples.Positive.class));

    static Stream<byte[]> inputs() {
        Stream<String> documents = Stream.of(
                FULL,
                "{\"i\":\"1\"}",
                "{\"i\":1e2}",
                "{\"i\":2147483648}",
                "{\"d\":1.7976931348623157e308}",
                "{\"\\u0069\":5}",
                "{\"s\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}",
                "{\"uuid\":\"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\",\"day\":\"2024-02-29\",\"time\":\"2024-02-29T23:59:59.999\","
                        + "\"instant\":\"2024-02-29T23:59:59Z\",\"suit\":\"HEARTS\",\"grade\":6,\"bytes\":\"AQID\"}",
                "{\"value\":1,\"next\":{\"value\":2},\"children\":[],\"named\":{\"a\":{\"value\":3}}}",
                "{\"a_b\":1,\"plain\":2,\"foreign\":3}",
                "{\"list\":[{\"message\":\"m\"}],\"map\":{\"k\":{\"message\":\"m\"}},\"optional\":\"o\",\"color\":\"RED\"}",
                "{\"n\":0}");
        return Stream.concat(
                documents.map(document -> document.getBytes(StandardCharsets.UTF_8)),
                FuzzInputs.of(TypedDecodeFuzzTest.class));
    }

    @MethodSource("inputs")
    @FuzzTest
    void shouldReadWhatWasSentOrSayThatItCannot(byte[] document) {
        for (JsonDecoder<?> other : others) {
            decoded(other, document);
        }
        Exact value = decoded(exact, document);
        if (value != null) {
            JsonObject sent = (JsonObject) input.decodeValue(document, 0, document.length);
            output.reset();
            output.value(value);
            JsonObject kept = (JsonObject) input.decodeValue(output.bytes(), 0, output.length());
            assertKept(sent, kept, EXACT_NAMES);
            assertDoubles(sent, value);
        }
    }

    private <T> T decoded(JsonDecoder<T> decoder, byte[] document) {
        try {
            return input.decode(decoder, document, 0, document.length);
        } catch (JsonFaultException e) {
            assertTrue(e.offset() >= 0 && e.offset() <= document.length, () -> "offset " + e.offset());
            assertNotNull(e.sentence());
            return null;
        }
    }

    /** Every member that the type knows is there again. */
    private static void assertKept(JsonObject sent, JsonObject kept, Set<String> names) {
        for (String name : names) {
            JsonValue before = sent.get(name);
            if (before != null) {
                assertKept(before, kept.get(name), name);
            }
        }
    }

    private static void assertKept(JsonValue sent, JsonValue kept, String where) {
        if (sent instanceof JsonNull) {
            assertTrue(kept == null || kept instanceof JsonNull, where);
        } else if (sent instanceof JsonNumber number) {
            assertSame(number, (JsonNumber) kept, where);
        } else if (sent instanceof JsonArray array) {
            List<JsonValue> elements = ((JsonArray) kept).elements();
            assertEquals(array.elements().size(), elements.size(), where);
            for (int i = 0; i < elements.size(); i++) {
                assertKept(array.elements().get(i), elements.get(i), where);
            }
        } else if (sent instanceof JsonObject object) {
            JsonObject other = (JsonObject) kept;
            assertKept(object, other, where.equals("map") ? object.members().keySet() : INSIDE_NAMES);
        } else {
            assertEquals(sent, kept, where);
        }
    }

    /** dsl-json's generated code writes -0.0 as 0.0, so the sign is looked for in what was read. */
    private static void assertSame(JsonNumber sent, JsonNumber kept, String where) {
        boolean same = where.equals("d") || where.equals("ds")
                ? Double.parseDouble(sent.literal()) == Double.parseDouble(kept.literal())
                : sent.decimal().compareTo(kept.decimal()) == 0;
        assertTrue(same, () -> where + ": " + sent.literal() + " became " + kept.literal());
    }

    private static void assertDoubles(JsonObject sent, Exact read) {
        if (sent.get("d") instanceof JsonNumber number) {
            assertEquals(Double.parseDouble(number.literal()), read.d(), number::literal);
        }
        if (sent.get("inside") instanceof JsonObject inside && inside.get("ds") instanceof JsonArray array) {
            for (int i = 0; i < array.elements().size(); i++) {
                if (array.elements().get(i) instanceof JsonNumber number) {
                    assertEquals(
                            Double.parseDouble(number.literal()),
                            read.inside().ds().get(i),
                            number::literal);
                }
            }
        }
    }
}
