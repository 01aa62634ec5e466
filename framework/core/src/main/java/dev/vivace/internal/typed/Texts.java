package dev.vivace.internal.typed;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Tests of texts on components of other types than String. */
final class Texts {
    private static final MethodHandle TO_STRING;

    static {
        try {
            TO_STRING = MethodHandles.lookup()
                    .findVirtual(CharSequence.class, "toString", MethodType.methodType(String.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Texts() {}

    /**
     * A test of Strings as one of another type of text.
     *
     * @param type a {@link CharSequence}
     */
    static MethodHandle of(Class<?> type, MethodHandle test) {
        MethodHandle any = type == String.class ? test : MethodHandles.filterArguments(test, 0, TO_STRING);
        return any.asType(MethodType.methodType(boolean.class, type));
    }
}
