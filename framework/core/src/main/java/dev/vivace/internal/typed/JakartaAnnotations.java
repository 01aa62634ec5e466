package dev.vivace.internal.typed;

import jakarta.validation.Constraint;
import jakarta.validation.OverridesAttribute;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.Valid;
import jakarta.validation.groups.Default;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Finds the constraints of Jakarta Validation among annotations: repeated ones, and those that other annotations are composed
 * of. What cannot be done as the annotation says is refused here.
 */
final class JakartaAnnotations {
    /**
     * A constraint of the specification's own.
     *
     * @param sentence of the annotation that is composed of it; null where none is to be used
     * @param code likewise
     */
    record Found(Annotation annotation, String sentence, String code) {
        /** Not by {@code equals}: that of a record is linked from method handles, which takes a start milliseconds. */
        boolean isSame(Annotation other, String otherSentence, String otherCode) {
            return annotation.equals(other)
                    && Objects.equals(sentence, otherSentence)
                    && Objects.equals(code, otherCode);
        }
    }

    private static final String BUILT_IN = "jakarta.validation.constraints";

    private final String where;
    private final List<Found> found = new ArrayList<>();

    private JakartaAnnotations(String where) {
        this.where = where;
    }

    /** Each constraint once, in order. */
    static List<Found> of(Annotation[] annotations, String where) {
        JakartaAnnotations all = new JakartaAnnotations(where);
        for (Annotation annotation : annotations) {
            all.add(annotation, null, null, new LinkedHashSet<>());
        }
        return List.copyOf(all.found);
    }

    static boolean any(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (isConstraint(annotation) || !repeated(annotation).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private void add(Annotation annotation, String sentence, String code, Set<Class<?>> within) {
        Class<? extends Annotation> type = annotation.annotationType();
        if (type.getName().startsWith("javax.validation.")) {
            throw new IllegalArgumentException("@" + type.getName() + " at " + where
                    + " is of the old package: the annotations of jakarta.validation are read.");
        }
        for (Annotation one : repeated(annotation)) {
            add(one, sentence, code, within);
        }
        if (!isConstraint(annotation)) {
            return;
        }
        if (within.isEmpty()) {
            requireDefaultGroup(annotation);
        }
        if (type.getPackageName().equals(BUILT_IN)) {
            addOnce(annotation, sentence, code);
        } else if (within.add(type)) {
            addComposed(annotation, sentence, code, within);
            within.remove(type);
        }
    }

    private void addOnce(Annotation annotation, String sentence, String code) {
        for (Found one : found) {
            if (one.isSame(annotation, sentence, code)) {
                return;
            }
        }
        found.add(new Found(annotation, sentence, code));
    }

    private void addComposed(Annotation annotation, String sentence, String code, Set<Class<?>> within) {
        Class<? extends Annotation> type = annotation.annotationType();
        int before = found.size();
        if (type.getAnnotation(Constraint.class).validatedBy().length > 0) {
            throw ownValidator(annotation);
        }
        for (Method attribute : type.getDeclaredMethods()) {
            if (attribute.isAnnotationPresent(OverridesAttribute.class)
                    || attribute.isAnnotationPresent(OverridesAttribute.List.class)) {
                throw new IllegalArgumentException("@" + type.getSimpleName() + " at " + where + " has an attribute "
                        + attribute.getName() + " that overrides another one's: this is not done here. Write the"
                        + " constraints where they hold.");
            }
        }
        boolean single = sentence == null && type.isAnnotationPresent(ReportAsSingleViolation.class);
        String ownSentence = single ? ConstraintMessages.of(annotation, where) : sentence;
        String ownCode = single ? code(type.getSimpleName()) : code;
        for (Annotation part : type.getAnnotations()) {
            add(part, ownSentence, ownCode, within);
        }
        if (found.size() == before) {
            throw ownValidator(annotation);
        }
    }

    private IllegalArgumentException ownValidator(Annotation annotation) {
        return new IllegalArgumentException("@" + annotation.annotationType().getSimpleName() + " at " + where
                + " is checked by a validator of its own, which is not called here. Use a check instead:"
                + " Json.of(...).check(...) or Params.of(...).check(...).");
    }

    private void requireDefaultGroup(Annotation annotation) {
        for (Class<?> group : (Class<?>[]) attribute(annotation, "groups")) {
            if (group != Default.class) {
                throw new IllegalArgumentException("@"
                        + annotation.annotationType().getSimpleName() + " at " + where
                        + " is of the group " + group.getSimpleName() + ": there are no groups here, all constraints of"
                        + " a type hold always. Use a type for each form of the input.");
            }
        }
    }

    private static boolean isConstraint(Annotation annotation) {
        return isBuiltIn(annotation.annotationType())
                || annotation.annotationType() != Valid.class
                        && annotation.annotationType().isAnnotationPresent(Constraint.class);
    }

    /** Known by the name: to ask reflection makes a proxy of each annotation of the annotation. */
    private static boolean isBuiltIn(Class<?> type) {
        return !type.isMemberClass() && type.getPackageName().equals(BUILT_IN);
    }

    /** What an annotation holds that is there to hold constraints. */
    private static List<Annotation> repeated(Annotation annotation) {
        if (isBuiltIn(annotation.annotationType()) || annotation.annotationType() == Valid.class) {
            return List.of();
        }
        try {
            Class<?> type =
                    annotation.annotationType().getDeclaredMethod("value").getReturnType();
            if (!type.isArray()
                    || !type.getComponentType().isAnnotation()
                    || !type.getComponentType().isAnnotationPresent(Constraint.class)) {
                return List.of();
            }
        } catch (NoSuchMethodException e) {
            return List.of();
        }
        List<Annotation> all = new ArrayList<>();
        for (Object one : (Object[]) attribute(annotation, "value")) {
            all.add((Annotation) one);
        }
        return all;
    }

    private static Object attribute(Annotation annotation, String name) {
        try {
            return AnnotationValues.of(annotation, annotation.annotationType().getDeclaredMethod(name));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(annotation + " has no attribute " + name, e);
        }
    }

    /** {@code ProductCode} is {@code product_code}. */
    private static String code(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
