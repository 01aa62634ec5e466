package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Arrays that connections borrow. */
class BufferPoolTest {
    private final BufferPool pool = new BufferPool();

    @Test
    void shouldLendAtLeastWhatIsAskedFor() {
        int[][] sizes = {
            {0, 1_024}, {1, 1_024}, {1_024, 1_024}, {1_025, 2_048}, {131_072, 131_072}, {1_000_000, 1 << 20}
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
    void shouldNotKeepLargeArrays() {
        byte[] large = pool.borrow(262_144);
        pool.giveBack(large);
        assertNotSame(large, pool.borrow(262_144));
    }
}
