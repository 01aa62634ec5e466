package dev.vivace.internal.typed;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;

/** Reads the rules of one mention of a type out of its annotations. */
public final class Constraints {
    private Constraints() {}

    /**
     * The rules that annotations of Jakarta Validation say.
     *
     * @param annotations of one mention
     * @param type of the values
     * @return empty where there are none
     */
    public static List<Constraint> of(Annotation[] annotations, Type type) {
        return List.of();
    }

    /**
     * Whether a value must be there and not be null.
     *
     * @param annotations of one mention
     * @return true for {@code @NotNull}, {@code @NotBlank} and {@code @NotEmpty}
     */
    public static boolean required(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            switch (annotation.annotationType().getName()) {
                case "jakarta.validation.constraints.NotNull",
                        "jakarta.validation.constraints.NotBlank",
                        "jakarta.validation.constraints.NotEmpty" -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }
}
