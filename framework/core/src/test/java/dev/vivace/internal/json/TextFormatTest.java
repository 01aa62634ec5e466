package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextFormatTest {
    private interface Check {
        boolean accepts(char[] text, int length);
    }

    private static final Check ZONED = (text, length) -> ZonedText.read(text, length) != null;
    private static final Check DURATION = (text, length) -> DurationText.read(text, length) != null;

    @Test
    void shouldAcceptDates() {
        accepts(TextFormat.DATE, "2025-11-21", "0000-01-01", "9999-12-31", "2000-02-29", "2024-02-29");
        refuses(
                TextFormat.DATE,
                "",
                "2025-11-2",
                "2025-1-1",
                "2025-11-211",
                "2025-13-01",
                "2025-00-01",
                "2025-11-00",
                "2025-11-31",
                "2025-02-29",
                "1900-02-29",
                "2025/11/21",
                "20251121",
                "2025-11-2;",
                "+2025-11-21",
                "-2025-11-21",
                "12025-11-21",
                " 2025-11-21",
                "2025-11-21 ",
                "2025-11-21T",
                "٢٠٢٥-11-21");
        accepts(TextFormat.YEAR_MONTH, "2025-11");
        refuses(TextFormat.YEAR_MONTH, "2025-13", "2025-1", "2025-11-21", "2025");
    }

    @Test
    void shouldAcceptTimes() {
        accepts(TextFormat.LOCAL_TIME, "00:00:00", "23:59:59", "12:30:45.1", "12:30:45.123456789");
        refuses(
                TextFormat.LOCAL_TIME,
                "",
                "12:30",
                "24:00:00",
                "12:60:00",
                "12:30:60",
                "12:30:45.",
                "12:30:45,5",
                "12:30:45.1234567890",
                "1:30:45",
                "12:30:45Z",
                "12.30.45");
        accepts(TextFormat.TIME, "12:30:45Z", "12:30:45.5z", "12:30:45+18:00", "12:30:45-00:00");
        refuses(TextFormat.TIME, "12:30:45", "12:30:45+18:01", "12:30:45+1:00", "12:30:45+01", "12:30:45+01:60");
    }

    @Test
    void shouldAcceptDatesWithTimes() {
        accepts(TextFormat.LOCAL_DATE_TIME, "2025-11-21T14:28:00", "2025-11-21t14:28:00.000000001");
        refuses(
                TextFormat.LOCAL_DATE_TIME,
                "2025-11-21",
                "2025-11-21 14:28:00",
                "2025-11-21T14:28",
                "2025-11-21T14:28:00Z");
        accepts(TextFormat.DATE_TIME, "2025-11-21T14:28:00Z", "2025-11-21t14:28:00.5z", "2025-11-21T14:28:00-17:59");
        refuses(
                TextFormat.DATE_TIME,
                "2025-11-21T14:28:00",
                "2025-11-21 14:28:00Z",
                "2025-11-21T14:28Z",
                "2025-11-21T14:28:00+0100",
                "2025-11-21T14:28:00+01",
                "2025-11-21T14:28:00Z[UTC]",
                "2025-02-30T14:28:00Z",
                "2016-12-31T23:59:60Z",
                "2025-11-21T14:28:00ZZ");
    }

    @Test
    void shouldAcceptInstantsThatCanBeWrittenAgain() {
        accepts(
                TextFormat.INSTANT,
                "2025-11-21T14:28:00Z",
                "0000-01-01T01:00:00+01:00",
                "9999-12-31T23:59:59.999999999Z");
        refuses(TextFormat.INSTANT, "0000-01-01T00:59:59+01:00", "9999-12-31T23:00:00-01:00", "1732199280", "now");
    }

    @Test
    void shouldAcceptZones() {
        accepts(
                ZONED,
                "2025-11-21T14:28:00+01:00",
                "2025-11-21T14:28:00+01:00[Europe/Paris]",
                "2025-11-21T14:28:00Z[Europe/Paris]",
                "2025-10-26T02:30:00+02:00[Europe/Paris]",
                "2025-10-26T02:30:00+01:00[Europe/Paris]");
        refuses(
                ZONED,
                "2025-11-21T14:28:00+02:00[Europe/Paris]",
                "2025-11-21T14:28:00[Europe/Paris]",
                "2025-11-21T14:28:00+01:00[Europe/Nowhere]",
                "2025-11-21T14:28:00+01:00[]",
                "2025-11-21T14:28:00+01:00[Europe/Paris",
                "2025-11-21T14:28:00+01:00[Europe/Paris][u-ca=hebrew]",
                "9999-12-31T23:59:59Z[Pacific/Auckland]",
                "Europe/Paris]");
    }

    @Test
    void shouldAcceptDurations() {
        accepts(
                DURATION,
                "PT0S",
                "P1D",
                "PT1H",
                "PT1H30M",
                "P2DT12H0M0.000000001S",
                "-PT0.5S",
                "PT9223372036854775807S",
                "-PT9223372036854775808S");
        refuses(
                DURATION,
                "",
                "P",
                "PT",
                "-",
                "P1",
                "P1DT",
                "1D",
                "P1Y",
                "P1M",
                "P1W",
                "P1H",
                "PT1D",
                "PT1M1H",
                "PT1H1H",
                "PT1.5H",
                "PT.5S",
                "PT1.S",
                "PT1.0000000000S",
                "PT1,5S",
                "PT-1S",
                "+PT1S",
                "pt1s",
                "PT1S ",
                "PT9223372036854775808S",
                "-PT9223372036854775808.1S",
                "PT99999999999999999999S",
                "P106751991167301D");
    }

    @Test
    void shouldAcceptUuids() {
        accepts(
                TextFormat.UUID,
                "123e4567-e89b-12d3-a456-426614174000",
                "123E4567-E89B-12D3-A456-42661417400F",
                "00000000-0000-0000-0000-000000000000");
        refuses(
                TextFormat.UUID,
                "1-1-1-1-1",
                "123e4567e89b12d3a456426614174000",
                "123e4567-e89b-12d3-a456-42661417400",
                "123e4567-e89b-12d3-a456-4266141740000",
                "123e4567-e89b-12d3-a456-42661417400g",
                "123e4567-e89b-12d3-a456-42661417400:",
                "{123e4567-e89b-12d3-a456-42661417400}",
                "123e4567+e89b-12d3-a456-426614174000");
    }

    @Test
    void shouldAgreeWithTheJdkOnDates() {
        Random random = new Random(7);
        for (int i = 0; i < 50_000; i++) {
            String text =
                    String.format("%04d-%02d-%02d", random.nextInt(10_000), random.nextInt(14), random.nextInt(33));
            boolean date;
            try {
                LocalDate.parse(text);
                date = true;
            } catch (DateTimeException e) {
                date = false;
            }
            char[] chars = chars(text);
            assertEquals(date, TextFormat.DATE.accepts(chars, text.length()), text);
            if (date) {
                assertEquals(LocalDate.parse(text), TimeText.localDate(chars));
            }
        }
    }

    @Test
    void shouldAgreeWithTheJdkOnEachDay() {
        long last = LocalDate.of(9999, 12, 31).toEpochDay();
        LocalDate date = LocalDate.of(0, 1, 1);
        for (long day = date.toEpochDay(); day <= last; day++, date = date.plusDays(1)) {
            int decimal = date.getYear() * 10_000 + date.getMonthValue() * 100 + date.getDayOfMonth();
            if (Rfc3339.date(day) != decimal
                    || Rfc3339.epochDay(date.getYear(), date.getMonthValue(), date.getDayOfMonth()) != day) {
                assertEquals(decimal, Rfc3339.date(day));
                assertEquals(day, Rfc3339.epochDay(date.getYear(), date.getMonthValue(), date.getDayOfMonth()));
            }
        }
    }

    @Test
    void shouldAgreeWithTheJdkOnInstantsAndDurations() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            Instant instant = Instant.ofEpochSecond(
                    Rfc3339.EPOCH_SECOND_MIN + random.nextLong(Rfc3339.EPOCH_SECOND_MAX - Rfc3339.EPOCH_SECOND_MIN),
                    random.nextInt(3) == 0 ? 0 : random.nextInt(1_000_000_000));
            char[] chars = chars(instant.toString());
            int length = instant.toString().length();
            assertTrue(TextFormat.INSTANT.accepts(chars, length), instant::toString);
            assertEquals(instant, TimeText.instant(chars, length));
            assertEquals(OffsetDateTime.parse(instant.toString()), TimeText.offsetDateTime(chars, length));

            Duration duration = Duration.ofSeconds(random.nextLong(), 0).abs();
            assertEquals(
                    duration,
                    DurationText.read(
                            chars(duration.toString()), duration.toString().length()));
        }
    }

    @Test
    void shouldReadEscapes() {
        char[] text = chars("2025\\u002d11-21");
        assertEquals(10, TextFormat.unescape(text, 15));
        assertEquals("2025-11-21", new String(text, 0, 10));
        text = chars("Europe\\/Paris");
        assertEquals(12, TextFormat.unescape(text, 13));
        assertEquals("Europe/Paris", new String(text, 0, 12));
        for (String wrong : List.of("\\n", "\\u00", "\\")) {
            assertEquals(-1, TextFormat.unescape(chars(wrong), wrong.length()));
        }
    }

    private static void accepts(TextFormat format, String... texts) {
        accepts(format::accepts, texts);
    }

    private static void refuses(TextFormat format, String... texts) {
        refuses(format::accepts, texts);
    }

    private static void accepts(Check format, String... texts) {
        for (String text : texts) {
            assertTrue(format.accepts(chars(text), text.length()), text);
        }
    }

    private static void refuses(Check format, String... texts) {
        for (String text : texts) {
            assertFalse(format.accepts(chars(text), text.length()), text);
        }
    }

    /** As many as the decoder has, with what is left of the text before. */
    private static char[] chars(String text) {
        char[] chars = "0".repeat(64).toCharArray();
        text.getChars(0, text.length(), chars, 0);
        return chars;
    }
}
