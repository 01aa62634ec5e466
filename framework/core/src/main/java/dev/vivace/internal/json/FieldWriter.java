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
 * call costs one test and two stores beside its bytes: in between the document counts as spoilt.
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
    /** A value threw in the middle; whoever catches that must not send what is there. */
    private static final byte SPOILT = 7;

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

    /** Remembers where the document stands, for {@link #goOn}. */
    void leave(OpenDocument document) {
        if (document.outer.length < depth) {
            document.outer = new byte[Math.max(depth, document.outer.length * 2)];
        }
        System.arraycopy(outer, 0, document.outer, 0, depth);
        document.depth = depth;
        document.state = state;
    }

    /** Goes on where {@link #leave} was, or at the beginning. */
    void goOn(OpenDocument document) {
        System.arraycopy(document.outer, 0, outer, 0, document.depth);
        depth = document.depth;
        state = document.state;
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
        writer.writeByte((byte) '}');
        state = outer[--depth];
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
        writer.writeByte((byte) ']');
        state = outer[--depth];
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
        state = SPOILT;
        output.string(name);
        writer.writeByte((byte) ':');
        state = OBJECT_VALUE;
        return this;
    }

    @Override
    public JsonOut value(int value) {
        byte next = place();
        NumberConverter.serialize(value, writer);
        state = next;
        return this;
    }

    @Override
    public JsonOut value(long value) {
        byte next = place();
        NumberConverter.serialize(value, writer);
        state = next;
        return this;
    }

    @Override
    public JsonOut value(double value) {
        byte next = place();
        ExactNumbers.serialize(value, writer);
        state = next;
        return this;
    }

    @Override
    public JsonOut value(boolean value) {
        byte next = place();
        BoolConverter.serialize(value, writer);
        state = next;
        return this;
    }

    @Override
    public JsonOut value(String value) {
        byte next = place();
        if (value == null) {
            writer.writeNull();
        } else {
            output.string(value);
        }
        state = next;
        return this;
    }

    @Override
    public JsonOut value(CharSequence value) {
        byte next = place();
        if (value == null) {
            writer.writeNull();
        } else {
            output.string(value);
        }
        state = next;
        return this;
    }

    @Override
    public JsonOut value(UUID value) {
        byte next = place();
        UUIDConverter.serializeNullable(value, writer);
        state = next;
        return this;
    }

    @Override
    public JsonOut value(Object value) {
        byte next = place();
        output.value(value);
        state = next;
        return this;
    }

    @Override
    public JsonOut uuid(long mostSignificantBits, long leastSignificantBits) {
        byte next = place();
        UUIDConverter.serialize(mostSignificantBits, leastSignificantBits, writer);
        state = next;
        return this;
    }

    @Override
    public JsonOut nullValue() {
        byte next = place();
        writer.writeNull();
        state = next;
        return this;
    }

    private void open(byte first, byte bracket) {
        if (depth == JsonOutput.DEPTH_MAX) {
            throw new IllegalStateException("A JSON document may not be nested deeper than " + JsonOutput.DEPTH_MAX);
        }
        byte next = place();
        writer.writeByte(bracket);
        outer[depth++] = next;
        state = first;
    }

    /** Writes the comma that is due; the state behind the value, which holds when the value is written wholly. */
    private byte place() {
        byte now = state;
        byte next;
        switch (now) {
            case OBJECT_VALUE -> next = OBJECT_MORE;
            case ARRAY_MORE, ARRAY_FIRST -> next = ARRAY_MORE;
            case START -> next = DONE;
            default -> throw misplaced("a value");
        }
        state = SPOILT;
        if (now == ARRAY_MORE) {
            writer.writeByte((byte) ',');
        }
        return next;
    }

    private IllegalStateException incomplete() {
        if (state == SPOILT) {
            return spoilt();
        }
        if (state == START) {
            return new IllegalStateException("The JSON document is empty: write a value first");
        }
        String key = state == OBJECT_VALUE ? ", and a key without a value" : "";
        return new IllegalStateException(
                "The JSON document is not complete: " + depth + " beginObject or beginArray without an end" + key);
    }

    private static IllegalStateException spoilt() {
        return new IllegalStateException(
                "A value of this JSON document could not be written, so the document cannot be sent: begin a new one");
    }

    private IllegalStateException misplaced(String what) {
        if (state == SPOILT) {
            return spoilt();
        }
        String where = switch (state) {
            case START -> "at the beginning, where a value belongs";
            case DONE -> "behind the end of the document";
            case ARRAY_FIRST, ARRAY_MORE -> "inside an array, where a value or endArray() belongs";
            case OBJECT_VALUE -> "behind a key, where its value belongs";
            default -> "inside an object, where a key or endObject() belongs";
        };
        return new IllegalStateException(what + " " + where);
    }
}
