package dev.vivace.openapi;

import dev.vivace.internal.typed.TypeUse;

/**
 * What problem bodies of an app look like.
 *
 * @param contentType their media type
 * @param own what is in them where the app writes them itself; null where that is not known
 */
record Problems(String contentType, TypeUse own) {
    /** As {@link ProblemSchema} says. */
    static final Problems OF_THE_LIBRARY = new Problems("application/problem+json", null);
}
