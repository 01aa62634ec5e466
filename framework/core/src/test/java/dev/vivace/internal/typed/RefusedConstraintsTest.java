package dev.vivace.internal.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.OverridesAttribute;
import jakarta.validation.Payload;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Null;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be done as it says is refused at start, with the place and the reason: nothing is dropped silently. */
class RefusedConstraintsTest {
    interface OnUpdate {}

    static final class EvenValidator implements ConstraintValidator<Even, Integer> {
        @Override
        public boolean isValid(Integer value, ConstraintValidatorContext context) {
            return value % 2 == 0;
        }
    }

    @Target({ElementType.FIELD, ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = EvenValidator.class)
    @interface Even {
        String message() default "";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    @Target({ElementType.FIELD, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = {})
    @interface Nothing {
        String message() default "";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    @Target({ElementType.FIELD, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = {})
    @Size
    @interface AtMost {
        @OverridesAttribute(constraint = Size.class, name = "max")
        int value();

        String message() default "";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    record Wrong(
            @Size(max = 1) int size,
            @NotEmpty Integer empty,
            @NotBlank List<String> blank,
            @Pattern(regexp = "a") long pattern,
            @Pattern(regexp = "(") String syntax,
            @Email Object email,
            @Min(1) String min,
            @Max(1) boolean max,
            @DecimalMin("x") int limit,
            @Digits(integer = 1, fraction = 1) double digits,
            @Digits(integer = -1, fraction = 1) int negative,
            @Positive String positive,
            @Past Duration past,
            @AssertTrue String truth,
            @Null int nothing,
            @Size(min = 3, max = 2) String none,
            @NotNull(groups = OnUpdate.class) String group,
            @Even Integer even,
            @Nothing String noRules,
            @AtMost(3) String overriding,
            @Size(max = 3, message = "{com.acme.size}") String bundle,

            @Size(max = 3, message = "It is ${validatedValue}.")
            String expression) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "size|@Size at Wrong.size: it goes on texts (CharSequence), collections, maps and arrays, not on int.",
                "empty|@NotEmpty at Wrong.empty: it goes on texts (CharSequence), collections, maps and arrays, not on"
                        + " java.lang.Integer.",
                "blank|@NotBlank at Wrong.blank: it goes on texts (CharSequence), not on java.util.List.",
                "pattern|@Pattern at Wrong.pattern: it goes on texts (CharSequence), not on long.",
                "email|@Email at Wrong.email: it goes on texts (CharSequence), not on java.lang.Object.",
                "min|@Min at Wrong.min: it goes on numbers, not on java.lang.String.",
                "max|@Max at Wrong.max: it goes on numbers, not on boolean.",
                "limit|@DecimalMin at Wrong.limit: 'x' is no number.",
                "digits|@Digits at Wrong.digits: it goes on whole numbers, BigDecimal and texts (CharSequence), not on"
                        + " double.",
                "negative|@Digits at Wrong.negative: no number has less than no digits.",
                "positive|@Positive at Wrong.positive: it goes on numbers, not on java.lang.String.",
                "past|@Past at Wrong.past: it goes on the types of java.time that are a time, Date and Calendar, not on"
                        + " java.time.Duration.",
                "truth|@AssertTrue at Wrong.truth: it goes on booleans, not on java.lang.String.",
                "nothing|@Null at Wrong.nothing: it goes on objects, not on int.",
                "none|@Size at Wrong.none: no length is between 3 and 2.",
                "group|@NotNull at Wrong.group is of the group OnUpdate: there are no groups here, all constraints of a"
                        + " type hold always. Use a type for each form of the input.",
                "even|@Even at Wrong.even is checked by a validator of its own, which is not called here. Use a check"
                        + " instead: Json.of(...).check(...) or Params.of(...).check(...).",
                "noRules|@Nothing at Wrong.noRules is checked by a validator of its own, which is not called here. Use"
                        + " a check instead: Json.of(...).check(...) or Params.of(...).check(...).",
                "overriding|@AtMost at Wrong.overriding has an attribute value that overrides another one's: this is"
                        + " not done here. Write the constraints where they hold.",
                "bundle|The message of @Size at Wrong.bundle is '{com.acme.size}': only attributes of the annotation"
                        + " can stand in braces, for instance {max}; there are no bundles of messages and no"
                        + " expressions. Write the sentence there.",
                "expression|The message of @Size at Wrong.expression is 'It is ${validatedValue}.': only attributes of"
                        + " the annotation can stand in braces, for instance {max}; there are no bundles of messages and"
                        + " no expressions. Write the sentence there.",
            })
    void shouldNameThePlaceAndTheReason(String component, String sentence) {
        Throwable refused =
                assertThrows(IllegalArgumentException.class, () -> Places.constraints(Wrong.class, component));
        assertEquals(sentence, refused.getMessage());
    }

    @Test
    void shouldShowWhatIsWrongWithAPattern() {
        Throwable refused =
                assertThrows(IllegalArgumentException.class, () -> Places.constraints(Wrong.class, "syntax"));
        assertTrue(refused.getMessage().startsWith("@Pattern at Wrong.syntax: Unclosed group"), refused::getMessage);
    }

    @Even
    record OnTheType(int a) {}

    record OnAMethod(int a, int b) {
        @AssertTrue
        public boolean isOrdered() {
            return a < b;
        }
    }

    public static class OnAGetter {
        @NotBlank
        public String getName() {
            return "";
        }
    }

    @Test
    void shouldRefuseWhatNothingLooksAt() {
        assertRefused(
                "There are constraints at " + OnTheType.class.getName() + " itself,", OnTheType.class, List.of("a"));
        assertRefused(
                "There are constraints at " + OnAMethod.class.getName() + ".isOrdered(),",
                OnAMethod.class,
                List.of("a", "b"));
        assertRefused(
                "There are constraints at " + OnAGetter.class.getName() + ".getName(),", OnAGetter.class, List.of());
        Constraints.requireKept(OnAGetter.class, List.of("getName"));
        Constraints.requireKept(Wrong.class, List.of());
        Annotation[] key = keyOf("keys");
        Throwable refused =
                assertThrows(IllegalArgumentException.class, () -> Constraints.refuse(key, "the keys of x"));
        assertTrue(refused.getMessage().startsWith("There are constraints at the keys of x, where"));
        Constraints.refuse(keyOf("plain"), "the keys of x");
    }

    record Keys(Map<@Size(max = 3) String, String> keys, Map<String, String> plain) {}

    private static Annotation[] keyOf(String component) {
        return PlaceAnnotations.of(((java.lang.reflect.AnnotatedParameterizedType)
                        Places.component(Keys.class, component).getAnnotatedType())
                .getAnnotatedActualTypeArguments()[0]);
    }

    private static void assertRefused(String beginning, Class<?> type, List<String> members) {
        Throwable refused = assertThrows(IllegalArgumentException.class, () -> Constraints.requireKept(type, members));
        assertTrue(refused.getMessage().startsWith(beginning), refused::getMessage);
    }
}
