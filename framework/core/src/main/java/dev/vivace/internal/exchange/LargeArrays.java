package dev.vivace.internal.exchange;

/**
 * The arrays of {@link BufferPool} that are too large to be kept for ever: kept within a bound of bytes, and as long as
 * they are wanted.
 *
 * <p><b>Threading:</b> one per loop.
 */
final class LargeArrays {
    /** Lengths are multiples of this, so that bodies of nearly one length share an array. */
    static final int STEP_BYTES = 128 * 1_024;

    private static final int COUNT_MAX = 64;
    private static final int NONE = -1;

    private final int bytesMax;
    private final byte[][] kept = new byte[COUNT_MAX][];
    private int count;
    private long bytes;
    private boolean wanted;

    LargeArrays(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** The shortest kept array that is long enough, or a new one. */
    byte[] borrow(int bytesMin) {
        wanted = true;
        int best = NONE;
        for (int i = 0; i < count; i++) {
            int length = kept[i].length;
            if (length >= bytesMin && (best == NONE || length < kept[best].length)) {
                best = i;
            }
        }
        return best == NONE ? new byte[rounded(bytesMin)] : take(best);
    }

    private static int rounded(int bytesMin) {
        long rounded = (bytesMin + STEP_BYTES - 1L) / STEP_BYTES * STEP_BYTES;
        return rounded > Integer.MAX_VALUE - STEP_BYTES ? bytesMin : (int) rounded;
    }

    /** Keeps an array; shorter ones make room for it, as a longer one serves every need that they serve. */
    void giveBack(byte[] array) {
        if (array.length > bytesMax) {
            return;
        }
        while (bytes + array.length > bytesMax || count == COUNT_MAX) {
            int shortest = shortest();
            if (kept[shortest].length >= array.length) {
                return;
            }
            take(shortest);
        }
        bytes += array.length;
        kept[count++] = array;
    }

    private int shortest() {
        int shortest = 0;
        for (int i = 1; i < count; i++) {
            if (kept[i].length < kept[shortest].length) {
                shortest = i;
            }
        }
        return shortest;
    }

    private byte[] take(int index) {
        byte[] array = kept[index];
        kept[index] = kept[--count];
        kept[count] = null;
        bytes -= array.length;
        return array;
    }

    /** Gives all up when none was wanted since the call before; whether some are kept. */
    boolean trim() {
        if (!wanted) {
            while (count > 0) {
                take(count - 1);
            }
        }
        wanted = false;
        return count > 0;
    }

    /** What is kept. */
    long bytes() {
        return bytes;
    }
}
