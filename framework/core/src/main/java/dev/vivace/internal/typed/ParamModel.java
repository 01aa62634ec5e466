package dev.vivace.internal.typed;

import java.lang.reflect.AnnotatedElement;

/**
 * A parameter of a route, as clients see it.
 *
 * @param name as clients write it
 * @param in {@code path}, {@code query}, {@code header} or {@code cookie}
 * @param property the name of the record's component
 * @param use its type and rules; an array where the parameter may come several times
 * @param required whether a request without it is refused
 * @param defaultText what stands in for it, in the spelling of a request; null where nothing does
 * @param annotated the record component
 */
public record ParamModel(
        String name,
        String in,
        String property,
        TypeUse use,
        boolean required,
        String defaultText,
        AnnotatedElement annotated) {}
