package dev.vivace.internal.typed;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;

/** Whether all elements of something are right. The check is a constant to the JIT, so its calls are direct. */
final class Elements {
    private Elements() {}

    static boolean allInList(BooleanCheck each, List<?> list) {
        if (!(list instanceof RandomAccess)) {
            return allInCollection(each, list);
        }
        int size = list.size();
        for (int i = 0; i < size; i++) {
            if (!each.holds(list.get(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean allInCollection(BooleanCheck each, Collection<?> collection) {
        for (Object element : collection) {
            if (!each.holds(element)) {
                return false;
            }
        }
        return true;
    }

    static boolean allInMap(BooleanCheck each, Map<?, ?> map) {
        return map.isEmpty() || allInCollection(each, map.values());
    }

    static boolean allInArray(BooleanCheck each, Object[] array) {
        for (Object element : array) {
            if (!each.holds(element)) {
                return false;
            }
        }
        return true;
    }

    /** No annotation of a constraint goes to the elements of such an array, so nobody waits for this. */
    static boolean allInPrimitives(BooleanCheck each, Object array) {
        int length = Array.getLength(array);
        for (int i = 0; i < length; i++) {
            if (!each.holds(Array.get(array, i))) {
                return false;
            }
        }
        return true;
    }

    /** For values of types that do not say what they are: a type variable, for instance. */
    static boolean allInAny(BooleanCheck each, Object values) {
        if (values instanceof List<?> list) {
            return allInList(each, list);
        }
        if (values instanceof Collection<?> collection) {
            return allInCollection(each, collection);
        }
        return !values.getClass().isArray() || allInPrimitives(each, values);
    }
}
