package dev.vivace.internal.json;

import dev.vivace.internal.typed.TypeUse;
import java.io.IOException;

/**
 * Reads values of one type out of a document that the validator has accepted; the library's own face of whatever
 * generated code does it.
 *
 * <p><b>Threading:</b> immutable; one decoder serves every loop.
 *
 * @param <T> the type
 */
@FunctionalInterface
public interface JsonDecoder<T> {
    /**
     * Reads the input's document. Called by {@link JsonInput#decode}, which turns whatever is thrown into a fault.
     *
     * @param in the loop's input, holding a well-formed document
     * @return the value; null is taken for a document that does not fit
     * @throws IOException if the document does not fit the type
     */
    T decode(JsonInput in) throws IOException;

    /**
     * Whether the constraints of the type hold for a value that was read.
     *
     * @param value not null
     * @return true unless there are such, and one does not hold
     */
    default boolean holds(T value) {
        return true;
    }

    /**
     * The model of what is read.
     *
     * @return null where there is none
     */
    default TypeUse model() {
        return null;
    }

    /**
     * What a document must look like before it is handed to this decoder.
     *
     * @return the shape of the type; {@link JsonShape#ANY} unless the decoder knows better
     */
    default JsonShape shape() {
        return JsonShape.ANY;
    }
}
