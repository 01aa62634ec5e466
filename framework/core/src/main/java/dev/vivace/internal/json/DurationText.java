package dev.vivace.internal.json;

import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.NumberConverter;
import java.time.Duration;

/**
 * Durations as RFC 3339, appendix A, spells them, of days of 24 hours and smaller units: {@code P2DT12H},
 * {@code PT1H30M}. Seconds may have a fraction (ISO 8601-1), and a minus may stand in front (ISO 8601-2), as {@link Duration} has
 * both. Units that the RFC does not let be skipped may be missing when read.
 *
 * <p><b>Threading:</b> stateless.
 */
final class DurationText {
    private static final String UNITS = "DHMS";
    private static final int[] UNIT_SECONDS = {Rfc3339.DAY_SECONDS, 3600, 60, 1};
    private static final int NANOS_PER_SECOND = 1_000_000_000;

    private DurationText() {}

    /** The duration, or null if the first characters are none, or one beyond what the class holds. */
    static Duration read(char[] text, int length) {
        boolean negative = length > 0 && text[0] == '-';
        int index = negative ? 1 : 0;
        if (index >= length || text[index] != 'P') {
            return null;
        }
        index++;
        // Towards the negative, which reaches one second farther
        long seconds = 0;
        int nanos = 0;
        int unit = -1;
        boolean time = false;
        while (index < length) {
            if (!time && text[index] == 'T') {
                time = true;
                index++;
            }
            int digits = index;
            long count = 0;
            while (index < length && Rfc3339.digits(text, index, 1)) {
                long tenfold = count * 10;
                long more = tenfold - (text[index++] - '0');
                if (count < Long.MIN_VALUE / 10 || more > tenfold) {
                    return null;
                }
                count = more;
            }
            boolean fraction = index > digits && index < length && text[index] == '.';
            int point = index;
            if (fraction) {
                do {
                    index++;
                } while (index < length && Rfc3339.digits(text, index, 1));
            }
            int next = index > digits && index < length ? UNITS.indexOf(text[index]) : -1;
            if (next <= unit || time != next > 0) {
                return null;
            }
            if (fraction) {
                int places = index - point - 1;
                if (next != UNITS.length() - 1 || places == 0 || places > Rfc3339.FRACTION_DIGITS_MAX) {
                    return null;
                }
                nanos = Rfc3339.nanos(text, point, index);
            }
            long product = count * UNIT_SECONDS[next];
            if (product / UNIT_SECONDS[next] != count || seconds + product > seconds) {
                return null;
            }
            seconds += product;
            unit = next;
            index++;
        }
        return unit < 0 || time && unit == 0 ? null : duration(negative, seconds, nanos);
    }

    private static Duration duration(boolean negative, long minusSeconds, int nanos) {
        if (!negative) {
            return minusSeconds == Long.MIN_VALUE ? null : Duration.ofSeconds(-minusSeconds, nanos);
        }
        if (nanos > 0 && minusSeconds == Long.MIN_VALUE) {
            return null;
        }
        return nanos == 0
                ? Duration.ofSeconds(minusSeconds)
                : Duration.ofSeconds(minusSeconds - 1, NANOS_PER_SECOND - nanos);
    }

    /** Writes hours, minutes and seconds; those are left out that are zero, but no minutes between the others, as the RFC has it. */
    static void write(JsonWriter writer, Duration value) {
        boolean negative = value.getSeconds() < 0;
        int nanos = value.getNano();
        long minusSeconds = value.getSeconds();
        if (!negative) {
            minusSeconds = -minusSeconds;
        } else if (nanos > 0) {
            minusSeconds++;
            nanos = NANOS_PER_SECOND - nanos;
        }
        writer.writeByte(JsonWriter.QUOTE);
        if (negative) {
            writer.writeByte((byte) '-');
        }
        writer.writeAscii("PT");
        long hours = -(minusSeconds / 3600);
        int minutes = (int) -(minusSeconds / 60 % 60);
        int seconds = (int) -(minusSeconds % 60);
        if (hours != 0) {
            NumberConverter.serialize(hours, writer);
            writer.writeByte((byte) 'H');
        }
        boolean anySeconds = seconds != 0 || nanos != 0;
        if (minutes != 0 || hours != 0 && anySeconds) {
            NumberConverter.serialize(minutes, writer);
            writer.writeByte((byte) 'M');
        }
        if (anySeconds || hours == 0 && minutes == 0) {
            NumberConverter.serialize(seconds, writer);
            TimeText.writeFraction(writer, nanos);
            writer.writeByte((byte) 'S');
        }
        writer.writeByte(JsonWriter.QUOTE);
    }
}
