package dev.vivace.internal.json;

import com.dslplatform.json.JsonWriter;
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

/**
 * The writers that {@link StandardTypes} registers; null is written as null. One class and a switch, as {@link
 * StandardReader}.
 *
 * <p><b>Threading:</b> stateless.
 */
enum StandardWriter implements JsonWriter.WriteObject<Object> {
    LOCAL_DATE,
    LOCAL_TIME,
    LOCAL_DATE_TIME,
    OFFSET_TIME,
    /** An {@link OffsetDateTime}. */
    DATE_TIME,
    ZONED_DATE_TIME,
    INSTANT,
    YEAR_MONTH,
    DURATION,
    STRING,
    /** Any {@link CharSequence}. */
    TEXT,
    DOUBLE,
    FLOAT,
    DOUBLES,
    FLOATS,
    OPTIONAL_DOUBLE;

    /** The same with the type of what it writes. */
    @SuppressWarnings("unchecked")
    <T> JsonWriter.WriteObject<T> typed() {
        return (JsonWriter.WriteObject<T>) (JsonWriter.WriteObject<?>) this;
    }

    @Override
    public void write(JsonWriter writer, Object value) {
        if (value == null) {
            writer.writeNull();
            return;
        }
        switch (this) {
            case STRING -> LongStrings.write((String) value, writer);
            case TEXT -> LongStrings.write((CharSequence) value, writer);
            case DOUBLE -> ExactNumbers.serialize(((Double) value).doubleValue(), writer);
            case FLOAT -> ExactNumbers.serialize(((Float) value).floatValue(), writer);
            case DOUBLES -> ExactNumbers.serialize((double[]) value, writer);
            case FLOATS -> ExactNumbers.serialize((float[]) value, writer);
            case OPTIONAL_DOUBLE -> {
                OptionalDouble optional = (OptionalDouble) value;
                if (optional.isEmpty()) {
                    writer.writeNull();
                } else {
                    ExactNumbers.serialize(optional.getAsDouble(), writer);
                }
            }
            default -> writeTime(writer, value);
        }
    }

    private void writeTime(JsonWriter writer, Object value) {
        switch (this) {
            case LOCAL_DATE -> TimeText.write(writer, (LocalDate) value);
            case LOCAL_TIME -> TimeText.write(writer, (LocalTime) value);
            case LOCAL_DATE_TIME -> TimeText.write(writer, (LocalDateTime) value);
            case OFFSET_TIME -> TimeText.write(writer, (OffsetTime) value);
            case DATE_TIME -> TimeText.write(writer, (OffsetDateTime) value);
            case ZONED_DATE_TIME -> ZonedText.write(writer, (ZonedDateTime) value);
            case INSTANT -> TimeText.write(writer, (Instant) value);
            case YEAR_MONTH -> TimeText.write(writer, (YearMonth) value);
            case DURATION -> DurationText.write(writer, (Duration) value);
            default -> throw new AssertionError(this);
        }
    }
}
