package dev.vivace.internal.typed;

/**
 * Makes an object of one value.
 *
 * <p><b>Threading:</b> immutable.
 */
@FunctionalInterface
interface ValueReader {
    /** The object, or a {@link ParamFault}. */
    Object read(ParamValues values, int hit);
}
