package dev.vivace.internal.json;

import com.dslplatform.json.JsonWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * Makes the types of {@code java.time} from text that {@link TextFormat} has accepted, and writes them: without garbage,
 * with as many digits of a fraction as are needed, and only what can be read again.
 *
 * <p><b>Threading:</b> stateless.
 */
final class TimeText {
    private static final int TIME_START = Rfc3339.TIME_START;

    private TimeText() {}

    static LocalDate localDate(char[] text) {
        return LocalDate.of(Rfc3339.number(text, 0, 4), Rfc3339.number(text, 5, 2), Rfc3339.number(text, 8, 2));
    }

    static LocalTime localTime(char[] text, int from, int end) {
        return LocalTime.of(
                Rfc3339.number(text, from, 2),
                Rfc3339.number(text, from + 3, 2),
                Rfc3339.number(text, from + 6, 2),
                Rfc3339.nanos(text, from + Rfc3339.TIME_CHARS, end));
    }

    static LocalDateTime localDateTime(char[] text, int end) {
        return LocalDateTime.of(localDate(text), localTime(text, TIME_START, end));
    }

    static OffsetTime offsetTime(char[] text, int end) {
        return OffsetTime.of(localTime(text, 0, end), offset(text, end));
    }

    static OffsetDateTime offsetDateTime(char[] text, int end) {
        return OffsetDateTime.of(localDateTime(text, end), offset(text, end));
    }

    static Instant instant(char[] text, int end) {
        return Instant.ofEpochSecond(
                Rfc3339.epochSecond(text, end), Rfc3339.nanos(text, TIME_START + Rfc3339.TIME_CHARS, end));
    }

    static YearMonth yearMonth(char[] text) {
        return YearMonth.of(Rfc3339.number(text, 0, 4), Rfc3339.number(text, 5, 2));
    }

    private static ZoneOffset offset(char[] text, int end) {
        return ZoneOffset.ofTotalSeconds(Rfc3339.offsetSeconds(text, end));
    }

    static boolean isWritable(int year, ZoneOffset offset) {
        return year >= 0 && year <= 9999 && offset.getTotalSeconds() % 60 == 0;
    }

    static void write(JsonWriter writer, LocalDate value) {
        writer.writeByte(JsonWriter.QUOTE);
        writeDate(writer, value.getYear(), value.getMonthValue(), value.getDayOfMonth());
        writer.writeByte(JsonWriter.QUOTE);
    }

    static void write(JsonWriter writer, LocalTime value) {
        writer.writeByte(JsonWriter.QUOTE);
        writeTime(writer, value.getHour(), value.getMinute(), value.getSecond(), value.getNano());
        writer.writeByte(JsonWriter.QUOTE);
    }

    static void write(JsonWriter writer, OffsetTime value) {
        writer.writeByte(JsonWriter.QUOTE);
        writeTime(writer, value.getHour(), value.getMinute(), value.getSecond(), value.getNano());
        writeOffset(writer, value.getOffset());
        writer.writeByte(JsonWriter.QUOTE);
    }

    static void write(JsonWriter writer, LocalDateTime value) {
        writer.writeByte(JsonWriter.QUOTE);
        writeDate(writer, value.getYear(), value.getMonthValue(), value.getDayOfMonth());
        writer.writeByte((byte) 'T');
        writeTime(writer, value.getHour(), value.getMinute(), value.getSecond(), value.getNano());
        writer.writeByte(JsonWriter.QUOTE);
    }

    static void write(JsonWriter writer, OffsetDateTime value) {
        writer.writeByte(JsonWriter.QUOTE);
        writeDate(writer, value.getYear(), value.getMonthValue(), value.getDayOfMonth());
        writer.writeByte((byte) 'T');
        writeTime(writer, value.getHour(), value.getMinute(), value.getSecond(), value.getNano());
        writeOffset(writer, value.getOffset());
        writer.writeByte(JsonWriter.QUOTE);
    }

    static void write(JsonWriter writer, Instant value) {
        long epochSecond = value.getEpochSecond();
        if (!Rfc3339.isWritable(epochSecond)) {
            throw unwritable("A time before the year 0 or after the year 9999", value);
        }
        long day = Math.floorDiv(epochSecond, (long) Rfc3339.DAY_SECONDS);
        int second = (int) (epochSecond - day * Rfc3339.DAY_SECONDS);
        int date = Rfc3339.date(day);
        writer.writeByte(JsonWriter.QUOTE);
        writeDate(writer, date / 10_000, date / 100 % 100, date % 100);
        writer.writeByte((byte) 'T');
        writeTime(writer, second / 3600, second / 60 % 60, second % 60, value.getNano());
        writer.writeByte((byte) 'Z');
        writer.writeByte(JsonWriter.QUOTE);
    }

    static void write(JsonWriter writer, YearMonth value) {
        writer.writeByte(JsonWriter.QUOTE);
        writeYearMonth(writer, value.getYear(), value.getMonthValue());
        writer.writeByte(JsonWriter.QUOTE);
    }

    static void writeDate(JsonWriter writer, int year, int month, int day) {
        writeYearMonth(writer, year, month);
        writer.writeByte((byte) '-');
        writeTwo(writer, day);
    }

    private static void writeYearMonth(JsonWriter writer, int year, int month) {
        if (year < 0 || year > 9999) {
            throw unwritable("A date before the year 0 or after the year 9999", year);
        }
        writeTwo(writer, year / 100);
        writeTwo(writer, year % 100);
        writer.writeByte((byte) '-');
        writeTwo(writer, month);
    }

    static void writeTime(JsonWriter writer, int hour, int minute, int second, int nanos) {
        writeTwo(writer, hour);
        writer.writeByte((byte) ':');
        writeTwo(writer, minute);
        writer.writeByte((byte) ':');
        writeTwo(writer, second);
        writeFraction(writer, nanos);
    }

    static void writeFraction(JsonWriter writer, int nanos) {
        if (nanos == 0) {
            return;
        }
        writer.writeByte((byte) '.');
        int rest = nanos;
        for (int unit = 100_000_000; rest > 0; unit /= 10) {
            writer.writeByte((byte) ('0' + rest / unit));
            rest %= unit;
        }
    }

    static void writeOffset(JsonWriter writer, ZoneOffset offset) {
        int seconds = offset.getTotalSeconds();
        if (seconds == 0) {
            writer.writeByte((byte) 'Z');
            return;
        }
        if (seconds % 60 != 0) {
            throw unwritable("An offset with seconds", offset);
        }
        int minutes = Math.abs(seconds) / 60;
        writer.writeByte((byte) (seconds < 0 ? '-' : '+'));
        writeTwo(writer, minutes / 60);
        writer.writeByte((byte) ':');
        writeTwo(writer, minutes % 60);
    }

    private static void writeTwo(JsonWriter writer, int number) {
        writer.writeByte((byte) ('0' + number / 10));
        writer.writeByte((byte) ('0' + number % 10));
    }

    private static IllegalArgumentException unwritable(String what, Object value) {
        return new IllegalArgumentException(what + " cannot be written after RFC 3339: " + value);
    }
}
