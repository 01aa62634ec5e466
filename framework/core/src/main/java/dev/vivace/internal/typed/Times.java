package dev.vivace.internal.typed;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
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
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.Map;

/**
 * Whether a time is before or after now: {@code @Past} and its like. Now is read from the clock in milliseconds and taken
 * apart here, because {@code now(clock)} of the types of java.time makes an object. A type is compared as far as it goes: a
 * year with this year. The zone of the clock says what today is.
 *
 * <p><b>Threading:</b> any; the year of the day is kept from one request to the next.
 */
final class Times {
    /** What may be known of now. */
    enum When {
        PAST("past", "must be in the past."),
        PAST_OR_PRESENT("past_or_present", "must be in the past or the present."),
        FUTURE("future", "must be in the future."),
        FUTURE_OR_PRESENT("future_or_present", "must be in the present or the future.");

        private final String code;
        private final String words;

        When(String code, String words) {
            this.code = code;
            this.words = words;
        }
    }

    private static final long DAY_SECONDS = 86_400;
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final int MILLI_NANOS = 1_000_000;

    private static final Map<Class<?>, String> TESTS = Map.ofEntries(
            Map.entry(Instant.class, "instant"),
            Map.entry(LocalDate.class, "localDate"),
            Map.entry(LocalDateTime.class, "localDateTime"),
            Map.entry(LocalTime.class, "localTime"),
            Map.entry(OffsetDateTime.class, "offsetDateTime"),
            Map.entry(OffsetTime.class, "offsetTime"),
            Map.entry(ZonedDateTime.class, "zonedDateTime"),
            Map.entry(Year.class, "year"),
            Map.entry(YearMonth.class, "yearMonth"),
            Map.entry(MonthDay.class, "monthDay"),
            Map.entry(Date.class, "date"),
            Map.entry(Calendar.class, "calendar"));

    private final Clock clock;
    private final boolean isUtc;
    private final When when;
    private LocalDate today = LocalDate.EPOCH;

    private Times(Clock clock, When when) {
        this.clock = clock;
        this.when = when;
        isUtc = clock.getZone().normalized().equals(ZoneOffset.UTC);
    }

    /** Null where the type is no time. */
    static Rule rule(When when, Class<?> type, Clock clock) {
        String test = TESTS.get(type);
        if (test == null) {
            return null;
        }
        String subject = type == LocalDate.class ? "The date " : "The time ";
        MethodHandle handle = Rule.test(Times.class, test, new Times(clock, when));
        return Rule.of(when.code, subject + when.words, handle.asType(MethodType.methodType(boolean.class, type)));
    }

    private boolean holds(int comparison) {
        return switch (when) {
            case PAST -> comparison < 0;
            case PAST_OR_PRESENT -> comparison <= 0;
            case FUTURE -> comparison > 0;
            case FUTURE_OR_PRESENT -> comparison >= 0;
        };
    }

    private boolean againstInstant(long second, int nano) {
        long now = clock.millis();
        int comparison = Long.compare(second, Math.floorDiv(now, 1_000));
        return holds(comparison != 0 ? comparison : nano - Math.floorMod(now, 1_000) * MILLI_NANOS);
    }

    /** Milliseconds of the clock's zone, as if it were UTC. */
    private long localMillis() {
        long now = clock.millis();
        return isUtc
                ? now
                : now
                        + clock.getZone()
                                        .getRules()
                                        .getOffset(Instant.ofEpochMilli(now))
                                        .getTotalSeconds()
                                * 1_000L;
    }

    private LocalDate today() {
        long day = Math.floorDiv(localMillis(), DAY_SECONDS * 1_000);
        LocalDate known = today;
        if (known.toEpochDay() != day) {
            known = LocalDate.ofEpochDay(day);
            today = known;
        }
        return known;
    }

    static boolean instant(Times times, Instant value) {
        return times.againstInstant(value.getEpochSecond(), value.getNano());
    }

    static boolean offsetDateTime(Times times, OffsetDateTime value) {
        return times.againstInstant(value.toEpochSecond(), value.getNano());
    }

    static boolean zonedDateTime(Times times, ZonedDateTime value) {
        return times.againstInstant(value.toEpochSecond(), value.getNano());
    }

    static boolean date(Times times, Date value) {
        return times.holds(Long.compare(value.getTime(), times.clock.millis()));
    }

    static boolean calendar(Times times, Calendar value) {
        return times.holds(Long.compare(value.getTimeInMillis(), times.clock.millis()));
    }

    static boolean localDate(Times times, LocalDate value) {
        return times.holds(Long.compare(value.toEpochDay(), times.today().toEpochDay()));
    }

    static boolean localDateTime(Times times, LocalDateTime value) {
        long now = times.localMillis();
        int comparison = Long.compare(value.toEpochSecond(ZoneOffset.UTC), Math.floorDiv(now, 1_000));
        return times.holds(comparison != 0 ? comparison : value.getNano() - Math.floorMod(now, 1_000) * MILLI_NANOS);
    }

    static boolean localTime(Times times, LocalTime value) {
        long now = Math.floorMod(times.localMillis(), DAY_SECONDS * 1_000) * MILLI_NANOS;
        return times.holds(Long.compare(value.toNanoOfDay(), now));
    }

    /** In order of the moments on one day, as {@link OffsetTime} compares itself with now at the clock's offset. */
    static boolean offsetTime(Times times, OffsetTime value) {
        long now = times.clock.millis();
        long local = times.isUtc ? now : times.localMillis();
        long offset = value.getOffset().getTotalSeconds() * SECOND_NANOS;
        long nowOfDay = Math.floorMod(local, DAY_SECONDS * 1_000) * MILLI_NANOS - (local - now) * MILLI_NANOS;
        return times.holds(Long.compare(value.toLocalTime().toNanoOfDay() - offset, nowOfDay));
    }

    static boolean year(Times times, Year value) {
        return times.holds(Integer.compare(value.getValue(), times.today().getYear()));
    }

    static boolean yearMonth(Times times, YearMonth value) {
        LocalDate now = times.today();
        int comparison = Integer.compare(value.getYear(), now.getYear());
        return times.holds(comparison != 0 ? comparison : value.getMonthValue() - now.getMonthValue());
    }

    static boolean monthDay(Times times, MonthDay value) {
        LocalDate now = times.today();
        int comparison = value.getMonthValue() - now.getMonthValue();
        return times.holds(comparison != 0 ? comparison : value.getDayOfMonth() - now.getDayOfMonth());
    }
}
