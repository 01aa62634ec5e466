package dev.vivace.internal.json;

import dev.vivace.internal.typed.Member;
import dev.vivace.internal.typed.TypeUse;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a document must look like beyond being well-formed, so that dsl-json never sees a value that it would convert
 * silently; built once per type by {@link ShapeBuilder}, then immutable, and shared by all loops.
 *
 * <p>A shape says which kinds of values are accepted (a set of bits), which numbers, which texts of an enumeration, what
 * the elements of an array and the values of a map look like, and which members an object has: which of them must be
 * there, and whether there may be others. Values of members that a shape does not know may be anything, as they are
 * skipped. Shapes of recursive types refer to themselves. Within the package, null stands for {@link #ANY}.
 *
 * <p>It is a class and not an interface so that the validator's loop reads its fields without a virtual call.
 *
 * <p><b>Threading:</b> immutable once it has been published.
 */
public final class JsonShape {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte[] NO_BYTES = {};
    private static final Name[] NO_NAMES = {null};
    private static final long[] NONE_REQUIRED = {};
    private static final int EVERY_KIND = -1;

    /** Every well-formed document. */
    public static final JsonShape ANY = new JsonShape(null, EVERY_KIND, JsonFault.OK, NumberFit.ANY);

    static final int STRING = 1;
    static final int NUMBER = 2;
    static final int BOOLEAN = 4;
    static final int OBJECT = 8;
    static final int ARRAY = 16;
    static final int NULL = 32;

    /** The kind of a value by its first byte; every kind for a byte that begins none. */
    private static final int[] KIND_OF = kinds();

    /** In place of a number: it is counted nowhere. */
    static final int NOT_COUNTED = -1;

    /** In place of a name's number: the name is none of the object's, but the decoder would take it for one of them. */
    static final int AMBIGUOUS = -2;

    private static final Name AMBIGUOUS_NAME = new Name(NO_BYTES, 0, null, null, AMBIGUOUS, NOT_COUNTED);

    /** One name of a member, or a constant. Fields, not accessors: the validator reads them for each member. */
    static final class Name {
        private final byte[] utf8;
        private final int hash;

        /** How long the name is with the quote behind it. */
        private final int closedLength;

        /** The first eight bytes of the name with the quote behind it, or fewer, as the mask says, and the last eight. */
        private final long head;

        private final long headMask;
        private final long tail;

        /** What the value looks like; null for anything. */
        final JsonShape shape;

        /** The member; null of a discriminator. */
        final Member model;

        /** The number of the name among those of the object, or {@link #AMBIGUOUS}. */
        final int number;

        /** The number of a member that has several names, behind those of the names; {@link #NOT_COUNTED} for others. */
        final int memberNumber;

        /** The name that most likely comes next: that of the member declared behind this one; null where none is. */
        Name next;

        Name(byte[] utf8, int hash, JsonShape shape, Member model, int number, int memberNumber) {
            this.utf8 = utf8;
            this.hash = hash;
            this.shape = shape;
            this.model = model;
            this.number = number;
            this.memberNumber = memberNumber;
            byte[] closed = Arrays.copyOf(utf8, Math.max(Long.BYTES, utf8.length + 1));
            closed[utf8.length] = '"';
            this.closedLength = utf8.length + 1;
            this.head = (long) WORD.get(closed, 0);
            this.headMask = closedLength >= Long.BYTES ? -1 : (1L << closedLength * Byte.SIZE) - 1;
            this.tail = (long) WORD.get(closed, closed.length - Long.BYTES);
        }

        /** Whether the name means itself when it is spelt as it is. */
        private boolean isPlain() {
            for (byte b : utf8) {
                if (b == '"' || b == '\\' || b >= 0 && b < ' ') {
                    return false;
                }
            }
            return true;
        }

        /**
         * The index behind the name and the quote that closes it, or -1 where something else stands, or the name too near
         * the end of the array to be compared at once.
         *
         * @param from behind the opening quote
         */
        int behind(byte[] in, int from, int end) {
            int behind = from + closedLength;
            if (behind > end || from > in.length - Long.BYTES || (((long) WORD.get(in, from) ^ head) & headMask) != 0) {
                return -1;
            }
            if (closedLength <= Long.BYTES) {
                return behind;
            }
            if ((long) WORD.get(in, behind - Long.BYTES) != tail) {
                return -1;
            }
            return closedLength <= 2 * Long.BYTES
                            || Arrays.equals(utf8, Long.BYTES, utf8.length, in, from + Long.BYTES, behind - 1)
                    ? behind
                    : -1;
        }
    }

    private final TypeUse use;
    private final int kinds;
    private final int kindFault;
    private final NumberFit numbers;

    // The rest is written by the builder before it lets go of the shape; that is what lets shapes be cyclic.
    private JsonShape element;
    private boolean enumeration;
    private Name[] names = NO_NAMES;

    /** The name of the member declared first; null where there is none. */
    private Name first;

    /** What must be there, by the numbers of names or members: a bit set. */
    private long[] required = NONE_REQUIRED;

    private int numberWords;
    private long requiredFirst;

    private boolean unknownRefused;
    private Discriminator discriminator;
    private JsonShape[] variants;

    private JsonShape(TypeUse use, int kinds, int kindFault, NumberFit numbers) {
        this.use = use;
        this.kinds = kinds;
        this.kindFault = kindFault;
        this.numbers = numbers;
    }

    private static JsonShape of(TypeUse use, int kind, int kindFault, NumberFit numbers) {
        return new JsonShape(use, kind | (use.nullable() ? NULL : 0), kindFault, numbers);
    }

    /** Anything, but perhaps not null. */
    static JsonShape any(TypeUse use) {
        return use.nullable() ? ANY : new JsonShape(use, EVERY_KIND & ~NULL, JsonFault.NULL_REFUSED, NumberFit.ANY);
    }

    static JsonShape string(TypeUse use) {
        return of(use, STRING, JsonFault.STRING_EXPECTED, NumberFit.ANY);
    }

    static JsonShape enumeration(TypeUse use) {
        JsonShape shape = of(use, STRING, JsonFault.STRING_EXPECTED, NumberFit.ANY);
        List<String> constants = use.type().constants();
        shape.slots(constants.size());
        constants.forEach(constant -> shape.put(constant, null, null, NOT_COUNTED, NOT_COUNTED));
        shape.enumeration = true;
        return shape;
    }

    static JsonShape bool(TypeUse use) {
        return of(use, BOOLEAN, JsonFault.BOOLEAN_EXPECTED, NumberFit.ANY);
    }

    static JsonShape number(TypeUse use, NumberFit fit) {
        return of(use, NUMBER, fit.integer() ? JsonFault.INTEGER_EXPECTED : JsonFault.NUMBER_EXPECTED, fit);
    }

    static JsonShape array(TypeUse use) {
        return of(use, ARRAY, JsonFault.ARRAY_EXPECTED, NumberFit.ANY);
    }

    static JsonShape object(TypeUse use) {
        return of(use, OBJECT, JsonFault.OBJECT_EXPECTED, NumberFit.ANY);
    }

    /** Says what the elements of an array or the values of a map look like; called before the shape is published. */
    JsonShape of(JsonShape elements) {
        element = elements == ANY ? null : elements;
        return this;
    }

    /** One name of a member, and what its value looks like. */
    record Named(String name, Member member, JsonShape shape) {}

    /**
     * Says which members an object has; called before the shape is published.
     *
     * @param named every name of every member, those of one member one behind the other; of a name that occurs twice the
     *     first counts
     */
    void members(List<Named> named, boolean othersRefused) {
        slots(named.size());
        unknownRefused = othersRefused;
        int count = 0;
        long[] needed = new long[2 * named.size() + Long.SIZE - 1 >> 6];
        Member before = null;
        int memberNumber = NOT_COUNTED;
        List<Name> namesBefore = new ArrayList<>();
        for (Named one : named) {
            Member member = one.member();
            boolean another = member == null || member != before;
            if (another) {
                memberNumber = member == null || member.otherNames().isEmpty() ? NOT_COUNTED : count++;
                if (member != null && member.required()) {
                    int number = memberNumber == NOT_COUNTED ? count : memberNumber;
                    needed[number >> 6] |= 1L << number;
                }
            }
            Name name = put(one.name(), one.shape(), member, count++, memberNumber);
            if (name != null) {
                if (another && name.isPlain()) {
                    follow(namesBefore, name);
                }
                namesBefore.add(name);
            }
            before = member;
        }
        numberWords = count + Long.SIZE - 1 >> 6;
        required = Arrays.copyOf(needed, numberWords);
        requiredFirst = numberWords == 0 ? 0 : required[0];
    }

    private void follow(List<Name> namesBefore, Name name) {
        namesBefore.forEach(previous -> previous.next = name);
        namesBefore.clear();
        if (first == null) {
            first = name;
        }
    }

    /** Says what an object looks like for each value of the discriminator; called before the shape is published. */
    void variants(Discriminator newDiscriminator, List<JsonShape> shapes) {
        discriminator = newDiscriminator;
        variants = shapes.toArray(new JsonShape[0]);
    }

    private void slots(int count) {
        // At most half full, so that the search for an unknown name is short and ends.
        names = new Name[Integer.highestOneBit(Math.max(1, count)) << 2];
    }

    /** The name, or null if it is there already. */
    private Name put(String name, JsonShape shape, Member model, int number, int memberNumber) {
        byte[] utf8 = JsonStrings.utf8(name);
        int hash = hash(utf8, 0, utf8.length);
        int slot = hash & names.length - 1;
        while (names[slot] != null) {
            if (Arrays.equals(names[slot].utf8, utf8)) {
                return null;
            }
            slot = slot + 1 & names.length - 1;
        }
        names[slot] = new Name(utf8, hash, shape == ANY ? null : shape, model, number, memberNumber);
        return names[slot];
    }

    /** What the shape was made from; null of {@link #ANY}. */
    TypeUse use() {
        return use;
    }

    /** Whether a value may begin with this byte; true for a byte that begins none, which is the grammar's business. */
    boolean accepts(byte first) {
        return (kinds & KIND_OF[first & 0xFF]) != 0;
    }

    /** The fault of a value that begins with a byte that is not accepted. */
    int kindFault(byte first) {
        return first == 'n' ? JsonFault.NULL_REFUSED : kindFault;
    }

    /** {@link JsonFault#OK}, or what is wrong with a number of correct grammar. */
    int numberFault(byte[] in, int from, int end) {
        return numbers.fault(in, from, end);
    }

    /** Whether no number of that many characters and that form is out of range. */
    boolean fitsSurely(int charCount, int form) {
        return numbers.fitsSurely(charCount, form);
    }

    /** Whether strings must be one of {@link #constant}s. */
    boolean isEnumeration() {
        return enumeration;
    }

    /** The spelling of the constant that some text is, or null. */
    byte[] constant(byte[] text, int from, int end) {
        Name constant = name(text, from, end);
        return constant == null ? null : constant.utf8;
    }

    /** Whether objects are one of {@link #variant}s. */
    boolean isOneOf() {
        return discriminator != null;
    }

    Discriminator discriminator() {
        return discriminator;
    }

    /** What an object looks like for which {@link #discriminator()} says this number. */
    JsonShape variant(int number) {
        return variants[number];
    }

    /** The name that most likely comes first; null where none is known. */
    Name first() {
        return first;
    }

    /** How many words a bit set needs that has a bit for each number; 0 where no names are known. */
    int numberWords() {
        return numberWords;
    }

    /**
     * Whether all members are there that must be.
     *
     * @param seen holds the bit set of those that are
     * @param first index of its first word
     */
    boolean complete(long[] seen, int first) {
        boolean complete = (requiredFirst & ~seen[first]) == 0;
        for (int i = 1; i < numberWords; i++) {
            complete &= (required[i] & ~seen[first + i]) == 0;
        }
        return complete;
    }

    /** Whether there may be no members beside those that are known. */
    boolean unknownRefused() {
        return unknownRefused;
    }

    /** The shape of each element, and of the value under each name that is not known; null for anything. */
    JsonShape element() {
        return element;
    }

    /** The member of an object with this name, null for none of it. */
    Name name(byte[] in, int from, int end) {
        return find(hash(in, from, end), in, from, end);
    }

    /**
     * The member with a name that is spelt with escapes.
     *
     * @param text holds the text that the name stands for, from {@code from} to {@code end}
     * @param in holds the name as the decoder will see it, from {@code nameFrom} to a quote
     */
    Name nameOfEscaped(byte[] text, int from, int end, byte[] in, int nameFrom) {
        Name name = name(text, from, end);
        return name == null && occurs(decoderHash(in, nameFrom)) ? AMBIGUOUS_NAME : name;
    }

    private Name find(int hash, byte[] in, int from, int end) {
        Name[] slots = names;
        int mask = slots.length - 1;
        Name result = null;
        int slot = hash & mask;
        for (Name name = slots[slot]; name != null; name = slots[slot]) {
            if (name.hash == hash) {
                if (Arrays.equals(name.utf8, 0, name.utf8.length, in, from, end)) {
                    return name;
                }
                result = AMBIGUOUS_NAME;
            }
            slot = slot + 1 & mask;
        }
        return result;
    }

    private boolean occurs(int hash) {
        return find(hash, NO_BYTES, 0, 0) != null;
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

    private static int[] kinds() {
        int[] kinds = new int[256];
        Arrays.fill(kinds, EVERY_KIND);
        Arrays.fill(kinds, '0', '9' + 1, NUMBER);
        kinds['-'] = NUMBER;
        kinds['"'] = STRING;
        kinds['{'] = OBJECT;
        kinds['['] = ARRAY;
        kinds['t'] = BOOLEAN;
        kinds['f'] = BOOLEAN;
        kinds['n'] = NULL;
        return kinds;
    }
}
