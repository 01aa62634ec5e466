package dev.vivace.internal.typed;

import java.lang.annotation.Annotation;
import java.lang.reflect.Array;

/**
 * The sentences that apps give in the attribute {@code message}: as they are, with {@code {max}} and its like replaced by the
 * attributes of the annotation, and {@code \{} for a brace (Jakarta Validation, section 6.3.1). There are no bundles of
 * messages and no expressions; what asks for one is refused, because clients would read it as it stands.
 */
final class ConstraintMessages {
    private ConstraintMessages() {}

    /**
     * The sentence of an annotation.
     *
     * @param where for exceptions
     * @return null where the app gives none
     */
    static String of(Annotation annotation, String where) {
        String given = (String) attribute(annotation, "message");
        Object none;
        try {
            none = annotation.annotationType().getDeclaredMethod("message").getDefaultValue();
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
        return given.equals(none) ? null : replaced(given, annotation, where);
    }

    private static String replaced(String given, Annotation annotation, String where) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < given.length(); i++) {
            char c = given.charAt(i);
            if (c == '\\' && i + 1 < given.length() && "\\{}$".indexOf(given.charAt(i + 1)) >= 0) {
                text.append(given.charAt(++i));
            } else if (c == '{') {
                int end = given.indexOf('}', i);
                boolean expression = i > 0 && given.charAt(i - 1) == '$';
                Object value = end < 0 || expression ? null : attribute(annotation, given.substring(i + 1, end));
                if (value == null) {
                    throw new IllegalArgumentException("The message of @"
                            + annotation.annotationType().getSimpleName() + " at " + where + " is '" + given
                            + "': only attributes of the annotation can stand in braces, for instance {max}; there are no"
                            + " bundles of messages and no expressions. Write the sentence there.");
                }
                text.append(value);
                i = end;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** Null where it has none of that name, or one that is a list. */
    private static Object attribute(Annotation annotation, String name) {
        try {
            Object value =
                    AnnotationValues.of(annotation, annotation.annotationType().getDeclaredMethod(name));
            return value.getClass().isArray() && Array.getLength(value) >= 0 ? null : value;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
