package dev.vivace.internal.json;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Puts into types what their variables stand for: {@code Box<T>}, mentioned in a {@code Page<String>}, is a
 * {@code Box<String>}. What nothing is known about, a wildcard for instance, is {@code Object}.
 *
 * <p><b>Threading:</b> stateless.
 */
final class ClosedTypes {
    private ClosedTypes() {}

    /** The type without variables; itself where it has none. */
    static Type of(Type type, Map<TypeVariable<?>, Type> arguments) {
        if (type instanceof Class<?>) {
            return type;
        }
        if (type instanceof ParameterizedType p) {
            return of(p, arguments);
        }
        if (type instanceof GenericArrayType array) {
            Type component = of(array.getGenericComponentType(), arguments);
            return component instanceof Class<?> c ? c.arrayType() : new Array(component);
        }
        Type meant = type instanceof TypeVariable<?> ? arguments.get(type) : null;
        return meant == null ? Object.class : meant;
    }

    /** The same for a generic class. */
    static ParameterizedType of(ParameterizedType type, Map<TypeVariable<?>, Type> arguments) {
        Type[] open = type.getActualTypeArguments();
        Type[] closed = new Type[open.length];
        for (int i = 0; i < open.length; i++) {
            closed[i] = of(open[i], arguments);
        }
        return Arrays.equals(open, closed) ? type : new Generic((Class<?>) type.getRawType(), List.of(closed));
    }

    /** How many generic types are inside one another: 1 for {@code Box<String>}. */
    static int levels(Type type) {
        if (type instanceof GenericArrayType array) {
            return levels(array.getGenericComponentType());
        }
        if (!(type instanceof ParameterizedType p)) {
            return 0;
        }
        int most = 0;
        for (Type argument : p.getActualTypeArguments()) {
            most = Math.max(most, levels(argument));
        }
        return 1 + most;
    }

    /** What the variables of a class and of those above it stand for. */
    static Map<TypeVariable<?>, Type> arguments(Class<?> type, Map<TypeVariable<?>, Type> own) {
        Map<TypeVariable<?>, Type> all = new HashMap<>(own);
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (c.getGenericSuperclass() instanceof ParameterizedType above) {
                put(of(above, all), all);
            }
        }
        return all;
    }

    /** What the variables of a generic class stand for. */
    static Map<TypeVariable<?>, Type> arguments(ParameterizedType closed) {
        Map<TypeVariable<?>, Type> arguments = new HashMap<>();
        put(closed, arguments);
        return arguments;
    }

    private static void put(ParameterizedType closed, Map<TypeVariable<?>, Type> arguments) {
        TypeVariable<?>[] variables = ((Class<?>) closed.getRawType()).getTypeParameters();
        for (int i = 0; i < variables.length; i++) {
            arguments.put(variables[i], closed.getActualTypeArguments()[i]);
        }
    }

    /** A generic class with arguments; equal to the one that the JDK makes. */
    private record Generic(Class<?> raw, List<Type> arguments) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(new Type[0]);
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public Type getOwnerType() {
            return raw.getDeclaringClass();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ParameterizedType type
                    && type.getRawType() == raw
                    && Objects.equals(type.getOwnerType(), getOwnerType())
                    && Arrays.equals(type.getActualTypeArguments(), getActualTypeArguments());
        }

        /** That of the JDK's. */
        @Override
        public int hashCode() {
            return arguments.hashCode() ^ Objects.hashCode(getOwnerType()) ^ raw.hashCode();
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(raw.getName());
            for (int i = 0; i < arguments.size(); i++) {
                text.append(i == 0 ? "<" : ", ").append(arguments.get(i).getTypeName());
            }
            return text.append('>').toString();
        }
    }

    /** An array of a generic class; equal to the one that the JDK makes. */
    private record Array(Type component) implements GenericArrayType {
        @Override
        public Type getGenericComponentType() {
            return component;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof GenericArrayType array
                    && array.getGenericComponentType().equals(component);
        }

        /** That of the JDK's. */
        @Override
        public int hashCode() {
            return component.hashCode();
        }

        @Override
        public String toString() {
            return component.getTypeName() + "[]";
        }
    }
}
