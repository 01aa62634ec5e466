package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Arrays that connections borrow. */
class BufferPoolTest {
    private static final int LARGE_BYTES_MAX = 1 << 20;

    private int largeKeptCalls;
    private final BufferPool pool = new BufferPool(LARGE_BYTES_MAX, () -> largeKeptCalls++);

    @Test
    void shouldLendAtLeastWhatIsAskedFor() {
        int[][] sizes = {
            {0, 1_024},
            {1, 1_024},
            {1_024, 1_024},
            {1_025, 2_048},
            {131_072, 131_072},
            {1_000_000, 1 << 20},
            {131_073, 262_144},
            {400_000, 524_288}
        };
        for (int[] size : sizes) {
            assertEquals(size[1], pool.borrow(size[0]).length);
        }
        assertEquals(sizes.length, pool.borrowedCount());
    }

    @Test
    void shouldLendAgainWhatWasGivenBack() {
        byte[] first = pool.borrow(3_000);
        byte[] second = pool.borrow(3_000);
        assertNotSame(first, second);
        pool.giveBack(first);
        assertSame(first, pool.borrow(4_096));
        assertNotSame(first, pool.borrow(4_096));
        assertEquals(3, pool.borrowedCount());
    }

    @Test
    void shouldKeepABoundedNumberOfEachSize() {
        for (int size : new int[] {1_024, 2_048, 131_072}) {
            List<byte[]> borrowed = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                borrowed.add(pool.borrow(size));
            }
            borrowed.forEach(pool::giveBack);
            assertEquals(0, pool.borrowedCount());
            long again = 0;
            for (int i = 0; i < 300; i++) {
                byte[] array = pool.borrow(size);
                again += borrowed.stream().anyMatch(each -> each == array) ? 1 : 0;
            }
            long kept = again;
            assertTrue(kept >= 1 && kept * size <= 131_072, () -> kept + " arrays of " + size + " bytes were kept");
            for (int i = 0; i < 300; i++) {
                pool.giveBack(new byte[size]);
            }
        }
    }

    @Test
    void shouldKeepLargeArraysWithinABoundOfBytes() {
        List<byte[]> borrowed = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            borrowed.add(pool.borrow(262_144));
        }
        assertEquals(0, largeKeptCalls);
        borrowed.forEach(pool::giveBack);
        assertEquals(10, largeKeptCalls);
        assertEquals(LARGE_BYTES_MAX, pool.largeBytes());
        for (int i = 0; i < 4; i++) {
            byte[] again = pool.borrow(200_000);
            assertTrue(borrowed.stream().anyMatch(each -> each == again), "not one of those given back");
        }
        assertEquals(0, pool.largeBytes());
        pool.giveBack(pool.borrow(LARGE_BYTES_MAX + 1));
        assertEquals(0, pool.largeBytes(), "an array beyond the bound was kept");
    }

    @Test
    void shouldLendTheShortestLargeArrayThatIsLongEnough() {
        byte[] shorter = pool.borrow(262_144);
        byte[] longer = pool.borrow(524_288);
        pool.giveBack(longer);
        pool.giveBack(shorter);
        assertSame(shorter, pool.borrow(140_000));
        assertSame(longer, pool.borrow(140_000));
        assertNotSame(shorter, pool.borrow(140_000));
    }

    @Test
    void shouldLetLongerArraysReplaceShorterOnes() {
        List<byte[]> shorter = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            shorter.add(pool.borrow(262_144));
        }
        byte[] longer = pool.borrow(LARGE_BYTES_MAX);
        shorter.forEach(pool::giveBack);
        pool.giveBack(longer);
        assertEquals(LARGE_BYTES_MAX, pool.largeBytes());
        assertSame(longer, pool.borrow(LARGE_BYTES_MAX));
        assertEquals(0, pool.largeBytes());
    }

    @Test
    void shouldTrimLargeArraysThatNobodyWanted() {
        byte[] large = pool.borrow(262_144);
        pool.giveBack(large);
        assertTrue(pool.trim(), "it was wanted before the first call");
        assertSame(large, pool.borrow(262_144));
        pool.giveBack(large);
        assertTrue(pool.trim(), "it was wanted before the second call");
        pool.giveBack(pool.borrow(131_072));
        assertFalse(pool.trim());
        assertEquals(0, pool.largeBytes());
        assertNotSame(large, pool.borrow(262_144));
    }
}
