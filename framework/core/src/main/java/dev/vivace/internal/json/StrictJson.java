package dev.vivace.internal.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * Says whether bytes are one JSON document after RFC 8259, and nothing else: no byte order mark, no trailing bytes,
 * UTF-8 well-formed after RFC 3629, no half of a surrogate pair, no duplicate names, nesting and numbers within
 * limits. Given a shape, also whether the values fit the type that the document is for.
 *
 * <p>One pass, no recursion, linear time for every input, and no allocation once the scratch arrays fit: they grow with
 * the document, and are given up by {@link #trim()}.
 *
 * <pre>{@code
 * int code = strict.validate(body, 0, length, JsonShape.ANY);
 * if (code != JsonFault.OK) {
 *     answer400(strict.faultText(), strict.faultOffset());
 * }
 * }</pre>
 *
 * <p><b>Threading:</b> belongs to one loop.
 */
public final class StrictJson {
    /** The deepest nesting that is accepted unless told otherwise. */
    public static final int DEPTH_MAX_DEFAULT = 512;

    /** The longest number that is accepted unless told otherwise, in characters. */
    public static final int NUMBER_CHARS_MAX_DEFAULT = 1_000;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long BLANKS = ONES * ' ';
    private static final int ARRAY = 0;
    private static final int DEPTH_INITIAL = 64;

    /**
     * So many times as long as the document is what may be passed over in search of variants. Objects in objects whose
     * variants are said last need their number of levels at most.
     */
    private static final int LOOK_AHEAD_FACTOR = 32;

    /** Any look-ahead is for free in documents that are smaller, in bytes. */
    private static final int LOOK_AHEAD_MIN = 64 * 1024;

    private final int depthMax;
    private final int numberCharsMax;
    private final boolean escapedNamesNormalised;
    private final NameTable names;

    /** Per open container: {@link #ARRAY} or the object's number in the name table. */
    private int[] containers = new int[DEPTH_INITIAL];

    /** Per open container: the shape of the one around it; not touched for documents of any shape. */
    private JsonShape[] shapes = new JsonShape[DEPTH_INITIAL];

    /** Per open container with a shape: the name that was expected next in the one around it. */
    private JsonShape.Name[] expectations = new JsonShape.Name[DEPTH_INITIAL];

    /** The name that most likely comes next in the innermost object; null if nobody knows. */
    private JsonShape.Name expected;

    /** What the value behind the last name of an object with a shape must look like; null for anything. */
    private JsonShape memberShape;

    /** Bit sets of the names seen of the open objects, as far as their shapes know them, and of members of several names. */
    private long[] counted = new long[DEPTH_INITIAL];

    private int countedTop;

    private int documentStart;
    private boolean escapeSeen;

    /** How many bytes may be passed over in search of what says the variant of an object. */
    private long lookAheadLeft;

    /** Where an object was that could not be followed when its variant was looked for, or -1. */
    private int undecidedOffset;

    /** What the last number looked like, as {@link NumberFit} has it. */
    private int numberForm;

    private boolean duplicatesAccepted;
    private int faultCode;
    private int faultOffset;

    /** A validator with the default limits that leaves its input as it is. */
    public StrictJson() {
        this(DEPTH_MAX_DEFAULT, NUMBER_CHARS_MAX_DEFAULT, false);
    }

    /**
     * A validator with limits.
     *
     * @param depthMax the deepest nesting of arrays and objects that is accepted, at least 1
     * @param numberCharsMax the longest number that is accepted, in characters, at least 1
     * @param escapedNamesNormalised whether names that are spelt with escapes are rewritten in place, without those
     *     escapes and filled up with blanks before the colon, for decoders that match names byte by byte
     */
    public StrictJson(int depthMax, int numberCharsMax, boolean escapedNamesNormalised) {
        this(depthMax, numberCharsMax, escapedNamesNormalised, new NameTable());
    }

    StrictJson(int depthMax, int numberCharsMax, boolean escapedNamesNormalised, NameTable names) {
        if (depthMax < 1 || numberCharsMax < 1) {
            throw new IllegalArgumentException("depthMax and numberCharsMax must be at least 1");
        }
        this.depthMax = depthMax;
        this.numberCharsMax = numberCharsMax;
        this.escapedNamesNormalised = escapedNamesNormalised;
        this.names = names;
    }

    /**
     * Validates one document.
     *
     * @param in holds the document; changed only where escaped names are normalised
     * @param start index of the first byte
     * @param end index behind the last byte
     * @param shape what the document must look like; {@link JsonShape#ANY} asks for nothing more
     * @return {@link JsonFault#OK} or a negative code of {@link JsonFault}
     * @throws IndexOutOfBoundsException if the range is not inside the array
     */
    public int validate(byte[] in, int start, int end, JsonShape shape) {
        Objects.checkFromToIndex(start, end, in.length);
        Objects.requireNonNull(shape, "shape");
        documentStart = start;
        faultCode = JsonFault.OK;
        faultOffset = 0;
        lookAheadLeft = Math.max(LOOK_AHEAD_MIN, (long) LOOK_AHEAD_FACTOR * (end - start));
        undecidedOffset = -1;
        countedTop = 0;
        names.begin();
        int index = JsonScan.blanks(in, start, end);
        if (index == end) {
            return fault(JsonFault.EMPTY, index);
        }
        if (in[start] == (byte) 0xEF
                && end - start >= 3
                && in[start + 1] == (byte) 0xBB
                && in[start + 2] == (byte) 0xBF) {
            return fault(JsonFault.BYTE_ORDER_MARK, start);
        }
        return document(in, index, end, shape == JsonShape.ANY ? null : shape);
    }

    /** Another one with the same limits. */
    StrictJson like(boolean normalising) {
        return new StrictJson(depthMax, numberCharsMax, normalising, names.like());
    }

    /** Lets members have the name of others, from now on: for those who look for them otherwise. */
    StrictJson acceptDuplicates() {
        duplicatesAccepted = true;
        return this;
    }

    /** Gives up what large documents needed; between documents only. */
    public void trim() {
        names.trim();
        if (containers.length > DEPTH_INITIAL) {
            containers = new int[DEPTH_INITIAL];
            shapes = new JsonShape[DEPTH_INITIAL];
            expectations = new JsonShape.Name[DEPTH_INITIAL];
        }
        if (counted.length > DEPTH_INITIAL) {
            counted = new long[DEPTH_INITIAL];
        }
    }

    /**
     * What is held for the next document.
     *
     * @return bytes, without object headers
     */
    public long heldBytes() {
        return names.heldBytes() + containers.length * 12L + counted.length * 8L;
    }

    /**
     * Where the last document's fault was noticed.
     *
     * @return bytes from the document's start; 0 when there was no fault
     */
    public int faultOffset() {
        return faultOffset;
    }

    /**
     * What was wrong with the last document.
     *
     * @return a constant English sentence without a full stop
     */
    public String faultText() {
        return JsonFault.text(faultCode);
    }

    /**
     * The grammar: one turn per value, an inner one per container that ends behind it. Where anything goes, the shapes
     * are null, and cost one test of a local per value.
     */
    private int document(byte[] in, int from, int end, JsonShape shape) {
        int[] open = containers;
        boolean shaped = shape != null;
        JsonShape wanted = shape;
        JsonShape within = null;
        int depth = 0;
        int container = ARRAY;
        int index = from;
        for (; ; ) {
            if (index >= end) {
                return fault(JsonFault.TRUNCATED, end);
            }
            byte first = in[index];
            if (wanted != null && !wanted.accepts(first)) {
                return fault(wanted.kindFault(first), index);
            }
            if (first == '"') {
                index = wanted == null || !wanted.isEnumeration()
                        ? string(in, index + 1, end)
                        : constant(in, index, end, wanted);
            } else if (first == '{' || first == '[') {
                if (depth == depthMax) {
                    return fault(JsonFault.TOO_DEEP, index);
                }
                if (depth == open.length) {
                    open = deeper();
                }
                if (shaped) {
                    shapes[depth] = within;
                    expectations[depth] = expected;
                    within = wanted;
                }
                open[depth++] = container;
                index = JsonScan.blanks(in, index + 1, end);
                if (first == '[') {
                    container = ARRAY;
                    if (index < end && in[index] != ']') {
                        wanted = within == null ? null : within.element();
                        continue;
                    }
                } else {
                    container = names.newObject();
                    if (within != null && within.isOneOf()) {
                        within = variant(in, index, end, within);
                        if (faultCode != JsonFault.OK) {
                            return faultCode;
                        }
                    }
                    if (within != null) {
                        expected = within.first();
                        open(within.numberWords());
                    }
                    if (index < end && in[index] != '}') {
                        index = name(in, index, end, container, within);
                        if (index < 0) {
                            return index;
                        }
                        wanted = within == null ? null : memberShape;
                        continue;
                    }
                }
                if (index >= end) {
                    return fault(JsonFault.TRUNCATED, end);
                }
                if (within != null && within.numberWords() != 0 && !close(within)) {
                    return fault(JsonFault.MEMBER_MISSING, index);
                }
                container = open[--depth];
                if (shaped) {
                    within = shapes[depth];
                    expected = expectations[depth];
                }
                index++;
            } else if (first == '-' || (first >= '0' && first <= '9')) {
                int behind = number(in, index, end);
                if (wanted != null && behind > 0 && !wanted.fitsSurely(behind - index, numberForm)) {
                    int code = wanted.numberFault(in, index, behind);
                    if (code != JsonFault.OK) {
                        return fault(code, index);
                    }
                }
                index = behind;
            } else {
                index = literal(in, index, end, first);
            }
            for (; ; ) {
                if (index < 0) {
                    return index;
                }
                index = JsonScan.blanks(in, index, end);
                if (depth == 0) {
                    return index == end ? end() : fault(JsonFault.TRAILING_BYTES, index);
                }
                if (index >= end) {
                    return fault(JsonFault.TRUNCATED, end);
                }
                byte next = in[index];
                if (next == ',') {
                    index = JsonScan.blanks(in, index + 1, end);
                    if (container != ARRAY) {
                        index = name(in, index, end, container, within);
                        if (index < 0) {
                            return index;
                        }
                        wanted = within == null ? null : memberShape;
                    } else {
                        wanted = within == null ? null : within.element();
                    }
                    break;
                }
                if (next != (container == ARRAY ? ']' : '}')) {
                    return fault(
                            container == ARRAY
                                    ? JsonFault.ARRAY_CONTINUATION_EXPECTED
                                    : JsonFault.OBJECT_CONTINUATION_EXPECTED,
                            index);
                }
                if (container != ARRAY) {
                    names.endObject(container);
                    if (within != null && within.numberWords() != 0 && !close(within)) {
                        return fault(JsonFault.MEMBER_MISSING, index);
                    }
                }
                container = open[--depth];
                if (shaped) {
                    within = shapes[depth];
                    expected = expectations[depth];
                }
                index++;
            }
        }
    }

    private int[] deeper() {
        containers = Arrays.copyOf(containers, containers.length * 2);
        shapes = Arrays.copyOf(shapes, containers.length);
        expectations = Arrays.copyOf(expectations, containers.length);
        return containers;
    }

    /** From the name's opening quote to the first byte of its value. */
    private int name(byte[] in, int from, int end, int object, JsonShape shape) {
        if (from >= end) {
            return fault(JsonFault.TRUNCATED, end);
        }
        if (in[from] != '"') {
            return fault(JsonFault.NAME_EXPECTED, from);
        }
        int index;
        int code;
        JsonShape.Name likely = shape == null ? null : expected;
        if (likely != null && (index = likely.behind(in, from + 1, end)) > 0) {
            code = member(shape, likely);
        } else {
            escapeSeen = false;
            index = string(in, from + 1, end);
            if (index < 0) {
                return index;
            }
            code = shape == null || shape.numberWords() == 0
                    ? otherName(in, from, index, object, shape)
                    : nameOf(shape, in, from, index, object);
        }
        if (code != JsonFault.OK) {
            return fault(code, from);
        }
        index = JsonScan.blanks(in, index, end);
        if (index >= end) {
            return fault(JsonFault.TRUNCATED, end);
        }
        if (in[index] != ':') {
            return fault(JsonFault.COLON_EXPECTED, index);
        }
        return JsonScan.blanks(in, index + 1, end);
    }

    /** A name of an object whose shape knows none, or that may be anything. */
    private int otherName(byte[] in, int from, int behind, int object, JsonShape shape) {
        boolean fresh =
                escapeSeen ? escapedName(in, from, behind, object) : names.add(in, from + 1, behind - from - 2, object);
        if (!fresh && !duplicatesAccepted) {
            return JsonFault.DUPLICATE_NAME;
        }
        if (shape != null) {
            memberShape = shape.element();
            return shape.unknownRefused() ? JsonFault.NAME_UNKNOWN : JsonFault.OK;
        }
        return JsonFault.OK;
    }

    /**
     * Finds what the member of this name must look like. Names that the shape knows are counted by their numbers, and need no
     * place in the table of names. An escaped name may have been rewritten with fewer escapes, and is asked for twice: as the
     * text it stands for, and as the bytes that the decoder will hash.
     */
    private int nameOf(JsonShape shape, byte[] in, int from, int behind, int object) {
        if (!escapeSeen) {
            JsonShape.Name name = shape.name(in, from + 1, behind - 1);
            return name == null ? otherName(in, from, behind, object, shape) : member(shape, name);
        }
        int code = otherName(in, from, behind, object, shape);
        if (code != JsonFault.OK && code != JsonFault.NAME_UNKNOWN) {
            return code;
        }
        JsonShape.Name name =
                shape.nameOfEscaped(names.scratch(), names.scratchLast(), names.scratchEnd(), in, from + 1);
        return name == null ? code : member(shape, name);
    }

    /** Counts a name that the shape knows, or may confuse with one. */
    private int member(JsonShape shape, JsonShape.Name name) {
        int number = name.number;
        if (number < 0) {
            return JsonFault.NAME_AMBIGUOUS;
        }
        memberShape = name.shape;
        expected = name.next;
        if (!isFirst(shape, number) && !duplicatesAccepted) {
            return JsonFault.DUPLICATE_NAME;
        }
        // A member that has several names may come once all the same
        return name.memberNumber < 0 || isFirst(shape, name.memberNumber) ? JsonFault.OK : JsonFault.MEMBER_REPEATED;
    }

    /** Sets a bit of the innermost object; whether it was not set before. */
    private boolean isFirst(JsonShape shape, int number) {
        int word = countedTop - shape.numberWords() + (number >> 6);
        long before = counted[word];
        counted[word] = before | 1L << number;
        return (before >>> number & 1) == 0;
    }

    /** An object begins with so many words of what is counted: nothing of it has been seen. */
    private void open(int words) {
        if (counted.length - countedTop < words) {
            counted = Arrays.copyOf(counted, Math.max(countedTop * 2, countedTop + words));
        }
        for (int left = words; left > 0; left--) {
            counted[countedTop++] = 0;
        }
    }

    /** The innermost object ends; whether it has all members that must be there. */
    private boolean close(JsonShape shape) {
        countedTop -= shape.numberWords();
        return shape.complete(counted, countedTop);
    }

    /** What an object of several possible shapes must look like; null if that is not to be found out, for want of grammar. */
    private JsonShape variant(byte[] in, int from, int end, JsonShape oneOf) {
        Discriminator discriminator = oneOf.discriminator();
        int member = discriminator.find(in, from, (int) Math.min(end, from + lookAheadLeft));
        int variant = discriminator.variant(in, member, end);
        lookAheadLeft -= Math.max(0, member - from);
        if (variant >= 0) {
            if (escapedNamesNormalised) {
                discriminator.moveToFront(in, from, member, end, variant);
            }
            return oneOf.variant(variant);
        }
        if (variant == Discriminator.MALFORMED) {
            undecidedOffset = from - documentStart;
        } else {
            fault(JsonFault.VARIANT_UNKNOWN, from - 1);
        }
        return null;
    }

    /** The document is well-formed; an object that seemed not to be, when its variant was looked for, is refused then. */
    private int end() {
        return undecidedOffset < 0 ? JsonFault.OK : fault(JsonFault.VARIANT_UNKNOWN, undecidedOffset + documentStart);
    }

    /** From the opening quote of one of an enumeration's constants to behind the closing one. */
    private int constant(byte[] in, int from, int end, JsonShape shape) {
        escapeSeen = false;
        int behind = string(in, from + 1, end);
        if (behind < 0) {
            return behind;
        }
        if (!escapeSeen) {
            return shape.constant(in, from + 1, behind - 1) == null ? fault(JsonFault.CONSTANT_UNKNOWN, from) : behind;
        }
        int textEnd = names.unescape(in, from + 1, behind - 1);
        byte[] constant = shape.constant(names.scratch(), names.scratchEnd(), textEnd);
        if (constant == null) {
            return fault(JsonFault.CONSTANT_UNKNOWN, from);
        }
        if (escapedNamesNormalised) {
            System.arraycopy(constant, 0, in, from + 1, constant.length);
            in[from + 1 + constant.length] = '"';
            Arrays.fill(in, from + 2 + constant.length, behind, (byte) ' ');
        }
        return behind;
    }

    private boolean escapedName(byte[] in, int from, int behind, int object) {
        boolean fresh = names.addEscaped(in, from + 1, behind - 1, object);
        if (fresh && escapedNamesNormalised) {
            int index = JsonStrings.escape(names.scratch(), names.scratchLast(), names.scratchEnd(), in, from + 1);
            in[index++] = '"';
            Arrays.fill(in, index, behind, (byte) ' ');
        }
        return fresh;
    }

    /** From behind the opening quote to behind the closing one. */
    private int string(byte[] in, int from, int end) {
        int lastWord = end - Long.BYTES;
        int index = from;
        for (; ; ) {
            // Eight bytes at once: a high bit in the result marks a quote, a backslash, a control or a non-ASCII byte.
            // Borrows can only mark bytes above a true mark, so the lowest mark is always right.
            while (index <= lastWord) {
                long word = (long) LONG.get(in, index);
                long below = (word - BLANKS) | ((word ^ QUOTES) - ONES) | ((word ^ BACKSLASHES) - ONES);
                long marks = ((below & ~word) | word) & HIGH_BITS;
                if (marks != 0) {
                    index += Long.numberOfTrailingZeros(marks) >>> 3;
                    break;
                }
                index += Long.BYTES;
            }
            if (index >= end) {
                return fault(JsonFault.TRUNCATED, end);
            }
            byte b = in[index];
            if (b == '"') {
                return index + 1;
            }
            if (b == '\\') {
                index = escape(in, index, end);
            } else if (b < 0) {
                index = nonAscii(in, index, end);
            } else if (b < ' ') {
                return fault(JsonFault.CONTROL_CHARACTER, index);
            } else {
                index++;
            }
            if (index < 0) {
                return index;
            }
        }
    }

    /** A run of characters beyond ASCII, after the table of well-formed sequences in RFC 3629, section 4. */
    private int nonAscii(byte[] in, int from, int end) {
        int index = from;
        while (index < end && in[index] < 0) {
            int lead = in[index] & 0xFF;
            int more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
            if (lead < 0xC2 || lead > 0xF4 || more >= end - index) {
                return fault(JsonFault.UTF8, index);
            }
            int second = in[index + 1] & 0xFF;
            // The second byte's range excludes the overlong forms, the surrogates and what lies beyond U+10FFFF.
            int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
            int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
            if (second < low
                    || second > high
                    || (more > 1 && in[index + 2] > (byte) 0xBF)
                    || (more > 2 && in[index + 3] > (byte) 0xBF)) {
                return fault(JsonFault.UTF8, index);
            }
            index += more + 1;
        }
        return index;
    }

    private int escape(byte[] in, int backslash, int end) {
        escapeSeen = true;
        if (backslash + 1 >= end) {
            return fault(JsonFault.TRUNCATED, end);
        }
        switch (in[backslash + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
                return backslash + 2;
            case 'u':
                return unicodeEscape(in, backslash, end);
            default:
                return fault(JsonFault.ESCAPE, backslash);
        }
    }

    private int unicodeEscape(byte[] in, int backslash, int end) {
        int unit = JsonStrings.hex4(in, backslash + 2, end);
        if (unit < 0) {
            return fault(backslash + 6 > end ? JsonFault.TRUNCATED : JsonFault.ESCAPE, backslash);
        }
        if (unit < Character.MIN_SURROGATE || unit > Character.MAX_SURROGATE) {
            return backslash + 6;
        }
        int next = backslash + 6;
        if (unit > Character.MAX_HIGH_SURROGATE
                || next + 6 > end
                || in[next] != '\\'
                || in[next + 1] != 'u'
                || (JsonStrings.hex4(in, next + 2, end) & 0xFFFF_FC00) != Character.MIN_LOW_SURROGATE) {
            return fault(JsonFault.LONE_SURROGATE, backslash);
        }
        return next + 6;
    }

    private int number(byte[] in, int from, int end) {
        numberForm = NumberFit.FORM_INTEGER;
        int index = in[from] == '-' ? from + 1 : from;
        int behind = JsonScan.digits(in, index, end);
        if (behind == index || (in[index] == '0' && behind != index + 1)) {
            return numberFault(index, end);
        }
        index = behind;
        if (index < end && in[index] == '.') {
            behind = JsonScan.digits(in, index + 1, end);
            if (behind == index + 1) {
                return numberFault(behind, end);
            }
            index = behind;
            numberForm = NumberFit.FORM_FRACTION;
        }
        if (index < end && (in[index] | 0x20) == 'e') {
            numberForm = NumberFit.FORM_EXPONENT;
            index++;
            if (index < end && (in[index] == '+' || in[index] == '-')) {
                index++;
            }
            behind = JsonScan.digits(in, index, end);
            if (behind == index) {
                return numberFault(behind, end);
            }
            index = behind;
        }
        return index - from > numberCharsMax ? fault(JsonFault.NUMBER_TOO_LONG, from) : index;
    }

    private int numberFault(int index, int end) {
        return fault(index >= end ? JsonFault.TRUNCATED : JsonFault.NUMBER, index);
    }

    private int literal(byte[] in, int from, int end, byte first) {
        switch (first) {
            case 't':
                return literal(in, from, end, 't' | 'r' << 8 | 'u' << 16 | 'e' << 24);
            case 'n':
                return literal(in, from, end, 'n' | 'u' << 8 | 'l' << 16 | 'l' << 24);
            case 'f':
                int behind = literal(in, from + 1, end, 'a' | 'l' << 8 | 's' << 16 | 'e' << 24);
                return behind == JsonFault.LITERAL ? fault(JsonFault.LITERAL, from) : behind;
            default:
                return fault(JsonFault.VALUE_EXPECTED, from);
        }
    }

    private int literal(byte[] in, int from, int end, int letters) {
        for (int i = 0; i < Integer.BYTES; i++) {
            if (from + i >= end) {
                return fault(JsonFault.TRUNCATED, end);
            }
            if (in[from + i] != (byte) (letters >>> (i << 3))) {
                return fault(JsonFault.LITERAL, from);
            }
        }
        return from + Integer.BYTES;
    }

    private int fault(int code, int index) {
        faultCode = code;
        faultOffset = index - documentStart;
        return code;
    }
}
