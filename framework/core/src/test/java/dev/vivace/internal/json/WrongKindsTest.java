package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.InputError;
import dev.vivace.InputErrors;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every kind of value for every type that a member can have: read, or refused with the right word at the right place. */
class WrongKindsTest {
    private static final List<String> PRIMITIVES = List.of("b", "s", "i", "l", "f", "d", "z");

    /** What each kind of member accepts of the values below, by the values' numbers. */
    private static final Map<String, String> VALUES = new LinkedHashMap<>();

    static {
        VALUES.put("null", "null");
        VALUES.put("true", "bool");
        VALUES.put("false", "bool");
        VALUES.put("0", "int");
        VALUES.put("-7", "int");
        VALUES.put("300", "int16");
        VALUES.put("70000", "int32");
        VALUES.put("2147483648", "int64");
        VALUES.put("-9223372036854775", "int64");
        VALUES.put("9223372036854775808", "big");
        VALUES.put("-9223372036854775809", "big");
        VALUES.put("1.5", "fraction");
        VALUES.put("1e2", "fraction");
        VALUES.put("1e39", "large");
        VALUES.put("-1e400", "huge");
        VALUES.put("\"\"", "text");
        VALUES.put("\"5\"", "text");
        VALUES.put("\"true\"", "text");
        VALUES.put("\"NaN\"", "text");
        VALUES.put("\"null\"", "text");
        VALUES.put("\"HEARTS\"", "constant");
        VALUES.put("\"2026-02-28\"", "date");
        VALUES.put("\"2026-02-28T10:00:00\"", "datetime");
        VALUES.put("\"2026-02-28T10:00:00Z\"", "instant");
        VALUES.put("\"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\"", "uuid");
        VALUES.put("[]", "array");
        VALUES.put("[1]", "array");
        VALUES.put("[\"x\"]", "array");
        VALUES.put("{}", "object");
        VALUES.put("{\"a\":1}", "object");
    }

    private static final Set<String> TEXTS = Set.of("text", "constant", "date", "datetime", "instant", "uuid");
    private static final List<String> INTEGERS = List.of("int", "int16", "int32", "int64", "big");
    private static final Map<String, String> LARGEST = Map.of(
            "b",
            "int",
            "s",
            "int16",
            "i",
            "int32",
            "l",
            "int64",
            "bb",
            "int",
            "ss",
            "int16",
            "ii",
            "int32",
            "ll",
            "int64",
            "optional",
            "int32",
            "optionalInt",
            "int32");

    private final DslJsonCodecs codecs = new DslJsonCodecs();
    private final JsonInput input = codecs.newInput();

    /** The word that a value of this kind is refused with, or null where it is read. */
    private static String expected(String member, String kind) {
        if (kind.equals("null")) {
            return PRIMITIVES.contains(member) ? "null" : null;
        }
        switch (member) {
            case "z", "zz" -> {
                return kind.equals("bool") ? null : "type";
            }
            case "big" -> {
                return INTEGERS.contains(kind) ? null : "type";
            }
            case "decimal" -> {
                return isNumber(kind) ? null : "type";
            }
            case "f", "ff" -> {
                // dsl-json does not read floats of so many digits rightly
                return !isNumber(kind) ? "type" : Set.of("big", "large", "huge").contains(kind) ? "range" : null;
            }
            case "d", "dd" -> {
                return !isNumber(kind) ? "type" : kind.equals("huge") ? "range" : null;
            }
            case "text" -> {
                return TEXTS.contains(kind) ? null : "type";
            }
            case "suit" -> {
                return ofText(kind, "constant", "enum");
            }
            case "uuid" -> {
                return ofText(kind, "uuid", "format");
            }
            case "day" -> {
                return ofText(kind, "date", "format");
            }
            case "time" -> {
                return ofText(kind, "datetime", "format");
            }
            case "instant" -> {
                return ofText(kind, "instant", "format");
            }
            default -> {
                if (!INTEGERS.contains(kind)) {
                    return "type";
                }
                return INTEGERS.indexOf(kind) <= INTEGERS.indexOf(LARGEST.get(member)) ? null : "range";
            }
        }
    }

    private static boolean isNumber(String kind) {
        return INTEGERS.contains(kind) || Set.of("fraction", "large", "huge").contains(kind);
    }

    private static String ofText(String kind, String accepted, String otherwise) {
        return kind.equals(accepted) ? null : TEXTS.contains(kind) ? otherwise : "type";
    }

    @Test
    void shouldTellEveryKindForEveryMember() {
        for (String member : List.of(
                "b",
                "s",
                "i",
                "l",
                "f",
                "d",
                "z",
                "bb",
                "ss",
                "ii",
                "ll",
                "ff",
                "dd",
                "zz",
                "decimal",
                "big",
                "text",
                "uuid",
                "day",
                "time",
                "instant",
                "suit",
                "optional",
                "optionalInt")) {
            VALUES.forEach((value, kind) -> {
                String word = expected(member, kind);
                byte[] document = document(member, value);
                if (word == null) {
                    input.decode(codecs.decoder(ShapeSamples.Kinds.class), document, 0, document.length);
                } else {
                    assertRefused(ShapeSamples.Kinds.class, document, word, "/" + member);
                }
            });
        }
    }

    private static byte[] document(String member, String value) {
        StringBuilder json = new StringBuilder("{\"" + member + "\":" + value);
        for (String name : PRIMITIVES) {
            if (!name.equals(member)) {
                json.append(",\"").append(name).append(name.equals("z") ? "\":false" : "\":0");
            }
        }
        return JsonCases.bytes(json.append('}').toString());
    }

    private void assertRefused(Class<?> type, byte[] document, String word, String pointer) {
        JsonDecoder<?> decoder = codecs.decoder(type);
        String shown = new String(document, StandardCharsets.UTF_8);
        JsonFaultException fault = assertThrows(
                JsonFaultException.class, () -> input.decode(decoder, document, 0, document.length), shown);
        InputErrors errors = new InputErrors();
        input.report(decoder, document, 0, document.length, fault, errors);
        assertEquals(1, errors.list().size(), () -> shown + ": " + errors.list());
        InputError error = errors.list().get(0);
        assertEquals(word + " " + pointer, error.code() + " " + error.pointer(), shown);
        // The validator knows it too, but for texts that are converted
        assertTrue(JsonFault.word(fault.code()).equals(word) || word.equals("format"), () -> shown + ": " + fault);
    }

    @Test
    void shouldTellEveryKindForContainers() {
        Map<String, String> containers = Map.ofEntries(
                Map.entry("ints", "array"),
                Map.entry("floats", "array"),
                Map.entry("boxed", "array"),
                Map.entry("longs", "array"),
                Map.entry("bytes", "array"),
                Map.entry("texts", "array"),
                Map.entry("nested", "array"),
                Map.entry("inners", "array"),
                Map.entry("map", "object"),
                Map.entry("suits", "object"),
                Map.entry("inner", "object"));
        containers.forEach((member, wanted) -> VALUES.forEach((value, kind) -> {
            if (!kind.equals(wanted) && !kind.equals("null")) {
                byte[] document = JsonCases.bytes("{\"" + member + "\":" + value + "}");
                assertRefused(ShapeSamples.Boxes.class, document, "type", "/" + member);
            }
        }));
    }

    @Test
    void shouldTellWhatIsWrongWithElements() {
        Map<String, String> wrong = Map.ofEntries(
                Map.entry("{\"ints\":[1,@\"2\"@]}", "type /ints/1"),
                Map.entry("{\"ints\":[null]}", "null /ints/0"),
                Map.entry("{\"floats\":[1e39]}", "range /floats/0"),
                Map.entry("{\"boxed\":[null,1.5]}", "type /boxed/1"),
                Map.entry("{\"longs\":[9223372036854775808]}", "range /longs/0"),
                Map.entry("{\"bytes\":[128]}", "range /bytes/0"),
                Map.entry("{\"texts\":[\"a\",1]}", "type /texts/1"),
                Map.entry("{\"map\":{\"a\":1,\"b/c\":true}}", "type /map/b~1c"),
                Map.entry("{\"nested\":[[],[1,32768]]}", "range /nested/1/1"),
                Map.entry("{\"nested\":[1]}", "type /nested/0"),
                Map.entry("{\"suits\":{\"x\":[\"HEARTS\",\"hearts\"]}}", "enum /suits/x/1"),
                Map.entry("{\"inner\":{\"n\":1,\"deeper\":[]}}", "type /inner/deeper"),
                Map.entry("{\"inner\":{\"n\":1,\"deeper\":{\"n\":null}}}", "null /inner/deeper/n"),
                Map.entry("{\"inners\":[{\"n\":1},{}]}", "required /inners/1/n"));
        wrong.forEach((json, expected) -> {
            String[] parts = expected.split(" ");
            assertRefused(ShapeSamples.Boxes.class, JsonCases.bytes(json.replace("@", "")), parts[0], parts[1]);
        });
    }
}
