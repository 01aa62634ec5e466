package dev.vivace.internal.typed;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where the values of one request's parameters lie: filled by whoever knows the request, read by {@link ParamsPlan}. A
 * parameter is a slot; each value that the request has for it is a hit, a stretch of bytes that are decoded already.
 *
 * <p><b>Threading:</b> one request's at a time. <b>Lifetime:</b> the stretches are good as long as the request's bytes are.
 */
public final class ParamValues {
    /** A kind of hit: bytes of the request's head, UTF-8. */
    public static final int HEAD = 0;

    /** A kind of hit: bytes of the request's path, UTF-8. */
    public static final int PATH = 1;

    /** A kind of hit: bytes that were decoded to {@link #scratch}, UTF-8. */
    public static final int SCRATCH = 2;

    /** Added to a kind of hit: the bytes are ISO 8859-1. */
    public static final int LATIN = 4;

    /** A kind of hit: the bytes cannot be decoded. */
    public static final int MALFORMED = 8;

    private static final int NONE = -1;
    private static final int HIT_INTS = 4;
    private static final int START = 0;
    private static final int END = 1;
    private static final int KIND = 2;
    private static final int NEXT = 3;

    final DecimalScan decimal = new DecimalScan();
    final TimeScan time = new TimeScan();

    private int[] firsts = new int[8];
    private int[] lasts = new int[8];
    private int[] hits = new int[8 * HIT_INTS];
    private int hitsEnd;
    private byte[] head;
    private byte[] path;
    private byte[] scratch = new byte[64];
    private int scratchLength;

    /**
     * Forgets the request before.
     *
     * @param slotCount how many parameters are looked for
     * @param newHead what {@link #HEAD} points into
     * @param newPath what {@link #PATH} points into
     */
    public void begin(int slotCount, byte[] newHead, byte[] newPath) {
        if (slotCount > firsts.length) {
            firsts = new int[slotCount];
            lasts = new int[slotCount];
        }
        for (int i = 0; i < slotCount; i++) {
            firsts[i] = NONE;
        }
        hitsEnd = 0;
        scratchLength = 0;
        head = newHead;
        path = newPath;
    }

    /** Adds a value, behind those that the slot has. */
    public void add(int slot, int kind, int start, int end) {
        int hit = hitsEnd;
        if (hit == hits.length) {
            hits = Arrays.copyOf(hits, hit * 2);
        }
        int[] table = hits;
        table[hit + START] = start;
        table[hit + END] = end;
        table[hit + KIND] = kind;
        table[hit + NEXT] = NONE;
        if (firsts[slot] == NONE) {
            firsts[slot] = hit;
        } else {
            table[lasts[slot] + NEXT] = hit;
        }
        lasts[slot] = hit;
        hitsEnd = hit + HIT_INTS;
    }

    /** Where decoded bytes are put, from {@link #scratchLength} on: has room for so many more. */
    public byte[] scratch(int roomBytes) {
        if (scratch.length - scratchLength < roomBytes) {
            scratch = Arrays.copyOf(scratch, Math.max(scratch.length * 2, scratchLength + roomBytes));
        }
        return scratch;
    }

    /** How many bytes were decoded so far. */
    public int scratchLength() {
        return scratchLength;
    }

    /** Adds a value of bytes that were just decoded to the end of {@link #scratch}. */
    public void addDecoded(int slot, int kind, int length) {
        add(slot, SCRATCH | kind, scratchLength, scratchLength + length);
        scratchLength += length;
    }

    /** Whether the request has a value. */
    boolean has(int slot) {
        return firsts[slot] != NONE;
    }

    /** The only value's hit. */
    int one(int slot) {
        int hit = firsts[slot];
        if (hit == NONE) {
            throw ParamFault.REQUIRED;
        }
        if (hits[hit + NEXT] != NONE) {
            throw ParamFault.REPEATED;
        }
        return decoded(hit);
    }

    /** The hit, unless its bytes could not be decoded. */
    int decoded(int hit) {
        if (hits[hit + KIND] == MALFORMED) {
            throw ParamFault.MALFORMED;
        }
        return hit;
    }

    /** The first value's hit, -1 where there is none. */
    int first(int slot) {
        return firsts[slot];
    }

    /** The next value's hit, -1 where there is none. */
    int next(int hit) {
        return hits[hit + NEXT];
    }

    /** How many values the slot has. */
    int count(int slot) {
        int count = 0;
        for (int hit = firsts[slot]; hit != NONE; hit = hits[hit + NEXT]) {
            count++;
        }
        return count;
    }

    int start(int hit) {
        return hits[hit + START];
    }

    int end(int hit) {
        return hits[hit + END];
    }

    byte[] bytes(int hit) {
        int kind = hits[hit + KIND] & 3;
        return kind == HEAD ? head : kind == PATH ? path : scratch;
    }

    String text(int hit) {
        int start = hits[hit + START];
        return new String(
                bytes(hit),
                start,
                hits[hit + END] - start,
                (hits[hit + KIND] & LATIN) != 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }
}
