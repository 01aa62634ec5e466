package dev.vivace.internal.exchange;

/**
 * Byte arrays that a connection borrows while it holds something unfinished, in powers of two from 1 KB to 128 KB, and
 * larger ones. What is given back is kept up to a bound per size, of larger ones up to a bound of bytes and for a time.
 *
 * <p><b>Threading:</b> one per loop.
 */
public final class BufferPool implements ByteArrays {
    private static final int SMALLEST_SHIFT = 10;
    private static final int LARGEST_KEPT_SHIFT = 17;
    /** Arrays kept of each size: 128 of 1 KB, halving with each doubling, so that a loop keeps at most 1 MB. */
    private static final int KEPT_OF_SMALLEST = 128;

    private final byte[][][] kept = new byte[LARGEST_KEPT_SHIFT - SMALLEST_SHIFT + 1][][];
    private final int[] counts = new int[LARGEST_KEPT_SHIFT - SMALLEST_SHIFT + 1];
    private final LargeArrays large;
    private final Runnable onLargeKept;
    private int borrowedCount;

    /**
     * @param largeBytesMax how many bytes of arrays beyond 128 KB are kept
     * @param onLargeKept called when such an array comes back: {@link #trim()} is wanted from time to time
     */
    BufferPool(int largeBytesMax, Runnable onLargeKept) {
        this.large = new LargeArrays(largeBytesMax);
        this.onLargeKept = onLargeKept;
        for (int i = 0; i < kept.length; i++) {
            kept[i] = new byte[Math.max(1, KEPT_OF_SMALLEST >> i)][];
        }
    }

    @Override
    public byte[] borrow(int bytesMin) {
        borrowedCount++;
        int shift = shift(bytesMin);
        int size = shift - SMALLEST_SHIFT;
        if (size >= kept.length) {
            return large.borrow(bytesMin);
        }
        if (counts[size] > 0) {
            byte[] array = kept[size][--counts[size]];
            kept[size][counts[size]] = null;
            return array;
        }
        return new byte[1 << shift];
    }

    @Override
    public void giveBack(byte[] array) {
        borrowedCount--;
        int size = shift(array.length) - SMALLEST_SHIFT;
        if (size >= kept.length) {
            large.giveBack(array);
            onLargeKept.run();
        } else if (counts[size] < kept[size].length) {
            kept[size][counts[size]++] = array;
        }
    }

    /** Gives large arrays up when none was wanted since the call before; whether some are kept. */
    boolean trim() {
        return large.trim();
    }

    /** Bytes of the large arrays that are kept. */
    long largeBytes() {
        return large.bytes();
    }

    /** How long the array is that is lent for so many bytes, as far as it is none of the large ones. */
    public static int lentBytes(int bytesMin) {
        return 1 << shift(bytesMin);
    }

    /** How many arrays are out: zero when every connection is idle. */
    public int borrowedCount() {
        return borrowedCount;
    }

    private static int shift(int bytes) {
        return Math.max(SMALLEST_SHIFT, 32 - Integer.numberOfLeadingZeros(Math.max(1, bytes) - 1));
    }
}
