package dev.vivace.internal.json;

import com.dslplatform.json.JsonWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * A date and time with its offset, and behind it the name of the zone in brackets where that is more than the offset
 * (RFC 9557): {@code 2025-11-21T14:28:00+01:00[Europe/Paris]}. An offset that the zone does not have at that time is
 * refused; {@code Z} says nothing about it (section 2.2 of that RFC) and fits every zone.
 *
 * <p><b>Threading:</b> stateless.
 */
final class ZonedText {
    private ZonedText() {}

    /** The time, or null if the first characters are none. */
    static ZonedDateTime read(char[] text, int length) {
        int bracket = 0;
        while (bracket < length && text[bracket] != '[') {
            bracket++;
        }
        if (!TextFormat.DATE_TIME.accepts(text, bracket)) {
            return null;
        }
        if (bracket == length) {
            return TimeText.offsetDateTime(text, length).toZonedDateTime();
        }
        if (text[length - 1] != ']') {
            return null;
        }
        try {
            ZoneId zone = ZoneId.of(new String(text, bracket + 1, length - bracket - 2));
            int nanos = Rfc3339.nanos(text, Rfc3339.TIME_START + Rfc3339.TIME_CHARS, bracket);
            Instant instant = Instant.ofEpochSecond(Rfc3339.epochSecond(text, bracket), nanos);
            ZonedDateTime time = ZonedDateTime.ofInstant(instant, zone);
            boolean unknownOffset = (text[bracket - 1] | 0x20) == 'z';
            boolean fits = unknownOffset || time.getOffset().getTotalSeconds() == Rfc3339.offsetSeconds(text, bracket);
            return fits && TimeText.isWritable(time.getYear(), time.getOffset()) ? time : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    static void write(JsonWriter writer, ZonedDateTime value) {
        writer.writeByte(JsonWriter.QUOTE);
        TimeText.writeDate(writer, value.getYear(), value.getMonthValue(), value.getDayOfMonth());
        writer.writeByte((byte) 'T');
        TimeText.writeTime(writer, value.getHour(), value.getMinute(), value.getSecond(), value.getNano());
        TimeText.writeOffset(writer, value.getOffset());
        if (!(value.getZone() instanceof ZoneOffset)) {
            writer.writeByte((byte) '[');
            writer.writeAscii(value.getZone().getId());
            writer.writeByte((byte) ']');
        }
        writer.writeByte(JsonWriter.QUOTE);
    }
}
