package dev.vivace.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SupplyTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void shouldSpaceAttackersEvenly() {
        Supply supply = new Supply(10, 2, 10, number -> null);
        assertTrue(supply.due(0, 0));
        supply.next();
        assertFalse(supply.due(SECOND / 2 - 1, 0));
        assertTrue(supply.due(SECOND / 2, 0));
    }

    @Test
    void shouldBoundThoseThatAreOpen() {
        Supply supply = new Supply(10, 1_000, 2, number -> null);
        assertTrue(supply.due(SECOND, 1));
        assertFalse(supply.due(SECOND, 2));
    }

    @Test
    void shouldEnd() {
        Supply supply = new Supply(2, 1_000, 10, number -> null);
        supply.next();
        assertFalse(supply.exhausted());
        supply.next();
        assertTrue(supply.exhausted());
        assertFalse(supply.due(SECOND, 0));
        assertEquals(2, supply.made());
    }
}
