package dev.vivace.torture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MutatorTest {
    private static final int COUNT = 3_000;

    @Test
    void shouldMakeTheSameFromTheSameSeed() {
        Mutator first = new Mutator(1);
        Mutator second = new Mutator(1);
        for (int number = 0; number < COUNT; number++) {
            assertArrayEquals(
                    first.mutation(number).bytes(), second.mutation(number).bytes());
        }
    }

    @Test
    void shouldMakeOthersFromAnotherSeed() {
        int alike = 0;
        for (int number = 0; number < COUNT; number++) {
            String first = new Mutator(1).mutation(number).toString();
            alike += first.equals(new Mutator(2).mutation(number).toString()) ? 1 : 0;
        }
        assertTrue(alike < COUNT / 20, alike + " alike");
    }

    @Test
    void shouldMakeManyDifferentOnesAThirdOfThemMalformed() {
        Set<String> seen = new HashSet<>();
        int malformed = 0;
        for (int number = 0; number < COUNT; number++) {
            Mutation mutation = new Mutator(3).mutation(number);
            assertNotEquals(0, mutation.bytes().length);
            assertTrue(mutation.bytes().length <= 60_000);
            seen.add(mutation.toString());
            malformed += mutation.refused() ? 1 : 0;
        }
        assertEquals(COUNT / 3, malformed);
        assertTrue(seen.size() > COUNT * 2 / 3, seen.size() + " different ones");
    }

    @Test
    void shouldShowWhatIsNotVisible() {
        assertEquals(
                "a\\r\\n\\x00\\xff\\\\", new Mutation(new byte[] {'a', '\r', '\n', 0, -1, '\\'}, false).toString());
    }
}
