package dev.vivace.internal.typed;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Whether a decoded object satisfies all the constraints of its type, those of all that it holds included: members, contents of
 * Optionals, elements, values of maps. Yes or no; where and why is found again on a cold path. Null satisfies everything.
 *
 * <p>Put together from method handles at start and compiled by the JIT like code that was written ({@link HiddenHandles}):
 * no reflection, no boxing, no garbage (collections that are neither lists nor small sets have their iterators).
 *
 * <p><b>Threading:</b> immutable.
 */
public final class Checks {
    private static final Checks TRIVIAL = new Checks(null, null, true);

    private final TypeUse use;
    private final BooleanCheck check;
    private final boolean isTrivial;

    private Checks(TypeUse use, BooleanCheck check, boolean isTrivial) {
        this.use = use;
        this.check = check;
        this.isTrivial = isTrivial;
    }

    /**
     * The check of a type.
     *
     * @throws IllegalArgumentException if something has constraints that would not be kept; names it
     */
    public static Checks of(TypeUse use) {
        for (JsonType type : reached(use)) {
            requireKept(type);
        }
        BooleanCheck check = new CheckCompiler().check(use, use.type().javaType());
        return check == null ? TRIVIAL : new Checks(use, check, false);
    }

    /** Whether every value is right: there are no constraints at all. */
    public boolean isTrivial() {
        return isTrivial;
    }

    /** Whether a value of the type is right. */
    public boolean holds(Object value) {
        try {
            return isTrivial || check.holds(value);
        } catch (StackOverflowError e) {
            return DeepWalk.holds(use, value);
        }
    }

    /** A type and all that its values can hold. */
    public static Set<JsonType> reached(TypeUse use) {
        Set<JsonType> reached = Collections.newSetFromMap(new IdentityHashMap<>());
        reach(use.type(), reached);
        return reached;
    }

    /** Adds a type and all that its values can hold. */
    static void reach(JsonType type, Set<JsonType> reached) {
        if (!reached.add(type)) {
            return;
        }
        if (type.element() != null) {
            reach(type.element().type(), reached);
        }
        for (Member member : type.members()) {
            reach(member.use().type(), reached);
        }
        for (JsonType variant : type.variants().values()) {
            reach(variant, reached);
        }
    }

    private static void requireKept(JsonType type) {
        Class<?> raw = Types.raw(type.javaType());
        if (type.kind() == JsonType.Kind.ANY && !raw.getName().startsWith("java.")) {
            Constraints.requireNone(raw);
        }
        if (type.kind() != JsonType.Kind.OBJECT && type.kind() != JsonType.Kind.ONE_OF) {
            return;
        }
        List<String> names = new ArrayList<>();
        for (Member member : type.members()) {
            if (member.accessor() != null) {
                names.add(member.accessor().getName());
            } else if (member.annotated() instanceof Field field) {
                names.add(field.getName());
            }
        }
        if (type.kind() == JsonType.Kind.ONE_OF) {
            Constraints.refuse(raw.getAnnotations(), raw.getName() + " itself");
        } else {
            Constraints.requireKept(raw, names);
        }
    }
}
