package dev.vivace.internal.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The property names of the objects that are open in one document, to find duplicates: one open-addressing table for
 * all of them, keyed by (object, name), so that many small objects cost no table each and one huge object stays linear.
 *
 * <p>An object's names leave with it. As objects are closed in the reverse order of their opening, what leaves are
 * always the entries put in last, and a table with linear probing from which the last one is taken is as it was before.
 * So it holds as many names as the deepest path has, not as the document has, and stays in the cache.
 *
 * <p>The hash is keyed by secret random numbers, so a sender cannot choose names that meet in one slot.
 *
 * <p><b>Threading:</b> belongs to one validator.
 */
final class NameTable {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SLOTS_INITIAL = 256;
    private static final int SCRATCH_INITIAL = 256;

    private final long startKey;
    private final long wordKey;

    /** Object number in the upper half, hash in the lower; 0 where the slot is free. */
    private long[] owners = new long[SLOTS_INITIAL];

    /** Where the name is, in the upper half (as its complement when it is in the scratch), and its length. */
    private long[] places = new long[SLOTS_INITIAL];

    /** The slots in use, in the order in which they were taken; at most half of all. */
    private int[] taken = new int[SLOTS_INITIAL / 2];

    private int used;
    private int nextObject = 1;

    /** The unescaped names of this document, one behind the other. */
    private byte[] scratch = new byte[SCRATCH_INITIAL];

    private int scratchLast;
    private int scratchEnd;
    private long collisions;

    NameTable() {
        this(new SecureRandom());
    }

    private NameTable(SecureRandom random) {
        this(random.nextLong(), random.nextLong());
    }

    NameTable(long startKey, long wordKey) {
        this.startKey = startKey;
        // Odd, so that no factor of two is lost; with high bits, so that short names reach the upper half.
        this.wordKey = wordKey | 0x8000_0000_0000_0001L;
    }

    /** An empty table with the same secret numbers: where it is made for one document, new ones would cost more than it does. */
    NameTable like() {
        return new NameTable(startKey, wordKey);
    }

    /** Forgets the names of a document before that was left in the middle. */
    void begin() {
        forget(0);
        scratchLast = 0;
        scratchEnd = 0;
        nextObject = 1;
    }

    /** Goes back to the size of a new table. */
    void trim() {
        if (owners.length > SLOTS_INITIAL) {
            owners = new long[SLOTS_INITIAL];
            places = new long[SLOTS_INITIAL];
            taken = new int[SLOTS_INITIAL / 2];
            used = 0;
        }
        if (scratch.length > SCRATCH_INITIAL) {
            scratch = new byte[SCRATCH_INITIAL];
        }
    }

    /** What the arrays take up. */
    long heldBytes() {
        return owners.length * (2L * Long.BYTES + Integer.BYTES / 2) + scratch.length;
    }

    /** The number of a new object, at least 1. */
    int newObject() {
        return nextObject++;
    }

    /** The innermost open object is complete. */
    void endObject(int object) {
        int last = used;
        while (last > 0 && (int) (owners[taken[last - 1]] >>> 32) == object) {
            last--;
        }
        forget(last);
    }

    private void forget(int from) {
        for (int i = from; i < used; i++) {
            owners[taken[i]] = 0;
        }
        used = from;
    }

    /** Adds a name without escapes; false if the object has it already. */
    boolean add(byte[] in, int from, int length, int object) {
        return add(in, in, from, length, object, (long) from << 32 | length);
    }

    /** Adds a name with escapes, unescaped into the scratch; false if the object has it already. */
    boolean addEscaped(byte[] in, int from, int end, int object) {
        int free = scratchEnd;
        scratchEnd = unescape(in, from, end);
        scratchLast = free;
        int length = scratchEnd - free;
        return add(in, scratch, free, length, object, (long) ~free << 32 | length);
    }

    /** Unescapes a string into the scratch, from {@link #scratchEnd()}, where it stays until the next name; its end. */
    int unescape(byte[] in, int from, int end) {
        if (scratch.length - scratchEnd < end - from) {
            scratch = Arrays.copyOf(scratch, Math.max(scratch.length * 2, scratchEnd + end - from));
        }
        return JsonStrings.unescape(in, from, end, scratch, scratchEnd);
    }

    private boolean add(byte[] in, byte[] name, int from, int length, int object, long place) {
        long hash = hash(name, from, length, object);
        long owner = (long) object << 32 | (hash & 0xFFFF_FFFFL);
        long[] slots = owners;
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        for (; ; ) {
            long other = slots[slot];
            if (other == 0) {
                break;
            }
            if (other == owner && sameName(in, places[slot], name, from, length)) {
                return false;
            }
            collisions++;
            slot = (slot + 1) & mask;
        }
        slots[slot] = owner;
        places[slot] = place;
        taken[used++] = slot;
        if (used == taken.length) {
            grow();
        }
        return true;
    }

    private boolean sameName(byte[] in, long place, byte[] name, int from, int length) {
        if ((int) place != length) {
            return false;
        }
        int other = (int) (place >> 32);
        byte[] holder = other < 0 ? scratch : in;
        int otherFrom = other < 0 ? ~other : other;
        return Arrays.equals(holder, otherFrom, otherFrom + length, name, from, from + length);
    }

    private void grow() {
        long[] oldOwners = owners;
        long[] oldPlaces = places;
        long[] newOwners = new long[oldOwners.length * 2];
        long[] newPlaces = new long[oldOwners.length * 2];
        int mask = newOwners.length - 1;
        taken = Arrays.copyOf(taken, used * 2);
        // In the order in which they came, so that they can leave in the reverse of it
        for (int i = 0; i < used; i++) {
            int old = taken[i];
            int slot = (int) oldOwners[old] & mask;
            while (newOwners[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            newOwners[slot] = oldOwners[old];
            newPlaces[slot] = oldPlaces[old];
            taken[i] = slot;
        }
        owners = newOwners;
        places = newPlaces;
    }

    /**
     * The object goes through a multiplication of its own first: combined with the name's bytes by exclusive or alone,
     * a sender could balance the one against the other.
     */
    private long hash(byte[] in, int from, int length, int object) {
        long key = wordKey;
        long state = fold(startKey ^ ((long) object << 32 | length), key);
        int index = from;
        int left = length;
        while (left > Long.BYTES) {
            state = fold(state ^ (long) LONG.get(in, index), key);
            index += Long.BYTES;
            left -= Long.BYTES;
        }
        return fold(state ^ lastWord(in, index, left), key);
    }

    private static long lastWord(byte[] in, int from, int length) {
        if (length == 0) {
            return 0;
        }
        if (from + Long.BYTES <= in.length) {
            return (long) LONG.get(in, from) & -1L >>> (Long.SIZE - (length << 3));
        }
        long word = 0;
        for (int i = length - 1; i >= 0; i--) {
            word = word << 8 | in[from + i] & 0xFF;
        }
        return word;
    }

    private static long fold(long a, long b) {
        return a * b ^ Math.multiplyHigh(a, b);
    }

    byte[] scratch() {
        return scratch;
    }

    /** Where the name that was unescaped last begins in the scratch; it ends at {@link #scratchEnd()}. */
    int scratchLast() {
        return scratchLast;
    }

    int scratchEnd() {
        return scratchEnd;
    }

    /** Occupied slots met on the way, over the life of the table: the measure of how well the hash spreads. */
    long collisions() {
        return collisions;
    }
}
