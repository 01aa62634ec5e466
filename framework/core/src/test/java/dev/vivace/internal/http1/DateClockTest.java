package dev.vivace.internal.http1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateClockTest {
    private static final DateTimeFormatter FIXDATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final DateClock clock = new DateClock();

    private String textAt(long epochMillis) {
        clock.update(epochMillis);
        return new String(clock.text(), StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 'Thu, 01 Jan 1970 00:00:00 GMT'",
        "784111777000, 'Sun, 06 Nov 1994 08:49:37 GMT'",
        "951782399000, 'Mon, 28 Feb 2000 23:59:59 GMT'",
        "951782400000, 'Tue, 29 Feb 2000 00:00:00 GMT'",
        "951868800000, 'Wed, 01 Mar 2000 00:00:00 GMT'",
        "1709164800000, 'Thu, 29 Feb 2024 00:00:00 GMT'",
        "1767225599999, 'Wed, 31 Dec 2025 23:59:59 GMT'",
        "4107542399000, 'Sun, 28 Feb 2100 23:59:59 GMT'",
        "4107542400000, 'Mon, 01 Mar 2100 00:00:00 GMT'",
        "253402300799000, 'Fri, 31 Dec 9999 23:59:59 GMT'",
        "-1, 'Wed, 31 Dec 1969 23:59:59 GMT'",
    })
    void shouldWriteTheFixedForm(long epochMillis, String text) {
        assertEquals(text, textAt(epochMillis));
        assertEquals(DateClock.LENGTH, clock.text().length);
    }

    @Test
    void shouldAgreeWithTheJdkOnEveryDayOfFiveCenturies() {
        long day = LocalDate.of(1900, 1, 1).toEpochDay();
        long end = LocalDate.of(2400, 12, 31).toEpochDay();
        for (; day <= end; day++) {
            long second = day * 86_400 + day * 7_919 % 86_400;
            assertEquals(FIXDATE.format(Instant.ofEpochSecond(second)), textAt(second * 1_000));
        }
    }

    @Test
    void shouldAgreeWithTheJdkOnEverySecondOfADay() {
        for (int second = 0; second < 86_400; second++) {
            long at = 1_700_006_400L + second;
            assertEquals(FIXDATE.format(Instant.ofEpochSecond(at)), textAt(at * 1_000 + second % 1_000));
        }
    }

    @Test
    void shouldAgreeWithTheJdkAtRandomTimesUpToTheYear9999() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            long millis = random.nextLong(-62_135_596_800_000L, 253_402_300_800_000L);
            assertEquals(FIXDATE.format(Instant.ofEpochMilli(millis)), textAt(millis));
        }
    }

    @Test
    void shouldWriteEveryDayOfTheMonthWithTwoDigits() {
        for (int day = 1; day <= 31; day++) {
            long millis = LocalDate.of(2026, 1, day).toEpochDay() * 86_400_000L;
            assertEquals((day < 10 ? "0" : "") + day, textAt(millis).substring(5, 7));
        }
    }

    @Test
    void shouldChangeWithTheSecondOnly() {
        byte[] text = clock.text();
        String first = textAt(1_700_000_000_000L);
        assertEquals(1_700_000_000L, clock.second());
        byte[] before = text.clone();
        assertEquals(first, textAt(1_700_000_000_999L));
        assertArrayEquals(before, text);
        assertEquals("Tue, 14 Nov 2023 22:13:21 GMT", textAt(1_700_000_001_000L));
        assertEquals(1_700_000_001L, clock.second());
        assertSame(text, clock.text());
    }

    @Test
    void shouldFollowAClockThatIsSetBack() {
        textAt(1_700_000_001_000L);
        assertEquals("Tue, 14 Nov 2023 22:13:20 GMT", textAt(1_700_000_000_000L));
    }
}
