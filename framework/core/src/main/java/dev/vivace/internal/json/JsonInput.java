package dev.vivace.internal.json;

import com.dslplatform.json.ConfigurationException;
import com.dslplatform.json.JsonReader;
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
 * and escaped property names are rewritten for it. The caller's bytes stay as they are. The array grows with documents;
 * when it is larger than {@link #CAPACITY_RETAINED_MAX}, it is given up before the next one.
 *
 * <p><b>Threading:</b> belongs to one loop.
 */
public final class JsonInput {
    /** A larger array, in bytes, does not survive its document. */
    public static final int CAPACITY_RETAINED_MAX = 256 * 1024;

    /** Reads a document of any shape. */
    static final JsonDecoder<JsonValue> VALUE_DECODER = JsonInput::readValue;

    private static final int CAPACITY_INITIAL = 4 * 1024;

    /** Zeroed behind each document, so that a decoder that reads too far meets no byte of an earlier request. */
    private static final int PADDING_BYTES = 64;

    private final DslJsonCodecs codecs;
    private final StrictJson validator;
    private byte[] document;
    private int length;
    private JsonReader<Object> reader;

    JsonInput(DslJsonCodecs codecs, StrictJson validator) {
        this.codecs = codecs;
        this.validator = validator;
        renew(CAPACITY_INITIAL);
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
     * Validates a document against a given shape and decodes it.
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
        Objects.checkFromToIndex(start, end, in.length);
        take(in, start, end);
        int code = validator.validate(document, 0, length, shape);
        if (code != JsonFault.OK) {
            throw new JsonFaultException(code, validator.faultOffset(), null);
        }
        T value;
        try {
            value = decoder.decode(this);
        } catch (ConfigurationException e) {
            throw new IllegalStateException("A JSON codec is missing: " + e.getMessage(), e);
        } catch (Throwable e) {
            // Generated code answers bad input with all sorts: IOException, index errors, what a constructor throws.
            throw new JsonFaultException(JsonFault.TYPE_MISMATCH, decodedBytes(), e);
        }
        if (value == null) {
            throw new JsonFaultException(JsonFault.TYPE_MISMATCH, 0, null);
        }
        return value;
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

    private void take(byte[] in, int start, int end) {
        int needed = Math.addExact(end - start, PADDING_BYTES);
        if (document.length < needed) {
            renew(Math.max(needed, Math.min(document.length * 2, CAPACITY_RETAINED_MAX)));
        } else if (document.length > CAPACITY_RETAINED_MAX) {
            renew(Math.max(needed, CAPACITY_INITIAL));
        }
        length = end - start;
        System.arraycopy(in, start, document, 0, length);
        Arrays.fill(document, length, length + PADDING_BYTES, (byte) 0);
    }

    private void renew(int capacityBytes) {
        document = new byte[capacityBytes];
        // The reader keeps the characters of the longest string it has met; it goes with the array.
        reader = codecs.newReader(document);
    }
}
