package dev.vivace.internal.typed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Makes method handles that are put together at start as fast as code that was written: the JIT compiler sees through a
 * handle only if it is a constant, which the field of an object is not, whether final or not. So each handle gets a class
 * of its own that holds it in a static final field: a hidden class (JEP 371), defined from the file of a class of ours with
 * the handle as its class data. Arguments and results are not boxed.
 *
 * <p>A class costs some 50 us and some KB: one for a plan, not one for a member. It goes with the object that is given
 * here.
 *
 * <p><b>Threading:</b> any; for the time of the start.
 */
public final class HiddenHandles {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final byte[] MAKER = classFile(HiddenMaker.class);
    private static final byte[] CHECK = classFile(HiddenCheck.class);

    private HiddenHandles() {}

    /**
     * A maker that is this handle.
     *
     * @param handle takes one argument, of a reference type that the maker's sources have, and gives a reference
     */
    public static Maker maker(MethodHandle handle) {
        return (Maker) define(MAKER, handle.asType(MethodType.methodType(Object.class, Object.class)));
    }

    /**
     * A check that is this handle.
     *
     * @param handle takes one argument, of a reference type that the values have, and gives a boolean
     */
    public static BooleanCheck check(MethodHandle handle) {
        return (BooleanCheck) define(CHECK, handle.asType(MethodType.methodType(boolean.class, Object.class)));
    }

    /** The class data of a hidden class: for its static initialiser. */
    static MethodHandle handleOf(MethodHandles.Lookup hidden) {
        try {
            return MethodHandles.classData(hidden, ConstantDescs.DEFAULT_NAME, MethodHandle.class);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object define(byte[] classFile, MethodHandle handle) {
        try {
            MethodHandles.Lookup hidden = LOOKUP.defineHiddenClassWithClassData(classFile, handle, true);
            return hidden.findConstructor(hidden.lookupClass(), MethodType.methodType(void.class))
                    .invoke();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads the file without initialising the class: it has no class data under its own name. */
    private static byte[] classFile(Class<?> type) {
        try (InputStream file = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            if (file == null) {
                throw new IllegalStateException("The class file of " + type.getName() + " is not there to be read.");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
