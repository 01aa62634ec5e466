package dev.vivace.internal.route;

import java.util.Arrays;
import java.util.List;

/**
 * A short cut for the patterns without parameters that have several segments: one hash over the whole path, eight
 * bytes at a time, instead of a probe per segment. Such a path has no more specific rival, so what is found here and
 * serves the method is the answer; everything else is the trie's, which has these patterns too. Paths of a length
 * that no such pattern has are not even hashed.
 *
 * <p>The keys are fixed when the table is built, so hostile paths cannot make a chain longer.
 *
 * <p><b>Threading:</b> immutable.
 */
final class StaticPaths {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;
    private static final int LENGTH_BIT_MAX = Long.SIZE - 1;

    private final Entry[] slots;
    private final int shift;
    /** Bit n: there is a path of n bytes; the last bit stands for all the longer ones. */
    private final long lengths;

    /** A static path and where it leads. */
    static final class Entry {
        private final byte[] path;
        private final RouteLeaf leaf;
        private Entry next;

        Entry(byte[] path, RouteLeaf leaf) {
            this.path = path;
            this.leaf = leaf;
        }
    }

    StaticPaths(List<Entry> entries) {
        int capacity = Integer.highestOneBit(Math.max(2, entries.size() * 4 - 1)) << 1;
        this.shift = Long.SIZE - Integer.numberOfTrailingZeros(capacity);
        this.slots = new Entry[capacity];
        long bits = 0;
        for (Entry entry : entries) {
            byte[] roomy = Arrays.copyOf(entry.path, entry.path.length + SegmentWords.MARGIN);
            int slot = (int) (hash(roomy, 0, entry.path.length) >>> shift);
            entry.next = slots[slot];
            slots[slot] = entry;
            bits |= 1L << Math.min(entry.path.length, LENGTH_BIT_MAX);
        }
        this.lengths = bits;
    }

    /** Where the path {@code [start, end)} leads, or null. There is a margin behind it. */
    RouteLeaf leaf(byte[] path, int start, int end) {
        int length = end - start;
        if ((lengths >>> Math.min(length, LENGTH_BIT_MAX) & 1) == 0) {
            return null;
        }
        Entry entry = slots[(int) (hash(path, start, end) >>> shift)];
        while (entry != null && !same(entry.path, path, start, length)) {
            entry = entry.next;
        }
        return entry == null ? null : entry.leaf;
    }

    private static long hash(byte[] path, int start, int end) {
        long hash = 0;
        int index = start;
        for (; index <= end - Long.BYTES; index += Long.BYTES) {
            hash = (Long.rotateLeft(hash, 29) ^ SegmentWords.at(path, index)) * FACTOR;
        }
        long rest = SegmentWords.clip(SegmentWords.at(path, index), end - index);
        return (Long.rotateLeft(hash, 29) ^ rest) * FACTOR;
    }

    private static boolean same(byte[] wanted, byte[] path, int start, int length) {
        if (wanted.length != length) {
            return false;
        }
        if (length < Long.BYTES) {
            return SegmentWords.first(wanted, 0, length) == SegmentWords.clip(SegmentWords.at(path, start), length);
        }
        int tail = length - Long.BYTES;
        for (int i = 0; i < tail; i += Long.BYTES) {
            if (SegmentWords.at(wanted, i) != SegmentWords.at(path, start + i)) {
                return false;
            }
        }
        return SegmentWords.at(wanted, tail) == SegmentWords.at(path, start + tail);
    }
}
