package dev.vivace.openapi;

import dev.vivace.internal.typed.JsonType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/** Generates what stands in strings: text of the wanted length, dates, UUIDs. */
final class TextValues {
    private static final int LENGTH_USUAL = 12;

    /** With an exponent one more is read. */
    private static final int FLOAT_DIGITS_MAX = 15;

    private static final long SECONDS_FROM_NOW_MAX = Duration.ofDays(3650).toSeconds();

    /** Of one, two, three and four bytes of UTF-8, and what JSON, URLs and HTML treat specially. */
    private static final int[] CODE_POINTS =
            "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789 -_.,;:'\"\\/<>&%+?#{}[]~äßéЖ中\uFFFD😀"
                    .codePoints()
                    .toArray();

    private final SplittableRandom random;

    /** The time that dates lie around. */
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    TextValues(SplittableRandom random) {
        this.random = random;
    }

    /** A text of a type with keywords; null where none is known. */
    String of(JsonType type, Map<String, Object> keywords, boolean plain) {
        Class<?> java = JavaValues.raw(type.javaType());
        if (java == UUID.class) {
            return new UUID(random.nextLong(), random.nextLong()).toString();
        }
        if (java == byte[].class) {
            byte[] bytes = new byte[random.nextInt(9)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) random.nextInt();
            }
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (java.getName().startsWith("java.time.")) {
            return time(java);
        }
        if (java.isEnum()) {
            Object[] constants = java.getEnumConstants();
            return ((Enum<?>) constants[random.nextInt(constants.length)]).name();
        }
        if ("email".equals(keywords.get("format"))) {
            return text(1, 8, true).replace(' ', '_') + "@example.com";
        }
        if (keywords.get("pattern") instanceof String pattern) {
            String sampled = PatternSampler.sample(pattern, random);
            // A pattern that merely looks for something leaves the rest of the length to others
            return sampled == null ? null : lengthened(sampled, pattern, keywords, plain);
        }
        return text(least(keywords), most(keywords), plain);
    }

    private String lengthened(String sampled, String pattern, Map<String, Object> keywords, boolean plain) {
        int missing = least(keywords) - sampled.codePointCount(0, sampled.length());
        return pattern.endsWith("$") || missing <= 0 ? sampled : sampled + text(missing, missing, plain);
    }

    private static int least(Map<String, Object> keywords) {
        return keywords.get("minLength") instanceof Number n ? n.intValue() : 0;
    }

    private static int most(Map<String, Object> keywords) {
        int least = least(keywords);
        int most = keywords.get("maxLength") instanceof Number n ? n.intValue() : Integer.MAX_VALUE;
        return Math.min(most, least + LENGTH_USUAL);
    }

    /** {@code plain} for letters and digits alone. */
    String text(int least, int most, boolean plain) {
        int length = least + random.nextInt(most - least + 1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(plain ? 'a' + random.nextInt(26) : CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
        }
        return text.toString();
    }

    /** Before or after now, by up to ten years; null for a type that is not known. */
    String time(Class<?> java) {
        long seconds = random.nextLong(-SECONDS_FROM_NOW_MAX, SECONDS_FROM_NOW_MAX);
        return at(java, now.plusSeconds(seconds));
    }

    /** A point in time as a type spells it; null for a type that is not known. */
    static String at(Class<?> java, Instant instant) {
        OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
        Object value = null;
        if (java == Instant.class) {
            value = instant;
        } else if (java == OffsetDateTime.class || java == ZonedDateTime.class) {
            value = seconds(time);
        } else if (java == LocalDate.class) {
            value = time.toLocalDate();
        } else if (java == LocalDateTime.class) {
            return seconds(time).replace("Z", "");
        } else if (java == LocalTime.class) {
            return seconds(time).substring(11).replace("Z", "");
        } else if (java == OffsetTime.class) {
            return seconds(time).substring(11);
        } else if (java == Year.class) {
            value = Year.of(time.getYear());
        } else if (java == YearMonth.class) {
            value = YearMonth.from(time);
        } else if (java == MonthDay.class) {
            value = MonthDay.from(time);
        } else if (java == Duration.class) {
            value = Duration.ofSeconds(Math.floorMod(instant.getEpochSecond(), 1_000_000));
        } else if (java == Period.class) {
            value = Period.ofDays(Math.floorMod(instant.getEpochSecond(), 1000));
        } else if (java == ZoneOffset.class || java.getName().equals("java.time.ZoneId")) {
            value = ZoneOffset.ofHours(Math.floorMod(instant.getEpochSecond(), 12));
        }
        return value == null ? null : value.toString();
    }

    /** With seconds, which the JDK leaves out where they are zero, and RFC 3339 does not. */
    private static String seconds(OffsetDateTime time) {
        return time.format(java.time.format.DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX"));
    }

    /** A number within bounds, with few digits. */
    BigDecimal decimal(BigDecimal least, BigDecimal most) {
        double part = switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> 1;
            default -> random.nextDouble();
        };
        BigDecimal value = least.add(most.subtract(least).multiply(BigDecimal.valueOf(part)));
        BigDecimal rounded = value.setScale(random.nextInt(3), RoundingMode.HALF_EVEN);
        return within(rounded, least, most) ? rounded : value;
    }

    /** A number of no more digits than a float is read from, next to one within bounds; that one where there is none. */
    static BigDecimal floating(BigDecimal value, BigDecimal least, BigDecimal most) {
        for (RoundingMode mode : List.of(RoundingMode.HALF_EVEN, RoundingMode.FLOOR, RoundingMode.CEILING)) {
            BigDecimal rounded = value.round(new MathContext(FLOAT_DIGITS_MAX, mode));
            if (within(rounded, least, most)) {
                return rounded;
            }
        }
        return value;
    }

    private static boolean within(BigDecimal value, BigDecimal least, BigDecimal most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }
}
