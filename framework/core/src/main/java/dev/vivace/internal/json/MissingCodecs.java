package dev.vivace.internal.json;

import dev.vivace.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/** What to do where a type has no codec. */
final class MissingCodecs {
    private MissingCodecs() {}

    /** @param what {@code encoder} or {@code decoder} */
    static String advice(String what, Type type) {
        Type lacking = lacking(type);
        if (lacking instanceof Class<?> c && isOthers(c)) {
            String it =
                    c == type ? "nobody can put @CompiledJson on it" : "nobody can put @CompiledJson on " + c.getName();
            return what.equals("decoder")
                    ? it
                            + "; read a record or class of your own, Json.listOf(...) of one, or any document with Json.any()"
                    : it + "; answer with a String, a number, a collection or a type of your own instead";
        }
        if (lacking instanceof Class<?> c && c.getTypeParameters().length > 0) {
            return "it is generic, and nothing says what its arguments are. Make it a member of a type with @CompiledJson"
                    + " (com.dslplatform.json), which says it";
        }
        return "put @CompiledJson (com.dslplatform.json) on " + (lacking == type ? "the type" : lacking.getTypeName())
                + ", and dev.vivace:vivace into annotationProcessorPaths of the maven-compiler-plugin, so that one is generated";
    }

    /** What a container is of, which is what has no codec as a rule. */
    private static Type lacking(Type type) {
        Type lacking = type;
        while (true) {
            if (lacking instanceof ParameterizedType generic
                    && generic.getRawType() instanceof Class<?> raw
                    && isOthers(raw)) {
                Type[] arguments = generic.getActualTypeArguments();
                lacking = arguments[arguments.length - 1];
            } else if (lacking instanceof Class<?> c && c.isArray()) {
                lacking = c.getComponentType();
            } else {
                return lacking;
            }
        }
    }

    private static boolean isOthers(Class<?> type) {
        return type.isPrimitive() || type.getName().startsWith("java.") || JsonValue.class.isAssignableFrom(type);
    }
}
