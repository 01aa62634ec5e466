package dev.vivace.internal.exchange;

import dev.vivace.LoopTurns;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How long the turns of a loop take, counted in classes: two opaque stores a turn at most, and no garbage.
 *
 * <p><b>Threading:</b> the loop writes, any thread reads.
 */
public final class TurnTimes {
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

    /** The longest turn is in front of the classes, between paddings that keep other loops away. */
    private static final int MAX = 8;

    private static final int CLASSES = MAX + 1;
    private final long[] cells = new long[CLASSES + LoopTurns.CLASS_COUNT + 8];

    /** Counts a turn. Loop thread only. */
    public void add(long nanos) {
        long[] all = cells;
        int at = CLASSES + LoopTurns.classOf(nanos);
        CELL.setOpaque(all, at, all[at] + 1);
        if (nanos > all[MAX]) {
            CELL.setOpaque(all, MAX, nanos);
        }
    }

    /** A copy; any thread. */
    LoopTurns snapshot(long stalls) {
        long[] counts = new long[LoopTurns.CLASS_COUNT];
        int length = 0;
        for (int i = 0; i < counts.length; i++) {
            counts[i] = (long) CELL.getOpaque(cells, CLASSES + i);
            if (counts[i] != 0) {
                length = i + 1;
            }
        }
        return LoopTurns.of(java.util.Arrays.copyOf(counts, length), (long) CELL.getOpaque(cells, MAX), stalls);
    }
}
