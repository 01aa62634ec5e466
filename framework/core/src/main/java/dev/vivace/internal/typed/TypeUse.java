package dev.vivace.internal.typed;

import java.util.List;

/**
 * One mention of a type: as a body, a member, an element or a parameter.
 *
 * @param type what is mentioned
 * @param nullable whether null may stand here
 * @param constraints what must hold for values here, in the order of the annotations, each code at most once per kind
 */
public record TypeUse(JsonType type, boolean nullable, List<Constraint> constraints) {
    public TypeUse {
        constraints = List.copyOf(constraints);
    }

    /** A mention without rules. */
    public static TypeUse of(JsonType type, boolean nullable) {
        return new TypeUse(type, nullable, List.of());
    }
}
