package dev.vivace.internal.typed;

/**
 * Makes an object out of a source: what a constructor with its arguments taken from somewhere is, once compiled
 * ({@link HiddenHandles#maker}).
 *
 * <p><b>Threading:</b> any, as far as the source allows.
 */
@FunctionalInterface
public interface Maker {
    /**
     * Makes one.
     *
     * @throws Throwable whatever the constructor throws
     */
    Object make(Object source) throws Throwable;
}
