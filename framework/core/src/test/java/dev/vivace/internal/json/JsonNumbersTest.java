package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vivace.JsonValue.JsonNumber;
import dev.vivace.internal.json.Samples.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JsonNumbersTest {
    private static final double[] DOUBLES = {
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.1,
        0.2,
        0.3,
        0.1 + 0.2,
        1.5,
        100,
        1e15,
        1e16,
        1e17,
        9007199254740991.0,
        9007199254740992.0,
        9007199254740994.0,
        9007199254740993.5,
        1e21,
        1e22,
        1e23,
        123456.789,
        1e-3,
        9.999e-4,
        1e-7,
        5e-324,
        4.9e-324,
        2.2250738585072014E-308,
        2.2250738585072011E-308,
        1.7976931348623157E308,
        Math.PI,
        -Math.E,
        0.000001,
        123456.1234565,
        4503599627370496.5,
        4503599627370497.5,
        1.0E10,
        2.0E-3,
        9.5E-3,
        999999.9999995,
        1234567890.1234567,
    };

    private final DslJsonCodecs codecs = new DslJsonCodecs();
    private final JsonOutput output = codecs.newOutput();
    private final JsonInput input = codecs.newInput();
    private final JsonDecoder<Numbers> decoder = codecs.decoder(Numbers.class);

    @Test
    void shouldReadBackTheDoublesItWrites() {
        for (double value : DOUBLES) {
            assertRoundTrip(value);
        }
    }

    @Test
    void shouldReadBackRandomDoubles() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 200_000; i++) {
            double anyBits = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(anyBits)) {
                assertRoundTrip(anyBits);
            }
            assertRoundTrip(random.nextLong(1L << 40) / 1000.0);
            assertRoundTrip(random.nextDouble() * 1e9);
        }
    }

    @Test
    void shouldWriteFewDecimalsShortly() {
        assertWritten("0.1", 0.1);
        assertWritten("-12.34", -12.34);
        assertWritten("100.0", 100);
        assertWritten("-0.0", -0.0);
        assertWritten("0.001", 0.001);
        assertWritten("1234.567891", 1234.567891);
        assertWritten("1.05", 1.05);
    }

    @Test
    void shouldReadDoublesOfATypeExactly() {
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 100_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertEquals(value, read("{\"d\":" + value + "}").d());
                assertEquals(value, read("{\"boxed\": " + value + " ,\"i\":1}").boxed());
            }
        }
        for (double value : DOUBLES) {
            assertEquals(value, read("{\"d\":" + value + "}").d());
            String plain = new java.math.BigDecimal(value).toPlainString();
            if (plain.length() <= StrictJson.NUMBER_CHARS_MAX_DEFAULT) {
                assertEquals(
                        Math.abs(value), Math.abs(read("{\"d\":" + plain + "}").d()));
            }
        }
        assertEquals(-0.0, read("{\"d\":-0.0}").d());
        assertEquals(-0.0, read("{\"d\":-0}").d());
    }

    @Test
    void shouldReadDoublesWithMuchWhiteSpaceBehind() {
        assertEquals(1.5, read("{\"d\":1.5" + " ".repeat(5_000) + "}").d());
    }

    @Test
    void shouldReadAndWriteLongsExactly() {
        long[] values = {0, 1, -1, 999, 1000, 999_999, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1};
        for (long value : values) {
            assertEquals(value, read("{\"l\":" + value + "}").l());
            output.reset();
            output.fields().value(value);
            assertEquals(Long.toString(value), text());
        }
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 100_000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            assertEquals(value, read("{\"l\":" + value + "}").l());
            output.reset();
            output.fields().beginArray().value(value).value((int) value).endArray();
            assertEquals("[" + value + "," + (int) value + "]", text());
        }
    }

    private void assertRoundTrip(double value) {
        output.reset();
        output.fields().value(value);
        String text = text();
        assertEquals(value, Double.parseDouble(text), text);
        assertEquals(text, new JsonNumber(text).literal());
    }

    private void assertWritten(String expected, double value) {
        output.reset();
        output.fields().value(value);
        assertEquals(expected, text());
    }

    private Numbers read(String json) {
        StringBuilder complete = new StringBuilder(json.substring(0, json.length() - 1));
        for (String name : List.of("i", "l", "d", "b")) {
            if (!json.contains("\"" + name + "\":")) {
                complete.append(",\"").append(name).append(name.equals("b") ? "\":false" : "\":0");
            }
        }
        byte[] bytes = complete.append('}').toString().getBytes(StandardCharsets.US_ASCII);
        return input.decode(decoder, bytes, 0, bytes.length);
    }

    private String text() {
        return new String(output.bytes(), 0, output.length(), StandardCharsets.UTF_8);
    }
}
