package dev.vivace.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vivace.internal.json.SealedSamples.Circle;
import dev.vivace.internal.json.TypeSamples.Bean;
import dev.vivace.internal.json.TypeSamples.Containers;
import dev.vivace.internal.json.TypeSamples.Nested;
import dev.vivace.internal.json.TypeSamples.Optionals;
import dev.vivace.internal.json.TypeSamples.Pair;
import dev.vivace.internal.json.TypeSamples.Point;
import dev.vivace.internal.json.TypeSamples.Primitives;
import dev.vivace.internal.json.TypeSamples.Scalars;
import dev.vivace.internal.json.TypeSamples.Suit;
import dev.vivace.internal.json.TypeSamples.Times;
import dev.vivace.internal.json.TypeSamples.Tree;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every type that a body or an answer may have: a good document, the value, and back. */
class TypesTest {
    private static final UUID ID = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
    private static final String ID_TEXT = "\"123e4567-e89b-12d3-a456-426614174000\"";
    private static final Instant INSTANT = Instant.parse("2025-11-21T14:28:00.5Z");
    private static final String INSTANT_TEXT = "\"2025-11-21T14:28:00.5Z\"";
    private static final String POINT = "{\"x\":1.5,\"y\":-0.0}";

    private final DslJsonCodecs codecs = new DslJsonCodecs(getClass().getClassLoader());
    private final JsonInput input = codecs.newInput(64, 1_000, 1 << 20);
    private final JsonOutput output = codecs.newOutput(1 << 20);

    private final Set<String> covered = new HashSet<>();

    @Test
    void shouldKnowPrimitives() throws ReflectiveOperationException {
        both(Primitives.class, "booleanValue", "true", true);
        both(Primitives.class, "byteValue", "-128", (byte) -128);
        both(Primitives.class, "shortValue", "32767", (short) 32767);
        both(Primitives.class, "intValue", "-2147483648", Integer.MIN_VALUE);
        both(Primitives.class, "longValue", "9223372036854775807", Long.MAX_VALUE);
        both(Primitives.class, "floatValue", "-0.0", -0f);
        both(Primitives.class, "doubleValue", "-0.0", -0.0);
        allCovered(Primitives.class);
    }

    @Test
    void shouldKnowScalars() throws ReflectiveOperationException {
        both(Scalars.class, "booleanObject", "false", false);
        both(Scalars.class, "byteObject", "127", (byte) 127);
        both(Scalars.class, "shortObject", "-32768", (short) -32768);
        both(Scalars.class, "intObject", "0", 0);
        both(Scalars.class, "longObject", "-1", -1L);
        both(Scalars.class, "floatObject", "1.5", 1.5f);
        both(Scalars.class, "doubleObject", "0.1", 0.1);
        both(
                Scalars.class,
                "bigInteger",
                "123456789012345678901234567890",
                new BigInteger("123456789012345678901234567890"));
        both(Scalars.class, "bigDecimal", "12345678901234567890.10", new BigDecimal("12345678901234567890.10"));
        both(Scalars.class, "string", "\"a \\\"b\\\" \\n é\"", "a \"b\" \n é");
        both(Scalars.class, "suit", "\"SPADES\"", Suit.SPADES);
        both(Scalars.class, "uuid", ID_TEXT, ID);
        both(Scalars.class, "bytes", "\"AQID\"", new byte[] {1, 2, 3});
        allCovered(Scalars.class);
    }

    @Test
    void shouldKnowTimes() throws ReflectiveOperationException {
        both(Times.class, "instant", INSTANT_TEXT, INSTANT);
        both(
                Times.class,
                "offsetDateTime",
                "\"2025-11-21T14:28:00+05:30\"",
                OffsetDateTime.parse("2025-11-21T14:28:00+05:30"));
        both(
                Times.class,
                "zonedDateTime",
                "\"2025-11-21T14:28:00+01:00[Europe/Paris]\"",
                ZonedDateTime.parse("2025-11-21T14:28:00+01:00[Europe/Paris]"));
        for (String zone : ZoneId.getAvailableZoneIds()) {
            ZonedDateTime time =
                    LocalDateTime.parse("2025-11-21T14:28:00.123456789").atZone(ZoneId.of(zone));
            both(Times.class, "zonedDateTime", write(time), time);
        }
        both(
                Times.class,
                "localDateTime",
                "\"2025-11-21T14:28:00.000000001\"",
                LocalDateTime.parse("2025-11-21T14:28:00.000000001"));
        both(Times.class, "localDate", "\"2024-02-29\"", LocalDate.of(2024, 2, 29));
        both(Times.class, "localTime", "\"23:59:59\"", LocalTime.of(23, 59, 59));
        both(Times.class, "offsetTime", "\"00:00:00Z\"", OffsetTime.parse("00:00Z"));
        both(Times.class, "yearMonth", "\"2025-11\"", YearMonth.of(2025, 11));
        both(Times.class, "duration", "\"PT1H30M0.25S\"", Duration.parse("PT1H30M0.25S"));
        // RFC 3339, appendix A: dur-hour = 1*DIGIT "H" [dur-minute]
        both(Times.class, "duration", "\"PT1H0M5S\"", Duration.ofSeconds(3605));
        both(Times.class, "duration", "\"-PT1H0M0.5S\"", Duration.ofSeconds(-3600, -500_000_000));
        both(Times.class, "duration", "\"PT1H\"", Duration.ofHours(1));
        both(Times.class, "duration", "\"PT5S\"", Duration.ofSeconds(5));
        both(Times.class, "duration", "\"PT0S\"", Duration.ZERO);
        both(Times.class, "day", "\"FRIDAY\"", DayOfWeek.FRIDAY);
        allCovered(Times.class);
    }

    @Test
    void shouldKnowOptionals() throws ReflectiveOperationException {
        both(Optionals.class, "string", "\"\"", Optional.of(""));
        both(Optionals.class, "integer", "7", Optional.of(7));
        both(Optionals.class, "number", "-0.0", Optional.of(-0.0));
        both(Optionals.class, "suit", "\"HEARTS\"", Optional.of(Suit.HEARTS));
        both(Optionals.class, "instant", INSTANT_TEXT, Optional.of(INSTANT));
        both(Optionals.class, "uuid", ID_TEXT, Optional.of(ID));
        both(Optionals.class, "point", POINT, Optional.of(new Point(1.5, -0.0)));
        both(Optionals.class, "strings", "[\"a\"]", Optional.of(List.of("a")));
        both(Optionals.class, "optionalInt", "-1", OptionalInt.of(-1));
        both(Optionals.class, "optionalLong", "9007199254740993", OptionalLong.of(9007199254740993L));
        both(Optionals.class, "optionalDouble", "-0.0", OptionalDouble.of(-0.0));
        allCovered(Optionals.class);
    }

    @Test
    void shouldReadMissingAndNullOptionalsAsEmpty() throws ReflectiveOperationException {
        for (RecordComponent component : Optionals.class.getRecordComponents()) {
            Object empty = component.getType().getMethod("empty").invoke(null);
            both(Optionals.class, component.getName(), "null", empty);
            assertEquals(empty, component.getAccessor().invoke(read(Optionals.class, "{}")), component.getName());
        }
    }

    @Test
    void shouldKnowContainers() throws ReflectiveOperationException {
        both(Containers.class, "strings", "[\"a\",null,\"\"]", Arrays.asList("a", null, ""));
        both(Containers.class, "integers", "[1,null,-1]", Arrays.asList(1, null, -1));
        both(Containers.class, "doubles", "[-0.0,0.0,null,1E+300]", Arrays.asList(-0.0, 0.0, null, 1e300));
        both(Containers.class, "floats", "[-0.0,1.5]", List.of(-0f, 1.5f));
        both(Containers.class, "suits", "[\"HEARTS\",null]", Arrays.asList(Suit.HEARTS, null));
        both(Containers.class, "instants", "[" + INSTANT_TEXT + ",null]", Arrays.asList(INSTANT, null));
        both(Containers.class, "dates", "[\"2025-01-02\"]", List.of(LocalDate.of(2025, 1, 2)));
        both(Containers.class, "uuids", "[" + ID_TEXT + "]", List.of(ID));
        both(Containers.class, "decimals", "[1.10]", List.of(new BigDecimal("1.10")));
        both(Containers.class, "points", "[" + POINT + ",null]", Arrays.asList(new Point(1.5, -0.0), null));
        both(Containers.class, "table", "[[],[-0.0]]", List.of(List.of(), List.of(-0.0)));
        both(Containers.class, "optionals", "[\"a\",null]", List.of(Optional.of("a"), Optional.empty()));
        both(Containers.class, "stringSet", "[\"a\",\"b\"]", Set.of("a", "b"));
        both(Containers.class, "collection", "[1,2]", List.of(1L, 2L));
        both(Containers.class, "map", "{\"a\":1}", Map.of("a", 1));
        both(Containers.class, "doubleMap", "{\"\":-0.0}", Map.of("", -0.0));
        both(Containers.class, "instantMap", "{\"a\":" + INSTANT_TEXT + "}", Map.of("a", INSTANT));
        both(Containers.class, "pointMap", "{\"a\":" + POINT + "}", Map.of("a", new Point(1.5, -0.0)));
        both(Containers.class, "pointsMap", "{\"a\":[" + POINT + "]}", Map.of("a", List.of(new Point(1.5, -0.0))));
        both(Containers.class, "intArray", "[1,-2]", new int[] {1, -2});
        both(Containers.class, "longArray", "[9223372036854775807]", new long[] {Long.MAX_VALUE});
        both(Containers.class, "doubleArray", "[-0.0,0.0]", new double[] {-0.0, 0.0});
        both(Containers.class, "floatArray", "[-0.0,1.5]", new float[] {-0f, 1.5f});
        both(Containers.class, "booleanArray", "[true,false]", new boolean[] {true, false});
        both(Containers.class, "stringArray", "[\"a\",null]", new String[] {"a", null});
        both(Containers.class, "pointArray", "[" + POINT + "]", new Point[] {new Point(1.5, -0.0)});
        both(Containers.class, "instantArray", "[" + INSTANT_TEXT + "]", new Instant[] {INSTANT});
        both(Containers.class, "suitArray", "[\"HEARTS\"]", new Suit[] {Suit.HEARTS});
        allCovered(Containers.class);
    }

    @Test
    void shouldReadEmptyAndMissingContainers() throws ReflectiveOperationException {
        for (RecordComponent component : Containers.class.getRecordComponents()) {
            boolean map = Map.class.isAssignableFrom(component.getType());
            String empty = "{\"" + component.getName() + "\":" + (map ? "{}" : "[]") + "}";
            Containers value = read(Containers.class, empty);
            assertEquals(map ? "{}" : "[]", member(write(value), component.getName()), component.getName());
            assertEquals(null, component.getAccessor().invoke(read(Containers.class, "{}")), component.getName());
        }
    }

    @Test
    void shouldKnowNestedTypes() throws ReflectiveOperationException {
        Bean bean = new Bean();
        bean.setName("Ada");
        bean.setSince(INSTANT);
        both(Nested.class, "point", POINT, new Point(1.5, -0.0));
        both(
                Nested.class,
                "tree",
                "{\"name\":\"a\",\"children\":[{\"name\":null,\"children\":null}]}",
                new Tree("a", List.of(new Tree(null, null))));
        both(Nested.class, "pair", "{\"first\":\"a\",\"second\":\"b\"}", new Pair<>("a", "b"));
        both(Nested.class, "bean", "{\"since\":" + INSTANT_TEXT + ",\"full-name\":\"Ada\"}", bean);
        both(Nested.class, "shape", "{\"kind\":\"circle\",\"radius\":-0.0}", new Circle(-0.0));
        allCovered(Nested.class);
    }

    @Test
    void shouldReadTextsThatAreSpeltWithEscapesOnly() {
        String zoned = "2025-11-21T14:28:00.123456789-03:00[America/Argentina/ComodRivadavia]";
        assertEquals(
                ZonedDateTime.parse(zoned),
                read(Times.class, "{\"zonedDateTime\":\"" + escaped(zoned) + "\"}")
                        .zonedDateTime());
        assertEquals(
                INSTANT,
                read(Times.class, "{\"instant\":\"" + escaped(INSTANT.toString()) + "\"}")
                        .instant());
        assertEquals(
                ID,
                read(Scalars.class, "{\"uuid\":\"" + escaped(ID.toString()) + "\"}")
                        .uuid());
        String digits = "0".repeat(600);
        assertThrows(JsonFaultException.class, () -> read(Times.class, "{\"duration\":\"PT" + digits + "1S\"}"));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
        return escaped.toString();
    }

    @Test
    void shouldRefuseNullInArraysOfPrimitives() {
        assertThrows(JsonFaultException.class, () -> read(Containers.class, "{\"intArray\":[null]}"));
        assertThrows(JsonFaultException.class, () -> read(Containers.class, "{\"doubleArray\":[null]}"));
    }

    @Test
    void shouldReadBytesStrictly() {
        for (String text : List.of("", "AQ==", "AQI=", "AQID", "+/+/", "AQID".repeat(1_000) + "AQ==", "AQ\\u003d=")) {
            String document = "{\"bytes\":\"" + text + "\"}";
            assertEquals(
                    text.replace("\\u003d", "="),
                    member(write(read(Scalars.class, document)), "bytes").replace("\"", ""));
        }
        for (String text :
                List.of("AQI", "AQ", "A", "AQ=A", "AQ==AQ==", "AR==", "AQJ=", "=", "====", "A-_D", "AQ ID", "é")) {
            assertThrows(JsonFaultException.class, () -> read(Scalars.class, "{\"bytes\":\"" + text + "\"}"), text);
        }
    }

    /** Reads a document with one member, and those that must not be missing, and writes it again. */
    private <T> void both(Class<T> type, String name, String json, Object value) throws ReflectiveOperationException {
        StringBuilder document = new StringBuilder("{\"" + name + "\":" + json);
        for (RecordComponent other : type.getRecordComponents()) {
            if (other.getType().isPrimitive() && !other.getName().equals(name)) {
                document.append(",\"" + other.getName() + "\":" + (other.getType() == boolean.class ? "false" : "0"));
            }
        }
        T read = read(type, document.append("}").toString());
        assertSame(value, type.getMethod(name).invoke(read), name);
        String written = write(read);
        assertEquals(json, member(written, name), name);
        assertSame(value, type.getMethod(name).invoke(read(type, written)), name);
        covered.add(name);
    }

    private void allCovered(Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            assertEquals(true, covered.contains(component.getName()), component.getName());
        }
    }

    /** A member of an object as it is spelt. */
    private String member(String object, String name) {
        int from = object.indexOf("\"" + name + "\":") + name.length() + 3;
        int depth = 0;
        boolean string = false;
        for (int i = from; ; i++) {
            char c = object.charAt(i);
            if (c == '"' && object.charAt(i - 1) != '\\') {
                string = !string;
            } else if (!string && (c == '{' || c == '[')) {
                depth++;
            } else if (!string && depth == 0 && (c == ',' || c == '}')) {
                return object.substring(from, i);
            } else if (!string && (c == '}' || c == ']')) {
                depth--;
            }
        }
    }

    private static void assertSame(Object expected, Object actual, String what) {
        if (expected.getClass().isArray()) {
            assertEquals(
                    Arrays.deepToString(new Object[] {expected}), Arrays.deepToString(new Object[] {actual}), what);
        } else {
            assertEquals(expected, actual, what);
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
