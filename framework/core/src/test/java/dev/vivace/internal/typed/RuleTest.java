package dev.vivace.internal.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.invoke.MethodType;
import org.junit.jupiter.api.Test;

class RuleTest {
    static final class Tests {
        private Tests() {}

        static boolean isOne(String value) {
            return value.equals("1");
        }

        static boolean isEither(String value) {
            return !value.isEmpty();
        }

        static Object isEither(Class<?> type) {
            return type;
        }
    }

    @Test
    void shouldFindATest() {
        assertEquals(
                MethodType.methodType(boolean.class, String.class),
                Rule.test(Tests.class, "isOne").type());
    }

    /** The JVM gives methods of one name in an order of its own. */
    @Test
    void shouldNotChooseBetweenMethodsOfOneName() {
        assertThrows(IllegalStateException.class, () -> Rule.test(Tests.class, "isEither"));
    }

    @Test
    void shouldNameAMethodThatIsNotThere() {
        assertThrows(IllegalStateException.class, () -> Rule.test(Tests.class, "isTwo"));
    }
}
