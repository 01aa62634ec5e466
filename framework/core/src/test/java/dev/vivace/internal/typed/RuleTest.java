package dev.vivace.internal.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.MethodType;
import org.junit.jupiter.api.Test;

class RuleTest {
    static final class Tests {
        private Tests() {}

        static boolean isOne(String value) {
            return value.equals("1");
        }

        static boolean isTwo(String value) {
            return value.equals("2");
        }

        static Object isTwo(Class<?> type) {
            return type;
        }
    }

    @Test
    void shouldFindATestByItsName() {
        assertEquals(
                MethodType.methodType(boolean.class, String.class),
                Rule.test(Tests.class, "isOne").type());
    }

    @Test
    void shouldRefuseANameThatTwoMethodsHave() {
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> Rule.test(Tests.class, "isTwo"));
        assertTrue(refused.getMessage().endsWith("has 2 methods isTwo"), refused.getMessage());
    }

    @Test
    void shouldRefuseANameThatNoMethodHas() {
        assertThrows(IllegalStateException.class, () -> Rule.test(Tests.class, "isThree"));
    }
}
