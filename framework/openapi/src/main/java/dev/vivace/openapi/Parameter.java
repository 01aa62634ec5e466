package dev.vivace.openapi;

import dev.vivace.internal.typed.TypeUse;
import java.lang.reflect.AnnotatedElement;

/**
 * A parameter of an operation.
 *
 * @param in {@code path}, {@code query}, {@code header} or {@code cookie}
 * @param name as in the document
 * @param ownName as in the route's pattern, and in problems
 * @param use its type and rules; null where the handler reads it itself
 * @param required whether a request without it is refused
 * @param defaultText what stands in for it, as in a request; null where nothing does
 * @param annotated the record component, null where there is none
 */
record Parameter(
        String in,
        String name,
        String ownName,
        TypeUse use,
        boolean required,
        String defaultText,
        AnnotatedElement annotated) {
    /** Its type and rules where it is there: it is never null. */
    TypeUse sent() {
        return new TypeUse(use.type(), false, use.constraints());
    }

    Parameter named(String newName) {
        return new Parameter(in, newName, ownName, use, required, defaultText, annotated);
    }
}
