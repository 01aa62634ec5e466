package dev.vivace.internal.typed;

/**
 * Says yes or no to a value: what a type's rules are, once compiled ({@link HiddenHandles#check}).
 *
 * <p><b>Threading:</b> any.
 */
@FunctionalInterface
public interface BooleanCheck {
    /**
     * Whether the value is right. What an accessor of the app's throws comes out as it is, a checked exception in an {@link
     * java.lang.reflect.UndeclaredThrowableException}.
     */
    boolean holds(Object value);
}
