package dev.vivace.internal.typed;

import java.util.Map;

/**
 * A rule about one value, from an annotation of Jakarta Validation. A value that is absent or null satisfies every rule: whether
 * it may be is said by {@link TypeUse#nullable} and {@link Member#required}.
 *
 * <p><b>Threading:</b> immutable; the tests of one value allocate nothing.
 */
public interface Constraint {
    /** What is wrong when it does not hold: a stable lower-case word, for instance {@code size}. */
    String code();

    /** What must hold, as an English sentence with the limits and without the value: "The length must be between 1 and 20." */
    String sentence();

    /**
     * Whether it holds. Numbers come boxed; hot paths use a compiled form.
     *
     * @param value of the Java type that the constraint was made for, not null
     */
    boolean holds(Object value);

    /** The keywords of JSON Schema (2020-12) that say the same, for instance {@code maxLength: 20}; empty where none does. */
    Map<String, Object> schemaKeywords();
}
