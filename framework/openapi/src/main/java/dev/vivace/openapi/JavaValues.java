package dev.vivace.openapi;

import dev.vivace.internal.typed.Constraint;
import dev.vivace.internal.typed.JsonType;
import dev.vivace.internal.typed.TypeUse;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Asks the constraints of a type what they say to a generated value: decoded far enough for that. */
final class JavaValues {
    private JavaValues() {}

    /** Whether all constraints of a mention hold for a value, as far as it can be decoded here. */
    static boolean holds(TypeUse use, Object value) {
        return firstBroken(use, value) == null;
    }

    /** The first constraint that a value breaks, null where it breaks none. */
    static Constraint firstBroken(TypeUse use, Object value) {
        if (value == null || use.constraints().isEmpty()) {
            return null;
        }
        Object decoded = decoded(use.type(), value);
        if (decoded == null) {
            return null;
        }
        for (Constraint constraint : use.constraints()) {
            if (!constraint.holds(decoded)) {
                return constraint;
            }
        }
        return null;
    }

    /** Whether a constraint is certainly broken by a value. */
    static boolean breaks(Constraint constraint, JsonType type, Object value) {
        Object decoded = decoded(type, value);
        return decoded != null && !constraint.holds(decoded);
    }

    static Class<?> raw(Type type) {
        if (type instanceof Class<?> c) {
            return c;
        }
        if (type instanceof ParameterizedType p) {
            return (Class<?>) p.getRawType();
        }
        return type instanceof GenericArrayType a
                ? raw(a.getGenericComponentType()).arrayType()
                : Object.class;
    }

    private static Object decoded(JsonType type, Object value) {
        Class<?> java = raw(type.javaType());
        return switch (type.kind()) {
            case STRING -> text(java, (String) value);
            case INTEGER, NUMBER -> number(java, new BigDecimal(value.toString()));
            case BOOLEAN -> value;
            case ENUM -> constant(java, (String) value);
            case ARRAY -> elements(java, (List<?>) value);
            // Keys and values are no matter to the constraints of a map itself
            case MAP -> ofClass(java, value);
            case OBJECT, ONE_OF, ANY -> null;
        };
    }

    /** Of another class than the one that documents are read into, no rule of that one can be asked. */
    private static Object ofClass(Class<?> java, Object value) {
        return java.isInstance(value) ? value : null;
    }

    private static Object elements(Class<?> java, List<?> value) {
        if (java.isArray()) {
            return Array.newInstance(java.getComponentType(), value.size());
        }
        return ofClass(
                java, Set.class.isAssignableFrom(java) ? new LinkedHashSet<>(value) : new ArrayList<Object>(value));
    }

    private static Object number(Class<?> java, BigDecimal value) {
        if (java == int.class || java == Integer.class) {
            return value.intValue();
        } else if (java == long.class || java == Long.class) {
            return value.longValue();
        } else if (java == short.class || java == Short.class) {
            return value.shortValue();
        } else if (java == byte.class || java == Byte.class) {
            return value.byteValue();
        } else if (java == double.class || java == Double.class) {
            return value.doubleValue();
        } else if (java == float.class || java == Float.class) {
            return value.floatValue();
        }
        return java == BigInteger.class ? value.toBigInteger() : value;
    }

    private static Object constant(Class<?> java, String name) {
        for (Object constant : java.isEnum() ? java.getEnumConstants() : new Object[0]) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        return null;
    }

    private static Object text(Class<?> java, String value) {
        if (java == String.class || java == CharSequence.class) {
            return value;
        }
        if (java == UUID.class) {
            return UUID.fromString(value);
        }
        if (java == byte[].class) {
            return bytes(value);
        }
        if (!java.getName().startsWith("java.time.")) {
            return null;
        }
        try {
            return java.getMethod("parse", CharSequence.class).invoke(null, value);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return null;
        }
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
