package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.internal.json.Samples.Message;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JsonOutputTest {
    private final JsonOutput output = new DslJsonCodecs().newOutput();

    @Test
    void shouldWriteSimpleValues() {
        assertWritten("null", null);
        assertWritten("\"x\"", "x");
        assertWritten("true", true);
        assertWritten("1", 1);
        assertWritten("-9223372036854775808", Long.MIN_VALUE);
        assertWritten("7", (short) 7);
        assertWritten("1.5", 1.5);
        assertWritten("-0.0", -0.0);
        assertWritten("1.5", 1.5f);
        assertWritten("12.50", new BigDecimal("12.50"));
        assertWritten("123456789012345678901234567890", new BigInteger("123456789012345678901234567890"));
        assertWritten("\"00000000-0000-0001-0000-000000000002\"", new UUID(1, 2));
        assertWritten("\"2026-04-01\"", LocalDate.of(2026, 4, 1));
        assertWritten("\"2026-04-01T12:30:00Z\"", OffsetDateTime.parse("2026-04-01T12:30:00Z"));
    }

    @Test
    void shouldWriteContainers() {
        assertWritten("[]", List.of());
        assertWritten("[1,null,\"x\"]", Arrays.asList(1, null, "x"));
        assertWritten("[[],[{}]]", List.of(List.of(), List.of(Map.of())));
        assertWritten("[1]", Set.of(1));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a", 1);
        map.put("b\"", List.of(new Message("m")));
        map.put("c", null);
        assertWritten("{\"a\":1,\"b\\\"\":[{\"message\":\"m\"}],\"c\":null}", map);
        assertWritten("{}", Map.of());
        assertWritten("[\"a\",\"b\"]", new String[] {"a", "b"});
        assertWritten("[]", new Message[0]);
        assertWritten("[{\"message\":\"m\"},null]", new Message[] {new Message("m"), null});
        assertWritten("[[1],[]]", new int[][] {{1}, {}});
        assertWritten("[1,2]", new int[] {1, 2});
        assertWritten("[1,-2]", new long[] {1, -2});
        assertWritten("[1.0,-0.0]", new double[] {1, -0.0});
        assertWritten("[]", new double[0]);
        assertWritten("[1.5]", new float[] {1.5f});
        assertWritten("null", Optional.empty());
        assertWritten("[\"x\"]", List.of(Optional.of("x")));
        assertWritten("\"GREEN\"", Samples.Color.GREEN);
    }

    @Test
    void shouldRefuseWhatJsonCannotCarry() {
        for (Object value : new Object[] {
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Float.NaN,
            Float.NEGATIVE_INFINITY,
            new double[] {1, Double.NaN},
            new float[] {Float.POSITIVE_INFINITY},
            List.of(Double.NaN),
            "\ud800",
            "a\udc00b",
            List.of("\udfff"),
            new Message("\ud83d"),
            Map.of(1, 2),
        }) {
            output.reset();
            assertThrows(IllegalArgumentException.class, () -> output.value(value), () -> String.valueOf(value));
        }
    }

    @Test
    void shouldRefuseNonFiniteNumbersInsideGeneratedTypes() {
        Samples.Numbers finite = new Samples.Numbers(0, 0, 1, 1.0, true);
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            for (Object value : new Object[] {
                new Samples.Numbers(0, 0, bad, null, true),
                new Samples.Numbers(0, 0, 1, bad, true),
                List.of(finite, new Samples.Numbers(0, 0, 1, bad, true)),
                new Samples.Measured("x", List.of(1.0, bad), Map.of(), finite),
                new Samples.Measured("x", List.of(), Map.of("k", bad), finite),
                new Samples.Measured("x", List.of(), Map.of(), new Samples.Numbers(0, 0, bad, null, true)),
            }) {
                output.reset();
                assertThrows(IllegalArgumentException.class, () -> output.value(value), () -> value + " " + bad);
            }
        }
    }

    @Test
    void shouldWriteStringsThatLookLikeNonFiniteNumbers() {
        for (String text : List.of("NaN", "Infinity", "-Infinity", "city")) {
            assertWritten("{\"message\":\"" + text + "\"}", new Message(text));
            assertWritten(
                    "{\"name\":\"" + text + "\",\"list\":[1.5],\"map\":{\"" + text + "\":2.5},\"numbers\":null}",
                    new Samples.Measured(text, List.of(1.5), Map.of(text, 2.5), null));
        }
    }

    @Test
    void shouldWriteStringsThatReadBack() {
        StringBuilder all = new StringBuilder();
        for (int c = 0; c < 0x3000; c++) {
            all.append((char) c);
        }
        all.append("\ud83d\ude00\uffff\udbff\udfff");
        output.value(all.toString());
        JsonInput input = new DslJsonCodecs().newInput();
        assertEquals(
                new dev.vivace.JsonValue.JsonString(all.toString()),
                input.decodeValue(output.bytes(), 0, output.length()));
    }

    @Test
    void shouldTakeACycleForAnError() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> output.value(list));
        assertTrue(e.getMessage().contains("512"), e.getMessage());
        assertWritten("[1]", List.of(1));
    }

    @Test
    void shouldRememberTheEncodersOfManyClasses() {
        Object[] values = {
            "x",
            1,
            2L,
            true,
            1.5,
            new UUID(0, 0),
            List.of(1),
            Map.of(),
            Optional.of(1),
            new Message("m"),
            new int[0],
            new long[0],
            new boolean[0],
            new short[] {1},
            new String[0],
            new Object[0],
            new Integer[0],
            new UUID[0],
            LocalDate.of(2026, 1, 1),
            BigDecimal.ONE,
            BigInteger.ONE,
            new StringBuilder("b"),
            Samples.Color.RED,
            1.5f,
            new ArrayList<>(),
            new LinkedHashMap<>(),
            new Long[0],
            new Double[0],
            new Float[0],
            new Boolean[0],
            new Short[0],
            new List<?>[0],
            new Map<?, ?>[0],
            new Message[0],
            new BigDecimal[0],
            new LocalDate[0],
        };
        String first = null;
        for (int round = 0; round < 3; round++) {
            output.reset();
            for (Object value : values) {
                output.value(value);
            }
            String text = text();
            assertEquals(first == null ? text : first, text);
            first = text;
        }
    }

    @Test
    void shouldKeepALargeArrayForTheNextDocument() {
        output.value("x".repeat(100_000));
        byte[] large = output.bytes();
        output.reset();
        assertTrue(large == output.bytes());
        assertEquals(0, output.length());
        output.value("y".repeat(100_000));
        assertTrue(large == output.bytes());
        assertFalse(output.oversized());
    }

    @Test
    void shouldDropAnOversizedArrayAtTheNextReset() {
        JsonOutput bounded = new DslJsonCodecs().newOutput(100_000);
        byte[] small = bounded.bytes();
        bounded.value("x");
        bounded.reset();
        assertSame(small, bounded.bytes());
        bounded.value("x".repeat(150_000));
        byte[] large = bounded.bytes();
        assertTrue(large.length > 100_000);
        assertTrue(bounded.oversized());
        bounded.reset();
        assertTrue(large != bounded.bytes());
        assertTrue(bounded.bytes().length <= JsonOutput.CAPACITY_INITIAL);
        assertEquals(0, bounded.length());
        bounded.fields().beginArray().endArray();
        assertEquals("[]", new String(bounded.bytes(), 0, bounded.length(), StandardCharsets.UTF_8));
    }

    @Test
    void shouldStayWithinTheBoundForStringsOfSlowlyGrowingLength() {
        JsonOutput bounded = new DslJsonCodecs().newOutput(400_000);
        for (int chars = 200_000; chars < 300_000; chars += 10_000) {
            bounded.value("x".repeat(chars));
            bounded.reset();
        }
        byte[] large = bounded.bytes();
        assertTrue(large.length <= 400_000, () -> large.length + " bytes");
        for (int chars = 200_000; chars < 300_000; chars += 10_000) {
            bounded.value("x".repeat(chars));
            bounded.reset();
            assertTrue(large == bounded.bytes());
        }
    }

    @Test
    void shouldTrimALargeArrayThatNoDocumentNeeded() {
        output.value("x".repeat(100_000));
        byte[] large = output.bytes();
        assertTrue(output.trim(), "it was needed before the first call");
        assertTrue(large == output.bytes());
        for (int i = 0; i < 3; i++) {
            output.value("x".repeat(100_000));
            output.reset();
            output.value("x");
            assertTrue(output.trim(), "it was needed before this call");
            assertTrue(large == output.bytes());
        }
        output.value("x".repeat(1_000));
        assertFalse(output.trim());
        assertEquals(JsonOutput.CAPACITY_INITIAL, output.bytes().length);
        output.reset();
        output.value("still usable");
        assertEquals("\"still usable\"", text());
    }

    @Test
    void shouldNotTouchADetachedArrayAgain() {
        output.value("kept");
        int length = output.length();
        byte[] detached = output.detach();
        output.value("other");
        output.fields().value(1);
        assertEquals("\"kept\"", new String(detached, 0, length, StandardCharsets.UTF_8));
        assertEquals("\"other\"1", text());
    }

    private void assertWritten(String expected, Object value) {
        output.reset();
        output.value(value);
        assertEquals(expected, text());
    }

    private String text() {
        return new String(output.bytes(), 0, output.length(), StandardCharsets.UTF_8);
    }
}
