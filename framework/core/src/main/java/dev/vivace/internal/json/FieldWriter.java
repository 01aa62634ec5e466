package dev.vivace.internal.json;

import com.dslplatform.json.BoolConverter;
import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.NumberConverter;
import com.dslplatform.json.UUIDConverter;
import dev.vivace.JsonKey;
import dev.vivace.JsonOut;
import java.util.UUID;

/**
 * Writes a document field by field into the loop's output. What may come next is one byte per open container, so each
 * call costs one test and one store beside its bytes.
 *
 * <p><b>Threading:</b> belongs to its output.
 */
final class FieldWriter implements JsonOut {
    /** States; the comma is due exactly in those that end in MORE. */
    private static final byte START = 0;

    private static final byte DONE = 1;
    private static final byte ARRAY_FIRST = 2;
    private static final byte ARRAY_MORE = 3;
    private static final byte OBJECT_FIRST = 4;
    private static final byte OBJECT_MORE = 5;
    private static final byte OBJECT_VALUE = 6;
    /** A value threw when a part of it was written: nothing can follow, and the document cannot be sent. */
    private static final byte FAILED = 7;

    private final JsonOutput output;
    private final byte[] outer = new byte[JsonOutput.DEPTH_MAX];
    private JsonWriter writer;
    private int depth;
    private byte state;

    FieldWriter(JsonOutput output) {
        this.output = output;
    }

    void writer(JsonWriter newWriter) {
        writer = newWriter;
    }

    void begin() {
        depth = 0;
        state = START;
    }

    void requireComplete() {
        if (state != DONE) {
            throw incomplete();
        }
    }

    @Override
    public JsonOut beginObject() {
        open(OBJECT_FIRST, (byte) '{');
        return this;
    }

    @Override
    public JsonOut endObject() {
        if (state != OBJECT_FIRST && state != OBJECT_MORE) {
            throw misplaced("endObject()");
        }
        state = outer[--depth];
        writer.writeByte((byte) '}');
        return this;
    }

    @Override
    public JsonOut beginArray() {
        open(ARRAY_FIRST, (byte) '[');
        return this;
    }

    @Override
    public JsonOut endArray() {
        if (state != ARRAY_FIRST && state != ARRAY_MORE) {
            throw misplaced("endArray()");
        }
        state = outer[--depth];
        writer.writeByte((byte) ']');
        return this;
    }

    @Override
    public JsonOut key(JsonKey key) {
        byte now = state;
        if (now == OBJECT_MORE) {
            writer.writeAscii(key.encodedAfterComma());
        } else if (now == OBJECT_FIRST) {
            writer.writeAscii(key.encoded());
        } else {
            throw misplaced("key(\"" + key + "\")");
        }
        state = OBJECT_VALUE;
        return this;
    }

    @Override
    public JsonOut key(String name) {
        byte now = state;
        if (now == OBJECT_MORE) {
            writer.writeByte((byte) ',');
        } else if (now != OBJECT_FIRST) {
            throw misplaced("key(\"" + name + "\")");
        }
        try {
            output.string(name);
        } catch (Throwable e) {
            state = FAILED;
            throw e;
        }
        writer.writeByte((byte) ':');
        state = OBJECT_VALUE;
        return this;
    }

    @Override
    public JsonOut value(int value) {
        place();
        NumberConverter.serialize(value, writer);
        return this;
    }

    @Override
    public JsonOut value(long value) {
        place();
        NumberConverter.serialize(value, writer);
        return this;
    }

    @Override
    public JsonOut value(double value) {
        place();
        try {
            output.number(value);
        } catch (Throwable e) {
            state = FAILED;
            throw e;
        }
        return this;
    }

    @Override
    public JsonOut value(boolean value) {
        place();
        BoolConverter.serialize(value, writer);
        return this;
    }

    @Override
    public JsonOut value(String value) {
        place();
        if (value == null) {
            writer.writeNull();
        } else {
            try {
                output.string(value);
            } catch (Throwable e) {
                state = FAILED;
                throw e;
            }
        }
        return this;
    }

    @Override
    public JsonOut value(CharSequence value) {
        place();
        if (value == null) {
            writer.writeNull();
        } else {
            try {
                output.string(value);
            } catch (Throwable e) {
                state = FAILED;
                throw e;
            }
        }
        return this;
    }

    @Override
    public JsonOut value(UUID value) {
        place();
        UUIDConverter.serializeNullable(value, writer);
        return this;
    }

    @Override
    public JsonOut value(Object value) {
        place();
        try {
            output.value(value);
        } catch (Throwable e) {
            state = FAILED;
            throw e;
        }
        return this;
    }

    @Override
    public JsonOut uuid(long mostSignificantBits, long leastSignificantBits) {
        place();
        UUIDConverter.serialize(mostSignificantBits, leastSignificantBits, writer);
        return this;
    }

    @Override
    public JsonOut nullValue() {
        place();
        writer.writeNull();
        return this;
    }

    private void open(byte first, byte bracket) {
        if (depth == JsonOutput.DEPTH_MAX) {
            throw new IllegalStateException("A JSON document may not be nested deeper than " + JsonOutput.DEPTH_MAX);
        }
        place();
        outer[depth++] = state;
        state = first;
        writer.writeByte(bracket);
    }

    /** Writes the comma that is due, and notes that a value follows. */
    private void place() {
        switch (state) {
            case OBJECT_VALUE -> state = OBJECT_MORE;
            case ARRAY_MORE -> writer.writeByte((byte) ',');
            case ARRAY_FIRST -> state = ARRAY_MORE;
            case START -> state = DONE;
            default -> throw misplaced("a value");
        }
    }

    private IllegalStateException incomplete() {
        if (state == START) {
            return new IllegalStateException("The JSON document is empty: write a value first");
        }
        if (state == FAILED) {
            return new IllegalStateException("A value of the JSON document could not be written");
        }
        String key = state == OBJECT_VALUE ? ", and a key without a value" : "";
        return new IllegalStateException(
                "The JSON document is not complete: " + depth + " beginObject or beginArray without an end" + key);
    }

    private IllegalStateException misplaced(String what) {
        String where = switch (state) {
            case START -> "at the beginning, where a value belongs";
            case FAILED -> "behind a value that could not be written";
            case DONE -> "behind the end of the document";
            case ARRAY_FIRST, ARRAY_MORE -> "inside an array, where a value or endArray() belongs";
            case OBJECT_VALUE -> "behind a key, where its value belongs";
            default -> "inside an object, where a key or endObject() belongs";
        };
        return new IllegalStateException(what + " " + where);
    }
}
