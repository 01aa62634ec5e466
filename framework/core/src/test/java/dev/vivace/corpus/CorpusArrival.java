package dev.vivace.corpus;

import java.util.Random;

/** The ways in which the bytes of a case are cut, as a run of indexes at each of which a piece ends. */
public final class CorpusArrival {
    /** Cases up to this many bytes are split everywhere, longer ones at places spread over them. */
    private static final int EVERY_SPLIT_BYTES_MAX = 2_048;

    private static final int SPLITS_OF_LONG = 32;
    /** Cases up to this many bytes also come byte by byte. */
    private static final int BYTEWISE_BYTES_MAX = 20_000;

    private static final int RANDOM_PIECES_MAX = 8;

    private CorpusArrival() {}

    /** Takes one way: where the pieces end, the last at the end of the bytes. */
    @FunctionalInterface
    public interface Way {
        /** May be called with the same array again, filled anew. */
        void run(String name, int[] ends);
    }

    /** Whole, split in two at every place, in pieces of 7, in a few random pieces, and byte by byte. */
    public static void each(int length, long seed, Way way) {
        way.run("whole", new int[] {length});
        int step = length <= EVERY_SPLIT_BYTES_MAX ? 1 : length / SPLITS_OF_LONG;
        int[] two = {0, length};
        for (int split = 1; split < length; split += step) {
            two[0] = split;
            way.run("split at " + split, two);
        }
        if (length > 2 && length <= BYTEWISE_BYTES_MAX) {
            way.run("byte by byte", pieces(length, 1));
            way.run("in pieces of 7", pieces(length, 7));
        }
        if (length > 2) {
            way.run("in random pieces of seed " + seed, random(length, seed));
        }
    }

    /** Where pieces of one size end. */
    public static int[] pieces(int length, int size) {
        int[] ends = new int[(length + size - 1) / size];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = Math.min(length, (i + 1) * size);
        }
        return ends;
    }

    private static int[] random(int length, long seed) {
        Random random = new Random(seed);
        int[] ends = random.ints(1 + random.nextInt(RANDOM_PIECES_MAX), 1, length)
                .sorted()
                .distinct()
                .toArray();
        int[] all = java.util.Arrays.copyOf(ends, ends.length + 1);
        all[ends.length] = length;
        return all;
    }
}
