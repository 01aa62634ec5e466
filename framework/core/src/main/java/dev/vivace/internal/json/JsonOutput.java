package dev.vivace.internal.json;

import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.SerializationException;
import dev.vivace.JsonOut;

/**
 * A loop's output: one JSON document at a time in one array that grows with it.
 *
 * <pre>{@code
 * output.reset();
 * output.value(message);
 * send(output.bytes(), output.length());
 * }</pre>
 *
 * <p>Nothing is allocated once the array fits: the encoder of a class is looked up once. A grown array is kept for the
 * next document, within a bound ({@link #reset()}) and as long as documents need it ({@link #trim()}).
 *
 * <p><b>Threading:</b> belongs to one loop. <b>Lifetime:</b> the array belongs to the output until {@link #detach()};
 * its content is valid until the next call that writes or resets.
 */
public final class JsonOutput {
    /** Bytes that a new output can hold before it grows. */
    public static final int CAPACITY_INITIAL = 4 * 1024;

    /** An array up to this, in bytes, is kept for ever. */
    public static final int CAPACITY_KEPT = 64 * 1024;

    /** The largest array, in bytes, that survives {@link #reset()} unless told otherwise. */
    public static final int CAPACITY_RETAINED_MAX_DEFAULT = 8 * 1024 * 1024;

    /** An array of so many times the longest document is kept: it grows to half as much again, and a little more. */
    static final int CAPACITY_FACTOR = 3;

    /** How deep collections, maps and arrays may hold each other; beyond, it is taken for a cycle. */
    public static final int DEPTH_MAX = 512;

    private static final int ENCODERS_INITIAL = 64;

    private final DslJsonCodecs codecs;
    private final int capacityRetainedMax;
    private final FieldWriter fields = new FieldWriter(this);
    private JsonWriter writer;
    /** The longest document, in bytes, since the last {@link #trim()}. */
    private int lengthMax;

    private int depth;

    /**
     * Open addressing by identity; the answers of a loop rotate over few classes, so a look-up meets its slot at once.
     */
    private Class<?>[] types = new Class<?>[ENCODERS_INITIAL];

    private JsonEncoder<?>[] encoders = new JsonEncoder<?>[ENCODERS_INITIAL];
    private int encoderCount;
    private Class<?> lastType;
    private JsonEncoder<Object> lastEncoder;

    JsonOutput(DslJsonCodecs codecs, int capacityRetainedMax) {
        this.codecs = codecs;
        this.capacityRetainedMax = Math.max(CAPACITY_KEPT, capacityRetainedMax);
        renew(CAPACITY_INITIAL);
    }

    /**
     * Appends a value.
     *
     * @param value null, a string, number, boolean, UUID, date or time, {@link dev.vivace.JsonValue}, Optional, a
     *     map with String keys, a collection, an array, or an instance of a type with {@code @CompiledJson}
     * @throws IllegalStateException if there is no codec for a class, or the nesting is deeper than {@link #DEPTH_MAX}
     * @throws IllegalArgumentException if the value holds what JSON cannot carry: NaN, an infinity, half a
     *     surrogate pair
     */
    public void value(Object value) {
        depth = 0;
        try {
            nested(value);
        } catch (SerializationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * The same output, to be written field by field; what was written before stays in front.
     *
     * @return the loop's field writer, at the beginning of a document
     */
    public JsonOut fields() {
        fields.begin();
        return fields;
    }

    /**
     * The same output, to go on with a document of which pieces were written before.
     *
     * @param document a new one, or what {@link #leave} filled
     * @return the loop's field writer, where the document was left
     */
    public JsonOut fields(OpenDocument document) {
        fields.goOn(document);
        return fields;
    }

    /**
     * Remembers what is open in the document, whose next piece comes after others.
     *
     * @param document is filled
     */
    public void leave(OpenDocument document) {
        fields.leave(document);
    }

    /**
     * Checks that what was written by {@link #fields()} is one whole document.
     *
     * @throws IllegalStateException if something is still open, or nothing was written
     */
    public void requireComplete() {
        fields.requireComplete();
    }

    /**
     * The array that holds the document.
     *
     * @return the output's own array; a later write may replace it
     */
    public byte[] bytes() {
        return writer.getByteBuffer();
    }

    /**
     * How much of {@link #bytes()} is document.
     *
     * @return bytes, from index 0
     */
    public int length() {
        return writer.size();
    }

    /** Forgets the document, and the array when it has grown beyond the bound. */
    public void reset() {
        lengthMax = Math.max(lengthMax, writer.size());
        if (oversized()) {
            renew(capacityForNext());
        } else {
            writer.reset();
        }
    }

    /**
     * Whether the array is larger than the bound, so that the next {@link #reset()} gives it up.
     *
     * @return true if so
     */
    public boolean oversized() {
        return writer.getByteBuffer().length > capacityRetainedMax;
    }

    /**
     * Gives a large array up when no document since the call before needed one; to be called now and then, between
     * answers. Forgets the document.
     *
     * @return whether a large array is held all the same
     */
    public boolean trim() {
        reset();
        int capacity = writer.getByteBuffer().length;
        boolean large = capacity > CAPACITY_KEPT;
        if (large && (long) lengthMax * CAPACITY_FACTOR < capacity) {
            renew(CAPACITY_INITIAL);
            large = false;
        }
        lengthMax = 0;
        return large;
    }

    /**
     * Hands the array over to the caller, for an answer that outlives the turn; read {@link #length()} before.
     *
     * @return the array, which the output will not touch again
     */
    public byte[] detach() {
        byte[] bytes = writer.getByteBuffer();
        lengthMax = Math.max(lengthMax, writer.size());
        renew(capacityForNext());
        return bytes;
    }

    /**
     * A grown array has room to spare, and may be beyond the bound though its document would fit within: such documents
     * get an array of the bound then, or they would grow one anew each time.
     */
    private int capacityForNext() {
        long needed = (long) writer.size() + LongStrings.ROOM_BYTES;
        return oversized() && needed <= capacityRetainedMax ? capacityRetainedMax : CAPACITY_INITIAL;
    }

    private void renew(int capacityBytes) {
        // dsl-json's writer cannot change its array, so a new array takes a new writer.
        // The stack of a handler may overflow in between: output and fields must not come to write to different ones.
        JsonWriter fresh = codecs.newWriter(capacityBytes);
        fields.writer(fresh);
        writer = fresh;
    }

    /** A value inside another, or the outermost one. */
    void nested(Object value) {
        if (value == null) {
            writer.writeNull();
            return;
        }
        Class<?> type = value.getClass();
        if (type == lastType) {
            lastEncoder.encode(this, value);
        } else {
            other(type).encode(this, value);
        }
    }

    @SuppressWarnings("unchecked")
    private JsonEncoder<Object> other(Class<?> type) {
        Class<?>[] slots = types;
        int mask = slots.length - 1;
        int slot = System.identityHashCode(type) & mask;
        while (slots[slot] != type) {
            if (slots[slot] == null) {
                return resolve(type);
            }
            slot = (slot + 1) & mask;
        }
        lastType = type;
        lastEncoder = (JsonEncoder<Object>) encoders[slot];
        return lastEncoder;
    }

    private JsonEncoder<Object> resolve(Class<?> type) {
        JsonEncoder<?> encoder = codecs.encoder(type);
        if (++encoderCount > types.length / 2) {
            Class<?>[] oldTypes = types;
            JsonEncoder<?>[] oldEncoders = encoders;
            Class<?>[] newTypes = new Class<?>[oldTypes.length * 2];
            // Both or neither
            encoders = new JsonEncoder<?>[oldTypes.length * 2];
            types = newTypes;
            for (int i = 0; i < oldTypes.length; i++) {
                if (oldTypes[i] != null) {
                    put(oldTypes[i], oldEncoders[i]);
                }
            }
        }
        put(type, encoder);
        return other(type);
    }

    private void put(Class<?> type, JsonEncoder<?> encoder) {
        int mask = types.length - 1;
        int slot = System.identityHashCode(type) & mask;
        while (types[slot] != null) {
            slot = (slot + 1) & mask;
        }
        types[slot] = type;
        encoders[slot] = encoder;
    }

    void descend() {
        if (++depth > DEPTH_MAX) {
            throw new IllegalStateException(
                    "The value is nested deeper than " + DEPTH_MAX + ": does a collection or map hold itself?");
        }
    }

    void ascend() {
        depth--;
    }

    JsonWriter writer() {
        return writer;
    }

    void string(String value) {
        try {
            LongStrings.write(value, writer);
        } catch (SerializationException e) {
            throw halfPair(e);
        }
    }

    void string(CharSequence value) {
        try {
            LongStrings.write(value, writer);
        } catch (SerializationException e) {
            throw halfPair(e);
        }
    }

    /** A long string whose escapes have the given digits. */
    void stringWithEscapes(String value, byte[] hexDigits) {
        try {
            LongStrings.write(value, writer, hexDigits);
        } catch (SerializationException e) {
            throw halfPair(e);
        }
    }

    private static IllegalArgumentException halfPair(SerializationException cause) {
        return new IllegalArgumentException("A string holds half of a surrogate pair, which JSON cannot carry", cause);
    }
}
