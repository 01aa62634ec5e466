package dev.vivace.internal.typed;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Collects the annotations of one place. The compiler spreads what is written on the component of a record over all that it
 * makes of it (Java Language Specification, section 9.7.4): the component, the field, the accessor and the type. An annotation that
 * says nothing of components, as those of Jakarta Validation do, is found on the others only, and each counts once.
 */
public final class PlaceAnnotations {
    private final Set<Annotation> found = new LinkedHashSet<>();

    private PlaceAnnotations() {}

    /**
     * Of a member: from its component or field, its accessor, what the accessor overrides, and the type of all these; of an
     * Optional from its content, too.
     *
     * @param element a record component or a field; may be null
     * @param accessor may be null
     */
    public static Annotation[] of(AnnotatedElement element, Method accessor) {
        PlaceAnnotations all = new PlaceAnnotations();
        if (element instanceof RecordComponent component) {
            all.add(component.getAnnotations());
            all.addField(component);
            all.addMention(component.getAnnotatedType());
        } else if (element instanceof Field field) {
            all.add(field.getAnnotations());
            all.addMention(field.getAnnotatedType());
        } else if (element != null) {
            all.add(element.getAnnotations());
        }
        if (accessor != null) {
            all.addMethod(accessor);
            all.addOverridden(accessor.getDeclaringClass(), accessor);
        }
        return all.found.toArray(new Annotation[0]);
    }

    /** Of a type that is mentioned, as an element for instance; of an Optional from its content, too. */
    public static Annotation[] of(AnnotatedType mention) {
        PlaceAnnotations all = new PlaceAnnotations();
        all.addMention(mention);
        return all.found.toArray(new Annotation[0]);
    }

    private void add(Annotation[] annotations) {
        found.addAll(Arrays.asList(annotations));
    }

    private void addField(RecordComponent component) {
        try {
            add(component
                    .getDeclaringRecord()
                    .getDeclaredField(component.getName())
                    .getAnnotations());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private void addMethod(Method method) {
        add(method.getAnnotations());
        addMention(method.getAnnotatedReturnType());
    }

    private void addOverridden(Class<?> type, Method accessor) {
        if (type.getSuperclass() != null) {
            addDeclared(type.getSuperclass(), accessor);
        }
        for (Class<?> parent : type.getInterfaces()) {
            addDeclared(parent, accessor);
        }
    }

    private void addDeclared(Class<?> type, Method accessor) {
        for (Method method : type.getDeclaredMethods()) {
            if (method.getParameterCount() == 0 && method.getName().equals(accessor.getName())) {
                addMethod(method);
            }
        }
        addOverridden(type, accessor);
    }

    private void addMention(AnnotatedType mention) {
        add(mention.getAnnotations());
        if (mention instanceof AnnotatedParameterizedType parameterized
                && Types.raw(mention.getType()) == Optional.class) {
            addMention(parameterized.getAnnotatedActualTypeArguments()[0]);
        }
    }
}
