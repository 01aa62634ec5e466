package dev.vivace.internal.typed;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The meaning of a check: asks each constraint, wherever the model leads, by reflection. */
final class SlowWalk {
    private SlowWalk() {}

    static boolean holds(TypeUse use, Object found) throws ReflectiveOperationException {
        Object value = content(found);
        if (value == null) {
            return true;
        }
        for (Constraint constraint : use.constraints()) {
            if (!constraint.holds(value)) {
                return false;
            }
        }
        JsonType type = use.type();
        if (type.kind() == JsonType.Kind.ONE_OF) {
            for (JsonType variant : type.variants().values()) {
                if (variant.javaType() == value.getClass()) {
                    type = variant;
                }
            }
        }
        for (Member member : type.members()) {
            if (!holds(member.use(), member.accessor().invoke(value))) {
                return false;
            }
        }
        if (type.element() != null) {
            for (Object element : elements(value)) {
                if (!holds(type.element(), element)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Object content(Object found) {
        if (found instanceof Optional<?> optional) {
            return optional.orElse(null);
        }
        return found instanceof OptionalInt optional
                ? optional.isPresent() ? (Object) optional.getAsInt() : null
                : found;
    }

    private static Collection<?> elements(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values();
        }
        if (value instanceof Collection<?> collection) {
            return collection;
        }
        return value instanceof Object[] array ? Arrays.asList(array) : List.of();
    }
}
