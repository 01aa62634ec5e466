package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.dslplatform.json.CompiledJson;
import dev.vivace.internal.json.ReportSamples.Order;
import dev.vivace.internal.json.ReportSamples.Wide;
import dev.vivace.internal.json.ReportSamples.Wides;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Members that must be there, and such that may not. */
class RequiredMembersTest {
    /** Says nothing about unknown members. */
    @CompiledJson
    public record Plain(int n, Inner inner) {}

    /** Ignores them. */
    @CompiledJson(onUnknown = CompiledJson.Behavior.IGNORE)
    public record Inner(String s) {}

    private final DslJsonCodecs codecs = new DslJsonCodecs();
    private final JsonInput input = codecs.newInput();

    private <T> T decode(Class<T> type, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return input.decode(codecs.decoder(type), bytes, 0, bytes.length);
    }

    private int fault(Class<?> type, String json) {
        return assertThrows(JsonFaultException.class, () -> decode(type, json), json)
                .code();
    }

    private static String wide(int without, Random random) {
        List<Integer> numbers = new ArrayList<>(IntStream.range(0, 130).boxed().toList());
        Collections.shuffle(numbers, random);
        StringBuilder json = new StringBuilder("{\"x\":null");
        for (int number : numbers) {
            if (number != without) {
                json.append(",\"m").append(number).append("\":").append(number);
            }
        }
        return json.append('}').toString();
    }

    @Test
    void shouldMissEveryOneOfMany() {
        Random random = new Random(7);
        Wide wide = decode(Wide.class, wide(-1, random));
        assertEquals(129, wide.m129());
        for (int without = 0; without < 130; without++) {
            assertEquals(JsonFault.MEMBER_MISSING, fault(Wide.class, wide(without, random)), "m" + without);
        }
        assertEquals(JsonFault.MEMBER_MISSING, fault(Wide.class, "{}"));
    }

    @Test
    void shouldCountEachObjectForItself() {
        Random random = new Random(8);
        String wide = wide(-1, random);
        String more = String.join(",", Collections.nCopies(20, wide));
        Wides wides = decode(Wides.class, "{\"a\":" + wide + ",\"more\":[" + more + "]}");
        assertEquals(20, wides.more().size());
        for (String broken : List.of(
                "{\"a\":" + wide(5, random) + ",\"more\":[" + more + "]}",
                "{\"more\":[" + more + "," + wide(99, random) + "]}",
                "{\"more\":[" + wide(0, random) + "," + more + "]}")) {
            assertEquals(JsonFault.MEMBER_MISSING, fault(Wides.class, broken));
        }
        // After a fault in the middle, the next document begins anew
        decode(Wides.class, "{\"a\":" + wide + "}");
    }

    @Test
    void shouldCountAMemberUnderEachOfItsNames() {
        for (String name : List.of("code", "sku", "number", "\\u0063ode")) {
            Order order = decode(Order.class, "{\"customer\":\"c\",\"items\":[{\"" + name + "\":\"x\",\"amount\":1}]}");
            assertEquals("x", order.items().get(0).code());
        }
        assertEquals(
                JsonFault.MEMBER_REPEATED,
                fault(Order.class, "{\"customer\":\"c\",\"items\":[{\"sku\":\"x\",\"code\":\"x\",\"amount\":1}]}"));
    }

    @Test
    void shouldRefuseNullForWhatMustBeThere() {
        assertEquals(JsonFault.NULL_REFUSED, fault(Order.class, "{\"customer\":null,\"items\":[]}"));
        assertEquals(JsonFault.NULL_REFUSED, fault(Order.class, "{\"customer\":\"\",\"items\":null}"));
        assertEquals(
                null,
                decode(Order.class, "{\"customer\":\"\",\"items\":[null],\"id\":null}")
                        .items()
                        .get(0));
    }

    @Test
    void shouldRefuseUnknownMembersWhereItIsSaid() {
        assertEquals(
                JsonFault.NAME_UNKNOWN,
                fault(Order.class, "{\"customer\":\"c\",\"items\":[{\"code\":\"x\",\"amount\":1,\"more\":1}]}"));
        decode(Plain.class, "{\"n\":1,\"m\":2,\"inner\":{\"x\":1}}");
        DslJsonCodecs refusing = new DslJsonCodecs(null, true);
        JsonInput strict = refusing.newInput();
        byte[] known = JsonCases.bytes("{\"n\":1,\"inner\":{\"x\":1}}");
        assertEquals(
                1,
                strict.decode(refusing.decoder(Plain.class), known, 0, known.length)
                        .n());
        byte[] unknown = JsonCases.bytes("{\"n\":1,\"\\u006e1\":1}");
        JsonFaultException fault = assertThrows(
                JsonFaultException.class,
                () -> strict.decode(refusing.decoder(Plain.class), unknown, 0, unknown.length));
        assertEquals(JsonFault.NAME_UNKNOWN, fault.code());
    }

    @Test
    void shouldTakeConstantsHoweverTheyAreSpelt() {
        String rest = ",\"customer\":\"c\",\"items\":[]}";
        for (String spelt : List.of("SPADES", "S\\u0050ADES", "\\u0053\\u0050\\u0041\\u0044\\u0045\\u0053")) {
            assertEquals(
                    ShapeSamples.Suit.SPADES,
                    decode(Order.class, "{\"suit\":\"" + spelt + "\"" + rest).suit());
        }
        for (String other : List.of("", "spades", "SPADES ", "SPADE", "SPADESS", "\\u0073PADES", "HEART")) {
            assertEquals(JsonFault.CONSTANT_UNKNOWN, fault(Order.class, "{\"suit\":\"" + other + "\"" + rest), other);
        }
    }

    @Test
    void shouldFindTheVariantWhereverItIsSaid() {
        SealedSamples.Drawing drawing = decode(
                SealedSamples.Drawing.class,
                "{\"first\":{\"radius\":2,\"x\":[{\"kind\":\"empty\"}],\"kind\":\"circle\"},"
                        + "\"all\":[{\"side\":1,\"kind\":\"square\"},null]}");
        assertEquals(new SealedSamples.Circle(2), drawing.first());
        assertEquals(new SealedSamples.Square(1, null), drawing.all().get(0));
        for (String broken : List.of("{}", "{\"kind\":null}", "{\"kind\":\"Circle\"}", "{\"radius\":1}")) {
            assertEquals(JsonFault.VARIANT_UNKNOWN, fault(SealedSamples.Drawing.class, "{\"first\":" + broken + "}"));
        }
        assertEquals(
                JsonFault.NUMBER_EXPECTED, fault(SealedSamples.Shape.class, "{\"radius\":\"1\",\"kind\":\"circle\"}"));
        assertEquals(
                JsonFault.NAME_UNKNOWN,
                fault(SealedSamples.Shape.class, "{\"side\":1,\"radius\":1,\"kind\":\"square\"}"));
        assertEquals(
                JsonFault.DUPLICATE_NAME,
                fault(SealedSamples.Shape.class, "{\"kind\":\"circle\",\"radius\":1,\"kind\":\"square\"}"));
        assertEquals(JsonFault.TRUNCATED, fault(SealedSamples.Shape.class, "{\"radius\":1,\"kind\":\"circle\""));
    }
}
