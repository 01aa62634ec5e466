package dev.vivace.internal.typed;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One component of a record of parameters: where its values come from and how they are read.
 *
 * @param index its number in the record, and in {@link ParamValues}
 * @param place where it is
 * @param model what clients see of it
 * @param container {@link Optional}, {@link List}, {@link Set} or one of the primitive optionals; null for the value itself
 * @param type how one value is read
 * @param javaType the component's type
 * @param otherwise stands in for a missing value; null where nothing does, or null does
 * @param missing says that it is required
 */
record ParamSlot(
        int index,
        ParamPlace place,
        ParamModel model,
        Class<?> container,
        ParamType type,
        Class<?> javaType,
        Object otherwise,
        String missing) {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    /** Whether several values are taken. */
    boolean several() {
        return container == List.class || container == Set.class;
    }

    /**
     * Reads the component and tries its rules: takes {@link ParamValues}, gives the component's type, throws {@link
     * ParamFault}.
     */
    MethodHandle handle() {
        MethodHandle reader = reader();
        MethodHandle test = new CheckCompiler().handle(model.use(), genericType());
        if (test == null) {
            return reader;
        }
        MethodHandle broken =
                MethodHandles.throwException(javaType, ParamFault.class).bindTo(ParamFault.RULE);
        return MethodHandles.filterReturnValue(
                reader,
                MethodHandles.guardWithTest(
                        test, MethodHandles.identity(javaType), MethodHandles.dropArguments(broken, 0, javaType)));
    }

    private Type genericType() {
        return ((RecordComponent) model.annotated()).getGenericType();
    }

    private MethodHandle reader() {
        if (container != null) {
            return model.required() && !several()
                    ? MethodHandles.filterArguments(contained(), 0, bind(find("present", ParamValues.class), index))
                    : contained();
        }
        if (javaType == byte.class) {
            return whole(Byte.MIN_VALUE, Byte.MAX_VALUE);
        } else if (javaType == short.class) {
            return whole(Short.MIN_VALUE, Short.MAX_VALUE);
        } else if (javaType == int.class) {
            return whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
        } else if (javaType == long.class) {
            return whole(Long.MIN_VALUE, Long.MAX_VALUE);
        } else if (javaType == double.class) {
            return primitive("real");
        } else if (javaType == float.class) {
            return primitive("single");
        } else if (javaType == boolean.class) {
            return primitive("truth");
        }
        MethodHandle object = model.required()
                ? bind(find("object", Object.class, ValueReader.class), index, type.reader())
                : bind(
                        find("objectOr", Object.class, ValueReader.class, Object.class),
                        index,
                        type.reader(),
                        otherwise);
        return object.asType(MethodType.methodType(javaType, ParamValues.class));
    }

    private MethodHandle contained() {
        if (container == OptionalInt.class) {
            return bind(find("optionalInt", container), index);
        } else if (container == OptionalLong.class) {
            return bind(find("optionalLong", container), index);
        } else if (container == OptionalDouble.class) {
            return bind(find("optionalDouble", container), index);
        }
        String name = container == List.class ? "list" : container == Set.class ? "set" : "optional";
        return bind(find(name, container, ValueReader.class), index, type.reader());
    }

    private MethodHandle whole(long min, long max) {
        MethodHandle wide = otherwise == null
                ? bind(find("whole", long.class, long.class, long.class), index, min, max)
                : bind(
                        find("wholeOr", long.class, long.class, long.class, long.class),
                        index,
                        min,
                        max,
                        ((Number) otherwise).longValue());
        return MethodHandles.explicitCastArguments(wide, MethodType.methodType(javaType, ParamValues.class));
    }

    private MethodHandle primitive(String name) {
        return otherwise == null
                ? bind(find(name, javaType), index)
                : bind(find(name + "Or", javaType, javaType), index, otherwise);
    }

    private static MethodHandle find(String name, Class<?> result, Class<?>... bound) {
        MethodType type =
                MethodType.methodType(result, ParamValues.class, int.class).appendParameterTypes(bound);
        try {
            return LOOKUP.findStatic(ParamReaders.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle bind(MethodHandle handle, Object... arguments) {
        return MethodHandles.insertArguments(handle, 1, arguments);
    }
}
