package dev.vivace.internal.json;

import dev.vivace.internal.typed.Lent;
import dev.vivace.internal.typed.TypeUse;
import java.lang.reflect.Type;

/**
 * Where encoders and decoders come from: the seam behind which one JSON library can be replaced by another. Nothing
 * outside this package names the library.
 *
 * <p><b>Threading:</b> thread-safe; one instance serves an application. The outputs and inputs it makes belong to one
 * loop each.
 */
public interface JsonCodecs {
    /**
     * Finds the encoder of a class.
     *
     * @param <T> the type
     * @param type the class of the values, exactly
     * @return the encoder
     * @throws IllegalStateException if there is none; the message names the class and says what to add
     */
    <T> JsonEncoder<T> encoder(Class<T> type);

    /**
     * Finds the decoder of a class.
     *
     * @param <T> the type
     * @param type the class of the values
     * @return the decoder
     * @throws IllegalStateException if there is none; the message names the class and says what to add
     */
    @SuppressWarnings("unchecked")
    default <T> JsonDecoder<T> decoder(Class<T> type) {
        return (JsonDecoder<T>) decoder((Type) type);
    }

    /**
     * Finds the decoder of a type, which may be generic ({@code List<User>}).
     *
     * @param type the type of the values
     * @return the decoder
     * @throws IllegalStateException if there is none; the message names the type and says what to add
     */
    JsonDecoder<?> decoder(Type type);

    /**
     * The model of a type: what its documents look like, and what must hold for their values. The same type gives the same
     * objects, as long as these codecs live.
     *
     * @param type the type of the values
     * @return a mention of the type as a document; of {@link dev.vivace.internal.typed.JsonType.Kind#ANY} where nothing is
     *     known about the type, or where it is read by hand-written code
     */
    TypeUse model(Type type);

    /**
     * Makes an output for a loop, with the default bound of what it keeps.
     *
     * @return an empty output
     */
    default JsonOutput newOutput() {
        return newOutput(JsonOutput.CAPACITY_RETAINED_MAX_DEFAULT);
    }

    /**
     * Makes an output for a loop.
     *
     * @param retainedBytesMax the largest array that is kept for the next document
     * @return an empty output
     */
    JsonOutput newOutput(int retainedBytesMax);

    /**
     * Makes an input for a loop, with the default limits.
     *
     * @return an input
     */
    default JsonInput newInput() {
        return newInput(
                StrictJson.DEPTH_MAX_DEFAULT,
                StrictJson.NUMBER_CHARS_MAX_DEFAULT,
                JsonInput.CAPACITY_RETAINED_MAX_DEFAULT);
    }

    /**
     * Makes an input for a loop.
     *
     * @param depthMax the deepest nesting of arrays and objects that is accepted
     * @param numberCharsMax the longest number that is accepted, in characters
     * @param retainedBytesMax the most that is kept for the next document, once for its bytes and once for its names
     * @return an input
     */
    JsonInput newInput(int depthMax, int numberCharsMax, int retainedBytesMax);

    /**
     * Inputs for whoever is not on a loop, all of one kind: an app's.
     *
     * @return lends what was given back, and none at first
     */
    Lent<JsonInput> keptInputs();
}
