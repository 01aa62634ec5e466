package dev.vivace.internal.typed;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import java.util.function.BiConsumer;

/** Whether all elements of something are right. The check is a constant to the JIT, so its calls are direct. */
final class Elements {
    /** Larger sets are looked at with an iterator. */
    private static final int COPIED_SIZE_MAX = 64;

    private static final Lent<Object[]> COPIES = new Lent<>();

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

    /** Sets have nothing but iterators to look at them, but copy themselves into arrays without. */
    static boolean allInSet(BooleanCheck each, Set<?> set) {
        int size = set.size();
        if (size > COPIED_SIZE_MAX) {
            return allInCollection(each, set);
        }
        Object[] lent = COPIES.take();
        Object[] copy = set.toArray(lent == null ? new Object[COPIED_SIZE_MAX] : lent);
        boolean all = true;
        for (int i = 0; i < size; i++) {
            all = all && each.holds(copy[i]);
            copy[i] = null;
        }
        COPIES.giveBack(copy);
        return all;
    }

    static boolean allInMap(Values each, Map<?, ?> map) {
        try {
            if (!map.isEmpty()) {
                map.forEach(each);
            }
            return true;
        } catch (WrongValueException e) {
            return false;
        }
    }

    /** Ends a walk over a map, which cannot be ended otherwise. */
    @SuppressWarnings("serial") // never leaves this class
    private static final class WrongValueException extends RuntimeException {
        static final WrongValueException THE = new WrongValueException();

        private WrongValueException() {
            super(null, null, false, false);
        }
    }

    /** Looks at the values of maps without an iterator. */
    static final class Values implements BiConsumer<Object, Object> {
        private final BooleanCheck each;
        private final WrongValueException wrong = WrongValueException.THE;

        Values(BooleanCheck each) {
            this.each = each;
        }

        @Override
        public void accept(Object key, Object value) {
            if (!each.holds(value)) {
                throw wrong;
            }
        }
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
