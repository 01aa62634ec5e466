package dev.vivace.internal.json;

import com.dslplatform.json.JsonReader;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.OptionalDouble;

/**
 * The readers that {@link StandardTypes} registers; null is read as null. One class and a switch: as lambdas they would be
 * linked one by one at each start, which takes longer than all that most apps ever read by them. What a reader needs is loaded
 * when it reads.
 *
 * <p><b>Threading:</b> stateless.
 */
@SuppressWarnings("rawtypes")
enum StandardReader implements JsonReader.ReadObject<Object> {
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
    UUID,
    BINARY,
    /** A double of the language's own, which is never null. */
    DOUBLE,
    NULLABLE_DOUBLE,
    OPTIONAL_DOUBLE,
    DECIMAL,
    INTEGER;

    /** The same with the type of what it reads. */
    @SuppressWarnings("unchecked")
    <T> JsonReader.ReadObject<T> typed() {
        return (JsonReader.ReadObject<T>) (JsonReader.ReadObject<?>) this;
    }

    @Override
    public Object read(JsonReader reader) throws IOException {
        if (this != DOUBLE && reader.wasNull()) {
            return this == OPTIONAL_DOUBLE ? OptionalDouble.empty() : null;
        }
        return switch (this) {
            case LOCAL_DATE -> StrictTimes.deserializeLocalDate(reader);
            case DATE_TIME -> StrictTimes.deserializeDateTime(reader);
            case ZONED_DATE_TIME -> StrictText.read(reader, ZonedText::read);
            case DURATION -> StrictText.read(reader, DurationText::read);
            case UUID -> StrictUuids.deserialize(reader);
            case BINARY -> StrictBinary.deserialize(reader);
            case DOUBLE, NULLABLE_DOUBLE -> ExactNumbers.deserializeDouble(reader);
            case OPTIONAL_DOUBLE -> OptionalDouble.of(ExactNumbers.deserializeDouble(reader));
            case DECIMAL -> ExactNumbers.deserializeDecimal(reader);
            case INTEGER -> ExactNumbers.deserializeBigInteger(reader);
            default -> readTime(reader);
        };
    }

    private Object readTime(JsonReader reader) throws IOException {
        char[] text = reader.readSimpleQuote();
        return switch (this) {
            case LOCAL_TIME -> TimeText.localTime(text, 0, StrictText.length(reader, text, TextFormat.LOCAL_TIME));
            case LOCAL_DATE_TIME ->
                TimeText.localDateTime(text, StrictText.length(reader, text, TextFormat.LOCAL_DATE_TIME));
            case OFFSET_TIME -> TimeText.offsetTime(text, StrictText.length(reader, text, TextFormat.TIME));
            case INSTANT -> TimeText.instant(text, StrictText.length(reader, text, TextFormat.INSTANT));
            case YEAR_MONTH -> {
                StrictText.length(reader, text, TextFormat.YEAR_MONTH);
                yield TimeText.yearMonth(text);
            }
            default -> throw new AssertionError(this);
        };
    }
}
