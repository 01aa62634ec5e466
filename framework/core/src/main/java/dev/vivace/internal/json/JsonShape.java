package dev.vivace.internal.json;

import java.util.Arrays;
import java.util.Map;

/**
 * What a document must look like beyond being well-formed, so that dsl-json never sees a value that it would convert
 * silently; built once per type by {@link ShapeBuilder}, then immutable, and shared by all loops.
 *
 * <p>A shape says which kinds of values are accepted (a set of bits), which numbers, what the elements of an array and
 * the values of a map look like, and which members an object has. Shapes of recursive types refer to themselves. Within
 * the package, null stands for {@link #ANY}. Members that a shape does not know may be anything, as their values are
 * skipped; members that are missing are no matter of the shape.
 *
 * <p>It is a class and not an interface so that the validator's loop reads its fields without a virtual call.
 *
 * <p><b>Threading:</b> immutable once it has been published.
 */
public final class JsonShape {
    private static final byte[] NO_BYTES = {};
    private static final byte[][] NO_NAMES = {null};
    private static final int EVERY_KIND = -1;

    /** Every well-formed document. */
    public static final JsonShape ANY = new JsonShape(EVERY_KIND, JsonFault.OK, NumberFit.ANY);

    static final int STRING = 1;
    static final int NUMBER = 2;
    static final int BOOLEAN = 4;
    static final int OBJECT = 8;
    static final int ARRAY = 16;
    static final int NULL = 32;

    /** In place of a member: the name is none of the object's. */
    static final int UNKNOWN = -1;

    /** In place of a member: the name is none of the object's, but the decoder would take it for one of them. */
    static final int AMBIGUOUS = -2;

    private final int kinds;
    private final int kindFault;
    private final NumberFit numbers;

    // The rest is written by the builder before it lets go of the shape; that is what lets shapes be cyclic.
    private JsonShape element;
    private byte[][] names = NO_NAMES;
    private int[] hashes = {0};
    private JsonShape[] members = {null};

    private JsonShape(int kinds, int kindFault, NumberFit numbers) {
        this.kinds = kinds;
        this.kindFault = kindFault;
        this.numbers = numbers;
    }

    static JsonShape string(boolean nullable) {
        return new JsonShape(STRING | (nullable ? NULL : 0), JsonFault.STRING_EXPECTED, NumberFit.ANY);
    }

    static JsonShape bool(boolean nullable) {
        return new JsonShape(BOOLEAN | (nullable ? NULL : 0), JsonFault.BOOLEAN_EXPECTED, NumberFit.ANY);
    }

    static JsonShape number(NumberFit fit, boolean nullable) {
        return new JsonShape(
                NUMBER | (nullable ? NULL : 0),
                fit.integer() ? JsonFault.INTEGER_EXPECTED : JsonFault.NUMBER_EXPECTED,
                fit);
    }

    static JsonShape array(boolean nullable) {
        return new JsonShape(ARRAY | (nullable ? NULL : 0), JsonFault.ARRAY_EXPECTED, NumberFit.ANY);
    }

    static JsonShape object(boolean nullable) {
        return new JsonShape(OBJECT | (nullable ? NULL : 0), JsonFault.OBJECT_EXPECTED, NumberFit.ANY);
    }

    /** Says what the elements of an array or the values of a map look like; called before the shape is published. */
    JsonShape of(JsonShape elements) {
        element = elements == ANY ? null : elements;
        return this;
    }

    /** Says which members an object has, by the UTF-8 bytes of their names; called before the shape is published. */
    void members(Map<String, JsonShape> shapes) {
        // At most half full, so that the search for an unknown name is short and ends.
        int slots = Integer.highestOneBit(Math.max(1, shapes.size())) << 2;
        byte[][] newNames = new byte[slots][];
        int[] newHashes = new int[slots];
        JsonShape[] newMembers = new JsonShape[slots];
        shapes.forEach((name, shape) -> {
            byte[] utf8 = JsonStrings.utf8(name);
            int hash = hash(utf8, 0, utf8.length);
            int slot = hash & slots - 1;
            while (newNames[slot] != null) {
                slot = slot + 1 & slots - 1;
            }
            newNames[slot] = utf8;
            newHashes[slot] = hash;
            newMembers[slot] = shape == ANY ? null : shape;
        });
        names = newNames;
        hashes = newHashes;
        members = newMembers;
    }

    /** Whether a value may begin with this byte; true for a byte that begins none, which is the grammar's business. */
    boolean accepts(byte first) {
        return (kinds & kind(first)) != 0;
    }

    /** The fault of a value that begins with a byte that is not accepted. */
    int kindFault(byte first) {
        return first == 'n' ? JsonFault.NULL_REFUSED : kindFault;
    }

    /** {@link JsonFault#OK}, or what is wrong with a number of correct grammar. */
    int numberFault(byte[] in, int from, int end) {
        return numbers.fault(in, from, end);
    }

    /** The shape of each element, or null. */
    JsonShape element() {
        return element;
    }

    /** The shape of a member that {@link #member} has found, or null; the same one for every name of a map. */
    JsonShape memberShape(int member) {
        return member < 0 ? element : members[member];
    }

    /** The member of an object with this name, {@link #UNKNOWN} or {@link #AMBIGUOUS}. */
    int member(byte[] in, int from, int end) {
        return find(hash(in, from, end), in, from, end);
    }

    /**
     * The member with a name that is spelt with escapes.
     *
     * @param text holds the text that the name stands for, from {@code from} to {@code end}
     * @param in holds the name as the decoder will see it, from {@code nameFrom} to a quote
     */
    int memberOfEscaped(byte[] text, int from, int end, byte[] in, int nameFrom) {
        int member = member(text, from, end);
        int hash = decoderHash(in, nameFrom);
        if (member == UNKNOWN) {
            return occurs(hash) ? AMBIGUOUS : UNKNOWN;
        }
        return member;
    }

    private int find(int hash, byte[] in, int from, int end) {
        byte[][] slots = names;
        int mask = slots.length - 1;
        int result = UNKNOWN;
        for (int slot = hash & mask; slots[slot] != null; slot = slot + 1 & mask) {
            if (hashes[slot] == hash) {
                byte[] name = slots[slot];
                if (Arrays.equals(name, 0, name.length, in, from, end)) {
                    return slot;
                }
                result = AMBIGUOUS;
            }
        }
        return result;
    }

    private boolean occurs(int hash) {
        return find(hash, NO_BYTES, 0, 0) != UNKNOWN;
    }

    /** The hash by which generated decoders tell names: FNV-1a over signed bytes, of which 32 bits are left. */
    private static int hash(byte[] in, int from, int end) {
        int hash = 0x811c9dc5;
        for (int i = from; i < end; i++) {
            hash = (hash ^ in[i]) * 0x1000193;
        }
        return hash;
    }

    /** The same of a name with escapes, of which dsl-json drops the backslash. */
    private static int decoderHash(byte[] in, int from) {
        int hash = 0x811c9dc5;
        for (int i = from; in[i] != '"'; i++) {
            if (in[i] == '\\') {
                i++;
            }
            hash = (hash ^ in[i]) * 0x1000193;
        }
        return hash;
    }

    private static int kind(byte first) {
        switch (first) {
            case '"':
                return STRING;
            case '{':
                return OBJECT;
            case '[':
                return ARRAY;
            case 't', 'f':
                return BOOLEAN;
            case 'n':
                return NULL;
            default:
                return first == '-' || first >= '0' && first <= '9' ? NUMBER : EVERY_KIND;
        }
    }
}
