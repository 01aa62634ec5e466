package dev.vivace.internal.json;

import com.dslplatform.json.JavaTimeConverter;
import com.dslplatform.json.JsonReader;
import com.dslplatform.json.JsonWriter;
import java.io.IOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * dsl-json's dates and times, as far as its generated code calls them without asking for a converter, but strict:
 * dsl-json takes {@code 2025-1-1} for a date, reads characters that are no digits as if they were some, and writes years
 * beyond 9999 in a way of its own. {@link GeneratedClasses} puts this class in the place of the one that it extends.
 *
 * <p><b>Threading:</b> stateless.
 */
@SuppressWarnings("rawtypes")
public final class StrictTimes extends JavaTimeConverter {
    /** Reads a date, or null. */
    public static final JsonReader.ReadObject<LocalDate> LOCAL_DATE_READER = StandardReader.LOCAL_DATE.typed();

    /** Writes a date, or null. */
    public static final JsonWriter.WriteObject<LocalDate> LOCAL_DATE_WRITER = StandardWriter.LOCAL_DATE.typed();

    /** Reads a date with time and offset, or null. */
    public static final JsonReader.ReadObject<OffsetDateTime> DATE_TIME_READER = StandardReader.DATE_TIME.typed();

    /** Writes a date with time and offset, or null. */
    public static final JsonWriter.WriteObject<OffsetDateTime> DATE_TIME_WRITER = StandardWriter.DATE_TIME.typed();

    private StrictTimes() {}

    /** Reads a date. */
    public static LocalDate deserializeLocalDate(JsonReader reader) throws IOException {
        char[] text = reader.readSimpleQuote();
        StrictText.length(reader, text, TextFormat.DATE);
        return TimeText.localDate(text);
    }

    /** Reads a date with time and offset. */
    public static OffsetDateTime deserializeDateTime(JsonReader reader) throws IOException {
        char[] text = reader.readSimpleQuote();
        return TimeText.offsetDateTime(text, StrictText.length(reader, text, TextFormat.DATE_TIME));
    }

    /** Writes a date, or null. */
    public static void serializeNullable(LocalDate value, JsonWriter writer) {
        if (value == null) {
            writer.writeNull();
        } else {
            serialize(value, writer);
        }
    }

    /** Writes a date with time and offset, or null. */
    public static void serializeNullable(OffsetDateTime value, JsonWriter writer) {
        if (value == null) {
            writer.writeNull();
        } else {
            serialize(value, writer);
        }
    }

    /** Writes a date. */
    public static void serialize(LocalDate value, JsonWriter writer) {
        TimeText.write(writer, value);
    }

    /** Writes a date with time and offset. */
    public static void serialize(OffsetDateTime value, JsonWriter writer) {
        TimeText.write(writer, value);
    }
}
