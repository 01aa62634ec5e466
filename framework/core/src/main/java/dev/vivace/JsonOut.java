package dev.vivace;

import java.util.UUID;

/**
 * Writes one JSON document field by field, straight into the loop's output array: no object is made on the way.
 *
 * <p>Commas, colons and escaping are done here (RFC 8259); the caller says what is in the document, in order:
 *
 * <pre>{@code
 * private static final JsonKey ID = JsonKey.of("id");
 * private static final JsonKey TAGS = JsonKey.of("tags");
 *
 * res.jsonOut()
 *         .beginObject()
 *         .key(ID).value(42)
 *         .key(TAGS).beginArray().value("a").value("b").endArray()
 *         .endObject();
 * return res.sendJson();
 * }</pre>
 *
 * <p><b>Errors:</b> what would not be a JSON document throws {@link IllegalStateException} with a sentence that says
 * what is missing: a value without a key inside an object, a key inside an array, an end that does not match, a second
 * document, nesting deeper than 512. A value that JSON cannot carry (NaN, an infinity, half of a surrogate pair)
 * throws {@link IllegalArgumentException}. After any exception the document is spoilt; nothing of it is sent.
 *
 * <p><b>Threading:</b> belongs to the loop that runs the handler; never keep it, never use it from another thread.
 */
public interface JsonOut {
    /**
     * Begins an object.
     *
     * @return this
     */
    JsonOut beginObject();

    /**
     * Ends the object that was begun last.
     *
     * @return this
     * @throws IllegalStateException if no object is open here, or a key waits for its value
     */
    JsonOut endObject();

    /**
     * Begins an array.
     *
     * @return this
     */
    JsonOut beginArray();

    /**
     * Ends the array that was begun last.
     *
     * @return this
     * @throws IllegalStateException if no array is open here
     */
    JsonOut endArray();

    /**
     * Writes the name of the next property; this is the fast way. The same name twice in an object is not noticed.
     *
     * @param key the name, escaped beforehand
     * @return this
     * @throws IllegalStateException if the place is not inside an object, or a key waits for its value
     */
    JsonOut key(JsonKey key);

    /**
     * Writes the name of the next property, escaping it now.
     *
     * @param name the unescaped name
     * @return this
     * @throws IllegalStateException if the place is not inside an object, or a key waits for its value
     * @throws IllegalArgumentException if the name holds half of a surrogate pair
     */
    JsonOut key(String name);

    /**
     * Writes an integer.
     *
     * @param value any int
     * @return this
     */
    JsonOut value(int value);

    /**
     * Writes an integer. Note that JavaScript clients read numbers beyond 2^53 inexactly.
     *
     * @param value any long
     * @return this
     */
    JsonOut value(long value);

    /**
     * Writes a floating-point number so that it reads back to the same double, {@code -0.0} included. A float is
     * widened first, so {@code 0.1f} is written with all the digits of the double that it is.
     *
     * @param value a finite number
     * @return this
     * @throws IllegalArgumentException if the value is NaN or infinite, which JSON does not have (RFC 8259, section 6)
     */
    JsonOut value(double value);

    /**
     * Writes {@code true} or {@code false}.
     *
     * @param value the truth value
     * @return this
     */
    JsonOut value(boolean value);

    /**
     * Writes a string.
     *
     * @param value the unescaped text; null writes {@code null}
     * @return this
     * @throws IllegalArgumentException if the text holds half of a surrogate pair
     */
    JsonOut value(String value);

    /**
     * Writes a string that was put together in a buffer, for instance a {@code StringBuilder} that a {@link PerLoop} keeps:
     * no String is made.
     *
     * @param value the unescaped text; null writes {@code null}
     * @return this
     * @throws IllegalArgumentException if the text holds half of a surrogate pair
     */
    JsonOut value(CharSequence value);

    /**
     * Writes a UUID as a string of 36 characters.
     *
     * @param value the UUID; null writes {@code null}
     * @return this
     */
    JsonOut value(UUID value);

    /**
     * Writes anything that {@code Response.json} takes: null, strings, numbers, booleans, UUIDs, the dates and times of
     * {@code java.time}, {@link JsonValue}, Optional, maps with String keys, collections, arrays and types that carry
     * {@code @CompiledJson}.
     *
     * @param value the value; null writes {@code null}
     * @return this
     * @throws IllegalStateException if there is no codec for the value's class; the message says what to add
     * @throws IllegalArgumentException if the value holds something that JSON cannot carry
     */
    JsonOut value(Object value);

    /**
     * Writes a UUID that nobody made an object for.
     *
     * @param mostSignificantBits the upper 64 bits
     * @param leastSignificantBits the lower 64 bits
     * @return this
     */
    JsonOut uuid(long mostSignificantBits, long leastSignificantBits);

    /**
     * Writes {@code null}.
     *
     * @return this
     */
    JsonOut nullValue();
}
