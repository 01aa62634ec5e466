package dev.vivace.openapi;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Java type may be called in a document, from short to long: {@code Order}, {@code ShopOrder} with a class around it,
 * then with one class or package more each time ({@code V1ShopOrder}). Arguments follow the name: {@code PageOrder}.
 */
final class TypeNames {
    private TypeNames() {}

    /** At least one; the last is as long as it gets. */
    static List<String> candidates(Type type) {
        Class<?> raw = raw(type);
        String arguments = arguments(type);
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder(clean(raw.getSimpleName()));
        names.add(name + arguments);
        for (Class<?> c = raw.getEnclosingClass(); c != null; c = c.getEnclosingClass()) {
            name.insert(0, clean(c.getSimpleName()));
            names.add(name + arguments);
        }
        String[] packages = raw.getPackageName().split("\\.");
        for (int i = packages.length - 1; i >= 0; i--) {
            if (!packages[i].isEmpty()) {
                name.insert(0, capitalised(clean(packages[i])));
                names.add(name + arguments);
            }
        }
        return names;
    }

    private static String arguments(Type type) {
        if (!(type instanceof ParameterizedType parameterized)) {
            return type instanceof Class<?> c && c.isArray() ? "Array" : "";
        }
        StringBuilder names = new StringBuilder();
        for (Type argument : parameterized.getActualTypeArguments()) {
            names.append(capitalised(candidates(argument).get(0)));
        }
        return names.toString();
    }

    private static Class<?> raw(Type type) {
        if (type instanceof Class<?> c) {
            return c.isArray() ? raw(c.getComponentType()) : c;
        }
        if (type instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        return type instanceof GenericArrayType array ? raw(array.getGenericComponentType()) : Object.class;
    }

    /** Components are named by letters, digits, dots, hyphens and underscores of ASCII. */
    static String clean(String name) {
        StringBuilder clean = new StringBuilder(name);
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            if (c >= 0x80 || !Character.isLetterOrDigit(c)) {
                clean.setCharAt(i, '_');
            }
        }
        return clean.isEmpty() ? "Anonymous" : clean.toString();
    }

    static String capitalised(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
