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

    /** Written out, as {@link #hashCode} is: those of a record are linked from method handles, which takes a start milliseconds. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TypeUse use
                && type.equals(use.type)
                && nullable == use.nullable
                && constraints.equals(use.constraints);
    }

    @Override
    public int hashCode() {
        return (type.hashCode() * 31 + Boolean.hashCode(nullable)) * 31 + constraints.hashCode();
    }
}
