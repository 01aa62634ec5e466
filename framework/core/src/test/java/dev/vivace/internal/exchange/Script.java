package dev.vivace.internal.exchange;

import java.util.Arrays;

/**
 * How a socket behaves while nothing goes wrong.
 *
 * @param reads how many bytes arrive at once, in turn
 * @param takes how many bytes a send takes, in turn; 0 says that the socket is full
 * @param readsFirst whether bytes are delivered before results, writable sockets and tasks, or after
 */
record Script(int[] reads, int[] takes, boolean readsFirst) {
    /** As much as there is. */
    static final int ALL = LoopContext.OUTPUT_BYTES;

    static final Script WHOLE = new Script(new int[] {ALL}, new int[] {ALL}, true);

    static Script reads(int... counts) {
        return new Script(counts, new int[] {ALL}, true);
    }

    Script takes(int... counts) {
        return new Script(reads, counts, readsFirst);
    }

    Script readsLast() {
        return new Script(reads, takes, false);
    }

    @Override
    public String toString() {
        return "reads " + Arrays.toString(reads) + " takes " + Arrays.toString(takes)
                + (readsFirst ? "" : " reads last");
    }
}
