package dev.vivace.internal.typed;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the annotations of Jakarta Validation say about a value. The annotations are an optional dependency of the library:
 * without it nothing is annotated, and a class that was compiled with them is refused, because the JVM would drop them
 * silently.
 *
 * <p>What cannot be done as an annotation says is an {@link IllegalArgumentException} with a sentence that names the place.
 *
 * <p><b>Threading:</b> any; for the time of the start.
 */
public final class Constraints {
    private static final boolean API = isPresent();
    private static final Clock CLOCK = Clock.systemUTC();

    private Constraints() {}

    /** {@link #of(Annotation[], Type, String)} for a place without a name. */
    public static List<Constraint> of(Annotation[] annotations, Type type) {
        return of(annotations, type, "a value of type " + type.getTypeName());
    }

    /**
     * The rules of a value.
     *
     * @param annotations all that are found at its place; the same one counts once
     * @param type of the value; of an Optional the rules are about its content
     * @param where for exceptions: {@code NewUser.name}
     * @return in the order of the annotations
     */
    public static List<Constraint> of(Annotation[] annotations, Type type, String where) {
        return of(annotations, type, where, CLOCK);
    }

    /**
     * The same with a clock.
     *
     * @param clock says what is past; its zone says what day it is. UTC's is used elsewhere
     */
    public static List<Constraint> of(Annotation[] annotations, Type type, String where, Clock clock) {
        if (API) {
            return List.copyOf(JakartaConstraints.of(annotations, Types.raw(Types.contents(type)), where, clock));
        }
        for (Annotation annotation : annotations) {
            ConstraintFiles.requireNone(annotation.annotationType());
        }
        return List.of();
    }

    /** Whether a value must be there and not be null: {@code @NotNull}, {@code @NotBlank} or {@code @NotEmpty}. */
    public static boolean required(Annotation[] annotations) {
        return API && JakartaConstraints.required(annotations, "a value") != null;
    }

    /** The sentence that the app gives for a value that is required and not there; null where it gives none. */
    public static String requiredSentence(Annotation[] annotations, String where) {
        String sentence = API ? JakartaConstraints.required(annotations, where) : null;
        return sentence == null || sentence.isEmpty() ? null : sentence;
    }

    /**
     * Refuses annotations where nothing looks at them, the keys of maps for instance.
     *
     * @param where for exceptions
     */
    public static void refuse(Annotation[] annotations, String where) {
        if (API && JakartaAnnotations.any(annotations)) {
            throw new IllegalArgumentException("There are constraints at " + where
                    + ", where they are not checked. Use a check instead: Json.of(...).check(...) or"
                    + " Params.of(...).check(...).");
        }
    }

    /**
     * Refuses a type whose rules would not be kept: one that has constraints of its own, or on a method that gives no member; and
     * one that was compiled with annotations that are not there at run time.
     *
     * @param members the names of the methods or fields that give members
     */
    public static void requireKept(Class<?> type, Collection<String> members) {
        if (!API) {
            ConstraintFiles.requireNone(type);
            return;
        }
        refuse(type.getAnnotations(), type.getName() + " itself");
        Set<String> known = new HashSet<>(members);
        for (Method method : type.getMethods()) {
            if (method.getParameterCount() == 0
                    && method.getDeclaringClass() != Object.class
                    && !Modifier.isStatic(method.getModifiers())
                    && !known.contains(method.getName())
                    && isProperty(method)) {
                refuse(method.getAnnotations(), type.getName() + "." + method.getName() + "()");
            }
        }
    }

    /** Refuses a class whose members have constraints: how it is read is not known, so nothing would look at them. */
    static void requireNone(Class<?> type) {
        if (!API) {
            ConstraintFiles.requireNone(type);
            return;
        }
        String where = type.getName() + ", which a converter of its own reads";
        refuse(type.getAnnotations(), where);
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                refuse(PlaceAnnotations.of(field, null), where);
            }
            for (Method method : at.getDeclaredMethods()) {
                refuse(method.getAnnotations(), where);
            }
        }
    }

    private static boolean isProperty(Method method) {
        String name = method.getName();
        return name.startsWith("get") && name.length() > 3 && method.getReturnType() != void.class
                || name.startsWith("is") && name.length() > 2 && method.getReturnType() == boolean.class;
    }

    /**
     * The keywords of several rules in one schema: the narrower limit where two say the same, all patterns.
     *
     * @return in the order of the rules
     */
    public static Map<String, Object> schemaKeywords(List<Constraint> constraints) {
        Map<String, Object> all = new LinkedHashMap<>();
        List<Object> others = new ArrayList<>();
        for (Constraint constraint : constraints) {
            constraint.schemaKeywords().forEach((name, value) -> {
                Object known = all.putIfAbsent(name, value);
                if (known instanceof Number one && value instanceof Number other) {
                    boolean least = name.startsWith("min") || name.equals("exclusiveMinimum");
                    boolean narrower = compare(other, one) > 0 == least;
                    all.put(name, narrower ? other : one);
                } else if (known != null && !known.equals(value)) {
                    others.add(Map.of(name, value));
                }
            });
        }
        if (!others.isEmpty()) {
            all.put("allOf", List.copyOf(others));
        }
        return all;
    }

    private static int compare(Number one, Number other) {
        return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString()));
    }

    private static boolean isPresent() {
        try {
            Class.forName("jakarta.validation.Constraint", false, Constraints.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
