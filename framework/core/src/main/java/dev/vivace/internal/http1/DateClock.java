package dev.vivace.internal.http1;

/**
 * The {@code Date} field's value (RFC 9110 section 5.6.7, IMF-fixdate, 29 bytes), formatted when the second changes and
 * not per answer.
 *
 * <p><b>Threading:</b> one per loop.
 */
public final class DateClock {
    /** Bytes of an IMF-fixdate. */
    public static final int LENGTH = 29;

    private static final String DAYS = "ThuFriSatSunMonTueWed";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int SECONDS_PER_DAY = 86_400;

    private final byte[] text = new byte[LENGTH];
    private long second = Long.MIN_VALUE;

    /** Notes the time; formats when it is in another second than before. */
    public void update(long epochMillis) {
        long now = Math.floorDiv(epochMillis, 1000L);
        if (now != second) {
            second = now;
            format(now);
        }
    }

    /** The second that {@link #text} stands for, since the epoch. */
    public long second() {
        return second;
    }

    /** The 29 bytes; the array is this clock's own. */
    public byte[] text() {
        return text;
    }

    private void format(long epochSecond) {
        long day = Math.floorDiv(epochSecond, (long) SECONDS_PER_DAY);
        int ofDay = (int) Math.floorMod(epochSecond, (long) SECONDS_PER_DAY);
        letters(0, DAYS, (int) Math.floorMod(day, 7L));
        text[3] = ',';
        text[4] = ' ';
        // Days from 0000-03-01, so that the leap day is the last of its year
        long z = day + 719_468;
        long era = Math.floorDiv(z, 146_097L);
        int dayOfEra = (int) (z - era * 146_097);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shiftedMonth = (5 * dayOfYear + 2) / 153;
        int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
        twoDigits(5, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1);
        text[7] = ' ';
        letters(8, MONTHS, month - 1);
        text[11] = ' ';
        twoDigits(12, year / 100);
        twoDigits(14, year % 100);
        text[16] = ' ';
        twoDigits(17, ofDay / 3600);
        text[19] = ':';
        twoDigits(20, ofDay / 60 % 60);
        text[22] = ':';
        twoDigits(23, ofDay % 60);
        text[25] = ' ';
        text[26] = 'G';
        text[27] = 'M';
        text[28] = 'T';
    }

    private void letters(int at, String names, int index) {
        for (int i = 0; i < 3; i++) {
            text[at + i] = (byte) names.charAt(index * 3 + i);
        }
    }

    private void twoDigits(int at, int value) {
        text[at] = (byte) ('0' + value / 10);
        text[at + 1] = (byte) ('0' + value % 10);
    }
}
