package dev.vivace.internal.typed;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Says of an object what its compiled check says, without recursion: for documents that are nested so deep that the stack does
 * not do, as long as the check is interpreted. Slow, by reflection.
 */
final class DeepWalk {
    private record Step(TypeUse use, Object value) {}

    private final Deque<Step> open = new ArrayDeque<>();

    private DeepWalk() {}

    static boolean holds(TypeUse use, Object value) {
        DeepWalk walk = new DeepWalk();
        walk.push(use, value);
        while (!walk.open.isEmpty()) {
            Step step = walk.open.pop();
            for (Constraint constraint : step.use().constraints()) {
                if (!constraint.holds(step.value())) {
                    return false;
                }
            }
            walk.enter(step.use().type(), step.value());
        }
        return true;
    }

    private void push(TypeUse use, Object found) {
        Object value = found;
        if (found instanceof Optional<?> optional) {
            value = optional.orElse(null);
        } else if (found instanceof OptionalInt optional) {
            value = optional.isPresent() ? (Object) optional.getAsInt() : null;
        } else if (found instanceof OptionalLong optional) {
            value = optional.isPresent() ? (Object) optional.getAsLong() : null;
        } else if (found instanceof OptionalDouble optional) {
            value = optional.isPresent() ? (Object) optional.getAsDouble() : null;
        }
        if (value != null) {
            open.push(new Step(use, value));
        }
    }

    private void enter(JsonType type, Object value) {
        switch (type.kind()) {
            case OBJECT -> {
                for (Member member : type.members()) {
                    push(member.use(), read(member, value));
                }
            }
            case ONE_OF -> {
                for (JsonType variant : type.variants().values()) {
                    if (Types.raw(variant.javaType()).isInstance(value)) {
                        enter(variant, value);
                        return;
                    }
                }
            }
            case ARRAY, MAP -> enterElements(type.element(), value);
            default -> {}
        }
    }

    private void enterElements(TypeUse element, Object value) {
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(each -> push(element, each));
        } else if (value instanceof Collection<?> collection) {
            collection.forEach(each -> push(element, each));
        } else if (value.getClass().isArray()) {
            int length = Array.getLength(value);
            for (int i = 0; i < length; i++) {
                push(element, Array.get(value, i));
            }
        }
    }

    /** Null where it cannot be read: then it has no constraints, or there would be no check. */
    private static Object read(Member member, Object owner) {
        try {
            if (member.accessor() != null) {
                member.accessor().setAccessible(true);
                return member.accessor().invoke(owner);
            }
            if (member.annotated() instanceof Field field && field.trySetAccessible()) {
                return field.get(owner);
            }
            return null;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new UndeclaredThrowableException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
