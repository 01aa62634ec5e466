package dev.vivace.internal.json;

import com.dslplatform.json.Configuration;
import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonReader;
import com.dslplatform.json.JsonWriter;
import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * Teaches dsl-json the JDK's types that it lacks ({@link Instant}, {@link Duration}, {@link YearMonth}), and to read and
 * write strictly and exactly those that it has. A service: found at run time, and, where this jar is on the annotation
 * processor's path, at compile time, when dsl-json's processor asks which types there are converters for.
 *
 * <p><b>Threading:</b> the converters are stateless.
 */
@SuppressWarnings({"rawtypes", "unchecked"})
public final class StandardTypes implements Configuration {
    /** What is read from text: the characters, how many of them, and what is made of them. */
    private interface OfText<T> {
        T read(char[] text, int length);
    }

    /** Without extensions. */
    private static final DslJson<Object> PLAIN = new DslJson<>(new DslJson.Settings<>());

    private static final JsonWriter.WriteObject<OptionalDouble> OPTIONAL_DOUBLE_WRITER = (writer, value) -> {
        if (value == null || value.isEmpty()) {
            writer.writeNull();
        } else {
            ExactNumbers.serialize(value.getAsDouble(), writer);
        }
    };
    private static final JsonReader.ReadObject<Instant> INSTANT_READER = reader(TextFormat.INSTANT, TimeText::instant);
    private static final JsonReader.ReadObject<LocalDateTime> LOCAL_DATE_TIME_READER =
            reader(TextFormat.LOCAL_DATE_TIME, TimeText::localDateTime);
    private static final JsonReader.ReadObject<LocalTime> LOCAL_TIME_READER =
            reader(TextFormat.LOCAL_TIME, (text, length) -> TimeText.localTime(text, 0, length));
    private static final JsonReader.ReadObject<OffsetTime> OFFSET_TIME_READER =
            reader(TextFormat.TIME, TimeText::offsetTime);
    private static final JsonReader.ReadObject<ZonedDateTime> ZONED_DATE_TIME_READER =
            reader -> reader.wasNull() ? null : StrictText.read(reader, ZonedText::read);
    private static final JsonReader.ReadObject<YearMonth> YEAR_MONTH_READER =
            reader(TextFormat.YEAR_MONTH, (text, length) -> TimeText.yearMonth(text));
    private static final JsonReader.ReadObject<Duration> DURATION_READER =
            reader -> reader.wasNull() ? null : StrictText.read(reader, DurationText::read);

    /** There is one; made by the service loader. */
    public StandardTypes() {}

    @Override
    public void configure(DslJson json) {
        times(json);
        reader(json, UUID.class, StrictUuids.READER);
        reader(json, byte[].class, StrictBinary.READER);
        writer(json, String.class, QuickStrings.WRITER);
        writer(json, CharSequence.class, QuickStrings.WRITER_CHARS);
        reader(json, double.class, ExactNumbers.DOUBLE_READER);
        reader(json, Double.class, ExactNumbers.NULLABLE_DOUBLE_READER);
        reader(json, OptionalDouble.class, ExactNumbers.OPTIONAL_DOUBLE_READER);
        reader(json, BigDecimal.class, ExactNumbers.DECIMAL_READER);
        reader(json, BigInteger.class, ExactNumbers.INTEGER_READER);
        writer(json, double.class, ExactNumbers.DOUBLE_WRITER);
        writer(json, Double.class, ExactNumbers.DOUBLE_WRITER);
        writer(json, double[].class, ExactNumbers.DOUBLE_ARRAY_WRITER);
        writer(json, float.class, ExactNumbers.FLOAT_WRITER);
        writer(json, Float.class, ExactNumbers.FLOAT_WRITER);
        writer(json, float[].class, ExactNumbers.FLOAT_ARRAY_WRITER);
        writer(json, OptionalDouble.class, OPTIONAL_DOUBLE_WRITER);
    }

    private static void times(DslJson json) {
        reader(json, LocalDate.class, StrictTimes.LOCAL_DATE_READER);
        writer(json, LocalDate.class, StrictTimes.LOCAL_DATE_WRITER);
        reader(json, OffsetDateTime.class, StrictTimes.DATE_TIME_READER);
        writer(json, OffsetDateTime.class, StrictTimes.DATE_TIME_WRITER);
        reader(json, Instant.class, INSTANT_READER);
        writer(json, Instant.class, nullable(TimeText::write));
        reader(json, LocalDateTime.class, LOCAL_DATE_TIME_READER);
        writer(json, LocalDateTime.class, nullable(TimeText::write));
        reader(json, LocalTime.class, LOCAL_TIME_READER);
        writer(json, LocalTime.class, nullable(TimeText::write));
        reader(json, OffsetTime.class, OFFSET_TIME_READER);
        writer(json, OffsetTime.class, nullable(TimeText::write));
        reader(json, ZonedDateTime.class, ZONED_DATE_TIME_READER);
        writer(json, ZonedDateTime.class, nullable(ZonedText::write));
        reader(json, YearMonth.class, YEAR_MONTH_READER);
        writer(json, YearMonth.class, nullable(TimeText::write));
        reader(json, Duration.class, DURATION_READER);
        writer(json, Duration.class, nullable(DurationText::write));
    }

    /** What is not dsl-json's own is the app's: it stays. */
    private static <T> void reader(DslJson json, Class<T> type, JsonReader.ReadObject<T> reader) {
        Object old = json.registerReader((Type) type, reader);
        if (old != null && old != PLAIN.tryFindReader(type)) {
            json.registerReader((Type) type, (JsonReader.ReadObject<?>) old);
        }
    }

    private static <T> void writer(DslJson json, Class<T> type, JsonWriter.WriteObject<T> writer) {
        Object old = json.registerWriter((Type) type, writer);
        if (old != null && old != PLAIN.tryFindWriter(type)) {
            json.registerWriter((Type) type, (JsonWriter.WriteObject<?>) old);
        }
    }

    private static <T> JsonWriter.WriteObject<T> nullable(JsonWriter.WriteObject<T> writer) {
        return (out, value) -> {
            if (value == null) {
                out.writeNull();
            } else {
                writer.write(out, value);
            }
        };
    }

    private static <T> JsonReader.ReadObject<T> reader(TextFormat format, OfText<T> maker) {
        return new TextReader<>(format, maker);
    }

    /** Reads a string of a format, or null. */
    private record TextReader<T>(TextFormat format, OfText<T> maker) implements JsonReader.ReadObject<T> {
        @Override
        public T read(JsonReader reader) throws IOException {
            if (reader.wasNull()) {
                return null;
            }
            char[] text = reader.readSimpleQuote();
            return maker.read(text, StrictText.length(reader, text, format));
        }
    }
}
