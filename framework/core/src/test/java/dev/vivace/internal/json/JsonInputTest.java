package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.JsonValue;
import dev.vivace.JsonValue.JsonArray;
import dev.vivace.JsonValue.JsonBool;
import dev.vivace.JsonValue.JsonNull;
import dev.vivace.JsonValue.JsonNumber;
import dev.vivace.JsonValue.JsonObject;
import dev.vivace.JsonValue.JsonString;
import dev.vivace.internal.json.Samples.Everything;
import dev.vivace.internal.json.Samples.Message;
import dev.vivace.internal.json.Samples.Positive;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JsonInputTest {
    private final DslJsonCodecs codecs = new DslJsonCodecs();
    private final JsonInput input = codecs.newInput();
    private final JsonDecoder<Message> decoder = codecs.decoder(Message.class);

    @Test
    void shouldDecodeAnywhereInAnArrayAndLeaveItAlone() {
        byte[] bytes = JsonCases.bytes("##{\"mess\\u0061ge\" : \"x\"}##");
        byte[] before = bytes.clone();
        assertEquals(new Message("x"), input.decode(decoder, bytes, 2, bytes.length - 2));
        assertArrayEquals(before, bytes);
    }

    @Test
    void shouldMatchEscapedNames() {
        assertEquals(new Message("y"), decode("{\"\\u006dessage\":\"y\"}"));
        assertEquals(new Message("z"), decode("{\"\\u006d\\u0065\\u0073\\u0073\\u0061\\u0067\\u0065\" :\n\"z\"}"));
    }

    @Test
    void shouldDecodeStringsWithEveryKindOfCharacter() {
        String text = "\u0000\u001f\"\\/\b\f\n\r\t \u007f\u0080\u07ff\u0800\uffff\ud83d\ude00end";
        JsonOutput output = codecs.newOutput();
        output.value(new Message(text));
        assertEquals(
                text, input.decode(decoder, output.bytes(), 0, output.length()).message());
        assertEquals("\ud83d\ude00", decode("{\"message\":\"\\ud83d\\uDE00\"}").message());
    }

    @Test
    void shouldRefuseEveryInvalidDocumentInPropertiesTheTypeDoesNotKnow() {
        for (byte[] document : JsonCases.invalid()) {
            assertFault(document);
            byte[] inside = JsonCases.bytes("{\"message\":\"m\",\"unknown\":" + JsonCases.show(document) + "}");
            if (!ReferenceJson.accepts(inside)) {
                assertFault(inside);
            }
        }
    }

    @Test
    void shouldSkipEveryValidValueInPropertiesTheTypeDoesNotKnow() {
        for (byte[] document : JsonCases.valid()) {
            String inside = "{\"unknown\":" + JsonCases.show(document) + ",\"message\":\"m\"}";
            assertEquals(
                    "m",
                    input.decode(decoder, JsonCases.bytes(inside), 0, inside.length())
                            .message(),
                    inside);
        }
    }

    @Test
    void shouldNameCodeOffsetAndSentence() {
        JsonFaultException fault = assertThrows(JsonFaultException.class, () -> decode("{\"message\":x}"));
        assertEquals(JsonFault.VALUE_EXPECTED, fault.code());
        assertEquals(11, fault.offset());
        assertEquals("A value is expected here", fault.sentence());
        assertEquals(0, fault.getStackTrace().length);
    }

    @Test
    void shouldTakeWhateverDecodingThrowsForAMismatch() {
        List<String> documents =
                List.of("[]", "1", "\"x\"", "null", "{\"message\":1}", "{\"message\":{}}", "{\"message\":[]}");
        JsonDecoder<Message> withoutShape = decoder::decode;
        for (String json : documents) {
            assertEquals(JsonFault.TYPE_MISMATCH, fault(withoutShape, json).code(), json);
        }
        JsonFaultException refused = fault(codecs.decoder(Positive.class), "{\"n\":0}");
        assertEquals(JsonFault.TYPE_MISMATCH, refused.code());
        assertEquals("n must be positive", refused.getCause().getMessage());
    }

    @Test
    void shouldThrowNothingButFaultsWhateverTheDocument() {
        JsonDecoder<Everything> everything = codecs.decoder(Everything.class);
        String[] names = {"s", "uuid", "list", "map", "optional", "day", "color", "ints", "array", "x"};
        String[] values = {
            "null",
            "true",
            "1",
            "-1.5e3",
            "1e999",
            "\"\"",
            "\"2026-04-01\"",
            "\"2026-13-99\"",
            "\"RED\"",
            "\"00000000-0000-0001-0000-00000000000g\"",
            "\"00000000-0000-0001-0000-000000000002\"",
            "[]",
            "[1]",
            "[null]",
            "[[]]",
            "[1e5,2]",
            "{}",
            "{\"k\":{}}",
            "{\"k\":null}",
            "[{\"message\":null}]",
            "\"" + "x".repeat(100) + "\"",
            "99999999999999999999",
            "[{\"message\":\"a\"}]",
            "{\"k\":{\"message\":\"\\u0000\"}}",
        };
        SplittableRandom random = new SplittableRandom(11);
        int decoded = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder json = new StringBuilder("{");
            for (int k = random.nextInt(4); k >= 0; k--) {
                json.append('"')
                        .append(names[(random.nextInt(3) + k * 3) % names.length])
                        .append("\":");
                json.append(values[random.nextInt(values.length)]).append(k == 0 ? "}" : ",");
            }
            byte[] bytes = JsonCases.bytes(json.toString());
            try {
                input.decode(everything, bytes, 0, bytes.length);
                decoded++;
            } catch (JsonFaultException e) {
                assertTrue(e.offset() >= 0 && e.offset() <= bytes.length);
            }
        }
        assertTrue(decoded > 1_000, "decoded " + decoded);
    }

    @Test
    void shouldNotShowBytesOfTheDocumentBefore() {
        decode("{\"message\":\"" + "secret".repeat(20) + "\"}");
        JsonFaultException fault = fault(decoder, "{\"message\":\"x");
        assertFalse(String.valueOf(fault).contains("secret"));
        assertEquals("x", decode("{\"message\":\"x\"}").message());
    }

    @Test
    void shouldGrowForALargeDocumentAndGoOn() {
        String large = "x".repeat(3_000_000);
        assertEquals(large, decode("{\"message\":\"" + large + "\"}").message());
        assertEquals("y", decode("{\"message\":\"y\"}").message());
        assertEquals(
                JsonFault.TRUNCATED, fault(decoder, "{\"message\":\"" + large).code());
        assertEquals("z", decode("{\"message\":\"z\"}").message());
    }

    @Test
    void shouldReadDocumentsOfAnyShape() {
        JsonValue value = value("{\"a\":[1.50,\"\\u0041\",true,false,null],\"\\u0062\":{},\"\":-0}");
        JsonObject object = (JsonObject) value;
        assertEquals(List.of("a", "b", ""), List.copyOf(object.members().keySet()));
        assertEquals(
                new JsonArray(List.of(
                        new JsonNumber("1.50"), new JsonString("A"), JsonBool.TRUE, JsonBool.FALSE, JsonNull.INSTANCE)),
                object.get("a"));
        assertEquals("-0", ((JsonNumber) object.get("")).literal());
    }

    @Test
    void shouldWriteWhatItReadWithNumbersAndOrderKept() {
        assertCanonical("[1.50,1e5,1E+05,-0,-0.0,123456789012345678901234567890,1e-999999]");
        assertCanonical("{\"z\":1,\"a\":2,\"m\":{\"z\":[],\"a\":{}},\"\":0}");
        assertCanonical("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\177\303\251\342\200\250\360\237\230\200\"");
        assertEquals(
                "\"A/\\\"\\\\\\n\\u001f\\u001b\303\251\360\237\230\200\"",
                canonical("\"\\u0041\\/\\u0022\\u005c\\u000A\\u001F\\u001b\\u00e9\\ud83d\\uDE00\""));
        assertEquals("{\"ab\":[1,2,{}]}", canonical(" {\r\n\"\\u0061b\" :\t[ 1 , 2 , { } ] } "));
    }

    @Test
    void shouldReadItsOwnWritingOfEveryValidDocumentToTheSameValue() {
        List<byte[]> documents = JsonCases.validNested();
        documents.addAll(JsonCases.valid());
        for (byte[] document : documents) {
            JsonValue value = input.decodeValue(document, 0, document.length);
            String text = canonical(JsonCases.show(document));
            assertEquals(value, value(text), text);
            assertEquals(text, canonical(text));
        }
    }

    @Test
    void shouldReadAndWriteTheDeepestNestingThatIsAllowed() {
        String deep = "[".repeat(512) + "]".repeat(512);
        assertCanonical(deep);
        assertEquals(
                JsonFault.TOO_DEEP,
                fault(codecs.decoder(JsonValue.class), "[" + deep + "]").code());
        byte[] deeper = JsonCases.bytes("[".repeat(10_000) + "]".repeat(10_000));
        assertEquals(
                1,
                ((JsonArray) codecs.newInput(10_000, 10, 0).decodeValue(deeper, 0, deeper.length))
                        .elements()
                        .size());
    }

    private void assertCanonical(String json) {
        assertEquals(json, canonical(json));
    }

    private String canonical(String json) {
        JsonOutput output = codecs.newOutput();
        output.value(value(json));
        return JsonCases.show(Arrays.copyOf(output.bytes(), output.length()));
    }

    private JsonValue value(String json) {
        byte[] bytes = JsonCases.bytes(json);
        return input.decodeValue(bytes, 0, bytes.length);
    }

    private void assertFault(byte[] document) {
        assertThrows(
                JsonFaultException.class,
                () -> input.decode(decoder, document, 0, document.length),
                () -> JsonCases.show(document));
        assertThrows(
                JsonFaultException.class,
                () -> input.decodeValue(document, 0, document.length),
                () -> JsonCases.show(document));
    }

    private JsonFaultException fault(JsonDecoder<?> typed, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return assertThrows(JsonFaultException.class, () -> input.decode(typed, bytes, 0, bytes.length), json);
    }

    private Message decode(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return input.decode(decoder, bytes, 0, bytes.length);
    }

    @Test
    void shouldKeepWhatLargeDocumentsNeededUntilItIsTrimmed() {
        JsonInput input = codecs.newInput();
        JsonDecoder<String> decoder = codecs.decoder(String.class);
        byte[] large = JsonCases.bytes("\"" + "x".repeat(500_000) + "\"");
        byte[] small = JsonCases.bytes("\"x\"");
        for (int i = 0; i < 3; i++) {
            input.decode(decoder, large, 0, large.length);
            input.decode(decoder, small, 0, small.length);
            assertTrue(input.heldBytes() > 500_000);
            assertTrue(input.trim(), "it was needed since the call before");
        }
        input.decode(decoder, small, 0, small.length);
        assertFalse(input.trim());
        assertTrue(input.heldBytes() < 20_000, () -> input.heldBytes() + " bytes");
        assertEquals("x", input.decode(decoder, small, 0, small.length));
        assertEquals(500_000, input.decode(decoder, large, 0, large.length).length());
    }

    @Test
    void shouldNotKeepMoreThanTheBoundBehindADocument() {
        JsonInput input = codecs.newInput(512, 1_000, 1_000_000);
        StringBuilder names = new StringBuilder("{\"a\":0");
        for (int i = 0; i < 40_000; i++) {
            names.append(",\"").append(i).append("\":0");
        }
        byte[] document = JsonCases.bytes(names.append('}').toString());
        byte[] small = JsonCases.bytes("[1]");
        input.decodeValue(document, 0, document.length);
        assertTrue(input.heldBytes() > 1_000_000);
        input.decodeValue(small, 0, small.length);
        assertTrue(input.heldBytes() < 20_000, () -> input.heldBytes() + " bytes");
    }
}
