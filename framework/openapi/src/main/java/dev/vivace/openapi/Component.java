package dev.vivace.openapi;

import dev.vivace.internal.typed.JsonType;

/**
 * A schema that has a name of its own. Two are the same where the Java type and the way it is spelled are.
 *
 * @param type an object, an enumeration or a choice
 * @param discriminator the member that tells this variant from others; null where the type is mentioned as itself
 * @param variant the value of that member
 */
record Component(JsonType type, String discriminator, String variant) {
    static Component of(JsonType type) {
        return new Component(type, null, null);
    }

    /** Whether schemas of the type are referred to by name, and not written where they are mentioned. */
    static boolean isNamed(JsonType type) {
        return switch (type.kind()) {
            case OBJECT, ENUM, ONE_OF -> true;
            default -> false;
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Component that
                && type.javaType().equals(that.type.javaType())
                && type.kind() == that.type.kind()
                && type.constants().equals(that.type.constants())
                && java.util.Objects.equals(discriminator, that.discriminator)
                && java.util.Objects.equals(variant, that.variant);
    }

    @Override
    public int hashCode() {
        return type.javaType().hashCode() * 31 + (variant == null ? 0 : variant.hashCode());
    }
}
