package dev.vivace.internal.route;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A node of the trie: what follows one segment. Its static branches are a small hash table of their own, keyed by the
 * two words of a segment, so that a branch costs one multiplication and one comparison however many there are.
 *
 * <p>The keys are fixed when the table is built, so hostile paths cannot make a chain longer.
 *
 * <p><b>Threading:</b> written while the table is built, read only afterwards.
 */
final class RouteNode {
    private static final long LAST_FACTOR = 0x9E3779B97F4A7C15L;
    private static final int FACTOR_TRIES = 64;

    /** The static segment that leads here; empty at the root and behind a parameter. */
    private final byte[] segment;

    private final long first;
    private final long last;

    /** The next child with the same slot in its parent's table. */
    private RouteNode next;

    private final Map<String, RouteNode> statics = new LinkedHashMap<>();
    private RouteNode[] slots;
    private long factor;
    private int shift;

    /** Behind any segment that is not empty, or null. */
    RouteNode param;

    /** Where {@code {rest...}} leads, or null. */
    RouteLeaf rest;

    /** What a path that ends here leads to, or null. */
    RouteLeaf end;

    RouteNode(byte[] segment) {
        this.segment = segment;
        this.first = SegmentWords.first(segment, 0, segment.length);
        this.last = SegmentWords.last(segment, 0, segment.length);
    }

    boolean hasStatics() {
        return slots != null;
    }

    /**
     * The node behind the static segment of {@code path} that starts at {@code start}, or null. There must be statics.
     *
     * @param first see {@link SegmentWords#first}
     * @param last see {@link SegmentWords#last}
     */
    RouteNode child(long first, long last, byte[] path, int start, int length) {
        RouteNode child = slots[slot(first, last, factor, shift)];
        while (child != null && !child.is(first, last, path, start, length)) {
            child = child.next;
        }
        return child;
    }

    private boolean is(long first, long last, byte[] path, int start, int length) {
        byte[] segment = this.segment;
        return this.first == first
                && this.last == last
                && segment.length == length
                && (length <= SegmentWords.EXACT_LENGTH_MAX
                        || Arrays.equals(segment, 0, length, path, start, start + length));
    }

    private static int slot(long first, long last, long factor, int shift) {
        return (int) ((first ^ last * LAST_FACTOR) * factor >>> shift);
    }

    /** While building: the child for a static segment, made if it is not there. */
    RouteNode staticChild(RoutePattern.Segment segment) {
        RouteNode child = statics.get(segment.text);
        if (child == null) {
            child = new RouteNode(segment.bytes);
            statics.put(segment.text, child);
        }
        return child;
    }

    /** While building: the children that static segments lead to. */
    Collection<RouteNode> statics() {
        return statics.values();
    }

    /** Ends building: makes the hash table, with that one of several factors that gives the shortest chains. */
    void freeze() {
        if (statics.isEmpty()) {
            return;
        }
        int capacity = Integer.highestOneBit(statics.size() * 4 - 1) << 1;
        shift = Long.SIZE - Integer.numberOfTrailingZeros(capacity);
        int shortest = Integer.MAX_VALUE;
        long candidate = LAST_FACTOR;
        for (int i = 0; i < FACTOR_TRIES && shortest > 1; i++) {
            candidate = candidate * 6364136223846793005L + 1442695040888963407L;
            int longest = longestChain(candidate | 1, capacity);
            if (longest < shortest) {
                shortest = longest;
                factor = candidate | 1;
            }
        }
        slots = new RouteNode[capacity];
        for (RouteNode child : statics.values()) {
            int slot = slot(child.first, child.last, factor, shift);
            child.next = slots[slot];
            slots[slot] = child;
        }
    }

    private int longestChain(long candidate, int capacity) {
        int[] chains = new int[capacity];
        int longest = 0;
        for (RouteNode child : statics.values()) {
            longest = Math.max(longest, ++chains[slot(child.first, child.last, candidate, shift)]);
        }
        return longest;
    }
}
