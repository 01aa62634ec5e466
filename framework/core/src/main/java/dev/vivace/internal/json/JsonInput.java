package dev.vivace.internal.json;

import com.dslplatform.json.ConfigurationException;
import com.dslplatform.json.JsonReader;
import dev.vivace.InputErrors;
import dev.vivace.JsonValue;
import java.util.Arrays;
import java.util.Objects;

/**
 * A loop's input: validates a document strictly, then has it decoded.
 *
 * <pre>{@code
 * NewUser user = input.decode(decoder, body, 0, length);
 * }</pre>
 *
 * <p>The document is copied into an array of the input first: dsl-json reads from index 0 and a little beyond the end,
 * and escaped property names are rewritten for it. The caller's bytes stay as they are. The array grows with documents
 * and is kept for the next one, within a bound and as long as documents need it ({@link #trim()}).
 *
 * <p><b>Threading:</b> belongs to one loop.
 */
public final class JsonInput {
    /** What is kept for ever, in bytes: the array, and beside it what the validator needs. */
    public static final int CAPACITY_KEPT = 64 * 1024;

    /** The most bytes that survive their document unless told otherwise. */
    public static final int CAPACITY_RETAINED_MAX_DEFAULT = 8 * 1024 * 1024;

    /** Reads a document of any shape. */
    static final JsonDecoder<JsonValue> VALUE_DECODER = JsonInput::readValue;

    private static final int CAPACITY_INITIAL = 4 * 1024;

    /** Larger arrays are of a multiple of this, so that documents of nearly one length share one. */
    private static final int CAPACITY_STEP = 64 * 1024;

    /** The array, and characters for as long a string: so none is put together from pieces, or read by way of another one. */
    private static final int BYTES_PER_BYTE_READ = 3;

    /** The validator may need so many bytes for each of a document, if that is full of short names. */
    private static final int BYTES_PER_BYTE_VALIDATED = 16;

    /** A large array is kept for documents that fill at least this part of it. */
    private static final int CAPACITY_FACTOR = 4;

    /** Zeroed behind each document, so that a decoder that reads too far meets no byte of an earlier request. */
    private static final int PADDING_BYTES = 64;

    private final DslJsonCodecs codecs;
    private final StrictJson validator;
    private final int capacityRetainedMax;
    private byte[] document;
    private int length;
    /** The longest document, in bytes, since the last {@link #trim()}. */
    private int lengthMax;

    private JsonReader<Object> reader;

    JsonInput(DslJsonCodecs codecs, StrictJson validator, int capacityRetainedMax) {
        this.codecs = codecs;
        this.validator = validator;
        this.capacityRetainedMax = Math.max(BYTES_PER_BYTE_READ * CAPACITY_KEPT, capacityRetainedMax);
        renew();
    }

    /**
     * Validates a document against the shape that its decoder asks for, and decodes it.
     *
     * @param <T> the type
     * @param decoder the type's decoder
     * @param in holds the document
     * @param start index of its first byte
     * @param end index behind its last byte
     * @return the value, not null
     * @throws JsonFaultException if the document is not acceptable JSON, or does not fit the type
     * @throws IllegalStateException if a codec for a type inside the type is missing
     * @throws IndexOutOfBoundsException if the range is not inside the array
     */
    public <T> T decode(JsonDecoder<T> decoder, byte[] in, int start, int end) {
        return decode(decoder, decoder.shape(), in, start, end);
    }

    /**
     * Validates a document against a given shape, decodes it, and holds the value against the type's constraints.
     *
     * @param <T> the type
     * @param decoder the type's decoder
     * @param shape what the document must look like
     * @param in holds the document
     * @param start index of its first byte
     * @param end index behind its last byte
     * @return the value, not null
     * @throws JsonFaultException if the document is not acceptable JSON, or does not fit the type
     * @throws IllegalStateException if a codec for a type inside the type is missing
     * @throws IndexOutOfBoundsException if the range is not inside the array
     */
    public <T> T decode(JsonDecoder<T> decoder, JsonShape shape, byte[] in, int start, int end) {
        T value = decodeUnchecked(decoder, shape, in, start, end);
        if (!decoder.holds(value)) {
            throw new JsonFaultException(JsonFault.CONSTRAINT_VIOLATED, 0, null, value);
        }
        return value;
    }

    /** The same without the constraints. */
    <T> T decodeUnchecked(JsonDecoder<T> decoder, JsonShape shape, byte[] in, int start, int end) {
        Objects.checkFromToIndex(start, end, in.length);
        take(in, start, end);
        int code = validator.validate(document, 0, length, shape);
        if (code != JsonFault.OK) {
            throw new JsonFaultException(code, validator.faultOffset(), null, null);
        }
        T value;
        try {
            value = decoder.decode(this);
        } catch (ConfigurationException e) {
            throw new IllegalStateException("A JSON codec is missing: " + e.getMessage(), e);
        } catch (Throwable e) {
            // Generated code answers bad input with all sorts: IOException, index errors, what a constructor throws.
            throw new JsonFaultException(JsonFault.TYPE_MISMATCH, decodedBytes(), e, null);
        }
        if (value == null) {
            throw new JsonFaultException(JsonFault.TYPE_MISMATCH, 0, null, null);
        }
        return value;
    }

    /**
     * Says all that is wrong with a document that was refused: what the fault itself does not say is found by walking over
     * the document again.
     *
     * @param decoder refused it
     * @param in holds the document, unchanged
     * @param start index of its first byte
     * @param end index behind its last byte
     * @param fault what {@link #decode} has thrown
     * @param errors takes at least one more error
     */
    public void report(
            JsonDecoder<?> decoder, byte[] in, int start, int end, JsonFaultException fault, InputErrors errors) {
        boolean found = new TypedReport(codecs, validator, in, start, end, errors).report(decoder.shape());
        if (!found && fault.value() != null) {
            found = ObjectReport.report(decoder.model(), fault.value(), errors);
        }
        if (!found) {
            errors.add("", JsonFault.word(fault.code()), fault.sentence() + ".");
        }
    }

    /**
     * Validates and reads one document of any shape.
     *
     * @param in holds the document
     * @param start index of its first byte
     * @param end index behind its last byte
     * @return the document
     * @throws JsonFaultException if the document is not acceptable JSON
     * @throws IndexOutOfBoundsException if the range is not inside the array
     */
    public JsonValue decodeValue(byte[] in, int start, int end) {
        return decode(VALUE_DECODER, in, start, end);
    }

    /** dsl-json's reader, at the first byte of the validated document. */
    JsonReader<Object> reader() throws java.io.IOException {
        reader.process(document, length);
        reader.getNextToken();
        return reader;
    }

    private JsonValue readValue() {
        return new JsonValueReader(document, length).read();
    }

    private int decodedBytes() {
        return Math.min(reader.getCurrentIndex(), length);
    }

    /**
     * Gives up what large documents needed when there was none since the call before; to be called now and then.
     *
     * @return whether something large is held all the same
     */
    public boolean trim() {
        dropOversized();
        boolean largeDocument = document.length > CAPACITY_KEPT;
        if (largeDocument && (long) lengthMax * CAPACITY_FACTOR < document.length) {
            renew();
            largeDocument = false;
        }
        boolean largeValidator = validator.heldBytes() > CAPACITY_KEPT;
        if (largeValidator && (long) lengthMax * BYTES_PER_BYTE_VALIDATED < validator.heldBytes()) {
            validator.trim();
            largeValidator = false;
        }
        lengthMax = 0;
        return largeDocument || largeValidator;
    }

    /**
     * What is held for the next document, the characters of strings apart.
     *
     * @return bytes
     */
    public long heldBytes() {
        return document.length + validator.heldBytes();
    }

    private void take(byte[] in, int start, int end) {
        int needed = Math.addExact(end - start, PADDING_BYTES);
        // That of the document before
        if (length > CAPACITY_INITIAL) {
            dropOversized();
        }
        if (document.length < needed) {
            renew(capacity(needed));
        }
        length = end - start;
        lengthMax = Math.max(lengthMax, length);
        System.arraycopy(in, start, document, 0, length);
        Arrays.fill(document, length, length + PADDING_BYTES, (byte) 0);
    }

    private int capacity(int needed) {
        if (needed <= CAPACITY_KEPT) {
            return Math.max(needed, Math.min(document.length * 2, CAPACITY_KEPT));
        }
        long rounded = (needed + CAPACITY_STEP - 1L) / CAPACITY_STEP * CAPACITY_STEP;
        return rounded > Integer.MAX_VALUE ? needed : (int) rounded;
    }

    private void dropOversized() {
        if ((long) document.length * BYTES_PER_BYTE_READ > capacityRetainedMax) {
            renew();
        }
        if (validator.heldBytes() > capacityRetainedMax) {
            validator.trim();
        }
    }

    private void renew() {
        renew(CAPACITY_INITIAL);
    }

    private void renew(int capacity) {
        document = new byte[capacity];
        reader = codecs.newReader(document);
    }
}
