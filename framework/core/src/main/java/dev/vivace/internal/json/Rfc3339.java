package dev.vivace.internal.json;

/**
 * Dates and times of RFC 3339, section 5.6, in characters: whether they are that, and what they say. Nothing is made, no
 * exception thrown.
 *
 * <p><b>Threading:</b> stateless.
 */
final class Rfc3339 {
    static final int DATE_CHARS = 10;
    static final int YEAR_MONTH_CHARS = 7;

    /** Where the time begins in a date with a time. */
    static final int TIME_START = 11;

    /** Of a time without a fraction. */
    static final int TIME_CHARS = 8;

    static final int FRACTION_DIGITS_MAX = 9;

    /** 0000-01-01T00:00:00Z. */
    static final long EPOCH_SECOND_MIN = -62_167_219_200L;

    /** 9999-12-31T23:59:59Z. */
    static final long EPOCH_SECOND_MAX = 253_402_300_799L;

    static final int DAY_SECONDS = 86_400;

    private static final int OFFSET_CHARS = 6;
    private static final int OFFSET_HOURS_MAX = 18;
    private static final int DAYS_BEFORE_EPOCH = 719_468;
    private static final int ERA_DAYS = 146_097;

    private Rfc3339() {}

    static boolean isDate(char[] text) {
        if (!isYearMonth(text) || text[YEAR_MONTH_CHARS] != '-' || !digits(text, 8, 2)) {
            return false;
        }
        int day = number(text, 8, 2);
        return day >= 1 && day <= monthDays(number(text, 0, 4), number(text, 5, 2));
    }

    static boolean isYearMonth(char[] text) {
        if (!digits(text, 0, 4) || text[4] != '-' || !digits(text, 5, 2)) {
            return false;
        }
        int month = number(text, 5, 2);
        return month >= 1 && month <= 12;
    }

    /** The index behind a time without offset, or -1. */
    static int behindTime(char[] text, int from, int end) {
        if (end - from < TIME_CHARS
                || !digits(text, from, 2)
                || text[from + 2] != ':'
                || !digits(text, from + 3, 2)
                || text[from + 5] != ':'
                || !digits(text, from + 6, 2)
                || number(text, from, 2) > 23
                || number(text, from + 3, 2) > 59
                || number(text, from + 6, 2) > 59) {
            return -1;
        }
        int index = from + TIME_CHARS;
        if (index == end || text[index] != '.') {
            return index;
        }
        int fraction = index + 1;
        index = fraction;
        while (index < end && digits(text, index, 1)) {
            index++;
        }
        return index > fraction && index - fraction <= FRACTION_DIGITS_MAX ? index : -1;
    }

    /** The index behind a date and a time, or -1. */
    static int behindDateTime(char[] text, int end) {
        boolean dated = end > TIME_START && isDate(text) && (text[DATE_CHARS] | 0x20) == 't';
        return dated ? behindTime(text, TIME_START, end) : -1;
    }

    /** Whether exactly an offset stands here. */
    static boolean isOffset(char[] text, int from, int end) {
        if (end - from == 1) {
            return (text[from] | 0x20) == 'z';
        }
        if (end - from != OFFSET_CHARS
                || text[from] != '+' && text[from] != '-'
                || !digits(text, from + 1, 2)
                || text[from + 3] != ':'
                || !digits(text, from + 4, 2)) {
            return false;
        }
        int hours = number(text, from + 1, 2);
        int minutes = number(text, from + 4, 2);
        return minutes <= 59 && (hours < OFFSET_HOURS_MAX || hours == OFFSET_HOURS_MAX && minutes == 0);
    }

    /** The offset in seconds, of text that has one at its end. */
    static int offsetSeconds(char[] text, int end) {
        if ((text[end - 1] | 0x20) == 'z') {
            return 0;
        }
        int from = end - OFFSET_CHARS;
        int seconds = number(text, from + 1, 2) * 3600 + number(text, from + 4, 2) * 60;
        return text[from] == '-' ? -seconds : seconds;
    }

    /** The nanoseconds that a fraction stands for, which begins with a point here if there is one at all. */
    static int nanos(char[] text, int from, int end) {
        if (from >= end || text[from] != '.') {
            return 0;
        }
        int nanos = 0;
        int index = from + 1;
        for (int place = 0; place < FRACTION_DIGITS_MAX; place++) {
            boolean digit = index < end && digits(text, index, 1);
            nanos = nanos * 10 + (digit ? text[index] - '0' : 0);
            // Stays where the fraction ends: the offset behind it has digits, too.
            index += digit ? 1 : 0;
        }
        return nanos;
    }

    /** Seconds since 1970-01-01T00:00:00Z of text that has been found to be a date, a time and an offset. */
    static long epochSecond(char[] text, int end) {
        long days = epochDay(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2));
        int second = number(text, TIME_START, 2) * 3600
                + number(text, TIME_START + 3, 2) * 60
                + number(text, TIME_START + 6, 2);
        return days * DAY_SECONDS + second - offsetSeconds(text, end);
    }

    /** Whether the year, at offset 0, has four digits. */
    static boolean isWritable(long epochSecond) {
        return epochSecond >= EPOCH_SECOND_MIN && epochSecond <= EPOCH_SECOND_MAX;
    }

    static int number(char[] text, int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            number = number * 10 + text[i] - '0';
        }
        return number;
    }

    static boolean digits(char[] text, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return false;
            }
        }
        return true;
    }

    private static int monthDays(int year, int month) {
        if (month == 2) {
            return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return 30 + (month + (month >> 3) & 1);
    }

    /** Days since 1970-01-01. Years are counted from March, so that a leap day is the last of its year. */
    static long epochDay(int year, int month, int day) {
        int marchYear = month > 2 ? year : year - 1;
        int era = Math.floorDiv(marchYear, 400);
        int yearOfEra = marchYear - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return (long) era * ERA_DAYS + dayOfEra - DAYS_BEFORE_EPOCH;
    }

    /** The other way: year, month and day as the decimal number {@code yyyymmdd}. */
    static int date(long epochDay) {
        long shifted = epochDay + DAYS_BEFORE_EPOCH;
        int era = (int) Math.floorDiv(shifted, (long) ERA_DAYS);
        int dayOfEra = (int) (shifted - (long) era * ERA_DAYS);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int marchMonth = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * marchMonth + 2) / 5 + 1;
        int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        return year * 10_000 + month * 100 + day;
    }
}
