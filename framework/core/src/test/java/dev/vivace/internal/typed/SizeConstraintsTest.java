package dev.vivace.internal.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code @Size}, {@code @NotEmpty} and {@code @NotBlank}, at and beside their limits, on each type that has a length. */
class SizeConstraintsTest {
    private static final String BEYOND = "\ud83d\ude00";

    record Sized(
            @Size(min = 2, max = 3) String text,
            @Size(min = 2, max = 3) CharSequence sequence,
            @Size(min = 2, max = 3) List<String> list,
            @Size(min = 2, max = 3) Set<String> set,
            @Size(min = 2, max = 3) Collection<String> collection,
            @Size(min = 2, max = 3) Map<String, String> map,
            @Size(min = 2, max = 3) int[] ints,
            @Size(min = 2, max = 3) byte[] bytes,
            @Size(min = 2, max = 3) String[] strings,
            @Size(min = 2, max = 3) Optional<String> optional,
            Optional<@Size(min = 2, max = 3) String> content) {}

    static List<String> sized() {
        return List.of(
                "text",
                "sequence",
                "list",
                "set",
                "collection",
                "map",
                "ints",
                "bytes",
                "strings",
                "optional",
                "content");
    }

    private static Object value(String component, int size) {
        List<String> some = IntStream.range(0, size).mapToObj(i -> "e" + i).toList();
        return switch (component) {
            case "sequence" -> new StringBuilder("x".repeat(size));
            case "list" -> some;
            case "set" -> Set.copyOf(some);
            case "collection" -> new ArrayList<>(some);
            case "map" -> {
                Map<String, String> map = new java.util.HashMap<>();
                some.forEach(key -> map.put(key, ""));
                yield map;
            }
            case "ints" -> new int[size];
            case "bytes" -> new byte[size];
            case "strings" -> some.toArray(new String[0]);
            default -> "x".repeat(size);
        };
    }

    @ParameterizedTest
    @MethodSource("sized")
    void shouldHoldFromTheLeastToTheMost(String component) {
        Constraint constraint = Places.only(Sized.class, component);
        assertEquals("size", constraint.code());
        for (int size = 0; size < 6; size++) {
            assertEquals(size == 2 || size == 3, constraint.holds(value(component, size)), component + " " + size);
        }
    }

    @Test
    void shouldCountCharactersAsSchemasDo() {
        Constraint constraint = Places.only(Sized.class, "text");
        for (int count = 0; count < 6; count++) {
            boolean right = count == 2 || count == 3;
            assertEquals(right, constraint.holds(BEYOND.repeat(count)), "beyond U+FFFF: " + count);
            for (int others = 0; others < 4; others++) {
                int all = count + others;
                assertEquals(all == 2 || all == 3, constraint.holds(BEYOND.repeat(count) + "x".repeat(others)));
            }
        }
        assertEquals(true, constraint.holds("\ud83d\ud83d"), "halves of pairs");
    }

    record Limits(
            @Size(min = 1) String atLeast,
            @Size(max = 20) String atMost,
            @Size(min = 1, max = 20) String between,
            @Size(min = 5, max = 5) String exactly,
            @Size String any,
            @Size(min = 1, max = 5) List<String> list,
            @Size(max = 5) Map<String, String> map,
            @NotEmpty String text,
            @NotEmpty List<String> elements,
            @NotBlank String blank) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "atLeast|size|The length must be at least 1.|{minLength=1}",
                "atMost|size|The length must be at most 20.|{maxLength=20}",
                "between|size|The length must be between 1 and 20.|{minLength=1, maxLength=20}",
                "exactly|size|The length must be 5.|{minLength=5, maxLength=5}",
                "list|size|The number of elements must be between 1 and 5.|{minItems=1, maxItems=5}",
                "map|size|The number of entries must be at most 5.|{maxProperties=5}",
                "text|empty|The text must not be empty.|{minLength=1}",
                "elements|empty|There must be at least one element.|{minItems=1}",
                "blank|blank|The text must not be blank.|{minLength=1, pattern=\\S}",
            })
    void shouldNameTheLimits(String component, String code, String sentence, String keywords) {
        Constraint constraint = Places.only(Limits.class, component);
        assertEquals(code, constraint.code());
        assertEquals(sentence, constraint.sentence());
        assertEquals(keywords, constraint.schemaKeywords().toString());
    }

    @Test
    void shouldSayNothingWhereEverythingHolds() {
        assertEquals(List.of(), Places.constraints(Limits.class, "any"));
    }

    record Bytes(
            @Size(min = 1, max = 3) byte[] few,
            @Size(max = 4) byte[] more,
            @NotEmpty byte[] any,
            @Size(min = 1, max = 2_000_000_000) byte[] most) {}

    /** Base64 has four characters for three bytes. */
    @Test
    void shouldSayInDocumentsHowLongBytesAre() {
        assertEquals(
                Map.of("minLength", 4, "maxLength", 4),
                Places.only(Bytes.class, "few").schemaKeywords());
        assertEquals(Map.of("maxLength", 8), Places.only(Bytes.class, "more").schemaKeywords());
        assertEquals(Map.of("minLength", 4), Places.only(Bytes.class, "any").schemaKeywords());
        assertEquals(
                Map.of("minLength", 4, "maxLength", Integer.MAX_VALUE),
                Places.only(Bytes.class, "most").schemaKeywords());
    }

    @Test
    void shouldRefuseWhatIsEmpty() {
        Constraint text = Places.only(Limits.class, "text");
        assertEquals(List.of(false, true), List.of(text.holds(""), text.holds(" ")));
        Constraint list = Places.only(Limits.class, "elements");
        assertEquals(List.of(false, true), List.of(list.holds(List.of()), list.holds(Collections.singletonList(null))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n\u000b\f\r", "\u00a0", "\u2003\u2028\u2029\ufeff\u3000"})
    void shouldRefuseWhatIsBlank(String text) {
        assertEquals(false, Places.only(Limits.class, "blank").holds(text));
        assertEquals(false, Places.only(Limits.class, "blank").holds(text.repeat(3)));
        assertTrue(Places.only(Limits.class, "blank").holds(text + "x" + text));
        assertTrue(Places.only(Limits.class, "blank").holds(text + BEYOND));
    }
}
