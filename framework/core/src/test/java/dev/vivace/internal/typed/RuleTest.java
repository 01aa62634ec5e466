package dev.vivace.internal.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.invoke.MethodType;
import org.junit.jupiter.api.Test;

class RuleTest {
    /** The JVM gives methods in any order, so one that came first by chance is not enough. */
    static final class Many {
        private Many() {}

        static Object isOne(Object value) {
            return value;
        }

        static Object isOne(int value) {
            return value;
        }

        static Object isOne(long value) {
            return value;
        }

        static boolean isOne(String value) {
            return value.equals("1");
        }

        static Object isOne(char value) {
            return value;
        }

        static Object isOne(double value) {
            return value;
        }

        static Object isOne(short value) {
            return value;
        }
    }

    @Test
    void shouldTakeTheMethodThatIsATest() {
        assertEquals(
                MethodType.methodType(boolean.class, String.class),
                Rule.test(Many.class, "isOne").type());
    }

    @Test
    void shouldNameAMethodThatIsNotThere() {
        assertThrows(IllegalStateException.class, () -> Rule.test(Many.class, "isTwo"));
    }
}
