package dev.vivace.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vivace.internal.json.SealedSamples.Cat;
import dev.vivace.internal.json.SealedSamples.Circle;
import dev.vivace.internal.json.SealedSamples.Drawing;
import dev.vivace.internal.json.SealedSamples.Empty;
import dev.vivace.internal.json.SealedSamples.Group;
import dev.vivace.internal.json.SealedSamples.Shape;
import dev.vivace.internal.json.SealedSamples.Square;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SealedTypesTest {
    private final DslJsonCodecs codecs = new DslJsonCodecs(getClass().getClassLoader());
    private final JsonInput input = codecs.newInput(256, 1_000, 1 << 20);
    private final JsonOutput output = codecs.newOutput(1 << 20);

    @Test
    void shouldReadTheDiscriminatorWhereverItStands() {
        assertEquals(new Circle(2), read(Shape.class, "{\"kind\":\"circle\",\"radius\":2}"));
        assertEquals(new Circle(2), read(Shape.class, "{\"radius\":2,\"kind\":\"circle\"}"));
        assertEquals(
                new Square(1, "red"),
                read(Shape.class, " { \"side\" : 1 , \"kind\" : \"square\" , \"colour\":\"red\"}"));
        assertEquals(new Empty(null), read(Shape.class, "{\"kind\":\"empty\"}"));
        assertEquals(new Circle(2), read(Shape.class, "{\"radius\":2,\"k\\u0069nd\":\"c\\u0069rcle\"}"));
    }

    @Test
    void shouldReadThemInsideOthers() {
        assertEquals(
                new Drawing(new Circle(2), Arrays.asList(new Square(1, null), null, new Group(List.of(new Circle(0))))),
                read(
                        Drawing.class,
                        "{\"first\":{\"radius\":2,\"kind\":\"circle\"},\"all\":[{\"side\":1,\"kind\":\"square\"},null,"
                                + "{\"parts\":[{\"radius\":0,\"kind\":\"circle\"}],\"kind\":\"group\"}]}"));
        assertEquals(new Drawing(null, null), read(Drawing.class, "{\"first\":null}"));
    }

    @Test
    void shouldRefuseOtherVariants() {
        for (String document : List.of(
                "{}",
                "{\"radius\":2}",
                "{\"kind\":\"triangle\"}",
                "{\"kind\":\"Circle\",\"radius\":2}",
                "{\"kind\":null,\"radius\":2}",
                "{\"kind\":1,\"radius\":2}",
                "{\"kind\":[\"circle\"],\"radius\":2}",
                "{\"kind\":\"circle\",\"radius\":2,\"kind\":\"circle\"}",
                "{\"radius\":\"2\",\"kind\":\"circle\"}",
                "{\"kind\":\"square\",\"side\":1,\"radius\":2}",
                "[\"circle\",2]",
                "\"circle\"")) {
            assertThrows(JsonFaultException.class, () -> read(Shape.class, document), document);
        }
    }

    /** Each level is searched to its end, so that the time would be the square of the document's length. */
    @Test
    void shouldBoundTheSearchInNestedObjects() {
        String open = "{\"parts\":[";
        String close = "],\"kind\":\"group\"}";
        String content = "{\"kind\":\"empty\"," + " ".repeat(100_000) + "\"note\":\"\"}";

        assertEquals(
                Group.class,
                read(Shape.class, open.repeat(20) + content + close.repeat(20)).getClass());
        assertEquals(
                Group.class,
                read(Shape.class, open.repeat(25) + close.repeat(25)).getClass());
        assertThrows(JsonFaultException.class, () -> read(Shape.class, open.repeat(40) + content + close.repeat(40)));
        String first = "{\"kind\":\"group\",\"parts\":[";
        assertEquals(
                Group.class,
                read(Shape.class, first.repeat(40) + content + "]}".repeat(40)).getClass());
    }

    @Test
    void shouldWriteTheDiscriminatorFirst() {
        assertEquals("{\"kind\":\"circle\",\"radius\":2.0}", write(new Circle(2)));
        assertEquals(
                "{\"first\":{\"kind\":\"square\",\"side\":1,\"colour\":null},\"all\":[{\"kind\":\"circle\",\"radius\":2.0},null]}",
                write(new Drawing(new Square(1, null), Arrays.asList(new Circle(2), null))));
        assertEquals("[{\"kind\":\"circle\",\"radius\":2.0}]", write(List.of(new Circle(2))));
        assertEquals("{\"a\":{\"kind\":\"empty\",\"note\":null}}", write(Map.of("a", new Empty(null))));
        assertEquals(
                "{\"$type\":\"dev.vivace.internal.json.SealedSamples.Cat\",\"name\":\"Tom\"}", write(new Cat("Tom")));
    }

    @Test
    void shouldReadWhatItWrites() {
        for (Shape shape : List.of(
                new Circle(-0.0),
                new Square(Integer.MIN_VALUE, "\"kind\":"),
                new Empty(""),
                new Group(List.of(new Circle(1))))) {
            assertEquals(shape, read(Shape.class, write(shape)));
        }
    }

    private <T> T read(Class<T> type, String document) {
        byte[] bytes = document.getBytes(UTF_8);
        return input.decode(codecs.decoder(type), bytes, 0, bytes.length);
    }

    private String write(Object value) {
        output.reset();
        output.value(value);
        return new String(output.bytes(), 0, output.length(), UTF_8);
    }
}
