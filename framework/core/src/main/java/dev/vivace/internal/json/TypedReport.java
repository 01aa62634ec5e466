package dev.vivace.internal.json;

import dev.vivace.InputError;
import dev.vivace.InputErrors;
import dev.vivace.internal.typed.Constraint;
import dev.vivace.internal.typed.Constraints;
import dev.vivace.internal.typed.JsonType;
import dev.vivace.internal.typed.JsonType.Kind;
import dev.vivace.internal.typed.Member;
import dev.vivace.internal.typed.PlaceAnnotations;
import dev.vivace.internal.typed.TypeUse;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Finds all that is wrong with a document that was refused, in the order of the document. The validator stops at the first
 * fault and knows an offset at most; here the document is walked again, by the same shape, with all that is needed for
 * pointers and sentences.
 *
 * <p>What the document's bytes do not say by themselves is found by decoding: texts of some format, and objects whose
 * constructor refuses. What is thrown there is never told: it may hold anything. Objects are decoded from the inside out
 * within a budget, so that deep documents take no more than a few times as long as others.
 *
 * <p><b>Threading:</b> made for one document.
 */
final class TypedReport {
    /** Bytes of objects that are decoded, for each byte of the document. */
    private static final int BUDGET_FACTOR = 4;

    /** Bytes that are looked at in search of what says a variant, in the same way. */
    private static final int LOOK_AHEAD_FACTOR = 32;

    private static final int BUDGET_BYTES_MIN = 4_096;

    /** How many errors are counted; the walk ends with the last of them. */
    private static final int COUNTED_MAX = 1_000;

    private static final int MEMBERS_EXPECTED = 4;

    /** Ends the walk: whatever else is wrong, the client knows enough. */
    private static final RuntimeException ENOUGH = new RuntimeException(null, null, false, false) {
        private static final long serialVersionUID = 1L;
    };

    /**
     * Levels that are walked into, each of which takes stack: as many as documents have unless more are allowed. What is wrong
     * in deeper ones is not found here.
     */
    private static final int DEPTH_MAX = 512;

    /** What is around the name of the one entry of a map. */
    private static final byte[] ENTRY = {'{', ':', 'n', 'u', 'l', 'l', '}'};

    /** In place of errors that are counted only. */
    private static final InputError MORE = InputError.body("", "more", "There is more.");

    private final DslJsonCodecs codecs;
    private final StrictJson strict;
    private final JsonInput input;
    private final InputErrors errors;
    private final byte[] in;
    private final JsonPlace place = new JsonPlace();
    private long budgetBytes;
    private long lookAheadLeft;
    private int depth;
    private int found;

    /**
     * A report about one document.
     *
     * @param codecs know how to decode parts of it
     * @param strict has the limits
     * @param document is copied
     * @param errors takes what is found
     */
    TypedReport(DslJsonCodecs codecs, StrictJson strict, byte[] document, int start, int end, InputErrors errors) {
        this.codecs = codecs;
        this.strict = strict.like(false).acceptDuplicates();
        this.input = new JsonInput(codecs, strict.like(true), 0);
        this.errors = errors;
        this.in = Arrays.copyOfRange(document, start, end);
        this.lookAheadLeft = Math.max(BUDGET_BYTES_MIN, (long) in.length * LOOK_AHEAD_FACTOR);
        this.budgetBytes = Math.max(BUDGET_BYTES_MIN, (long) in.length * BUDGET_FACTOR);
    }

    /** Reports; whether anything was found. */
    boolean report(JsonShape shape) {
        int code = strict.validate(in, 0, in.length, JsonShape.ANY);
        if (code != JsonFault.OK) {
            int offset = strict.faultOffset();
            errors.add(InputError.bodyAt(
                    JsonPlace.beingRead(in, 0, offset), JsonFault.word(code), FaultSentences.of(code, null), offset));
            return true;
        }
        try {
            value(shape == JsonShape.ANY ? null : shape, JsonScan.blanks(in, 0, in.length));
        } catch (RuntimeException e) {
            if (e != ENOUGH) {
                throw e;
            }
        }
        return found > 0;
    }

    private void fault(int code, JsonType type) {
        // A sentence may be long to make
        error(JsonFault.word(code), isFull() ? "" : FaultSentences.of(code, type));
    }

    private void error(String code, String sentence) {
        errors.add(isFull() ? MORE : InputError.body(place.toString(), code, sentence));
        found++;
        if (found == COUNTED_MAX) {
            throw ENOUGH;
        }
    }

    /** Whether errors are counted only: then nothing is done any more that takes long. */
    private boolean isFull() {
        return found >= InputErrors.COUNT_MAX;
    }

    /** Walks over a value; the index behind it. */
    private int value(JsonShape shape, int from) {
        byte first = in[from];
        JsonShape expected = shape;
        if (shape != null && !shape.accepts(first)) {
            fault(shape.kindFault(first), shape.use().type());
            expected = null;
        }
        return switch (first) {
            case '{', '[' -> depth == DEPTH_MAX ? behindContainer(from) : container(expected, from);
            case '"' -> string(expected, from);
            default -> scalar(expected, from);
        };
    }

    private int container(JsonShape shape, int from) {
        depth++;
        int behind = in[from] == '{' ? object(shape, from) : array(shape, from);
        depth--;
        return behind;
    }

    private int scalar(JsonShape shape, int from) {
        int behind = from;
        while (behind < in.length && in[behind] > ' ' && in[behind] != ',' && in[behind] != ']' && in[behind] != '}') {
            behind++;
        }
        if (shape == null || in[from] == 'n') {
            return behind;
        }
        boolean number = in[from] != 't' && in[from] != 'f';
        int code = number ? shape.numberFault(in, from, behind) : JsonFault.OK;
        if (code != JsonFault.OK) {
            fault(code, shape.use().type());
        } else if (!constraints(shape).isEmpty()) {
            convertAndCheck(shape, from, behind);
        }
        return behind;
    }

    private int string(JsonShape shape, int from) {
        int behind = behindString(from);
        if (shape == null) {
            return behind;
        }
        TypeUse use = shape.use();
        if (shape.isEnumeration()) {
            byte[] text = new byte[behind - from];
            int length = JsonStrings.unescape(in, from + 1, behind - 1, text, 0);
            if (shape.constant(text, 0, length) == null) {
                fault(JsonFault.CONSTANT_UNKNOWN, use.type());
                return behind;
            }
        }
        if (use.type().kind() == Kind.STRING && use.type().javaType() != String.class
                || !constraints(shape).isEmpty()) {
            convertAndCheck(shape, from, behind);
        }
        return behind;
    }

    /** What must hold for a value, as far as it is known how to decode it. */
    private static List<Constraint> constraints(JsonShape shape) {
        return shape.use().type().kind() == Kind.ANY ? List.of() : shape.use().constraints();
    }

    private void convertAndCheck(JsonShape shape, int from, int behind) {
        if (isFull()) {
            return;
        }
        JsonType type = shape.use().type();
        Object value;
        try {
            value = decoded(type.javaType(), from, behind);
        } catch (JsonFaultException e) {
            error("format", FaultSentences.ofFormat(type.format()));
            return;
        }
        check(shape, value);
    }

    private void check(JsonShape shape, Object value) {
        if (value == null || isFull()) {
            return;
        }
        for (Constraint constraint : constraints(shape)) {
            if (!constraint.holds(value)) {
                error(constraint.code(), constraint.sentence());
            }
        }
    }

    /** The value of a part of the document; null where nothing can decode it. */
    private Object decoded(Type type, int from, int behind) {
        return decoded(type, in, from, behind);
    }

    private Object decoded(Type type, byte[] document, int from, int behind) {
        JsonDecoder<?> decoder = codecs.partDecoder(type);
        return decoder == null ? null : input.decodeUnchecked(decoder, decoder.shape(), document, from, behind);
    }

    private int array(JsonShape shape, int from) {
        JsonShape element = shape == null ? null : shape.element();
        int index = JsonScan.blanks(in, from + 1, in.length);
        int foundBefore = found;
        int count = 0;
        while (in[index] != ']') {
            int before = place.enter(count++);
            index = JsonScan.blanks(in, value(element, index), in.length);
            place.leave(before);
            if (in[index] == ',') {
                index = JsonScan.blanks(in, index + 1, in.length);
            }
        }
        if (shape != null && !constraints(shape).isEmpty() && !isFull()) {
            checkContainer(
                    shape, StandIns.ofElements(shape.use().type().javaType(), count), from, index + 1, foundBefore);
        }
        return index + 1;
    }

    /** What only decoding makes is made of what is right so far. */
    private void checkContainer(JsonShape shape, Object standIn, int from, int behind, int foundBefore) {
        if (standIn != null) {
            check(shape, standIn);
        } else if (found == foundBefore) {
            construct(shape, from, behind);
        }
    }

    private int object(JsonShape shape, int from) {
        JsonShape members = shape;
        int foundBefore = found;
        if (shape != null && shape.isOneOf()) {
            members = variant(shape, from);
        }
        Members seen = new Members();
        int index = JsonScan.blanks(in, from + 1, in.length);
        while (in[index] != '}') {
            index = JsonScan.blanks(in, member(members, index, seen), in.length);
            if (in[index] == ',') {
                index = JsonScan.blanks(in, index + 1, in.length);
            }
        }
        if (members != null) {
            missing(members.use().type(), seen);
        }
        if (shape == null) {
            return index + 1;
        }
        JsonType type = shape.use().type();
        if (type.kind() == Kind.MAP) {
            if (!constraints(shape).isEmpty() && !isFull()) {
                Object standIn = StandIns.ofEntries(type.javaType(), seen.names.size());
                checkContainer(shape, standIn, from, index + 1, foundBefore);
            }
        } else if (found == foundBefore && (type.kind() == Kind.OBJECT || type.kind() == Kind.ONE_OF)) {
            construct(shape, from, index + 1);
        }
        return index + 1;
    }

    /** The members of an object so far. */
    private static final class Members {
        final Set<String> names = new HashSet<>(MEMBERS_EXPECTED);
        final Set<Member> known = Collections.newSetFromMap(new IdentityHashMap<>(MEMBERS_EXPECTED));
    }

    private JsonShape variant(JsonShape shape, int from) {
        Discriminator discriminator = shape.discriminator();
        int member = discriminator.find(in, from + 1, (int) Math.min(in.length, from + 1 + lookAheadLeft));
        lookAheadLeft -= Math.max(0, member - from);
        int variant = discriminator.variant(in, member, in.length);
        if (variant >= 0 || variant == Discriminator.MALFORMED) {
            return variant < 0 ? null : shape.variant(variant);
        }
        JsonType type = shape.use().type();
        int before = place.enter(type.discriminator());
        fault(JsonFault.VARIANT_UNKNOWN, type);
        place.leave(before);
        return null;
    }

    /** From the quote of a member's name to behind its value. */
    private int member(JsonShape shape, int from, Members seen) {
        int behindName = behindString(from);
        String name = JsonPlace.text(in, from + 1, behindName - 1);
        int colon = JsonScan.blanks(in, behindName, in.length);
        int index = JsonScan.blanks(in, colon + 1, in.length);
        int before = place.enter(name);
        JsonShape expected = null;
        if (!seen.names.add(name)) {
            fault(JsonFault.DUPLICATE_NAME, null);
        } else if (shape != null) {
            expected = expected(shape, from, behindName, in[index], seen);
        }
        index = value(expected, index);
        if (shape != null && shape.use().type().kind() == Kind.MAP) {
            key(shape.use().type().javaType(), from, behindName);
        }
        place.leave(before);
        return index;
    }

    private JsonShape expected(JsonShape shape, int from, int behindName, byte first, Members seen) {
        JsonShape.Name name = nameOf(shape, from + 1, behindName - 1);
        if (name == null) {
            if (shape.unknownRefused()) {
                fault(JsonFault.NAME_UNKNOWN, null);
            }
            return shape.element();
        }
        if (name.number == JsonShape.AMBIGUOUS) {
            fault(JsonFault.NAME_AMBIGUOUS, null);
        } else if (name.model != null && !seen.known.add(name.model)) {
            fault(JsonFault.MEMBER_REPEATED, null);
            return null;
        }
        if (first == 'n' && name.shape != null && !name.shape.accepts(first)) {
            absent(JsonFault.NULL_REFUSED, name.model);
            return null;
        }
        return name.shape;
    }

    private JsonShape.Name nameOf(JsonShape shape, int from, int closingQuote) {
        for (int i = from; i < closingQuote; i++) {
            if (in[i] == '\\') {
                byte[] text = new byte[closingQuote - from];
                int length = JsonStrings.unescape(in, from, closingQuote, text, 0);
                // As the validator leaves it for the decoder
                byte[] spelt = new byte[closingQuote - from + 1];
                spelt[JsonStrings.escape(text, 0, length, spelt, 0)] = '"';
                return shape.nameOfEscaped(text, 0, length, spelt, 0);
            }
        }
        return shape.name(in, from, closingQuote);
    }

    /** Has a map made with that key and nothing under it: what reads a number reads none in quotes, but a map does. */
    private void key(Type map, int from, int behind) {
        if (isFull() || !(map instanceof ParameterizedType p) || p.getActualTypeArguments()[0] == String.class) {
            return;
        }
        int length = behind - from;
        byte[] entry = new byte[length + ENTRY.length];
        System.arraycopy(ENTRY, 0, entry, 0, 1);
        System.arraycopy(in, from, entry, 1, length);
        System.arraycopy(ENTRY, 1, entry, 1 + length, ENTRY.length - 1);
        try {
            decoded(map, entry, 0, entry.length);
        } catch (JsonFaultException e) {
            error("format", "The name is not of the expected format.");
        }
    }

    private void missing(JsonType type, Members seen) {
        for (Member member : type.members()) {
            if (member.required() && !seen.known.contains(member)) {
                int before = place.enter(member.name());
                absent(JsonFault.MEMBER_MISSING, member);
                place.leave(before);
            }
        }
    }

    /** A member is not there, or null; the app may have a sentence of its own for that. */
    private void absent(int code, Member member) {
        String sentence = isFull() || member == null
                ? null
                : Constraints.requiredSentence(
                        PlaceAnnotations.of(member.annotated(), member.accessor()), member.property());
        error(JsonFault.word(code), sentence == null ? FaultSentences.of(code, null) : sentence);
    }

    /** Has an object made in which nothing is wrong so far: its constructor may refuse, and so may hand-written code. */
    private void construct(JsonShape shape, int from, int behind) {
        budgetBytes -= behind - from;
        if (budgetBytes < 0) {
            return;
        }
        Type type = shape.use().type().javaType();
        try {
            Object value = decoded(type, from, behind);
            if (value == null || StandIns.raw(type).isInstance(value)) {
                check(shape, value);
                return;
            }
        } catch (JsonFaultException e) {
            // Said below
        }
        fault(JsonFault.TYPE_MISMATCH, null);
    }

    private int behindContainer(int from) {
        int open = 0;
        int index = from;
        do {
            byte next = in[index];
            if (next == '"') {
                index = behindString(index);
                continue;
            }
            if (next == '{' || next == '[') {
                open++;
            } else if (next == '}' || next == ']') {
                open--;
            }
            index++;
        } while (open > 0);
        return index;
    }

    private int behindString(int quote) {
        int index = quote + 1;
        while (in[index] != '"') {
            index += in[index] == '\\' ? 2 : 1;
        }
        return index + 1;
    }
}
