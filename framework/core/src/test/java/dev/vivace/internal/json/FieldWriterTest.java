package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.JsonKey;
import dev.vivace.JsonOut;
import dev.vivace.internal.json.Samples.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FieldWriterTest {
    private static final JsonKey A = JsonKey.of("a");
    private static final JsonKey B = JsonKey.of("b\"\u00e9\u0001");

    private final JsonOutput output = new DslJsonCodecs().newOutput();

    @Test
    void shouldWriteEveryKindOfValue() {
        UUID uuid = new UUID(0x0123_4567_89AB_CDEFL, 0xFEDC_BA98_7654_3210L);
        assertWritten(
                "[1,-9223372036854775808,1.5,true,false,\"s\",null,\"" + uuid + "\",null,\"" + uuid
                        + "\",null,{\"message\":\"m\"},[1]]",
                out -> out.beginArray()
                        .value(1)
                        .value(Long.MIN_VALUE)
                        .value(1.5)
                        .value(true)
                        .value(false)
                        .value("s")
                        .value((String) null)
                        .value(uuid)
                        .value((UUID) null)
                        .uuid(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits())
                        .nullValue()
                        .value(new Message("m"))
                        .value(List.of(1))
                        .endArray());
    }

    @Test
    void shouldPutCommasWhereTheyBelong() {
        assertWritten("{}", out -> out.beginObject().endObject());
        assertWritten("[]", out -> out.beginArray().endArray());
        assertWritten("7", out -> out.value(7));
        assertWritten("{\"a\":1}", out -> out.beginObject().key(A).value(1).endObject());
        assertWritten(
                "{\"a\":1,\"b\\\"\u00e9\\u0001\":2,\"c\":[{},[],{\"a\":[]}],\"d\":{}}",
                out -> out.beginObject()
                        .key(A)
                        .value(1)
                        .key(B)
                        .value(2)
                        .key("c")
                        .beginArray()
                        .beginObject()
                        .endObject()
                        .beginArray()
                        .endArray()
                        .beginObject()
                        .key(A)
                        .beginArray()
                        .endArray()
                        .endObject()
                        .endArray()
                        .key("d")
                        .beginObject()
                        .endObject()
                        .endObject());
    }

    @Test
    void shouldSayWhatIsMisplaced() {
        assertMisplaced("inside an object", out -> out.beginObject().value(1));
        assertMisplaced(
                "inside an object", out -> out.beginObject().key(A).value(1).value(2));
        assertMisplaced("inside an object", out -> out.beginObject().beginObject());
        assertMisplaced("inside an object", out -> out.beginObject().endArray());
        assertMisplaced("inside an array", out -> out.beginArray().key(A));
        assertMisplaced("inside an array", out -> out.beginArray().key("a"));
        assertMisplaced("inside an array", out -> out.beginArray().value(1).endObject());
        assertMisplaced("behind a key", out -> out.beginObject().key(A).key(A));
        assertMisplaced("behind a key", out -> out.beginObject().key(A).endObject());
        assertMisplaced("at the beginning", out -> out.key(A));
        assertMisplaced("at the beginning", JsonOut::endObject);
        assertMisplaced("at the beginning", JsonOut::endArray);
        assertMisplaced("behind the end", out -> out.value(1).value(2));
        assertMisplaced("behind the end", out -> out.beginObject().endObject().beginArray());
        assertMisplaced("behind the end", out -> out.beginObject().endObject().endObject());
    }

    @Test
    void shouldSayWhatIsMissingAtTheEnd() {
        output.fields();
        assertTrue(incomplete().contains("empty"));
        output.fields().beginObject().key(A).beginArray();
        assertTrue(incomplete().contains("2 beginObject or beginArray without an end"), incomplete());
        output.fields().beginObject().key(A);
        assertTrue(incomplete().contains("a key without a value"), incomplete());
        output.fields().beginObject().endObject();
        output.requireComplete();
    }

    @Test
    void shouldBoundTheNesting() {
        JsonOut out = output.fields();
        for (int i = 0; i < JsonOutput.DEPTH_MAX; i++) {
            out.beginArray();
        }
        assertTrue(assertThrows(IllegalStateException.class, out::beginObject)
                .getMessage()
                .contains("512"));
    }

    @Test
    void shouldRefuseWhatJsonCannotCarry() {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> output.fields().value(value));
        }
        assertThrows(IllegalArgumentException.class, () -> output.fields().value("\ud800"));
        assertThrows(IllegalArgumentException.class, () -> output.fields().value(new Message("\udc00")));
        assertThrows(
                IllegalArgumentException.class,
                () -> output.fields().beginObject().key("\udc00"));
    }

    @Test
    void shouldBeginAnewAfterAnError() {
        assertThrows(
                IllegalStateException.class, () -> output.fields().beginObject().value(1));
        output.reset();
        assertWritten("[1]", out -> out.beginArray().value(1).endArray());
    }

    private String incomplete() {
        return assertThrows(IllegalStateException.class, output::requireComplete)
                .getMessage();
    }

    private void assertMisplaced(String where, Consumer<JsonOut> writing) {
        output.reset();
        String message = assertThrows(IllegalStateException.class, () -> writing.accept(output.fields()))
                .getMessage();
        assertTrue(message.contains(where), message);
    }

    private void assertWritten(String expected, Consumer<JsonOut> writing) {
        output.reset();
        writing.accept(output.fields());
        output.requireComplete();
        assertEquals(expected, new String(output.bytes(), 0, output.length(), StandardCharsets.UTF_8));
    }

    /** A handler may catch what a value threw and go on; what was written of that value is not to be sent. */
    @Test
    void shouldNotCompleteADocumentThatAValueSpoilt() {
        List<Consumer<JsonOut>> failing = List.of(
                out -> out.value(Double.NaN),
                out -> out.value("\uD800"),
                out -> out.value((CharSequence) new StringBuilder("\uD800")),
                out -> out.value((Object) "\uD800"),
                out -> out.value(List.of(1, Double.NaN)),
                out -> out.value(new Object()));
        for (Consumer<JsonOut> fail : failing) {
            for (Consumer<JsonOut> before : List.<Consumer<JsonOut>>of(out -> {}, out -> out.value(1))) {
                output.reset();
                JsonOut out = output.fields().beginArray();
                before.accept(out);
                assertThrows(RuntimeException.class, () -> fail.accept(out));
                assertSpoilt(() -> out.value(2));
                assertSpoilt(() -> out.endArray());
                assertSpoilt(output::requireComplete);
            }
        }
        output.reset();
        JsonOut out = output.fields().beginObject();
        assertThrows(RuntimeException.class, () -> out.key("\uD800"));
        assertSpoilt(() -> out.key("b"));
        assertSpoilt(output::requireComplete);
        output.reset();
        assertThrows(RuntimeException.class, () -> output.fields().value(Double.NaN));
        assertSpoilt(output::requireComplete);
    }

    private static void assertSpoilt(Runnable use) {
        String message = assertThrows(IllegalStateException.class, use::run).getMessage();
        assertTrue(message.contains("could not be written"), message);
    }
}
