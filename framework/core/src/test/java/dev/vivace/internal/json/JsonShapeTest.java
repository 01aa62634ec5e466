package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vivace.internal.json.ShapeSamples.Arrayed;
import dev.vivace.internal.json.ShapeSamples.Bean;
import dev.vivace.internal.json.ShapeSamples.Bill;
import dev.vivace.internal.json.ShapeSamples.Boxes;
import dev.vivace.internal.json.ShapeSamples.Grade;
import dev.vivace.internal.json.ShapeSamples.Kinds;
import dev.vivace.internal.json.ShapeSamples.Money;
import dev.vivace.internal.json.ShapeSamples.Named;
import dev.vivace.internal.json.ShapeSamples.Node;
import dev.vivace.internal.json.ShapeSamples.Pairs;
import dev.vivace.internal.typed.TypeUse;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Values that do not fit the type are refused before dsl-json converts them silently. */
class JsonShapeTest {
    private static final int STRING = JsonFault.STRING_EXPECTED;
    private static final int NUMBER = JsonFault.NUMBER_EXPECTED;
    private static final int INTEGER = JsonFault.INTEGER_EXPECTED;
    private static final int BOOLEAN = JsonFault.BOOLEAN_EXPECTED;
    private static final int OBJECT = JsonFault.OBJECT_EXPECTED;
    private static final int ARRAY = JsonFault.ARRAY_EXPECTED;
    private static final int RANGE = JsonFault.NUMBER_OUT_OF_RANGE;
    private static final int NULL = JsonFault.NULL_REFUSED;

    private final DslJsonCodecs codecs = new DslJsonCodecs();
    private final JsonInput input = codecs.newInput();

    @Test
    void shouldReadIntegersUpToTheirEdges() {
        assertIntegers("b", "bb", Byte.MIN_VALUE, Byte.MAX_VALUE, k -> (long) k.b(), k -> k.bb().longValue());
        assertIntegers("s", "ss", Short.MIN_VALUE, Short.MAX_VALUE, k -> (long) k.s(), k -> k.ss().longValue());
        assertIntegers("i", "ii", Integer.MIN_VALUE, Integer.MAX_VALUE, k -> (long) k.i(), k -> k.ii().longValue());
        assertIntegers("l", "ll", Long.MIN_VALUE, Long.MAX_VALUE, Kinds::l, Kinds::ll);
        assertIntegers(
                "i",
                "optional",
                Integer.MIN_VALUE,
                Integer.MAX_VALUE,
                k -> (long) k.i(),
                k -> k.optional().get().longValue());
        assertIntegers("i", "optionalInt", Integer.MIN_VALUE, Integer.MAX_VALUE, k -> (long) k.i(), k ->
                (long) k.optionalInt().getAsInt());
    }

    private void assertIntegers(
            String name,
            String boxed,
            long min,
            long max,
            Function<Kinds, Long> value,
            Function<Kinds, Long> boxedValue) {
        BigInteger lowest = BigInteger.valueOf(min);
        BigInteger highest = BigInteger.valueOf(max);
        for (String number : List.of("0", "-0", "1", "-1", "9", "100", lowest.toString(), highest.toString())) {
            long expected = Long.parseLong(number);
            assertEquals(expected, value.apply(read(name, number)), number);
            assertEquals(expected, boxedValue.apply(read(boxed, number)), number);
        }
        BigInteger wrapped = BigInteger.ONE.shiftLeft(64);
        for (String property : List.of(name, boxed)) {
            for (BigInteger number : List.of(
                    lowest.subtract(BigInteger.ONE),
                    highest.add(BigInteger.ONE),
                    wrapped,
                    wrapped.add(BigInteger.TWO),
                    wrapped.negate(),
                    BigInteger.TEN.pow(19),
                    BigInteger.TEN.pow(19).subtract(BigInteger.ONE),
                    BigInteger.TEN.pow(19).subtract(BigInteger.ONE).negate(),
                    BigInteger.TEN.pow(20).subtract(BigInteger.ONE),
                    BigInteger.TEN.pow(300))) {
                assertRefused(property, number.toString(), RANGE);
            }
            for (String other : List.of("1e2", "1E0", "1.0", "0.5", "-0.0", "\"5\"", "\"\"", "true", "[]", "{}")) {
                assertRefused(property, other, INTEGER);
            }
        }
        assertRefused(name, "null", NULL);
        read(boxed, "null");
    }

    @Test
    void shouldReadRandomLongsExactlyOrRefuseThem() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20_000; i++) {
            BigInteger number = new BigInteger(1 + random.nextInt(72), new java.util.Random(random.nextLong()));
            number = random.nextBoolean() ? number.negate() : number;
            if (number.bitLength() < 64) {
                assertEquals(
                        number.longValueExact(), read("l", number.toString()).l());
            } else {
                assertRefused("l", number.toString(), RANGE);
            }
        }
    }

    @Test
    void shouldRefuseFloatingPointNumbersThatBecomeInfinite() {
        for (String number : List.of(
                "0",
                "-0.0",
                "1",
                "1e-400",
                "0e999",
                "0.00e99",
                "3.4028235E38",
                "-3.4028235e+38",
                "0.30000001192092896",
                "16777217.00000001",
                "0.00034028235e42",
                "34028235e31",
                "1e38")) {
            float expected = Float.parseFloat(number);
            assertEquals(expected, read("f", number).f(), number);
            assertEquals(expected, read("ff", number).ff(), number);
        }
        for (String number : List.of(
                "3.4028236E38",
                "-3.4028236E38",
                "1e39",
                "34028236e31",
                "0.00034028236e42",
                "1e300",
                "1e400",
                "340282366920938463463374607431768211456",
                "1e99999999999999999999",
                "1" + "0".repeat(39) + ".5")) {
            assertRefused("f", number, RANGE);
            assertRefused("ff", number, RANGE);
        }
        for (String number : List.of(
                "0",
                "1e-400",
                "1.7976931348623157e308",
                "-17976931348623157E292",
                "1e308",
                "0.0" + "0".repeat(300) + "1e600",
                "1" + "0".repeat(400) + "e-300",
                NumberFitLimits.BELOW_INFINITY)) {
            double expected = Double.parseDouble(number);
            assertEquals(expected, read("d", number).d(), number);
            assertEquals(expected, read("dd", number).dd(), number);
        }
        for (String number : List.of(
                "1.7976931348623159e308",
                "-1.8e308",
                "1e309",
                "1e400",
                "1" + "0".repeat(309),
                "0.001e312",
                NumberFitLimits.INFINITY)) {
            assertRefused("d", number, RANGE);
            assertRefused("dd", number, RANGE);
        }
        // dsl-json reads these as other numbers: 7.7E18, 1.5E15; 1, 0.1.
        for (String number : List.of("-84506200140084001800", "1519003409220069.6E18")) {
            assertRefused("f", number, JsonFault.NUMBER_TOO_PRECISE);
            assertRefused("ff", number, JsonFault.NUMBER_TOO_PRECISE);
        }
        for (String number : List.of("1e-4294967296", "1e-4294967297", "0e4294967297")) {
            assertRefused("f", number, RANGE);
            assertRefused("ff", number, RANGE);
        }
        for (String property : List.of("f", "ff", "d", "dd")) {
            for (String other : List.of("\"1\"", "\"NaN\"", "\"Infinity\"", "true", "{}", "[1]")) {
                assertRefused(property, other, NUMBER);
            }
        }
        assertRefused("f", "null", NULL);
        assertRefused("d", "null", NULL);
        assertNull(read("ff", "null").ff());
        assertNull(read("dd", "null").dd());
    }

    /** The middle between the largest double and the next power of two, and the integer below. */
    private static final class NumberFitLimits {
        static final BigInteger MIDDLE = BigInteger.ONE.shiftLeft(1024).subtract(BigInteger.ONE.shiftLeft(970));
        static final String INFINITY = MIDDLE.toString();
        static final String BELOW_INFINITY = MIDDLE.subtract(BigInteger.ONE).toString();
    }

    @Test
    void shouldAgreeWithTheJdkAboutWhatIsFinite() {
        SplittableRandom random = new SplittableRandom(4);
        NumberFit[] fits = {NumberFit.FLOAT, NumberFit.DOUBLE};
        for (int i = 0; i < 200_000; i++) {
            boolean asDouble = random.nextBoolean();
            int places = (asDouble ? 309 : 39) + random.nextInt(-1, 2);
            String digits = (asDouble ? "17976931348623157" : "34028235").substring(0, random.nextInt(1, 9))
                    + random.nextInt(0, 100_000);
            int point = random.nextInt(0, digits.length());
            String number = (point == 0 ? "0" : digits.substring(0, point)) + "." + digits.substring(point) + "e"
                    + (places - point);
            boolean infinite = asDouble
                    ? Double.isInfinite(Double.parseDouble(number))
                    : Float.isInfinite(Float.parseFloat(number));
            byte[] bytes = JsonCases.bytes("-" + number);
            for (int from = 0; from < 2; from++) {
                assertEquals(
                        infinite,
                        fits[asDouble ? 1 : 0].fault(bytes, from, bytes.length) == RANGE,
                        number + " as " + (asDouble ? "double" : "float"));
            }
        }
    }

    @Test
    void shouldReadRandomFloatsOrRefuseThem() {
        SplittableRandom random = new SplittableRandom(5);
        int accepted = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder number = new StringBuilder(random.nextInt(3) == 0 ? "0" : "" + random.nextInt(1, 100));
            for (int k = number.charAt(0) == '0' ? 0 : random.nextInt(20); k > 0; k--) {
                number.append(random.nextInt(10));
            }
            for (int k = random.nextInt(20); k > 0; k--) {
                number.append(number.indexOf(".") < 0 ? "." : "");
                number.append(random.nextInt(3) == 0 ? 0 : random.nextInt(10));
            }
            if (random.nextBoolean()) {
                number.append('e').append(random.nextInt(-60, 45));
            }
            float expected = Float.parseFloat(number.toString());
            byte[] bytes = JsonCases.bytes(number.toString());
            if (NumberFit.FLOAT.fault(bytes, 0, bytes.length) == JsonFault.OK) {
                accepted++;
                assertEquals(expected, read("f", number.toString()).f(), Math.ulp(expected), number.toString());
            }
            assertEquals(Float.isInfinite(expected), NumberFit.FLOAT.fault(bytes, 0, bytes.length) == RANGE);
        }
        assertEquals(true, accepted > 30_000, () -> "few were accepted");
    }

    @Test
    void shouldReadBigNumbersExactly() {
        for (String number : List.of("0", "-1.50", "1e400", "123456789012345678901234567890.123", "1e-400")) {
            assertEquals(new BigDecimal(number), read("decimal", number).decimal());
        }
        for (String number : List.of("1e4294967297", "1e-4294967297", "0.5e99999999999999999999")) {
            assertRefused("decimal", number, RANGE);
        }
        String digits = "9".repeat(500);
        assertEquals(new BigInteger(digits), read("big", digits).big());
        assertEquals(new BigInteger("-" + digits), read("big", "-" + digits).big());
        assertRefused("decimal", "\"1\"", NUMBER);
        for (String other : List.of("\"1\"", "1.0", "1e2", "1e400", "true")) {
            assertRefused("big", other, INTEGER);
        }
        assertNull(read("decimal", "null").decimal());
        assertNull(read("big", "null").big());
    }

    @Test
    void shouldReadStringsOnlyFromStrings() {
        for (String property : List.of("text", "uuid", "day", "time", "instant", "suit", "bytes")) {
            for (String other : List.of("5", "-1.5", "true", "false", "[]", "{}")) {
                assertRefused(property, other, STRING);
            }
            read(property, "null");
        }
        assertEquals("5", read("text", "\"5\"").text());
        assertEquals("2026-04-01", read("day", "\"2026-04-01\"").day().toString());
        assertEquals("SPADES", read("suit", "\"SPADES\"").suit().name());
        assertEquals(3, read("bytes", "\"AQID\"").bytes().length);
        assertNotNull(read("uuid", "\"00000000-0000-0001-0000-000000000002\"").uuid());
    }

    @Test
    void shouldReadBooleansOnlyFromBooleans() {
        assertEquals(true, read("z", "true").z());
        assertEquals(false, read("zz", "false").zz());
        assertNull(read("zz", "null").zz());
        for (String other : List.of("0", "1", "\"true\"", "\"\"", "[]", "{}")) {
            assertRefused("z", other, BOOLEAN);
            assertRefused("zz", other, BOOLEAN);
        }
        assertRefused("z", "null", NULL);
    }

    @Test
    void shouldTellWhereTheFaultIs() {
        JsonFaultException fault = fault(Kinds.class, "{ \"x\" : [1, {}] , \"i\" :\t 2147483648 }");
        assertEquals(25, fault.offset());
        assertEquals("The number is out of range", fault.sentence());
        assertEquals(
                "A string is expected here", fault(Kinds.class, "{\"text\":1}").sentence());
        assertEquals("This may not be null", fault(Kinds.class, "{\"i\":null}").sentence());
    }

    @Test
    void shouldLeaveTheGrammarToTheGrammar() {
        assertEquals(JsonFault.VALUE_EXPECTED, fault(Kinds.class, "{\"i\":x}").code());
        assertEquals(JsonFault.VALUE_EXPECTED, fault(Kinds.class, "{\"i\":}").code());
        assertEquals(JsonFault.NUMBER, fault(Kinds.class, "{\"i\":01}").code());
        assertEquals(JsonFault.LITERAL, fault(Kinds.class, "{\"z\":truE}").code());
        assertEquals(JsonFault.TRUNCATED, fault(Kinds.class, "{\"i\":-").code());
        assertEquals(
                JsonFault.DUPLICATE_NAME,
                fault(Kinds.class, "{\"i\":1,\"i\":2}").code());
        assertEquals(
                JsonFault.DUPLICATE_NAME,
                fault(Kinds.class, "{\"i\":1,\"\\u0069\":2}").code());
    }

    @Test
    void shouldCheckTheDocumentItself() {
        for (String other : List.of("[]", "1", "\"x\"", "true")) {
            assertEquals(OBJECT, fault(Kinds.class, other).code(), other);
        }
        assertEquals(JsonFault.NULL_REFUSED, fault(Kinds.class, "null").code());
        assertEquals(ARRAY, fault(int[].class, "{}").code());
        assertEquals(RANGE, fault(int[].class, "[1,2147483648]").code());
        assertEquals(
                14,
                fault(listOf(ShapeSamples.Inner2.class), "[{\"n\":0},{\"n\":128},1]")
                        .offset());
        assertEquals(
                9, fault(listOf(ShapeSamples.Inner2.class), "[{\"n\":0},1]").offset());
        assertEquals(NULL, fault(int[].class, "[null]").code());
        assertEquals(INTEGER, fault(Integer.class, "\"1\"").code());
        assertEquals(1, input.decode(codecs.decoder(Integer.class), JsonCases.bytes("1"), 0, 1));
    }

    @Test
    void shouldCheckElementsAndMembersOfContainers() {
        Boxes boxes = decode(
                Boxes.class,
                "{\"ints\":[1,-2],\"floats\":[1.5,2],"
                        + "\"boxed\":[1,null],\"longs\":[null,3],\"bytes\":[4],"
                        + "\"texts\":[\"a\",null],\"map\":{\"\":5,\"k\":null},\"nested\":[[1],[],null],"
                        + "\"suits\":{\"s\":[\"SPADES\"]},"
                        + "\"inner\":{\"n\":1,\"deeper\":{\"n\":2}},\"inners\":[{\"n\":1},null]}");
        assertEquals(2, boxes.inner().deeper().n());
        assertEquals(5, boxes.map().get(""));
        assertBoxes("\"ints\":[1,@2147483648]", RANGE);
        assertBoxes("\"ints\":[1,@null]", NULL);
        assertBoxes("\"ints\":@{}", ARRAY);
        assertBoxes("\"ints\":[@[]]", INTEGER);
        assertBoxes("\"floats\":[1,@1e39]", RANGE);
        assertBoxes("\"boxed\":[1,null,@\"1\"]", INTEGER);
        assertBoxes("\"longs\":[1,@1e3]", INTEGER);
        assertBoxes("\"bytes\":[1,@300]", RANGE);
        assertBoxes("\"texts\":[\"a\",@1]", STRING);
        assertBoxes("\"map\":{\"a\":1,\"b\":@4294967297}", RANGE);
        assertBoxes("\"map\":@[]", OBJECT);
        assertBoxes("\"nested\":[[1],[2,@70000]]", RANGE);
        assertBoxes("\"nested\":[[1],@2]", ARRAY);
        assertBoxes("\"suits\":{\"a\":[\"SPADES\",@1]}", STRING);
        assertBoxes("\"inner\":@[]", OBJECT);
        assertBoxes("\"inner\":{\"x\":[{\"n\":\"y\"}],\"deeper\":{\"m\":[[]],\"n\":@128}}", RANGE);
        assertBoxes("\"inners\":[{\"n\":1},{\"deeper\":null,\"n\":@1.5}]", INTEGER);
        assertBoxes("\"inner\":{\"deeper\":{\"n\":1},\"n\":@true},\"ints\":[]", INTEGER);
        assertBoxes(
                "\"inners\":[{\"n\":0},{\"deeper\":{\"n\":0},\"n\":0}],\"inner\":{\"n\":0},\"map\":{},\"ints\":[],\"longs\":@1",
                ARRAY);
    }

    private void assertBoxes(String members, int code) {
        JsonFaultException fault = fault(Boxes.class, "{" + members.replace("@", "") + "}");
        assertEquals(code, fault.code(), members);
        assertEquals(members.indexOf('@') + 1, fault.offset(), members);
    }

    @Test
    void shouldSkipWhateverStandsUnderUnknownNames() {
        for (byte[] value : JsonCases.valid()) {
            String json = "{\"unknown\":" + JsonCases.show(value) + ",\"i\":7,\"I\":[\"x\"],"
                    + "\"b\":0,\"s\":0,\"l\":0,\"f\":0,\"d\":0,\"z\":false,"
                    + "\"\":{\"i\":\"x\",\"z\":null}}";
            assertEquals(
                    7,
                    input.decode(codecs.decoder(Kinds.class), JsonCases.bytes(json), 0, json.length())
                            .i());
        }
    }

    @Test
    void shouldFollowTypesThatContainThemselves() {
        Node node = decode(
                Node.class,
                "{\"value\":1,\"next\":{\"next\":{\"value\":3},\"value\":2},"
                        + "\"children\":[{\"value\":2,\"children\":[{\"value\":4}]}],"
                        + "\"named\":{\"a\":{\"named\":{\"b\":{\"value\":5}},\"value\":2}}}");
        assertEquals(3, node.next().next().value());
        String far = "{\"next\":{\"children\":[{\"named\":{\"x\":{\"value\":2147483648}}}]}}";
        assertEquals(RANGE, fault(Node.class, far).code());
        String deep = "{\"next\":".repeat(400) + "{\"value\":@true}" + "}".repeat(400);
        JsonFaultException fault = fault(Node.class, deep.replace("@", ""));
        assertEquals(INTEGER, fault.code());
        assertEquals(deep.indexOf('@'), fault.offset());
    }

    @Test
    void shouldKnowNamesFromAnnotations() {
        for (String name : List.of("a_b", "aB", "AB", "a\\u005fb", "\\u0061B")) {
            assertEquals(
                    3,
                    decode(Named.class, "{\"" + name + "\":3,\"plain\":0,\"\u00fc\u20ac\":0}")
                            .ab(),
                    name);
            assertEquals(
                    RANGE, fault(Named.class, "{\"" + name + "\":4294967297}").code(), name);
        }
        String rest = ",\"aB\":0,\"plain\":0,\"\u00fc\u20ac\":0}";
        assertEquals(
                0,
                decode(Named.class, "{\"ab\":4294967297,\"hidden\":\"x\"" + rest)
                        .ab());
        assertEquals(RANGE, fault(Named.class, "{\"\u00fc\u20ac\":4294967297}").code());
        assertEquals(
                RANGE, fault(Named.class, "{\"\\u00fc\\u20Ac\":4294967297}").code());
        assertEquals(500, decode(Named.class, "{\"converted\":\"5\"" + rest).converted());
        assertEquals(
                JsonFault.MEMBER_REPEATED,
                fault(Named.class, "{\"a_b\":1" + rest).code());
        assertEquals(
                INTEGER,
                fault(Named.class, "{\"converted\":\"5\",\"plain\":\"5\"}").code());
    }

    @Test
    void shouldKnowThePropertiesOfBeans() {
        Bean bean = decode(
                Bean.class,
                "{\"field\":1,\"taken\":2," + "\"text\":\"t\",\"done\":true,\"inherited\":3,\"ignored\":\"x\"}");
        assertEquals(1 + 2 + 3, bean.field + bean.getGot() + bean.getInherited());
        assertEquals(RANGE, fault(Bean.class, "{\"field\":4294967297}").code());
        assertEquals(RANGE, fault(Bean.class, "{\"taken\":4294967297}").code());
        assertEquals(RANGE, fault(Bean.class, "{\"also\":4294967297}").code());
        assertEquals(STRING, fault(Bean.class, "{\"text\":1}").code());
        assertEquals(BOOLEAN, fault(Bean.class, "{\"done\":1}").code());
        assertEquals(INTEGER, fault(Bean.class, "{\"inherited\":\"3\"}").code());
        assertEquals(INTEGER, fault(Bean.class, "{\"heir\":1e3}").code());
    }

    @Test
    void shouldKnowWhatTypeVariablesStandFor() {
        Pairs pairs = decode(
                Pairs.class,
                "{\"ints\":{\"first\":1,\"rest\":[2],\"count\":1},"
                        + "\"texts\":{\"first\":\"a\",\"count\":1,\"rest\":[\"b\"]}}");
        assertEquals(List.of(2), pairs.ints().rest());
        assertEquals(
                RANGE, fault(Pairs.class, "{\"ints\":{\"first\":4294967297}}").code());
        assertEquals(
                INTEGER, fault(Pairs.class, "{\"ints\":{\"rest\":[1,\"2\"]}}").code());
        assertEquals(
                STRING, fault(Pairs.class, "{\"texts\":{\"rest\":[\"1\",2]}}").code());
        assertEquals(
                RANGE, fault(Pairs.class, "{\"texts\":{\"count\":4294967297}}").code());
    }

    @Test
    void shouldKeepItsHandsOffWhatConvertersRead() {
        Bill bill = decode(Bill.class, "{\"total\":\"5\",\"items\":[1,\"2\"],\"n\":1}");
        assertEquals(List.of(new Money(1), new Money(2)), bill.items());
        assertEquals(INTEGER, fault(Bill.class, "{\"total\":\"5\",\"n\":\"1\"}").code());
        assertEquals(Grade.BAD, read("grade", "6").grade());
        assertEquals(2, decode(Arrayed.class, "{\"x\":1,\"y\":2}").y());
        assertEquals(2, decode(Arrayed.class, "[1,2]").y());
        assertSame(JsonShape.ANY, codecs.decoder(Arrayed.class).shape());
        assertSame(JsonShape.ANY, codecs.decoder(dev.vivace.JsonValue.class).shape());
    }

    @Test
    void shouldRefuseUnknownNamesThatTheDecoderWouldTakeForKnownOnes() {
        // Both have the decoder's hash of "field"; of the second only once the backslash is dropped.
        String twin = "zyljljy";
        JsonFaultException fault = fault(Bean.class, "{\"x\":1,\"" + twin + "\":4294967297}");
        assertEquals(JsonFault.NAME_AMBIGUOUS, fault.code());
        assertEquals(7, fault.offset());
        String escaped = String.format("\\u%04x", (int) twin.charAt(0)) + twin.substring(1);
        assertEquals(
                JsonFault.NAME_AMBIGUOUS,
                fault(Bean.class, "{\"" + escaped + "\":1}").code());
        assertEquals(
                JsonFault.NAME_AMBIGUOUS,
                fault(Bean.class, "{\"\\\"yerssqe\":1}").code());
    }

    @Test
    void shouldFindEveryNameOfLargeObjectsAndNoOther() {
        TypeUse text = codecs.model(String.class);
        Map<String, JsonShape> members = new java.util.LinkedHashMap<>();
        for (int i = 0; i < 500; i++) {
            members.put("n" + i * 7, i % 2 == 0 ? JsonShape.string(text) : JsonShape.ANY);
        }
        JsonShape shape = JsonShape.object(text);
        shape.members(
                members.entrySet().stream()
                        .map(entry -> new JsonShape.Named(entry.getKey(), null, entry.getValue()))
                        .toList(),
                false);
        for (int i = 0; i < 4_000; i++) {
            byte[] name = JsonCases.bytes("n" + i);
            JsonShape.Name found = shape.name(name, 0, name.length);
            assertEquals(i % 7 == 0 && i < 3_500, found != null && found.number != JsonShape.AMBIGUOUS, "n" + i);
            if (found != null) {
                JsonShape expected = members.get("n" + i);
                assertSame(expected == JsonShape.ANY ? null : expected, found.shape);
            }
        }
    }

    @Test
    void shouldAcceptNothingThatIsRefusedWithoutAShape() {
        StrictJson strict = new StrictJson(20, 1_000, true);
        JsonShape shape = codecs.decoder(Boxes.class).shape();
        byte[] document = JsonCases.bytes("{\"ints\":[1,-2],\"\\u0062oxed\":[1,null],\"longs\":[null,3],"
                + "\"floats\":[-1.5e3],\"map\":{\"\\\"\":5},\"x\":[{}],\"suits\":{\"s\":[\"SPADES\"]},"
                + "\"inner\":{\"n\":1}}");
        String alphabet = "{}[],:\"\\u0019-.e tfn\u00ff";
        SplittableRandom random = new SplittableRandom(6);
        int accepted = 0;
        for (int i = 0; i < 300_000; i++) {
            byte[] mutant = document.clone();
            for (int k = random.nextInt(3); k > 0; k--) {
                mutant[random.nextInt(mutant.length)] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
            }
            int end = random.nextInt(10) == 0 ? random.nextInt(mutant.length) : mutant.length;
            int without = strict.validate(mutant.clone(), 0, end, JsonShape.ANY);
            int with = strict.validate(mutant, 0, end, shape);
            if (with == JsonFault.OK) {
                assertEquals(JsonFault.OK, without, () -> JsonCases.show(mutant));
                accepted++;
            } else if (with > JsonFault.TYPE_MISMATCH) {
                assertEquals(without, with, () -> JsonCases.show(mutant));
            }
        }
        assertEquals(true, accepted > 100_000, "few were accepted");
    }

    @Test
    void shouldKeepAbsentOptionalsEmpty() {
        Kinds kinds = decode(Kinds.class, complete("{\"optional\":null,\"optionalInt\":null}"));
        assertEquals(OptionalInt.empty(), kinds.optionalInt());
        assertEquals(true, kinds.optional().isEmpty());
    }

    private Kinds read(String property, String value) {
        return decode(Kinds.class, complete("{\"" + property + "\":" + value + "}"));
    }

    /** With the members that must be there and are not. */
    private static String complete(String kinds) {
        StringBuilder json = new StringBuilder(kinds.substring(0, kinds.length() - 1));
        for (String name : List.of("b", "s", "i", "l", "f", "d", "z")) {
            if (!kinds.contains("\"" + name + "\":")) {
                json.append(",\"").append(name).append(name.equals("z") ? "\":false" : "\":0");
            }
        }
        return json.append('}').toString();
    }

    private void assertRefused(String property, String value, int code) {
        JsonFaultException fault = fault(Kinds.class, "{\"" + property + "\":" + value + "}");
        assertEquals(code, fault.code(), property + " of " + value);
        assertEquals(property.length() + 4, fault.offset(), property + " of " + value);
    }

    private <T> T decode(Class<T> type, String json) {
        byte[] bytes = json.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return input.decode(codecs.decoder(type), bytes, 0, bytes.length);
    }

    private JsonFaultException fault(Type type, String json) {
        byte[] bytes = json.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return assertThrows(
                JsonFaultException.class, () -> input.decode(codecs.decoder(type), bytes, 0, bytes.length), json);
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
