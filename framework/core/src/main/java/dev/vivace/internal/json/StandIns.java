package dev.vivace.internal.json;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Containers that hold nothing but so many nulls: what rules for containers look at is how much is in them, and that is known
 * before the elements can be decoded.
 */
final class StandIns {
    private StandIns() {}

    /**
     * One for a collection or an array.
     *
     * @return null where only decoding makes what the rules of the type can look at: of a set, how many elements are different
     *     is known then, and of a class with an implementation of its own nothing else is an instance
     */
    static Object ofElements(Type type, int count) {
        Class<?> raw = raw(type);
        if (raw.isArray()) {
            return Array.newInstance(raw.getComponentType(), count);
        }
        List<?> nulls = Collections.nCopies(count, null);
        return raw.isInstance(nulls) ? nulls : null;
    }

    /**
     * One for a map.
     *
     * @return null as of {@link #ofElements}
     */
    static Object ofEntries(Type type, int count) {
        Map<?, ?> entries = entries(count);
        return raw(type).isInstance(entries) ? entries : null;
    }

    private static Map<Object, Object> entries(int count) {
        Set<Map.Entry<Object, Object>> entries = new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<Object, Object>> iterator() {
                return Collections.emptyIterator();
            }

            @Override
            public int size() {
                return count;
            }
        };
        return new AbstractMap<>() {
            @Override
            public Set<Map.Entry<Object, Object>> entrySet() {
                return entries;
            }
        };
    }

    /** The class of a type's values. */
    static Class<?> raw(Type type) {
        if (type instanceof Class<?> c) {
            return c;
        }
        if (type instanceof GenericArrayType array) {
            return raw(array.getGenericComponentType()).arrayType();
        }
        return type instanceof ParameterizedType p ? (Class<?>) p.getRawType() : Object.class;
    }
}
