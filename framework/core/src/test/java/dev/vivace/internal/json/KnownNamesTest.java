package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.internal.typed.TypeUse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Names that a shape knows are compared and counted in other ways than others: nobody is to notice. */
class KnownNamesTest {
    private static final String WORD = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final TypeUse use = new DslJsonCodecs().model(String.class);
    private final StrictJson strict = new StrictJson(20, 1_000, false);

    /** Objects with these names and any others, all of them with any values. */
    private JsonShape shape(List<String> names) {
        JsonShape shape = JsonShape.object(use);
        shape.members(
                names.stream()
                        .map(name -> new JsonShape.Named(name, null, JsonShape.ANY))
                        .toList(),
                false);
        return shape;
    }

    private int validate(JsonShape shape, String json) {
        byte[] bytes = JsonCases.bytes(json);
        return strict.validate(bytes, 0, bytes.length, shape);
    }

    private static List<String> prefixes() {
        List<String> names = new ArrayList<>();
        for (int length = 0; length <= WORD.length(); length++) {
            names.add(WORD.substring(0, length));
        }
        return names;
    }

    private static String object(List<String> names) {
        return "{\"" + String.join("\":0,\"", names) + "\":0}";
    }

    @Test
    void shouldFindADuplicateOfEachLengthInEachPlace() {
        List<String> names = prefixes();
        JsonShape shape = shape(names);
        assertEquals(JsonFault.OK, validate(shape, object(names)));
        for (String twice : names) {
            for (int at = 0; at <= names.size(); at++) {
                List<String> more = new ArrayList<>(names);
                more.add(at, twice);
                assertEquals(JsonFault.DUPLICATE_NAME, validate(shape, object(more)), twice + " at " + at);
            }
        }
    }

    @Test
    void shouldCompareEveryByteWithTheNameThatIsExpected() {
        for (int length = 1; length <= WORD.length(); length++) {
            String name = WORD.substring(0, length);
            JsonShape shape = JsonShape.object(use);
            shape.members(List.of(new JsonShape.Named(name, null, JsonShape.string(use))), true);
            assertEquals(JsonFault.OK, validate(shape, "{\"" + name + "\":\"padding\"}"));
            assertEquals(JsonFault.STRING_EXPECTED, validate(shape, "{\"" + name + "\":1}      "));
            for (int i = 0; i < length; i++) {
                String other = name.substring(0, i) + "_" + name.substring(i + 1);
                assertEquals(JsonFault.NAME_UNKNOWN, validate(shape, "{\"" + other + "\":\"padding\"}"), other);
            }
            assertEquals(JsonFault.NAME_UNKNOWN, validate(shape, "{\"" + name + "_\":\"padding\"}"));
            assertEquals(
                    JsonFault.NAME_UNKNOWN, validate(shape, "{\"" + name.substring(1) + "\":\"padding and more\"}"));
        }
    }

    @Test
    void shouldNotTakeANameForSpeltThatHasToBeEscaped() {
        for (String name : List.of("a\"b", "a\\x", "a\nb", "a\u0000")) {
            JsonShape shape = shape(List.of(name, "next"));
            String raw = "{\"" + name + "\":0,\"next\":0}";
            assertEquals(validate(JsonShape.ANY, raw), validate(shape, raw));
            assertTrue(validate(shape, raw) < 0, name);
        }
        JsonShape shape = shape(List.of("a\"b", "next"));
        assertEquals(JsonFault.OK, validate(shape, "{\"a\\\"b\":0,\"next\":0}"));
        assertEquals(JsonFault.DUPLICATE_NAME, validate(shape, "{\"a\\\"b\":0,\"a\\u0022b\":0}"));
    }

    @Test
    void shouldExpectNothingOfTheObjectAroundInAMap() {
        JsonShape shape = JsonShape.object(use);
        JsonShape map = JsonShape.object(use).of(JsonShape.ANY);
        shape.members(
                List.of(
                        new JsonShape.Named("first", null, map),
                        new JsonShape.Named("second", null, JsonShape.array(use).of(shape)),
                        new JsonShape.Named("third", null, JsonShape.ANY)),
                true);
        assertEquals(
                JsonFault.OK,
                validate(
                        shape,
                        "{\"first\":{\"second\":1,\"third\":2},\"second\":[{\"first\":{}},{}],"
                                + "\"third\":{\"first\":0,\"x\":0}}"));
        assertEquals(JsonFault.DUPLICATE_NAME, validate(shape, "{\"first\":{\"second\":1,\"second\":2}}"));
        assertEquals(JsonFault.DUPLICATE_NAME, validate(shape, "{\"first\":{},\"second\":[{}],\"first\":{}}"));
        assertEquals(JsonFault.DUPLICATE_NAME, validate(shape, "{\"third\":{\"first\":0,\"first\":0}}"));
    }

    @Test
    void shouldSayTheSameOfAnyDocumentAsWithoutNames() {
        List<String> known = new ArrayList<>(prefixes().subList(1, 20));
        for (int i = 0; i < 60; i++) {
            known.add("n" + i);
        }
        known.add("caf\u00e9");
        JsonShape shape = shape(known);
        SplittableRandom random = new SplittableRandom(11);
        int[] seen = new int[2];
        for (int turn = 0; turn < 60_000; turn++) {
            StringBuilder json = new StringBuilder("{");
            int expected = random.nextInt(known.size());
            int count = random.nextInt(1, 9);
            for (int i = 0; i < count; i++) {
                String name = random.nextInt(8) == 0
                        ? "unknown" + random.nextInt(4)
                        : known.get((expected + i - (random.nextInt(12) == 0 ? random.nextInt(3) : 0) + known.size())
                                % known.size());
                if (random.nextInt(6) == 0) {
                    name = String.format("\\u%04x", (int) name.charAt(0)) + name.substring(1);
                }
                json.append(i == 0 ? "" : ",")
                        .append('"')
                        .append(name)
                        .append("\":")
                        .append(value(random));
            }
            byte[] bytes = JsonCases.bytes(json.append('}').toString());
            if (random.nextBoolean()) {
                bytes[random.nextInt(1, bytes.length)] = (byte) "\"\\:,{}u0 \u0001".charAt(random.nextInt(10));
            }
            int length = random.nextInt(10) == 0 ? random.nextInt(bytes.length) : bytes.length;
            byte[] in = random.nextBoolean() ? Arrays.copyOf(bytes, length + 16) : Arrays.copyOf(bytes, length);
            int code = strict.validate(in, 0, length, JsonShape.ANY);
            int offset = strict.faultOffset();
            assertEquals(code, strict.validate(in, 0, length, shape), () -> new String(in, 0, length));
            assertEquals(offset, strict.faultOffset(), () -> new String(in, 0, length));
            seen[code == JsonFault.OK ? 0 : 1]++;
        }
        assertTrue(seen[0] > 10_000 && seen[1] > 10_000, () -> seen[0] + " and " + seen[1]);
    }

    private static String value(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> "{\"n1\":1,\"n2\":2" + (random.nextInt(20) == 0 ? ",\"n1\":3}" : "}");
            case 1 -> "[{\"a\":[]}]";
            case 2 -> "\"text\"";
            default -> "-1.5";
        };
    }
}
