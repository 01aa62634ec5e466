package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.dslplatform.json.CompiledJson;
import com.dslplatform.json.CompiledJson.Format;
import dev.vivace.internal.json.ShapeSamples.Arrayed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where nothing is known about a type, no kind of value has been checked before its code reads numbers. */
class UnshapedNumbersTest {
    /** One number of each kind, as an array too. */
    @CompiledJson(formats = {Format.ARRAY, Format.OBJECT})
    public record Numbers(int n, long l, double d, BigInteger big, BigDecimal decimal) {}

    /** Something unknown that something follows. */
    @CompiledJson
    public record Around(Arrayed p, Integer q) {}

    private final DslJsonCodecs codecs = new DslJsonCodecs(getClass().getClassLoader());
    private final JsonInput input = codecs.newInput();

    @Test
    void shouldReadNoOtherValueAsANumber() {
        assertSame(JsonShape.ANY, codecs.decoder(Numbers.class).shape());
        String[] right = {"1", "2", "3.5", "4", "5.50"};
        String[] names = {"n", "l", "d", "big", "decimal"};
        assertEquals(
                new Numbers(1, 2, 3.5, BigInteger.valueOf(4), new BigDecimal("5.50")),
                decode(Numbers.class, array(right)));
        for (int at = 0; at < right.length; at++) {
            for (String wrong : List.of("{}", "[]", "[5]", "[-5]", "{\"n\":1}", "true", "false", "\"x\"")) {
                String[] values = right.clone();
                values[at] = wrong;
                assertRefused(Numbers.class, array(values));
                assertRefused(Numbers.class, object(names, values));
            }
        }
    }

    @Test
    void shouldNotEndAnObjectWithWhatEndsAnother() {
        assertRefused(Arrayed.class, "{\"x\":1,\"y\":{}}");
        assertRefused(Arrayed.class, "[1,[]]");
        assertRefused(Arrayed.class, "[1,[5]]");
        assertRefused(Around.class, "{\"p\":{\"x\":1,\"y\":{}},\"q\":2}");
        assertEquals(new Around(new Arrayed(-1, 20), 2), decode(Around.class, "{\"p\":[-1, 20],\"q\":2}"));
    }

    @Test
    void shouldTakeNoFractionOrExponentForAWholeNumber() {
        String digits = "7".repeat(40);
        for (String whole : List.of("0", "-0", "15", "-15", digits, "-" + digits)) {
            assertEquals(new BigInteger(whole), withBig(whole).big());
        }
        for (String wrong :
                List.of("1.5", "1e3", "1E3", "1.0", "1.0e1", "10e-1", "1e0", digits + ".0", digits + "e1")) {
            assertThrows(JsonFaultException.class, () -> withBig(wrong), wrong);
        }
    }

    @Test
    void shouldRefuseDecimalsAndDoublesBeyondTheirTypes() {
        assertEquals(new BigDecimal("1e999999999"), withDecimal("1e999999999").decimal());
        for (String wrong : List.of("1e9999999999", "1e-9999999999", "1.5e9999999999")) {
            assertThrows(JsonFaultException.class, () -> withDecimal(wrong), wrong);
        }
        assertEquals(Double.MAX_VALUE, withDouble("1.7976931348623157e308").d());
        assertEquals(0.0, withDouble("1e-999").d());
        for (String wrong : List.of("1e999", "-1e999", "1e9999999999", "1" + "0".repeat(400))) {
            assertThrows(JsonFaultException.class, () -> withDouble(wrong), wrong);
        }
    }

    private Numbers withBig(String text) {
        return decode(Numbers.class, array("1", "2", "3", text, "5"));
    }

    private Numbers withDecimal(String text) {
        return decode(Numbers.class, array("1", "2", "3", "4", text));
    }

    private Numbers withDouble(String text) {
        return decode(Numbers.class, array("1", "2", text, "4", "5"));
    }

    private static String array(String... values) {
        return "[" + String.join(" , ", values) + "]";
    }

    private static String object(String[] names, String[] values) {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < names.length; i++) {
            text.append(i == 0 ? "\"" : ",\"").append(names[i]).append("\":").append(values[i]);
        }
        return text.append('}').toString();
    }

    private void assertRefused(Class<?> type, String document) {
        assertThrows(JsonFaultException.class, () -> decode(type, document), document);
    }

    private <T> T decode(Class<T> type, String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        return type.cast(input.decode(codecs.decoder(type), bytes, 0, bytes.length));
    }
}
