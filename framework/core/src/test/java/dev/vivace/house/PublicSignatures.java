package dev.vivace.house;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The types that users of a class see: in what it extends, in its public and protected members, in type arguments. */
final class PublicSignatures {
    private final Set<Type> seen = new HashSet<>();
    private final List<String> found = new ArrayList<>();
    private final List<String> libraries;
    private String where;

    private PublicSignatures(List<String> libraries) {
        this.libraries = libraries;
    }

    /** Where a class shows a type of one of these packages (or one below), provided that it can be seen itself. */
    static List<String> leaks(Class<?> type, List<String> libraries) {
        PublicSignatures signatures = new PublicSignatures(libraries);
        signatures.look(type);
        return signatures.found;
    }

    /** Whether users can name a class: it and all that it is nested in are public or protected. */
    static boolean isVisible(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
            if (!isVisible(at.getModifiers()) || at.isAnonymousClass() || at.isLocalClass()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private void look(Class<?> type) {
        begin(type.getName());
        note(type.getGenericSuperclass());
        note(type.getGenericInterfaces());
        note(type.getTypeParameters());
        for (Field field : type.getDeclaredFields()) {
            if (isShown(field)) {
                begin(type.getName() + "." + field.getName());
                note(field.getGenericType());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            look(constructor);
        }
        for (Method method : type.getDeclaredMethods()) {
            look(method);
            if (isShown(method)) {
                note(method.getGenericReturnType());
            }
        }
    }

    private void look(Executable executable) {
        if (isShown(executable)) {
            begin(executable.getDeclaringClass().getName() + "." + executable.getName());
            note(executable.getTypeParameters());
            note(executable.getGenericParameterTypes());
            note(executable.getGenericExceptionTypes());
        }
    }

    private static boolean isShown(Member member) {
        return isVisible(member.getModifiers()) && !member.isSynthetic();
    }

    private void begin(String member) {
        where = member;
        seen.clear();
    }

    private void note(Type... types) {
        for (Type type : types) {
            if (type != null && seen.add(type)) {
                noteOne(type);
            }
        }
    }

    private void noteOne(Type type) {
        if (type instanceof Class<?> plain) {
            if (plain.isArray()) {
                note(plain.getComponentType());
            } else if (libraries.stream().anyMatch(library -> plain.getName().startsWith(library + "."))) {
                found.add(where + " shows " + plain.getName());
            }
        } else if (type instanceof ParameterizedType parameterized) {
            note(parameterized.getRawType());
            note(parameterized.getActualTypeArguments());
        } else if (type instanceof GenericArrayType array) {
            note(array.getGenericComponentType());
        } else if (type instanceof TypeVariable<?> variable) {
            note(variable.getBounds());
        } else if (type instanceof WildcardType wildcard) {
            note(wildcard.getUpperBounds());
            note(wildcard.getLowerBounds());
        }
    }
}
