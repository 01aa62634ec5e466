package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.InputError;
import dev.vivace.InputErrors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is refused is reported, what is reported is refused, and every pointer leads somewhere. */
class ReportMutationTest {
    private static final String ORDER =
            "{\"id\":\"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\",\"customer\":\"c\",\"items\":[{\"code\":\"x\",\"amount\":3,"
                    + "\"price\":1.50},{\"sku\":\"a\\u0062\",\"amount\":-2147483648}],\"suit\":\"SPADES\",\"day\":\"2026-02-28\","
                    + "\"discount\":5,\"counts\":{\"a\":1,\"b\":2},\"unknown\":{\"x\":[1,{\"y\":2}]}}";
    private static final String SIGNUP =
            "{\"name\":\"Ann\",\"stars\":3,\"tags\":[\"a\"],\"mail\":\"a@b.example\",\"age\":9,\"counts\":{\"x\":1},"
                    + "\"numbers\":[1],\"ints\":[1],\"born\":\"2001-01-01\",\"suit\":\"HEARTS\",\"agreed\":true,"
                    + "\"address\":{\"city_name\":\"Rome\"},\"others\":[{\"city_name\":\"Oslo\"}]}";
    private static final String TREE =
            "{\"name\":\"a\",\"children\":[{\"name\":\"b\",\"left\":{\"name\":\"c\"}},null],\"left\":{\"name\":\"d\"}}";
    private static final String RANGES =
            "{\"name\":\"n\",\"list\":[{\"from\":1,\"to\":2},{\"to\":2,\"from\":2}],\"byDay\":{\"2026-01-01\":{\"from\":0,\"to\":1}},"
                    + "\"one\":{\"from\":1,\"to\":9}}";
    private static final String DRAWING =
            "{\"first\":{\"kind\":\"circle\",\"radius\":1.5},\"all\":[{\"side\":1,\"colour\":\"red\",\"kind\":\"square\"},"
                    + "{\"kind\":\"empty\",\"note\":\"\"}]}";

    private final DslJsonCodecs codecs = new DslJsonCodecs();
    private final JsonInput input = codecs.newInput();
    private int accepted;
    private int refused;

    @Test
    void shouldReportWhatIsRefusedAndNothingElse() {
        check(ReportSamples.Order.class, ORDER, 25_000);
        check(ConstraintReportTest.Signup.class, SIGNUP, 25_000);
        check(ReportSamples.Tree.class, TREE, 20_000);
        check(ReportSamples.Ranges.class, RANGES, 15_000);
        check(SealedSamples.Drawing.class, DRAWING, 15_000);
        assertTrue(accepted > 5_000, accepted + " were accepted");
        assertTrue(refused > 50_000, refused + " were refused");
    }

    private void check(Class<?> type, String document, int count) {
        BodyMutations mutations = new BodyMutations(type.getSimpleName().hashCode(), document);
        JsonDecoder<?> decoder = codecs.decoder(type);
        byte[] good = document.getBytes(StandardCharsets.UTF_8);
        input.decode(decoder, good, 0, good.length);
        for (int i = 0; i < count; i++) {
            check(decoder, mutations.next());
        }
    }

    private void check(JsonDecoder<?> decoder, byte[] document) {
        byte[] before = document.clone();
        JsonFaultException fault = null;
        try {
            input.decode(decoder, document, 0, document.length);
            accepted++;
        } catch (JsonFaultException e) {
            fault = e;
            refused++;
        }
        InputErrors errors = new InputErrors();
        boolean found =
                new TypedReport(codecs, new StrictJson(), document, 0, document.length, errors).report(decoder.shape());
        JsonFaultException thrown = fault;
        assertEquals(fault != null, found, () -> JsonCases.show(document) + ": " + errors.list() + " but " + thrown);
        assertEquals(List.of(), differences(before, document));
        for (InputError error : errors.list()) {
            assertPlace(document, error);
        }
        if (fault != null && JsonFault.word(fault.code()).equals("syntax")) {
            assertTrue(
                    errors.list().stream().anyMatch(e -> e.code().equals("syntax"))
                            || errors.list().get(0).code().equals("duplicate"),
                    () -> JsonCases.show(document) + ": " + errors.list());
        }
    }

    private static List<Integer> differences(byte[] before, byte[] after) {
        return java.util.Arrays.equals(before, after) ? List.of() : List.of(java.util.Arrays.mismatch(before, after));
    }

    private static void assertPlace(byte[] document, InputError error) {
        if (error.code().equals("syntax")) {
            assertTrue(error.offset() >= 0 && error.offset() <= document.length, error::toString);
            return;
        }
        boolean absent = error.code().equals("required") || error.code().equals("variant");
        String pointer = error.pointer();
        assertTrue(
                PointerResolver.resolves(document, pointer)
                        || absent && PointerResolver.resolves(document, pointer.substring(0, pointer.lastIndexOf('/'))),
                () -> JsonCases.show(document) + ": " + error);
    }
}
