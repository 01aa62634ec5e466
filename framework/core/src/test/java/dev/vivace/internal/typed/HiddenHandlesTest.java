package dev.vivace.internal.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.WrongMethodTypeException;
import java.lang.reflect.UndeclaredThrowableException;
import org.junit.jupiter.api.Test;

/** Handles in classes of their own: each keeps its own, any reference types do, exceptions come through. */
class HiddenHandlesTest {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private record Point(int x, long y) {}

    private static int x(String source) {
        return source.length();
    }

    private static long y(String source) {
        return source.hashCode();
    }

    @Test
    void shouldMakeARecordOutOfPrimitivesThatComeFromASource() throws Throwable {
        MethodHandle constructor =
                LOOKUP.findConstructor(Point.class, MethodType.methodType(void.class, int.class, long.class));
        MethodHandle x =
                LOOKUP.findStatic(HiddenHandlesTest.class, "x", MethodType.methodType(int.class, String.class));
        MethodHandle y =
                LOOKUP.findStatic(HiddenHandlesTest.class, "y", MethodType.methodType(long.class, String.class));
        MethodHandle both = MethodHandles.filterArguments(constructor, 0, x, y);
        MethodHandle one = MethodHandles.permuteArguments(both, MethodType.methodType(Point.class, String.class), 0, 0);
        assertEquals(new Point(3, "abc".hashCode()), HiddenHandles.maker(one).make("abc"));
    }

    @Test
    void shouldKeepEachHandleApart() throws Throwable {
        Maker first = HiddenHandles.maker(
                MethodHandles.dropArguments(MethodHandles.constant(String.class, "first"), 0, Object.class));
        Maker second = HiddenHandles.maker(
                MethodHandles.dropArguments(MethodHandles.constant(String.class, "second"), 0, Object.class));
        assertNotEquals(first.getClass(), second.getClass());
        assertTrue(first.getClass().isHidden());
        assertSame("first", first.make(null));
        assertSame("second", second.make(null));
    }

    @Test
    void shouldSayYesAndNo() throws ReflectiveOperationException {
        MethodHandle empty = LOOKUP.findVirtual(String.class, "isEmpty", MethodType.methodType(boolean.class));
        BooleanCheck check = HiddenHandles.check(empty);
        assertTrue(check.holds(""));
        assertFalse(check.holds("a"));
        assertThrows(ClassCastException.class, () -> check.holds(1));
    }

    private static boolean failing(Object value) throws IOException {
        if (value instanceof RuntimeException e) {
            throw e;
        }
        throw new IOException("checked");
    }

    @Test
    void shouldLetExceptionsThrough() throws ReflectiveOperationException {
        BooleanCheck check = HiddenHandles.check(LOOKUP.findStatic(
                HiddenHandlesTest.class, "failing", MethodType.methodType(boolean.class, Object.class)));
        RuntimeException unchecked = new IllegalArgumentException();
        assertSame(unchecked, assertThrows(IllegalArgumentException.class, () -> check.holds(unchecked)));
        Throwable wrapped = assertThrows(UndeclaredThrowableException.class, () -> check.holds("a"));
        assertEquals("checked", wrapped.getCause().getMessage());
    }

    @Test
    void shouldRefuseAHandleOfAnotherForm() {
        assertThrows(
                WrongMethodTypeException.class, () -> HiddenHandles.check(MethodHandles.constant(boolean.class, true)));
    }
}
