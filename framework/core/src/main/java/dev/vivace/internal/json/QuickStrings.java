package dev.vivace.internal.json;

import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.StringConverter;
import java.util.List;

/**
 * dsl-json's strings, but long ones written by {@link LongStrings}. {@link GeneratedClasses} puts this class in the
 * place of the one that it extends; all that is not here is inherited.
 *
 * <p><b>Threading:</b> stateless.
 */
@SuppressWarnings("hiding")
public final class QuickStrings extends StringConverter {
    /** Writes a string, or null. */
    public static final JsonWriter.WriteObject<String> WRITER = StandardWriter.STRING.typed();

    /** Writes text, or null. */
    public static final JsonWriter.WriteObject<CharSequence> WRITER_CHARS = StandardWriter.TEXT.typed();

    private QuickStrings() {}

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
