package dev.vivace.internal.json;

import dev.vivace.internal.typed.PlaceAnnotations;
import java.lang.annotation.Annotation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * What reflection says about a property: its type, and all that is annotated there.
 *
 * @param type null where the fields and methods that it may be reached by do not agree on one
 * @param annotations those of the record component or field, of its accessor, and of the type as a whole; each once
 * @param accessor gives the value of an object, or null
 * @param annotated the record component, field or method that stands for the property, or null
 */
record PropertyType(AnnotatedType type, Annotation[] annotations, Method accessor, AnnotatedElement annotated) {
    private static final PropertyType UNKNOWN = new PropertyType(null, new Annotation[0], null, null);

    /** What dsl-json has a value for when a member that it takes for not nullable is missing. */
    private static final Set<Class<?>> WITH_DEFAULT = Set.of(
            String.class,
            Boolean.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            UUID.class,
            List.class,
            Set.class,
            Map.class,
            Optional.class,
            OptionalInt.class,
            OptionalLong.class,
            OptionalDouble.class);

    /**
     * Looks for a property.
     *
     * @param components those of the owner if it is a record, else null: reflection makes them anew each time it is asked
     */
    static PropertyType of(Class<?> owner, RecordComponent[] components, String property) {
        if (components == null) {
            return ofBean(owner, property);
        }
        for (RecordComponent component : components) {
            if (component.getName().equals(property)) {
                return of(component, owner);
            }
        }
        return UNKNOWN;
    }

    private static PropertyType of(RecordComponent component, Class<?> owner) {
        List<Annotation> all = new ArrayList<>();
        add(component.getAnnotations(), all);
        try {
            add(owner.getDeclaredField(component.getName()).getAnnotations(), all);
        } catch (NoSuchFieldException e) {
            throw new AssertionError("a record without the field of a component", e);
        }
        add(component.getAccessor().getAnnotations(), all);
        return complete(component.getAnnotatedType(), all, component.getAccessor(), component);
    }

    private static PropertyType ofBean(Class<?> owner, String property) {
        Map<String, AnnotatedType> candidates = new LinkedHashMap<>();
        List<Annotation> all = new ArrayList<>();
        Method getter = null;
        AnnotatedElement annotated = null;
        for (Class<?> c = owner; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!field.getName().equals(property) || Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                // A private field is no way to the property, but where people put their annotations
                add(field.getAnnotations(), all);
                annotated = annotated == null ? field : annotated;
                if (reachable(field, field.getModifiers())) {
                    candidate(field.getAnnotatedType(), candidates);
                }
            }
            for (Method method : c.getDeclaredMethods()) {
                if (reachable(method, method.getModifiers()) && isAccessor(method.getName(), property)) {
                    AnnotatedType accessed = accessed(method);
                    if (accessed == null) {
                        continue;
                    }
                    candidate(accessed, candidates);
                    add(method.getAnnotations(), all);
                    getter = getter == null && method.getParameterCount() == 0 ? method : getter;
                    annotated = annotated == null ? method : annotated;
                }
            }
        }
        return candidates.size() == 1
                ? complete(candidates.values().iterator().next(), all, getter, annotated)
                : UNKNOWN;
    }

    private static PropertyType complete(
            AnnotatedType type, List<Annotation> annotations, Method accessor, AnnotatedElement annotated) {
        if (!(type instanceof AnnotatedArrayType)) {
            add(type.getAnnotations(), annotations);
        }
        // What accessors inherit; of an Optional without that of its content, which says nothing of whether it is there
        List<Annotation> ofContent = type instanceof AnnotatedParameterizedType p
                        && p.getType() instanceof ParameterizedType of
                        && of.getRawType() == Optional.class
                ? List.of(p.getAnnotatedActualTypeArguments()[0].getAnnotations())
                : List.of();
        for (Annotation annotation : PlaceAnnotations.of(annotated, accessor)) {
            if (!ofContent.contains(annotation) && !annotations.contains(annotation)) {
                annotations.add(annotation);
            }
        }
        return new PropertyType(type, annotations.toArray(new Annotation[0]), callable(accessor), annotated);
    }

    private static Method callable(Method accessor) {
        if (accessor == null) {
            return null;
        }
        try {
            accessor.setAccessible(true);
            return accessor;
        } catch (InaccessibleObjectException e) {
            return null;
        }
    }

    private static void add(Annotation[] more, List<Annotation> all) {
        for (Annotation one : more) {
            if (!all.contains(one)) {
                all.add(one);
            }
        }
    }

    /** One candidate for each type; the one that says most about its arguments. */
    private static void candidate(AnnotatedType type, Map<String, AnnotatedType> candidates) {
        candidates.merge(
                type.getType().getTypeName(),
                type,
                (old, now) -> now.toString().length() > old.toString().length() ? now : old);
    }

    private static AnnotatedType accessed(Method method) {
        if (method.getParameterCount() == 0) {
            return method.getReturnType() == void.class ? null : method.getAnnotatedReturnType();
        }
        return method.getParameterCount() == 1 ? method.getAnnotatedParameterTypes()[0] : null;
    }

    private static boolean reachable(AccessibleObject member, int modifiers) {
        boolean synthetic = member instanceof Method m && m.isBridge();
        return !Modifier.isPrivate(modifiers) && !Modifier.isStatic(modifiers) && !synthetic;
    }

    /** {@code getX}, {@code isX}, {@code setX} or {@code x}. */
    static boolean isAccessor(String method, String property) {
        if (method.equals(property)) {
            return true;
        }
        int prefix = method.startsWith("is") ? 2 : method.startsWith("get") || method.startsWith("set") ? 3 : 0;
        String rest = method.substring(prefix);
        return prefix > 0
                && (rest.equals(property)
                        || rest.equals(Character.toUpperCase(property.charAt(0)) + property.substring(1)));
    }

    /** Whether dsl-json has a value for the property when it is missing, although null may not stand there. */
    boolean hasDefault() {
        Class<?> raw = type == null
                ? Object.class
                : type.getType() instanceof ParameterizedType p
                        ? (Class<?>) p.getRawType()
                        : type.getType() instanceof Class<?> c ? c : Object.class;
        return raw.isArray() || raw.isEnum() || WITH_DEFAULT.contains(raw);
    }
}
