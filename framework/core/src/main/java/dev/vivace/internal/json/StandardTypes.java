package dev.vivace.internal.json;

import com.dslplatform.json.Configuration;
import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonReader;
import com.dslplatform.json.JsonWriter;
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
    /** Without extensions. */
    private static final DslJson<Object> PLAIN = new DslJson<>(new DslJson.Settings<>());

    /** There is one; made by the service loader. */
    public StandardTypes() {}

    @Override
    public void configure(DslJson json) {
        times(json);
        reader(json, UUID.class, StandardReader.UUID);
        reader(json, byte[].class, StandardReader.BINARY);
        reader(json, String.class, TextReader.INSTANCE);
        writer(json, String.class, StandardWriter.STRING);
        writer(json, CharSequence.class, StandardWriter.TEXT);
        reader(json, double.class, StandardReader.DOUBLE);
        reader(json, Double.class, StandardReader.NULLABLE_DOUBLE);
        reader(json, OptionalDouble.class, StandardReader.OPTIONAL_DOUBLE);
        reader(json, BigDecimal.class, StandardReader.DECIMAL);
        reader(json, BigInteger.class, StandardReader.INTEGER);
        writer(json, double.class, StandardWriter.DOUBLE);
        writer(json, Double.class, StandardWriter.DOUBLE);
        writer(json, double[].class, StandardWriter.DOUBLES);
        writer(json, float.class, StandardWriter.FLOAT);
        writer(json, Float.class, StandardWriter.FLOAT);
        writer(json, float[].class, StandardWriter.FLOATS);
        writer(json, OptionalDouble.class, StandardWriter.OPTIONAL_DOUBLE);
    }

    private static void times(DslJson json) {
        reader(json, LocalDate.class, StandardReader.LOCAL_DATE);
        writer(json, LocalDate.class, StandardWriter.LOCAL_DATE);
        reader(json, OffsetDateTime.class, StandardReader.DATE_TIME);
        writer(json, OffsetDateTime.class, StandardWriter.DATE_TIME);
        reader(json, Instant.class, StandardReader.INSTANT);
        writer(json, Instant.class, StandardWriter.INSTANT);
        reader(json, LocalDateTime.class, StandardReader.LOCAL_DATE_TIME);
        writer(json, LocalDateTime.class, StandardWriter.LOCAL_DATE_TIME);
        reader(json, LocalTime.class, StandardReader.LOCAL_TIME);
        writer(json, LocalTime.class, StandardWriter.LOCAL_TIME);
        reader(json, OffsetTime.class, StandardReader.OFFSET_TIME);
        writer(json, OffsetTime.class, StandardWriter.OFFSET_TIME);
        reader(json, ZonedDateTime.class, StandardReader.ZONED_DATE_TIME);
        writer(json, ZonedDateTime.class, StandardWriter.ZONED_DATE_TIME);
        reader(json, YearMonth.class, StandardReader.YEAR_MONTH);
        writer(json, YearMonth.class, StandardWriter.YEAR_MONTH);
        reader(json, Duration.class, StandardReader.DURATION);
        writer(json, Duration.class, StandardWriter.DURATION);
    }

    /** What is not dsl-json's own is the app's: it stays. */
    private static void reader(DslJson json, Class<?> type, JsonReader.ReadObject<?> reader) {
        Object old = json.registerReader((Type) type, reader);
        if (old != null && old != PLAIN.tryFindReader(type)) {
            json.registerReader((Type) type, (JsonReader.ReadObject<?>) old);
        }
    }

    private static void writer(DslJson json, Class<?> type, StandardWriter writer) {
        Object old = json.registerWriter((Type) type, writer);
        if (old != null && old != PLAIN.tryFindWriter(type)) {
            json.registerWriter((Type) type, (JsonWriter.WriteObject<?>) old);
        }
    }
}
