package dev.vivace.internal.json;

import com.dslplatform.json.JsonReader;
import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.StringConverter;
import java.io.IOException;
import java.util.List;

/**
 * dsl-json's strings, but long ones written by {@link LongStrings}, and plain ones read by {@link InPlace}. {@link GeneratedClasses} puts this class in the
 * place of the one that it extends; all that is not here is inherited.
 *
 * <p><b>Threading:</b> stateless.
 */
@SuppressWarnings({"hiding", "rawtypes"})
public final class QuickStrings extends StringConverter {
    /** Writes a string, or null. */
    public static final JsonWriter.WriteObject<String> WRITER = StandardWriter.STRING.typed();

    /** Writes text, or null. */
    public static final JsonWriter.WriteObject<CharSequence> WRITER_CHARS = StandardWriter.TEXT.typed();

    /** Reads a string, or null. */
    public static final JsonReader.ReadObject<String> READER = TextReader.INSTANCE;

    private QuickStrings() {}

    /** Reads a string. */
    public static String deserialize(JsonReader reader) throws IOException {
        return InPlace.text(reader);
    }

    /** Reads a string, or null. */
    public static String deserializeNullable(JsonReader reader) throws IOException {
        return READER.read(reader);
    }

    /** Writes a string. */
    public static void serialize(String value, JsonWriter writer) {
        LongStrings.write(value, writer);
    }

    /** Writes a string, or null. */
    public static void serializeNullable(String value, JsonWriter writer) {
        if (value == null) {
            writer.writeNull();
        } else {
            LongStrings.write(value, writer);
        }
    }

    /** Writes a string, as generated code calls it for one that is expected to be short. */
    public static void serializeShort(String value, JsonWriter writer) {
        LongStrings.write(value, writer);
    }

    /** Writes a string, or null, as generated code calls it for one that is expected to be short. */
    public static void serializeShortNullable(String value, JsonWriter writer) {
        serializeNullable(value, writer);
    }

    /** Writes strings; none of them is null. */
    public static void serialize(List<String> values, JsonWriter writer) {
        writer.writeByte(JsonWriter.ARRAY_START);
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                writer.writeByte(JsonWriter.COMMA);
            }
            LongStrings.write(values.get(i), writer);
        }
        writer.writeByte(JsonWriter.ARRAY_END);
    }
}
