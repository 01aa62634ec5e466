package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.InputError;
import dev.vivace.InputErrors;
import dev.vivace.internal.json.ReportSamples.Odd;
import dev.vivace.internal.json.ReportSamples.Order;
import dev.vivace.internal.json.ReportSamples.Ranges;
import dev.vivace.internal.json.ReportSamples.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All that is wrong with a document, where it is, and in which order it is said. */
class TypedReportTest {
    private final DslJsonCodecs codecs = new DslJsonCodecs();
    private final JsonInput input = codecs.newInput();

    private InputErrors report(Class<?> type, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        JsonDecoder<?> decoder = codecs.decoder(type);
        JsonFaultException fault =
                assertThrows(JsonFaultException.class, () -> input.decode(decoder, bytes, 0, bytes.length), json);
        InputErrors errors = new InputErrors();
        input.report(decoder, bytes, 0, bytes.length, fault, errors);
        assertFalse(errors.isEmpty());
        return errors;
    }

    private void assertReport(Class<?> type, String json, String... expected) {
        List<String> found = new ArrayList<>();
        for (InputError error : report(type, json).list()) {
            found.add(error.code() + " " + error.pointer());
            assertTrue(error.detail().endsWith("."), error.detail());
            assertEquals(error.code().equals("syntax"), error.offset() >= 0, error::toString);
        }
        assertEquals(List.of(expected), found, json);
    }

    private void assertSentence(Class<?> type, String json, String sentence) {
        assertEquals(sentence, report(type, json).list().get(0).detail());
    }

    @Test
    void shouldSayEverythingInTheOrderOfTheDocument() {
        assertReport(
                Order.class,
                "{\"id\":\"no uuid at all, and rather long\",\"items\":[{\"amount\":1e2,\"code\":\"x\"},"
                        + "{\"code\":5,\"amount\":2147483648,\"colour\":[1]},null,7],"
                        + "\"suit\":\"CLUBS\",\"day\":\"2026-02-30\",\"discount\":\"5\",\"counts\":{\"a\":1,\"b\":null,\"c\":1.5}}",
                "format /id",
                "type /items/0/amount",
                "type /items/1/code",
                "range /items/1/amount",
                "unknown /items/1/colour",
                "type /items/3",
                "enum /suit",
                "format /day",
                "type /discount",
                "type /counts/c",
                "required /customer");
    }

    @Test
    void shouldSayWhatIsMissingAndWhatMayNotBeNull() {
        assertReport(Order.class, "{}", "required /customer", "required /items");
        assertReport(
                Order.class,
                "{\"customer\":null,\"items\":[{\"amount\":null},{}]}",
                "null /customer",
                "null /items/0/amount",
                "required /items/0/code",
                "required /items/1/code",
                "required /items/1/amount");
        assertReport(Order.class, "null", "null ");
        assertReport(Order.class, "[]", "type ");
        assertReport(Order.class, " 5 ", "type ");
    }

    @Test
    void shouldKnowAllNamesOfAMember() {
        String rest = ",\"amount\":1}]}";
        assertReport(
                Order.class,
                "{\"customer\":\"c\",\"items\":[{\"sku\":\"a\",\"number\":\"b\"" + rest,
                "duplicate /items/0/number");
        assertReport(Order.class, "{\"customer\":\"c\",\"items\":[{\"sku\":1" + rest, "type /items/0/sku");
        assertReport(Order.class, "{\"customer\":\"c\",\"items\":[{\"\\u0073ku\":1" + rest, "type /items/0/sku");
    }

    @Test
    void shouldReportDuplicatesWithTheRest() {
        assertReport(
                Order.class,
                "{\"customer\":\"c\",\"\\u0063ustomer\":5,\"items\":[],\"x\":{\"y\":1,\"y\":{\"z\":1,\"z\":2}},\"suit\":1}",
                "duplicate /customer",
                "duplicate /x/y",
                "duplicate /x/y/z",
                "type /suit");
    }

    @Test
    void shouldReportOneSyntaxErrorOnly() {
        assertReport(Order.class, "{\"customer\":5,\"items\":[{\"amount\":01}]}", "syntax /items/0/amount");
        assertReport(Order.class, "{\"customer\":\"a\",\"customer\":\"b\",\"x\":", "syntax /x");
        assertReport(Order.class, "", "syntax ");
        assertReport(Order.class, "{\"a\":" + "[".repeat(600) + "]".repeat(600) + "}", "syntax /a" + "/0".repeat(511));
        InputError error = report(Order.class, "  {\"customer\":x}").list().get(0);
        assertEquals(14, error.offset());
        assertEquals("A value is expected here.", error.detail());
    }

    @Test
    void shouldBoundWhatIsReportedAndCountTheRest() {
        String items = "{\"amount\":\"x\"},".repeat(50);
        InputErrors errors = report(Order.class, "{\"items\":[" + items.substring(0, items.length() - 1) + "]}");
        assertEquals(InputErrors.COUNT_MAX, errors.list().size());
        assertEquals(2 * 50 + 1 - InputErrors.COUNT_MAX, errors.leftOut());
        assertEquals("/items/15/amount", errors.list().get(30).pointer());
    }

    @Test
    void shouldEndTheWalkWhereEnoughIsWrong() {
        String items = "{\"amount\":\"x\"},".repeat(5_000);
        InputErrors errors = report(Order.class, "{\"items\":[" + items.substring(0, items.length() - 1) + "]}");
        assertEquals(InputErrors.COUNT_MAX, errors.list().size());
        assertEquals(1_000 - InputErrors.COUNT_MAX, errors.leftOut());
    }

    @Test
    void shouldFollowTypesThatContainThemselves() {
        assertReport(
                Tree.class,
                "{\"name\":\"a\",\"children\":[{\"name\":\"b\",\"left\":{\"children\":[{\"name\":1}]}},{}]}",
                "type /children/0/left/children/0/name",
                "required /children/0/left/name",
                "required /children/1/name");
        String deep = "{\"name\":\"n\",\"left\":".repeat(500) + "{}" + "}".repeat(500);
        InputError error = report(Tree.class, deep).list().get(0);
        assertEquals("required", error.code());
        assertTrue(error.pointer().startsWith("/left/left"));
    }

    @Test
    void shouldPointAtTheInnermostObjectThatIsRefused() {
        assertReport(
                Ranges.class,
                "{\"name\":\"n\",\"list\":[{\"from\":1,\"to\":2},{\"from\":2,\"to\":1},{\"from\":3,\"to\":1}],"
                        + "\"byDay\":{\"2026-01-01\":{\"from\":9,\"to\":1}},\"one\":{\"from\":1,\"to\":0}}",
                "invalid /list/1",
                "invalid /list/2",
                "invalid /byDay/2026-01-01",
                "invalid /one");
        assertReport(Ranges.class, "{\"byDay\":{\"yesterday\":{\"from\":1,\"to\":1}}}", "format /byDay/yesterday");
        assertReport(Ranges.class, "{\"one\":{\"from\":1,\"to\":0},\"name\":5}", "invalid /one", "type /name");
        for (InputError error :
                report(Ranges.class, "{\"one\":{\"from\":1,\"to\":0}}").list()) {
            assertFalse(error.toString().contains("secret"), error::toString);
        }
    }

    @Test
    void shouldSpellNamesAsPointersDo() {
        assertReport(
                Odd.class,
                "{\"a/b\":null,\"m\\u007en\":\"\",\"e\\u00e9\":1.5}",
                "null /a~1b",
                "type /m~0n",
                "type /e\u00e9");
        assertReport(Odd.class, "{}", "required /a~1b", "required /m~0n", "required /e\u00e9");
    }

    @Test
    void shouldTellWhichVariantsThereAre() {
        assertReport(SealedSamples.Drawing.class, "{\"first\":{\"radius\":1}}", "variant /first/kind");
        assertReport(
                SealedSamples.Drawing.class, "{\"first\":{\"kind\":\"line\",\"radius\":\"x\"}}", "variant /first/kind");
        assertReport(SealedSamples.Drawing.class, "{\"first\":{\"kind\":1}}", "variant /first/kind");
        assertReport(
                SealedSamples.Drawing.class,
                "{\"all\":[{\"kind\":\"square\",\"side\":1,\"x\":1},{\"radius\":\"x\",\"kind\":\"circle\"},"
                        + "{\"parts\":[{\"kind\":\"circle\"}],\"kind\":\"group\"},5]}",
                "unknown /all/0/x",
                "type /all/1/radius",
                "required /all/2/parts/0/radius",
                "type /all/3");
        assertSentence(
                SealedSamples.Drawing.class,
                "{\"first\":{}}",
                "One of these is expected here: "
                        + String.join(
                                ", ",
                                codecs.model(SealedSamples.Shape.class)
                                        .type()
                                        .variants()
                                        .keySet()) + ".");
    }

    @Test
    void shouldSayWhatIsExpected() {
        assertSentence(ShapeSamples.Inner2.class, "{\"n\":128}", "The number must be from -128 to 127.");
        assertSentence(
                TypeSamples.Times.class, "{\"yearMonth\":\"x\"}", "A year and month such as 2026-03 is expected here.");
        assertSentence(
                ShapeSamples.Inner2.class,
                "{\"n\":\"1\"}",
                "A whole number without fraction or exponent is expected here.");
        assertSentence(
                Order.class,
                "{\"suit\":\"x\",\"customer\":\"\",\"items\":[]}",
                "One of these is expected here: HEARTS, SPADES.");
        assertSentence(Order.class, "{\"id\":\"x\",\"customer\":\"\",\"items\":[]}", "A UUID is expected here.");
    }

    @Test
    void shouldCountWhatIsInContainersOfEveryClass() {
        assertReport(ReportSamples.Bounded.class, "{\"number\":1.5,\"list\":[],\"map\":{}}", "type /number");
        for (String name : List.of("list", "queue", "lists")) {
            assertReport(
                    ReportSamples.Bounded.class, "{\"number\":1,\"" + name + "\":[null,null,null]}", "size /" + name);
        }
        for (String name : List.of("map", "sorted")) {
            assertReport(
                    ReportSamples.Bounded.class,
                    "{\"number\":1,\"" + name + "\":{\"a\":null,\"b\":null,\"c\":null}}",
                    "size /" + name);
        }
        // How many elements of such a class there are is not known when one of them cannot be decoded
        assertReport(ReportSamples.Bounded.class, "{\"number\":1,\"list\":[1,\"a\",\"b\",\"c\"]}", "type /list/0");
        assertReport(ReportSamples.Sorted.class, "{\"all\":[]}", "invalid /all");
    }

    @Test
    void shouldKnowNumbersAsNamesInMaps() {
        assertReport(
                ReportSamples.Numbered.class,
                "{\"number\":1.5,\"texts\":{\"1\":\"a\",\"-2\":null},\"prices\":{\"99999999999\":1e2}}",
                "type /number");
        assertReport(
                ReportSamples.Numbered.class,
                "{\"number\":1,\"texts\":{\"1\":\"a\",\"x\":\"b\",\"99999999999\":\"c\"}}",
                "format /texts/x",
                "format /texts/99999999999");
    }

    @Test
    void shouldNotDecodeTheInsideForEachLevelAroundIt() {
        String deep = "{\"left\":".repeat(500) + "{}" + "}".repeat(499) + ",\"number\":5.5}";
        int before = ReportSamples.Counted.made;
        assertReport(ReportSamples.Counted.class, deep, "type /number");
        int made = ReportSamples.Counted.made - before;
        assertTrue(made > 100 && made < 10_000, made + " objects were made for 501");
    }
}
