package dev.vivace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class RandomUuidsTest {
    @Test
    void shouldDrawEveryBitButVersionAndVariant() {
        RandomUuids uuids = new RandomUuids(1, 2);
        long upperOnes = 0;
        long upperZeros = 0;
        long lowerOnes = 0;
        long lowerZeros = 0;
        for (int i = 0; i < 1_000; i++) {
            UUID uuid = next(uuids);
            assertEquals(4, uuid.version());
            assertEquals(2, uuid.variant());
            upperOnes |= uuid.getMostSignificantBits();
            upperZeros |= ~uuid.getMostSignificantBits();
            lowerOnes |= uuid.getLeastSignificantBits();
            lowerZeros |= ~uuid.getLeastSignificantBits();
        }
        assertEquals(0xFFFF_FFFF_FFFF_4FFFL, upperOnes);
        assertEquals(0xFFFF_FFFF_FFFF_BFFFL, upperZeros);
        assertEquals(0xBFFF_FFFF_FFFF_FFFFL, lowerOnes);
        assertEquals(0x7FFF_FFFF_FFFF_FFFFL, lowerZeros);
    }

    @Test
    void shouldNotRepeatAnotherInstance() {
        assertNotEquals(next(RandomUuids.seeded()), next(RandomUuids.seeded()));
    }

    private static UUID next(RandomUuids uuids) {
        return new UUID(uuids.nextMostSignificantBits(), uuids.nextLeastSignificantBits());
    }
}
