package dev.vivace.internal.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.FutureOrPresent;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.PastOrPresent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code @Past} and its like against a clock that stands, on each type of times. */
class TimeConstraintsTest {
    /** In UTC; a day later in Auckland, a day earlier in Los Angeles. */
    private static final Instant NOW = Instant.parse("2025-12-31T12:30:15.250Z");

    record Past4(
            @Past Instant past,
            @PastOrPresent Instant pastOrPresent,
            @Future Instant future,
            @FutureOrPresent Instant futureOrPresent) {}

    record Times2(
            @Past Instant instant,
            @Past LocalDate localDate,
            @Past LocalDateTime localDateTime,
            @Past LocalTime localTime,
            @Past OffsetDateTime offsetDateTime,
            @Past OffsetTime offsetTime,
            @Past ZonedDateTime zonedDateTime,
            @Past Year year,
            @Past YearMonth yearMonth,
            @Past MonthDay monthDay,
            @Past Date date,
            @Past Calendar calendar) {}

    record Later(
            @Future Instant instant,
            @Future LocalDate localDate,
            @Future LocalDateTime localDateTime,
            @Future LocalTime localTime,
            @Future OffsetDateTime offsetDateTime,
            @Future OffsetTime offsetTime,
            @Future ZonedDateTime zonedDateTime,
            @Future Year year,
            @Future YearMonth yearMonth,
            @Future MonthDay monthDay,
            @Future Date date,
            @Future Calendar calendar) {}

    record Moment(String component, Object before, Object now, Object after) {}

    private static Calendar calendar(Instant instant) {
        Calendar calendar = Calendar.getInstance();
        calendar.setTimeInMillis(instant.toEpochMilli());
        return calendar;
    }

    private static List<Moment> moments(Clock clock) {
        ZoneId zone = clock.getZone();
        LocalDateTime local = LocalDateTime.ofInstant(NOW, zone);
        LocalDate day = local.toLocalDate();
        OffsetTime ofDay = OffsetTime.ofInstant(NOW, zone);
        OffsetDateTime here = OffsetDateTime.ofInstant(NOW, zone);
        return List.of(
                new Moment("instant", NOW.minusNanos(1), NOW, NOW.plusNanos(1)),
                new Moment("localDate", day.minusDays(1), day, day.plusDays(1)),
                new Moment("localDateTime", local.minusNanos(1), local, local.plusNanos(1)),
                new Moment(
                        "localTime",
                        local.toLocalTime().minusNanos(1),
                        local.toLocalTime(),
                        local.toLocalTime().plusNanos(1)),
                new Moment(
                        "offsetDateTime",
                        here.minusNanos(1),
                        here.withOffsetSameInstant(ZoneOffset.ofHours(-7)),
                        here.plusNanos(1)),
                new Moment("offsetTime", ofDay.minusNanos(1), ofDay, ofDay.plusNanos(1)),
                new Moment(
                        "zonedDateTime",
                        NOW.atZone(ZoneId.of("Asia/Tokyo")).minusNanos(1),
                        NOW.atZone(zone),
                        NOW.atZone(ZoneId.of("America/New_York")).plusNanos(1)),
                new Moment(
                        "year",
                        Year.from(day).minusYears(1),
                        Year.from(day),
                        Year.from(day).plusYears(1)),
                new Moment(
                        "yearMonth",
                        YearMonth.from(day).minusMonths(1),
                        YearMonth.from(day),
                        YearMonth.from(day).plusMonths(1)),
                new Moment(
                        "monthDay",
                        MonthDay.of(1, 1).equals(MonthDay.from(day)) ? null : MonthDay.from(day.minusDays(1)),
                        MonthDay.from(day),
                        MonthDay.of(12, 31).equals(MonthDay.from(day)) ? null : MonthDay.from(day.plusDays(1))),
                new Moment("date", Date.from(NOW.minusMillis(1)), Date.from(NOW), Date.from(NOW.plusMillis(1))),
                new Moment("calendar", calendar(NOW.minusMillis(1)), calendar(NOW), calendar(NOW.plusMillis(1))));
    }

    static List<Clock> clocks() {
        return List.of(
                Clock.fixed(NOW, ZoneOffset.UTC),
                Clock.fixed(NOW, ZoneId.of("UTC")),
                Clock.fixed(NOW, ZoneId.of("Pacific/Auckland")),
                Clock.fixed(NOW, ZoneId.of("America/Los_Angeles")),
                Clock.fixed(NOW, ZoneOffset.ofHours(-13)));
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void shouldKnowBeforeNowAndAfter(Clock clock) {
        for (Moment moment : moments(clock)) {
            Constraint past =
                    Places.constraints(Times2.class, moment.component(), clock).get(0);
            Constraint future =
                    Places.constraints(Later.class, moment.component(), clock).get(0);
            assertEquals(false, past.holds(moment.now()), moment.component());
            assertEquals(false, future.holds(moment.now()), moment.component());
            if (moment.before() != null) {
                assertEquals(
                        List.of(true, false),
                        List.of(past.holds(moment.before()), future.holds(moment.before())),
                        moment.component());
            }
            if (moment.after() != null) {
                assertEquals(
                        List.of(false, true),
                        List.of(past.holds(moment.after()), future.holds(moment.after())),
                        moment.component());
            }
        }
    }

    @Test
    void shouldKnowThePresent() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        List<String> components = List.of("past", "pastOrPresent", "future", "futureOrPresent");
        List<List<Boolean>> found = components.stream()
                .map(component ->
                        Places.constraints(Past4.class, component, clock).get(0))
                .map(c -> List.of(c.holds(NOW.minusMillis(1)), c.holds(NOW), c.holds(NOW.plusMillis(1))))
                .toList();
        assertEquals(
                List.of(
                        List.of(true, false, false),
                        List.of(true, true, false),
                        List.of(false, false, true),
                        List.of(false, true, true)),
                found);
        assertEquals(
                List.of("past", "past_or_present", "future", "future_or_present"),
                components.stream()
                        .map(component -> Places.only(Past4.class, component).code())
                        .toList());
        assertEquals(
                "The time must be in the past.",
                Places.only(Past4.class, "past").sentence());
        assertEquals(
                "The date must be in the past.",
                Places.only(Times2.class, "localDate").sentence());
    }

    @Test
    void shouldBearTheEndsOfTime() {
        for (Instant end : new Instant[] {Instant.MIN, Instant.MAX}) {
            boolean past = end == Instant.MIN;
            assertEquals(past, Places.only(Times2.class, "instant").holds(end));
            assertEquals(past, Places.only(Times2.class, "localDate").holds(past ? LocalDate.MIN : LocalDate.MAX));
            assertEquals(
                    past,
                    Places.only(Times2.class, "localDateTime").holds(past ? LocalDateTime.MIN : LocalDateTime.MAX));
            assertEquals(
                    past, Places.only(Times2.class, "date").holds(new Date(past ? Long.MIN_VALUE : Long.MAX_VALUE)));
        }
    }

    @Test
    void shouldFollowTheClockFromOneDayToTheNext() {
        long[] now = {NOW.toEpochMilli()};
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(now[0]);
            }
        };
        Constraint past = Places.constraints(Times2.class, "localDate", clock).get(0);
        Constraint year = Places.constraints(Times2.class, "year", clock).get(0);
        LocalDate today = LocalDate.of(2025, 12, 31);
        assertEquals(List.of(false, false), List.of(past.holds(today), year.holds(Year.of(2025))));
        now[0] += 11 * 3_600_000L + 29 * 60_000L + 44_749;
        assertEquals(List.of(false, false), List.of(past.holds(today), year.holds(Year.of(2025))));
        now[0]++;
        assertEquals(List.of(true, true), List.of(past.holds(today), year.holds(Year.of(2025))));
    }
}
