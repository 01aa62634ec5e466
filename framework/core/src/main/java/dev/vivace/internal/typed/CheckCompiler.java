package dev.vivace.internal.typed;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Puts the handles of {@link Checks} together. Each type of objects becomes a check of its own, which the others call: the JIT
 * inlines it where it is small, and a type that holds itself has an end. What has no constraints anywhere below it is
 * left out.
 */
final class CheckCompiler {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final MethodHandle CALL = virtual(BooleanCheck.class, "holds", boolean.class, Object.class);
    private static final MethodHandle HOLDS = virtual(Constraint.class, "holds", boolean.class, Object.class);
    private static final MethodHandle IS_INSTANCE = virtual(Class.class, "isInstance", boolean.class, Object.class);
    private static final MethodHandle IS_NULL = Rule.test(CheckCompiler.class, "isNull");

    private final Map<JsonType, RecursiveCheck> begun = new IdentityHashMap<>();
    private final Map<JsonType, BooleanCheck> done = new IdentityHashMap<>();

    /** Stands in for a check that is being put together. */
    private static final class RecursiveCheck implements BooleanCheck {
        private BooleanCheck target;

        @Override
        public boolean holds(Object value) {
            return target.holds(value);
        }
    }

    /** Null where there is nothing to check. */
    BooleanCheck check(TypeUse use, Type declared) {
        boolean plainObject = use.type().kind() == JsonType.Kind.OBJECT
                && use.constraints().isEmpty()
                && Types.contents(declared) == declared;
        if (plainObject) {
            return objectCheck(use.type());
        }
        MethodHandle handle = handle(use, declared);
        return handle == null ? null : HiddenHandles.check(handle);
    }

    /** Takes a value of the class of the declared type, null too; null where there is nothing to check. */
    MethodHandle handle(TypeUse use, Type declared) {
        Class<?> raw = Types.raw(declared);
        Type contents = Types.contents(declared);
        if (contents != declared) {
            MethodHandle inner = handle(use, contents);
            return inner == null ? null : nullSafe(ofContent(raw, inner));
        }
        List<MethodHandle> parts = new ArrayList<>();
        for (Constraint constraint : use.constraints()) {
            parts.add(constraint instanceof Rule rule ? rule.test() : HOLDS.bindTo(constraint));
        }
        MethodHandle structure = structure(use.type(), declared, raw);
        if (structure != null) {
            parts.add(structure);
        }
        if (parts.isEmpty()) {
            return null;
        }
        MethodType type = MethodType.methodType(boolean.class, raw);
        for (int i = 0; i < parts.size(); i++) {
            parts.set(i, parts.get(i).asType(type));
        }
        return nullSafe(all(parts));
    }

    private static MethodHandle ofContent(Class<?> optional, MethodHandle inner) {
        if (optional == Optional.class) {
            MethodHandle any = inner.asType(MethodType.methodType(boolean.class, Object.class));
            MethodHandle content = MethodHandles.insertArguments(
                    virtual(Optional.class, "orElse", Object.class, Object.class), 1, (Object) null);
            return MethodHandles.filterArguments(any, 0, content);
        }
        Class<?> of = inner.type().parameterType(0);
        String getter = optional == OptionalInt.class
                ? "getAsInt"
                : optional == OptionalLong.class ? "getAsLong" : "getAsDouble";
        assert optional == OptionalInt.class || optional == OptionalLong.class || optional == OptionalDouble.class;
        return MethodHandles.guardWithTest(
                virtual(optional, "isPresent", boolean.class),
                MethodHandles.filterArguments(inner, 0, virtual(optional, getter, of)),
                Rule.always(true, optional));
    }

    private MethodHandle structure(JsonType type, Type declared, Class<?> raw) {
        switch (type.kind()) {
            case OBJECT -> {
                BooleanCheck object = objectCheck(type);
                return object == null ? null : CALL.bindTo(object);
            }
            case ONE_OF -> {
                return variants(type);
            }
            case MAP -> {
                BooleanCheck each = check(type.element(), Types.argument(declared, 1));
                return each == null ? null : Rule.test(Elements.class, "allInMap", new Elements.Values(each));
            }
            case ARRAY -> {
                return elements(type, declared, raw);
            }
            default -> {
                return null;
            }
        }
    }

    private MethodHandle elements(JsonType type, Type declared, Class<?> raw) {
        Type of = raw.isArray() ? raw.getComponentType() : Types.argument(declared, 0);
        BooleanCheck each = check(type.element(), of);
        if (each == null) {
            return null;
        }
        String name;
        if (raw.isArray()) {
            name = raw.getComponentType().isPrimitive() ? "allInPrimitives" : "allInArray";
        } else if (List.class.isAssignableFrom(raw)) {
            name = "allInList";
        } else if (Set.class.isAssignableFrom(raw)) {
            name = "allInSet";
        } else if (Collection.class.isAssignableFrom(raw)) {
            name = "allInCollection";
        } else {
            name = "allInAny";
        }
        return Rule.test(Elements.class, name, each);
    }

    private MethodHandle variants(JsonType type) {
        MethodHandle chain = null;
        for (JsonType variant : type.variants().values()) {
            BooleanCheck check = objectCheck(variant);
            if (check != null) {
                MethodHandle others = chain == null ? Rule.always(true, Object.class) : chain;
                chain = MethodHandles.guardWithTest(
                        IS_INSTANCE.bindTo(Types.raw(variant.javaType())), CALL.bindTo(check), others);
            }
        }
        return chain;
    }

    /** Takes null too; null where there is nothing to check. */
    private BooleanCheck objectCheck(JsonType type) {
        if (done.containsKey(type)) {
            return done.get(type);
        }
        if (!isConstrained(type)) {
            return null;
        }
        RecursiveCheck itself = begun.get(type);
        if (itself != null) {
            return itself;
        }
        itself = new RecursiveCheck();
        begun.put(type, itself);
        Class<?> owner = Types.raw(type.javaType());
        List<MethodHandle> parts = new ArrayList<>();
        for (Member member : type.members()) {
            if (isConstrained(member.use())) {
                parts.add(member(member, owner));
            }
        }
        BooleanCheck check = HiddenHandles.check(nullSafe(all(parts)));
        itself.target = check;
        done.put(type, check);
        return check;
    }

    private MethodHandle member(Member member, Class<?> owner) {
        Type declared = member.accessor() != null
                ? member.accessor().getGenericReturnType()
                : member.annotated() instanceof Field field ? field.getGenericType() : Object.class;
        MethodHandle getter = getter(member, owner);
        MethodHandle test = handle(member.use(), declared);
        return MethodHandles.filterArguments(
                test, 0, getter.asType(MethodType.methodType(test.type().parameterType(0), owner)));
    }

    private static MethodHandle getter(Member member, Class<?> owner) {
        try {
            if (member.accessor() != null) {
                member.accessor().setAccessible(true);
                return LOOKUP.unreflect(member.accessor());
            }
            if (member.annotated() instanceof Field field) {
                field.setAccessible(true);
                return LOOKUP.unreflectGetter(field);
            }
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            throw new IllegalArgumentException(unreadable(member, owner), e);
        }
        throw new IllegalArgumentException(unreadable(member, owner));
    }

    private static String unreadable(Member member, Class<?> owner) {
        return owner.getName() + "." + member.property()
                + " has constraints and cannot be read: give it a public accessor," + " in a package that is open to "
                + CheckCompiler.class.getModule() + ".";
    }

    private static boolean isConstrained(TypeUse use) {
        return !use.constraints().isEmpty() || isConstrained(use.type());
    }

    private static boolean isConstrained(JsonType type) {
        Set<JsonType> reached = Collections.newSetFromMap(new IdentityHashMap<>());
        Checks.reach(type, reached);
        for (JsonType each : reached) {
            boolean here =
                    each.element() != null && !each.element().constraints().isEmpty();
            for (Member member : each.members()) {
                here |= !member.use().constraints().isEmpty();
            }
            if (here) {
                return true;
            }
        }
        return false;
    }

    /** In order, as a balanced tree: the JIT follows calls only so deep. */
    private static MethodHandle all(List<MethodHandle> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        int half = parts.size() / 2;
        MethodHandle first = all(parts.subList(0, half));
        MethodHandle second = all(parts.subList(half, parts.size()));
        return MethodHandles.guardWithTest(
                first, second, Rule.always(false, first.type().parameterType(0)));
    }

    private static MethodHandle nullSafe(MethodHandle test) {
        Class<?> type = test.type().parameterType(0);
        if (type.isPrimitive()) {
            return test;
        }
        return MethodHandles.guardWithTest(
                IS_NULL.asType(MethodType.methodType(boolean.class, type)), Rule.always(true, type), test);
    }

    static boolean isNull(Object value) {
        return value == null;
    }

    private static MethodHandle virtual(Class<?> owner, String name, Class<?> result, Class<?>... parameters) {
        try {
            return LOOKUP.findVirtual(owner, name, MethodType.methodType(result, parameters));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
