package dev.vivace.internal.typed;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;

/**
 * A member of an object.
 *
 * @param name in documents
 * @param otherNames names that are read as well
 * @param property the Java name: of a record component or a property
 * @param accessor gives the value of a decoded object; null where there is none that can be called
 * @param annotated the record component or field, for annotations; null where there is none
 * @param use its type and rules
 * @param required whether a document without it is refused
 */
public record Member(
        String name,
        List<String> otherNames,
        String property,
        Method accessor,
        AnnotatedElement annotated,
        TypeUse use,
        boolean required) {
    public Member {
        otherNames = List.copyOf(otherNames);
    }
}
