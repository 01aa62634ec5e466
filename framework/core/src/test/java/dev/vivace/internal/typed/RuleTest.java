package dev.vivace.internal.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.invoke.MethodType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {
    /** The JVM gives methods of one name in an order of its own: here the right one comes first and there last. */
    static final class TestFirst {
        private TestFirst() {}

        static boolean isOne(String value) {
            return value.equals("1");
        }

        static Object isOne(Class<?> type) {
            return type;
        }
    }

    static final class TestLast {
        private TestLast() {}

        static Object isOne(Class<?> type) {
            return type;
        }

        static boolean isOne(String value) {
            return value.equals("1");
        }

        static boolean isEither(String value) {
            return !value.isEmpty();
        }

        static boolean isEither(long value) {
            return value != 0;
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {TestFirst.class, TestLast.class})
    void shouldTakeTheMethodThatIsATest(Class<?> owner) {
        assertEquals(
                MethodType.methodType(boolean.class, String.class),
                Rule.test(owner, "isOne").type());
    }

    @Test
    void shouldNotChooseBetweenTestsOfOneName() {
        assertThrows(IllegalStateException.class, () -> Rule.test(TestLast.class, "isEither"));
    }

    @Test
    void shouldNameATestThatIsNotThere() {
        assertThrows(IllegalStateException.class, () -> Rule.test(TestFirst.class, "isTwo"));
    }
}
