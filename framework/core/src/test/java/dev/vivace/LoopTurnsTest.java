package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Counts of turns by how long they took, and what is read from them. */
class LoopTurnsTest {
    private static LoopTurns of(long... nanos) {
        long[] counts = new long[LoopTurns.CLASS_COUNT];
        long max = 0;
        for (long each : nanos) {
            counts[LoopTurns.classOf(each)]++;
            max = Math.max(max, each);
        }
        return LoopTurns.of(counts, max, 0);
    }

    @Test
    void shouldPutEachTurnInAClassOfSixPercent() {
        for (int i = 0; i < LoopTurns.CLASS_COUNT; i++) {
            long max = LoopTurns.classNanosMax(i);
            assertEquals(i, LoopTurns.classOf(max));
            if (i + 1 < LoopTurns.CLASS_COUNT) {
                assertEquals(i + 1, LoopTurns.classOf(max + 1));
                long width = LoopTurns.classNanosMax(i + 1) - max;
                assertTrue(width <= 1 || width * 16 <= max + 1, "class " + (i + 1) + " is " + width + " wide");
            }
        }
        assertEquals(LoopTurns.CLASS_COUNT - 1, LoopTurns.classOf(Long.MAX_VALUE));
        assertEquals(0, LoopTurns.classOf(-1));
    }

    @Test
    void shouldNeverSayTooLittleAndAtMostSixPercentTooMuch() {
        Random random = new Random(1);
        long[] nanos = new long[10_000];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = (long) Math.exp(random.nextDouble() * 25);
        }
        LoopTurns turns = of(nanos);
        Arrays.sort(nanos);
        assertEquals(nanos.length, turns.count());
        assertEquals(nanos[nanos.length - 1], turns.maxNanos());
        for (double percent : new double[] {0.01, 1, 50, 90, 99, 99.9, 100}) {
            long exact = nanos[(int) Math.ceil(nanos.length * percent / 100) - 1];
            long said = turns.nanosAt(percent);
            assertTrue(said >= exact && said <= exact * 17 / 16 + 1, percent + " %: " + said + " for " + exact);
        }
        assertEquals(turns.nanosAt(50), turns.p50Nanos());
        assertEquals(turns.nanosAt(99), turns.p99Nanos());
        assertEquals(turns.nanosAt(99.9), turns.p999Nanos());
    }

    @Test
    void shouldBeZeroWithoutTurns() {
        for (LoopTurns none : new LoopTurns[] {LoopTurns.NONE, of(), of(5).since(of(5))}) {
            assertEquals(0, none.count());
            assertEquals(0, none.maxNanos());
            assertEquals(0, none.p999Nanos());
        }
    }

    @Test
    void shouldAddUp() {
        LoopTurns both = of(10, 1_000_000).plus(of(10, 10, 5_000_000_000L));
        assertEquals(5, both.count());
        assertEquals(5_000_000_000L, both.maxNanos());
        assertEquals(10, both.p50Nanos());
        assertEquals(
                both.toString(),
                of(10, 10, 5_000_000_000L).plus(of(10, 1_000_000)).toString());
        assertEquals(both.toString(), LoopTurns.NONE.plus(both).toString());
    }

    @Test
    void shouldTellWhatHasHappenedSince() {
        LoopTurns before = of(10, 5_000_000_000L);
        LoopTurns lately = before.plus(of(20, 20, 3_000_000)).since(before);
        assertEquals(3, lately.count());
        assertEquals(LoopTurns.classNanosMax(LoopTurns.classOf(20)), lately.p50Nanos());
        assertEquals(LoopTurns.classNanosMax(LoopTurns.classOf(3_000_000)), lately.maxNanos());
    }

    @Test
    void shouldRefusePercentagesThatAreNone() {
        for (double percent : new double[] {0, -1, 100.1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> LoopTurns.NONE.nanosAt(percent));
        }
    }
}
