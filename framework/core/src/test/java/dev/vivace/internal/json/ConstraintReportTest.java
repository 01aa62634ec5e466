package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dslplatform.json.CompiledJson;
import com.dslplatform.json.JsonAttribute;
import dev.vivace.InputError;
import dev.vivace.InputErrors;
import dev.vivace.internal.typed.JsonType;
import dev.vivace.internal.typed.Member;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Constraints of members: known to the model, checked after decoding, and reported with everything else. */
class ConstraintReportTest {
    /** With constraints wherever they can be. */
    @CompiledJson
    public record Signup(
            @NotBlank @Size(max = 10) String name,
            @Min(1) @Max(5) int stars,
            @Size(max = 2) List<@NotBlank @Size(max = 3) String> tags,
            Optional<@Email String> mail,
            @Max(9) OptionalInt age,
            Map<String, @Positive Integer> counts,
            @NotEmpty Set<Integer> numbers,
            @Size(min = 1) int[] ints,
            @Past LocalDate born,
            @NotNull ShapeSamples.Suit suit,
            @AssertTrue boolean agreed,
            @Valid Address address,
            List<@NotNull @Valid Address> others) {}

    /** With sentences of its own. */
    @CompiledJson
    public record Worded(
            @NotBlank(message = "Say who you are.") String name,
            @NotNull(message = "Not yours.") Integer mine,
            @Size(max = 3, message = "No more than three.") String few) {}

    /** In it. */
    @CompiledJson
    public record Address(
            @Size(min = 2) @JsonAttribute(name = "city_name")
            String city) {}

    /** Counts what is different. */
    @CompiledJson
    public record Labels(
            @Size(min = 2, max = 3) Set<String> labels,
            @Min(0) int age) {}

    /** Its constructor makes other values than those of the document. */
    @CompiledJson
    public record Trimmed(@NotBlank @Size(max = 3) String text, List<Trimmed> more) {
        /** Trims. */
        public Trimmed {
            text = text == null ? null : text.replace("-", "");
        }
    }

    /** What a class has. */
    @CompiledJson
    public static class Bean implements Named {
        private String name;

        /** On the field. */
        @Max(3)
        public int number;

        @Size(max = 2)
        private String text;

        @Override
        public String getName() {
            return name;
        }

        /** Sets. */
        public void setName(String value) {
            name = value;
        }

        /** Gets. */
        public String getText() {
            return text;
        }

        /** Sets. */
        public void setText(String value) {
            text = value;
        }
    }

    /** Says what holds for those who implement it. */
    public interface Named {
        /** Gets. */
        @NotBlank
        String getName();
    }

    private static final String GOOD =
            "{\"name\":\"Ann\",\"stars\":3,\"tags\":[\"a\"],\"mail\":\"a@b.example\",\"age\":9,\"counts\":{\"x\":1},"
                    + "\"numbers\":[1],\"ints\":[1],\"born\":\"2001-01-01\",\"suit\":\"HEARTS\",\"agreed\":true,"
                    + "\"address\":{\"city_name\":\"Rome\"},\"others\":[]}";

    private final DslJsonCodecs codecs = new DslJsonCodecs();
    private final JsonInput input = codecs.newInput();

    private List<InputError> errors(Class<?> type, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        JsonDecoder<?> decoder = codecs.decoder(type);
        JsonFaultException fault =
                assertThrows(JsonFaultException.class, () -> input.decode(decoder, bytes, 0, bytes.length), json);
        InputErrors errors = new InputErrors();
        input.report(decoder, bytes, 0, bytes.length, fault, errors);
        return errors.list();
    }

    private void assertReport(Class<?> type, String json, String... expected) {
        List<String> found = new ArrayList<>();
        errors(type, json).forEach(error -> found.add(error.code() + " " + error.pointer()));
        assertEquals(List.of(expected), found, json);
    }

    private static String with(String old, String now) {
        assertTrue(GOOD.contains(old), old);
        return GOOD.replace(old, now);
    }

    @Test
    void shouldCountDifferentElementsOfSets() {
        assertReport(Labels.class, "{\"labels\":[\"a\",\"a\",\"b\",\"b\"],\"age\":-1}", "min /age");
        assertReport(Labels.class, "{\"labels\":[\"a\",\"a\"],\"age\":-1}", "size /labels", "min /age");
        assertReport(Labels.class, "{\"labels\":[\"a\",\"a\"],\"age\":1}", "size /labels");
        assertReport(Labels.class, "{\"labels\":[1],\"age\":-1}", "type /labels/0", "min /age");
    }

    @Test
    void shouldAcceptWhatSatisfiesThem() {
        Signup signup =
                input.decode(codecs.decoder(Signup.class), JsonCases.bytes(GOOD), 0, JsonCases.bytes(GOOD).length);
        assertEquals("Ann", signup.name());
        assertEquals(OptionalInt.of(9), signup.age());
    }

    @Test
    void shouldPointAtEachThatDoesNotHold() {
        assertReport(Signup.class, with("\"Ann\"", "\"\\u0020\""), "blank /name");
        assertReport(Signup.class, with("\"Ann\"", "\"12345678901\""), "size /name");
        assertReport(Signup.class, with("\"stars\":3", "\"stars\":0"), "min /stars");
        assertReport(Signup.class, with("\"stars\":3", "\"stars\":6"), "max /stars");
        assertReport(Signup.class, with("[\"a\"]", "[\"a\",\"b\",\"c\"]"), "size /tags");
        assertReport(Signup.class, with("[\"a\"]", "[\"abcd\",\"\"]"), "size /tags/0", "blank /tags/1");
        assertReport(Signup.class, with("a@b.example", "a"), "email /mail");
        assertReport(Signup.class, with("\"age\":9", "\"age\":10"), "max /age");
        assertReport(Signup.class, with("{\"x\":1}", "{\"x\":1,\"y\":0}"), "positive /counts/y");
        assertReport(Signup.class, with("\"numbers\":[1]", "\"numbers\":[]"), "empty /numbers");
        assertReport(Signup.class, with("\"ints\":[1]", "\"ints\":[]"), "size /ints");
        assertReport(Signup.class, with("2001-01-01", "3001-01-01"), "past /born");
        assertReport(Signup.class, with("\"agreed\":true", "\"agreed\":false"), "assert_true /agreed");
        assertReport(Signup.class, with("Rome", "R"), "size /address/city_name");
        assertReport(
                Signup.class,
                with("\"others\":[]", "\"others\":[{\"city_name\":\"x\"},{}]"),
                "size /others/0/city_name");
    }

    @Test
    void shouldRequireWhatMayNotBeNull() {
        assertReport(Signup.class, with("\"name\":\"Ann\",", ""), "required /name");
        assertReport(Signup.class, with("\"name\":\"Ann\"", "\"name\":null"), "null /name");
        assertReport(Signup.class, with("\"suit\":\"HEARTS\",", ""), "required /suit");
        assertReport(Signup.class, with("\"numbers\":[1],", ""), "required /numbers");
        assertReport(Signup.class, with("\"others\":[]", "\"others\":[null]"), "null /others/0");
        assertReport(Signup.class, with("[\"a\"]", "[null]"), "null /tags/0");
        String none = with("\"mail\":\"a@b.example\",\"age\":9,", "\"mail\":null,");
        byte[] bytes = JsonCases.bytes(none);
        assertEquals(
                Optional.empty(),
                input.decode(codecs.decoder(Signup.class), bytes, 0, bytes.length)
                        .mail());
    }

    @Test
    void shouldSayItInTheWordsOfTheApp() {
        assertEquals(
                List.of("Say who you are.", "Not yours.", "No more than three."),
                errors(Worded.class, "{\"mine\":null,\"few\":\"abcd\"}").stream()
                        .map(InputError::detail)
                        .sorted(java.util.Comparator.reverseOrder())
                        .toList());
    }

    @Test
    void shouldReportThemTogetherWithEverythingElse() {
        assertReport(
                Signup.class,
                "{\"stars\":9,\"tags\":[\"abcd\",5,\"x\"],\"mail\":false,\"counts\":{\"a\":-1,\"b\":1e9},\"born\":\"x\","
                        + "\"agreed\":false,\"ints\":[],\"others\":[{\"city_name\":\"x\"},7]}",
                "max /stars",
                "size /tags/0",
                "type /tags/1",
                "size /tags",
                "type /mail",
                "positive /counts/a",
                "type /counts/b",
                "format /born",
                "assert_true /agreed",
                "size /ints",
                "size /others/0/city_name",
                "type /others/1",
                "required /name",
                "required /numbers",
                "required /suit");
    }

    @Test
    void shouldFindWhatTheDocumentDoesNotShow() {
        assertReport(Trimmed.class, "{\"text\":\"---\"}", "blank /text");
        assertReport(
                Trimmed.class, "{\"text\":\"a\",\"more\":[{\"text\":\"b\"},{\"text\":\"-\"}]}", "blank /more/1/text");
        // The document's own text is too long, but what is made of it is not
        byte[] bytes = JsonCases.bytes("{\"text\":\"a-b-c\"}");
        assertEquals(
                "abc",
                input.decode(codecs.decoder(Trimmed.class), bytes, 0, bytes.length)
                        .text());
    }

    @Test
    void shouldKnowThoseOfClasses() {
        assertReport(
                Bean.class,
                "{\"name\":\"\",\"number\":4,\"text\":\"abc\"}",
                "blank /name",
                "max /number",
                "size /text");
        assertReport(Bean.class, "{\"number\":1}", "required /name");
    }

    @Test
    void shouldFindInObjectsWhatIsInFieldsAndContainers() {
        Bean bean = new Bean();
        bean.number = 4;
        bean.setText("abc");
        InputErrors errors = new InputErrors();
        assertTrue(ObjectReport.report(codecs.model(Bean.class), bean, errors));
        assertEquals(
                List.of("null /name", "max /number", "size /text"),
                errors.list().stream()
                        .map(error -> error.code() + " " + error.pointer())
                        .sorted(java.util.Comparator.comparing(line -> line.substring(line.indexOf('/'))))
                        .toList());
        Signup signup = new Signup(
                "Ann",
                3,
                List.of("abcd"),
                Optional.of("no address"),
                OptionalInt.of(10),
                Map.of("a/b", 0),
                Set.of(1),
                new int[1],
                null,
                ShapeSamples.Suit.HEARTS,
                true,
                new Address("x"),
                java.util.Arrays.asList((Address) null));
        InputErrors more = new InputErrors();
        assertTrue(ObjectReport.report(codecs.model(Signup.class), signup, more));
        assertEquals(
                List.of(
                        "size /tags/0",
                        "email /mail",
                        "max /age",
                        "positive /counts/a~1b",
                        "size /address/city_name",
                        "null /others/0"),
                more.list().stream()
                        .map(error -> error.code() + " " + error.pointer())
                        .toList());
    }

    @Test
    void shouldBeInTheModel() {
        JsonType model = codecs.model(Signup.class).type();
        for (Member member : model.members()) {
            switch (member.name()) {
                case "name" -> {
                    assertTrue(member.required());
                    assertFalse(member.use().nullable());
                    assertEquals(
                            List.of("blank", "size"),
                            member.use().constraints().stream()
                                    .map(c -> c.code())
                                    .toList());
                }
                case "tags" -> {
                    assertFalse(member.required());
                    assertEquals(1, member.use().constraints().size());
                    assertEquals(2, member.use().type().element().constraints().size());
                    assertFalse(member.use().type().element().nullable());
                }
                case "mail", "age" -> {
                    assertFalse(member.required());
                    assertEquals(1, member.use().constraints().size(), member.name());
                }
                default -> {}
            }
        }
    }
}
