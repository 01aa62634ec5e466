package dev.vivace.internal.typed;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** Defined anew for each handle, from this class file: {@link HiddenHandles}. Never used under its own name. */
final class HiddenMaker implements Maker {
    private static final MethodHandle HANDLE = HiddenHandles.handleOf(MethodHandles.lookup());

    @Override
    public Object make(Object source) throws Throwable {
        return (Object) HANDLE.invokeExact(source);
    }
}
