package dev.vivace.internal.typed;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * Takes dates and times apart, as RFC 3339 section 5.6 spells them (ISO 8601 where a type has no offset), without a String of
 * them: as in bodies. Everything else gives null: a year that has not four digits, a second 60, more than nine digits of a
 * fraction, an offset beyond 18 hours.
 *
 * <p><b>Threading:</b> one thread's.
 */
final class TimeScan {
    private static final int DATE_LENGTH = 10;
    private static final int TIME_LENGTH = 8;
    private static final int YEAR_MONTH_LENGTH = 7;
    private static final int OFFSET_SECONDS_MAX = 18 * 3_600;

    /** 0000-01-01T00:00:00Z. */
    private static final long EPOCH_SECOND_MIN = -62_167_219_200L;

    /** 9999-12-31T23:59:59Z. */
    private static final long EPOCH_SECOND_MAX = 253_402_300_799L;

    private static final int[] NANOS = {
        1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
    };

    private int year;
    private int month;
    private int day;
    private int hour;
    private int minute;
    private int second;
    private int nano;
    private int offsetSeconds;

    LocalDate date(byte[] bytes, int start, int end) {
        return scanDate(bytes, start, end) == end ? LocalDate.of(year, month, day) : null;
    }

    LocalTime time(byte[] bytes, int start, int end) {
        return scanTime(bytes, start, end) == end ? LocalTime.of(hour, minute, second, nano) : null;
    }

    OffsetTime offsetTime(byte[] bytes, int start, int end) {
        return scanOffset(bytes, scanTime(bytes, start, end), end)
                ? OffsetTime.of(hour, minute, second, nano, ZoneOffset.ofTotalSeconds(offsetSeconds))
                : null;
    }

    YearMonth yearMonth(byte[] bytes, int start, int end) {
        return end - start == YEAR_MONTH_LENGTH && scanYearMonth(bytes, start) ? YearMonth.of(year, month) : null;
    }

    LocalDateTime dateTime(byte[] bytes, int start, int end) {
        return scanDateTime(bytes, start, end) == end
                ? LocalDateTime.of(year, month, day, hour, minute, second, nano)
                : null;
    }

    OffsetDateTime offsetDateTime(byte[] bytes, int start, int end) {
        return scanOffset(bytes, scanDateTime(bytes, start, end), end)
                ? OffsetDateTime.of(
                        year, month, day, hour, minute, second, nano, ZoneOffset.ofTotalSeconds(offsetSeconds))
                : null;
    }

    Instant instant(byte[] bytes, int start, int end) {
        if (!scanOffset(bytes, scanDateTime(bytes, start, end), end)) {
            return null;
        }
        long seconds = epochDay() * 86_400 + hour * 3_600 + minute * 60 + second - offsetSeconds;
        return seconds < EPOCH_SECOND_MIN || seconds > EPOCH_SECOND_MAX ? null : Instant.ofEpochSecond(seconds, nano);
    }

    /** Days from 1970-01-01 in the Gregorian calendar; years begin in March, so that the leap day is the last. */
    private long epochDay() {
        int shifted = month > 2 ? year : year - 1;
        long dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return shifted * 365L
                + Math.floorDiv(shifted, 4)
                - Math.floorDiv(shifted, 100)
                + Math.floorDiv(shifted, 400)
                + dayOfYear
                - 719_468;
    }

    private int scanDateTime(byte[] bytes, int start, int end) {
        int at = scanDate(bytes, start, Math.min(end, start + DATE_LENGTH));
        if (at < 0 || at >= end || (bytes[at] | 0x20) != 't') {
            return -1;
        }
        return scanTime(bytes, at + 1, end);
    }

    /** The index behind the date, or -1. */
    private int scanDate(byte[] bytes, int start, int end) {
        if (end - start != DATE_LENGTH || bytes[start + 7] != '-' || !scanYearMonth(bytes, start)) {
            return -1;
        }
        day = pair(bytes, start + 8);
        return day < 1 || day > 28 && day > monthLength() ? -1 : end;
    }

    private boolean scanYearMonth(byte[] bytes, int start) {
        int century = pair(bytes, start);
        int yearOfCentury = pair(bytes, start + 2);
        year = century * 100 + yearOfCentury;
        month = pair(bytes, start + 5);
        return (century | yearOfCentury) >= 0 && bytes[start + 4] == '-' && month >= 1 && month <= 12;
    }

    private int monthLength() {
        if (month == 2) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** The index behind the time, or -1. */
    private int scanTime(byte[] bytes, int start, int end) {
        int at = start + TIME_LENGTH;
        if (at > end || bytes[start + 2] != ':' || bytes[start + 5] != ':') {
            return -1;
        }
        hour = pair(bytes, start);
        minute = pair(bytes, start + 3);
        second = pair(bytes, start + 6);
        nano = 0;
        if ((hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 59) {
            return -1;
        }
        if (at < end && bytes[at] == '.') {
            int digitsStart = ++at;
            int value = 0;
            while (at < end && at - digitsStart < 9 && bytes[at] >= '0' && bytes[at] <= '9') {
                value = value * 10 + bytes[at++] - '0';
            }
            if (at == digitsStart) {
                return -1;
            }
            nano = value * NANOS[at - digitsStart];
        }
        return at;
    }

    /** Whether {@code Z} or hours and minutes are what is left. */
    private boolean scanOffset(byte[] bytes, int start, int end) {
        if (start < 0) {
            return false;
        }
        offsetSeconds = 0;
        if (end - start == 1) {
            return (bytes[start] | 0x20) == 'z';
        }
        if (end - start != 6 || bytes[start + 3] != ':' || bytes[start] != '+' && bytes[start] != '-') {
            return false;
        }
        int hours = pair(bytes, start + 1);
        int minutes = pair(bytes, start + 4);
        int seconds = hours * 3_600 + minutes * 60;
        if ((hours | minutes) < 0 || minutes > 59 || seconds > OFFSET_SECONDS_MAX) {
            return false;
        }
        offsetSeconds = bytes[start] == '-' ? -seconds : seconds;
        return true;
    }

    private static int pair(byte[] bytes, int at) {
        int tens = bytes[at] - '0';
        int ones = bytes[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }
}
