package dev.vivace.internal.json;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Keeps NaN and infinities out of generated types: dsl-json's generated code writes them as the strings {@code "NaN"}
 * and {@code "Infinity"}, and there is no place to intervene. So the bytes written are searched for these strings, and
 * only when one is there, the value is searched by reflection for the number, because the string may be a string. What a
 * record's accessor or a getter of a floating-point type returns counts as what its field holds.
 *
 * <p>Types whose fields and such getters cannot lead to a floating-point number are not guarded and pay nothing.
 *
 * @param <T> the type
 */
final class NonFiniteGuard<T> implements JsonEncoder<T> {
    private final JsonEncoder<T> encoder;

    private NonFiniteGuard(JsonEncoder<T> encoder) {
        this.encoder = encoder;
    }

    /** The encoder itself, or guarded if values of the type can hold floating-point numbers. */
    static <T> JsonEncoder<T> around(JsonEncoder<T> encoder, Class<T> type) {
        return leadsToFloatingPoint(type, new HashSet<>()) ? new NonFiniteGuard<>(encoder) : encoder;
    }

    @Override
    public void encode(JsonOutput out, T value) {
        int from = out.length();
        encoder.encode(out, value);
        if (suspicious(out.bytes(), from, out.length())
                && holdsNonFinite(value, Collections.newSetFromMap(new IdentityHashMap<>()))) {
            throw new IllegalArgumentException(
                    "NaN and infinities have no place in JSON (RFC 8259, section 6), but the value holds one, of "
                            + value.getClass().getTypeName());
        }
    }

    /** Whether a string ends in NaN or Infinity; both are long enough to look at their last letters only. */
    private static boolean suspicious(byte[] bytes, int from, int end) {
        for (int i = from + 4; i < end; i++) {
            if (bytes[i] == '"'
                    && (bytes[i - 1] == 'N' && bytes[i - 2] == 'a' && bytes[i - 3] == 'N'
                            || bytes[i - 1] == 'y' && bytes[i - 2] == 't' && bytes[i - 3] == 'i')) {
                return true;
            }
        }
        return false;
    }

    private static boolean leadsToFloatingPoint(Class<?> type, Set<Class<?>> seen) {
        if (type.isArray()) {
            return leadsToFloatingPoint(type.getComponentType(), seen);
        }
        if (isFloatingPoint(type)) {
            return true;
        }
        if (type.isPrimitive() || type.isEnum() || !seen.add(type)) {
            return false;
        }
        if (type.getName().startsWith("java.")) {
            // What a container holds is not in its class; it is searched like everything that may be anything.
            return type == Object.class || type == Number.class || type == Optional.class || isContainer(type);
        }
        if (Modifier.isAbstract(type.getModifiers())) {
            return true;
        }
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && leadsToFloatingPoint(field.getType(), seen)) {
                    return true;
                }
            }
            for (Method method : c.getDeclaredMethods()) {
                if (isGetter(method)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isFloatingPoint(Class<?> type) {
        return type == double.class
                || type == float.class
                || type == Double.class
                || type == Float.class
                || type == OptionalDouble.class;
    }

    /** A method that the encoder may take a floating-point number from: {@code getX}, or {@code x} of a record. */
    private static boolean isGetter(Method method) {
        return method.getParameterCount() == 0
                && isFloatingPoint(method.getReturnType())
                && Modifier.isPublic(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && (method.getName().startsWith("get") || isAccessor(method));
    }

    private static boolean isAccessor(Method method) {
        Class<?> type = method.getDeclaringClass();
        return type.isRecord()
                && java.util.Arrays.stream(type.getRecordComponents())
                        .anyMatch(component -> component.getAccessor().equals(method));
    }

    private static boolean isContainer(Class<?> type) {
        return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
    }

    private static boolean holdsNonFinite(Object value, Set<Object> seen) {
        if (value instanceof Double || value instanceof Float) {
            return !Double.isFinite(((Number) value).doubleValue());
        }
        if (value == null || value instanceof String || value instanceof Enum || !seen.add(value)) {
            return false;
        }
        if (value instanceof OptionalDouble optional) {
            return optional.isPresent() && !Double.isFinite(optional.getAsDouble());
        }
        if (value instanceof Optional<?> optional) {
            return holdsNonFinite(optional.orElse(null), seen);
        }
        if (value instanceof Map<?, ?> map) {
            return anyNonFinite(map.values(), seen) || anyNonFinite(map.keySet(), seen);
        }
        if (value instanceof Collection<?> collection) {
            return anyNonFinite(collection, seen);
        }
        if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                if (holdsNonFinite(Array.get(value, i), seen)) {
                    return true;
                }
            }
            return false;
        }
        return !value.getClass().getName().startsWith("java.")
                && (fieldsHoldNonFinite(value, seen) || gettersGiveNonFinite(value, seen));
    }

    private static boolean anyNonFinite(Collection<?> values, Set<Object> seen) {
        for (Object value : values) {
            if (holdsNonFinite(value, seen)) {
                return true;
            }
        }
        return false;
    }

    private static boolean fieldsHoldNonFinite(Object value, Set<Object> seen) {
        for (Class<?> c = value.getClass(); c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                try {
                    field.setAccessible(true);
                    if (holdsNonFinite(field.get(value), seen)) {
                        return true;
                    }
                } catch (IllegalAccessException | InaccessibleObjectException e) {
                    // A closed module: the string is given the benefit of the doubt.
                    return false;
                }
            }
        }
        return false;
    }

    private static boolean gettersGiveNonFinite(Object value, Set<Object> seen) {
        for (Class<?> c = value.getClass(); c != null && c != Object.class; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                try {
                    if (isGetter(method)) {
                        method.setAccessible(true);
                        if (holdsNonFinite(method.invoke(value), seen)) {
                            return true;
                        }
                    }
                } catch (IllegalAccessException | InvocationTargetException | InaccessibleObjectException e) {
                    // A closed module, or a getter that the encoder did not need: not the number looked for
                }
            }
        }
        return false;
    }
}
