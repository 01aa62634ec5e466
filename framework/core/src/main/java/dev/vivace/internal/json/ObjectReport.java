package dev.vivace.internal.json;

import dev.vivace.InputErrors;
import dev.vivace.internal.typed.Constraint;
import dev.vivace.internal.typed.JsonType;
import dev.vivace.internal.typed.Member;
import dev.vivace.internal.typed.TypeUse;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Finds the constraints that do not hold for a decoded object: where a constructor or hand-written code has made other
 * values than those of the document, the document does not show it.
 *
 * <p><b>Threading:</b> made for one object.
 */
final class ObjectReport {
    /** Hand-written code may make objects that contain themselves. */
    private static final int DEPTH_MAX = 512;

    private final InputErrors errors;
    private final JsonPlace place = new JsonPlace();
    private int found;

    private ObjectReport(InputErrors errors) {
        this.errors = errors;
    }

    /** Reports; whether anything was found. */
    static boolean report(TypeUse use, Object value, InputErrors errors) {
        ObjectReport report = new ObjectReport(errors);
        report.value(use, value, 0);
        return report.found > 0;
    }

    private void value(TypeUse use, Object given, int depth) {
        Object value = content(given);
        if (value == null) {
            if (!use.nullable()) {
                error(JsonFault.word(JsonFault.NULL_REFUSED), FaultSentences.of(JsonFault.NULL_REFUSED, null));
            }
            return;
        }
        for (Constraint constraint : use.constraints()) {
            if (!constraint.holds(value)) {
                error(constraint.code(), constraint.sentence());
            }
        }
        if (depth < DEPTH_MAX && found <= InputErrors.COUNT_MAX) {
            inside(use.type(), value, depth + 1);
        }
    }

    private void inside(JsonType type, Object value, int depth) {
        switch (type.kind()) {
            case OBJECT -> members(type, value, depth);
            case ONE_OF ->
                type.variants().values().stream()
                        .filter(variant -> variant.javaType() == value.getClass())
                        .forEach(variant -> members(variant, value, depth));
            case ARRAY -> elements(type.element(), value, depth);
            case MAP -> {
                if (value instanceof Map<?, ?> map) {
                    map.forEach((key, entry) -> {
                        int before = place.enter(String.valueOf(key));
                        value(type.element(), entry, depth);
                        place.leave(before);
                    });
                }
            }
            default -> {}
        }
    }

    private void members(JsonType type, Object value, int depth) {
        for (Member member : type.members()) {
            if (member.accessor() == null && !(member.annotated() instanceof Field)) {
                continue;
            }
            int before = place.enter(member.name());
            try {
                value(member.use(), valueOf(member, value), depth);
            } catch (ReflectiveOperationException | RuntimeException e) {
                error(JsonFault.word(JsonFault.TYPE_MISMATCH), FaultSentences.of(JsonFault.TYPE_MISMATCH, null));
            }
            place.leave(before);
        }
    }

    private static Object valueOf(Member member, Object owner) throws ReflectiveOperationException {
        if (member.accessor() != null) {
            return member.accessor().invoke(owner);
        }
        Field field = (Field) member.annotated();
        field.setAccessible(true);
        return field.get(owner);
    }

    private void elements(TypeUse element, Object value, int depth) {
        if (value instanceof Collection<?> collection) {
            int index = 0;
            for (Object one : collection) {
                element(element, index++, one, depth);
            }
        } else if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                element(element, i, Array.get(value, i), depth);
            }
        }
    }

    private void element(TypeUse use, int index, Object value, int depth) {
        int before = place.enter(index);
        value(use, value, depth);
        place.leave(before);
    }

    private static Object content(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.orElse(null);
        }
        if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? optional.getAsInt() : null;
        }
        if (value instanceof OptionalLong optional) {
            return optional.isPresent() ? optional.getAsLong() : null;
        }
        if (value instanceof OptionalDouble optional) {
            return optional.isPresent() ? optional.getAsDouble() : null;
        }
        return value;
    }

    private void error(String code, String sentence) {
        found++;
        errors.add(place.toString(), code, sentence);
    }
}
