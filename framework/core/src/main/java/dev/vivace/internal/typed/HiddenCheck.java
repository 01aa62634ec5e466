package dev.vivace.internal.typed;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.UndeclaredThrowableException;

/** Defined anew for each handle, from this class file: {@link HiddenHandles}. Never used under its own name. */
final class HiddenCheck implements BooleanCheck {
    private static final MethodHandle HANDLE = HiddenHandles.handleOf(MethodHandles.lookup());

    @Override
    public boolean holds(Object value) {
        try {
            return (boolean) HANDLE.invokeExact(value);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new UndeclaredThrowableException(e);
        }
    }
}
