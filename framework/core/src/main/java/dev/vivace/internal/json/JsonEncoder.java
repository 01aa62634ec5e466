package dev.vivace.internal.json;

/**
 * Writes values of one type as JSON; the library's own face of whatever generated code does it.
 *
 * <p><b>Threading:</b> immutable; one encoder serves every loop.
 *
 * @param <T> the type
 */
@FunctionalInterface
public interface JsonEncoder<T> {
    /**
     * Appends a value.
     *
     * @param out the loop's output
     * @param value the value, not null
     */
    void encode(JsonOutput out, T value);
}
