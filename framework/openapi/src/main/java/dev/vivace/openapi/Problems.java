package dev.vivace.openapi;

import dev.vivace.ProblemRenderer;
import dev.vivace.Vivace;
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

    /** Those of an app; {@code own} is what is known about a form of its own, null for nothing. */
    static Problems of(Vivace app, TypeUse own) {
        ProblemRenderer renderer = app.problemRenderer();
        return renderer == null
                ? OF_THE_LIBRARY
                : new Problems(renderer.contentType().replaceAll(";.*", "").strip(), own);
    }
}
