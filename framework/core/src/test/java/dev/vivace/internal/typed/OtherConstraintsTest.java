package dev.vivace.internal.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertFalse;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Null;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.Default;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Truth, absence, requiredness; annotations that are repeated, composed, inherited; sentences of the app's own. */
class OtherConstraintsTest {
    @Target({ElementType.FIELD, ElementType.TYPE_USE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = {})
    @NotNull
    @Size(min = 4, max = 4)
    @Pattern(regexp = "[A-Z]+")
    @interface Code {
        String message() default "{code}";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    @Target({ElementType.FIELD, ElementType.TYPE_USE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = {})
    @ReportAsSingleViolation
    @Code
    @interface ProductCode {
        String message() default "{code}";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    interface Named {
        @Size(max = 5)
        String inherited();
    }

    record All(
            @AssertTrue boolean yes,
            @AssertFalse Boolean no,
            @Null String nothing,
            @NotNull String something,
            @NotBlank String notBlank,
            @NotEmpty Optional<String> notEmpty,
            Optional<@NotNull String> content,
            @Valid Object nested,
            @Size.List({@Size(min = 1), @Size(max = 3)}) String listed,

            @Size(min = 1, groups = Default.class) @Size(max = 3)
            String repeated,

            @Code String composed,
            @ProductCode(message = "A code is 4 capitals.") String single,
            String inherited,

            @Size(min = 1, max = 9, message = "From {min} to {max}, \\{really\\}.")
            String told,

            @NotNull(message = "Say who.") String who,
            int plain)
            implements Named {}

    @Test
    void shouldTellTruth() {
        assertEquals(List.of(true, false), holds("yes", true, false));
        assertEquals(List.of(false, true), holds("no", true, false));
        assertEquals("assert_true", Places.only(All.class, "yes").code());
        assertEquals("The value must be false.", Places.only(All.class, "no").sentence());
        assertEquals(Map.of("const", true), Places.only(All.class, "yes").schemaKeywords());
        assertEquals(List.of(false, false), holds("nothing", "", "x"));
        assertEquals("absent", Places.only(All.class, "nothing").code());
    }

    private static List<Boolean> holds(String component, Object... values) {
        return java.util.Arrays.stream(values)
                .map(value -> Places.allHold(All.class, component, value))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "something, true",
        "notBlank, true",
        "notEmpty, true",
        "content, true",
        "composed, true",
        "single, true",
        "told, false",
        "plain, false",
        "nested, false",
        "listed, false",
    })
    void shouldKnowWhatIsRequired(String component, boolean required) {
        RecordComponent place = Places.component(All.class, component);
        assertEquals(required, Constraints.required(PlaceAnnotations.of(place, place.getAccessor())));
        boolean own = component.equals("single");
        assertEquals(own, Constraints.requiredSentence(PlaceAnnotations.of(place, place.getAccessor()), "") != null);
    }

    @Test
    void shouldUseTheAppsSentenceForWhatIsMissing() {
        RecordComponent place = Places.component(All.class, "who");
        assertEquals("Say who.", Constraints.requiredSentence(PlaceAnnotations.of(place, place.getAccessor()), "who"));
        RecordComponent other = Places.component(All.class, "something");
        assertNull(Constraints.requiredSentence(PlaceAnnotations.of(other, other.getAccessor()), "something"));
    }

    @Test
    void shouldMakeNoRuleOfWhatIsRequiredOnly() {
        assertEquals(List.of(), Places.constraints(All.class, "something"));
        assertEquals(List.of(), Places.constraints(All.class, "nested"));
        assertEquals(1, Places.constraints(All.class, "notEmpty").size());
    }

    @Test
    void shouldTakeRepeatedAndListedAnnotations() {
        for (String component : List.of("listed", "repeated")) {
            assertEquals(List.of(false, true, true, false), holds(component, "", "a", "abc", "abcd"));
            assertEquals(2, Places.constraints(All.class, component).size());
        }
    }

    @Test
    void shouldTakeWhatAnAnnotationIsComposedOf() {
        assertEquals(List.of(true, false, false), holds("composed", "ABCD", "ABC", "abcd"));
        assertEquals(
                List.of("size", "pattern"),
                Places.constraints(All.class, "composed").stream()
                        .map(dev.vivace.internal.typed.Constraint::code)
                        .toList());
        assertEquals(List.of(true, false, false), holds("single", "ABCD", "ABC", "abcd"));
        for (dev.vivace.internal.typed.Constraint constraint : Places.constraints(All.class, "single")) {
            assertEquals("product_code", constraint.code());
            assertEquals("A code is 4 capitals.", constraint.sentence());
        }
    }

    @Test
    void shouldTakeWhatAnInterfaceSays() {
        assertEquals(List.of(true, false), holds("inherited", "abcde", "abcdef"));
    }

    @Test
    void shouldUseTheAppsSentence() {
        assertEquals("From 1 to 9, {really}.", Places.only(All.class, "told").sentence());
    }

    record Merged(
            @Size(min = 1, max = 9) @NotBlank @Pattern(regexp = "[a-z]+") @Pattern(regexp = "a.*") @Size(max = 5)
            String text,

            @Min(1) @Min(3) @Max(9) @Max(7) int number) {}

    @Test
    void shouldMergeTheKeywordsOfOneSchema() {
        assertEquals(
                Map.of(
                        "minLength",
                        1,
                        "maxLength",
                        5,
                        "pattern",
                        "\\S",
                        "allOf",
                        List.of(Map.of("pattern", "^[a-z]+$"), Map.of("pattern", "^a.*$"))),
                Constraints.schemaKeywords(Places.constraints(Merged.class, "text")));
        assertEquals(
                Map.of("minimum", 3L, "maximum", 7L),
                Constraints.schemaKeywords(Places.constraints(Merged.class, "number")));
    }
}
