package dev.vivace;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;

/** {@code List<E>} as a {@link Type}; equal to the one that the JDK makes. */
record ListType(Type element) implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
        return new Type[] {element};
    }

    @Override
    public Type getRawType() {
        return List.class;
    }

    @Override
    public Type getOwnerType() {
        return null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ParameterizedType type
                && type.getRawType() == List.class
                && type.getOwnerType() == null
                && Arrays.equals(type.getActualTypeArguments(), getActualTypeArguments());
    }

    /** That of the JDK's. */
    @Override
    public int hashCode() {
        return Arrays.hashCode(getActualTypeArguments()) ^ List.class.hashCode();
    }

    @Override
    public String toString() {
        return "java.util.List<" + element.getTypeName() + ">";
    }
}
