package dev.vivace.internal.typed;

import dev.vivace.internal.typed.JsonType.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
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
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * How one value is read into a Java type, and what it is called.
 *
 * @param json for documents
 * @param wanted what a value must be, as the end of a sentence that begins with "is not"
 * @param reader makes the object; primitives are boxed, hot paths do not use it for them
 */
record ParamType(JsonType json, String wanted, ValueReader reader) {
    private static final Map<Class<?>, ParamType> KNOWN = new HashMap<>();

    /** A longer text is no date or time, and the JDK's parsers need not look at it. */
    private static final int TIME_LENGTH_MAX = 100;

    private static final int CONSTANTS_NAMED_MAX = 16;

    static {
        whole(byte.class, Byte.class, "int8", Byte.MIN_VALUE, Byte.MAX_VALUE, value -> (byte) value);
        whole(short.class, Short.class, "int16", Short.MIN_VALUE, Short.MAX_VALUE, value -> (short) value);
        whole(int.class, Integer.class, "int32", Integer.MIN_VALUE, Integer.MAX_VALUE, value -> (int) value);
        whole(long.class, Long.class, "int64", Long.MIN_VALUE, Long.MAX_VALUE, value -> value);
        both(double.class, Double.class, Kind.NUMBER, "double", "a number", ParamNumbers::real);
        both(float.class, Float.class, Kind.NUMBER, "float", "a number", ParamNumbers::single);
        both(boolean.class, Boolean.class, Kind.BOOLEAN, null, "'true' or 'false'", ParamNumbers::truth);
        one(BigDecimal.class, Kind.NUMBER, null, "a number", ParamNumbers::decimal);
        one(BigInteger.class, Kind.INTEGER, null, "a whole number", ParamNumbers::integer);
        one(String.class, Kind.STRING, null, "text", ParamValues::text);
        one(UUID.class, Kind.STRING, "uuid", "a UUID", ParamType::uuid);
        scanned(Instant.class, "date-time", "a date and time as in RFC 3339", TimeScan::instant);
        scanned(OffsetDateTime.class, "date-time", "a date and time as in RFC 3339", TimeScan::offsetDateTime);
        scanned(LocalDateTime.class, "date-time-local", "a date and time without offset", TimeScan::dateTime);
        scanned(LocalDate.class, "date", "a date such as 2026-01-31", TimeScan::date);
        scanned(LocalTime.class, "time-local", "a time of day such as 23:59:59", TimeScan::time);
        scanned(OffsetTime.class, "time", "a time of day as in RFC 3339", TimeScan::offsetTime);
        scanned(YearMonth.class, null, "a year and month such as 2026-01", TimeScan::yearMonth);
        parsed(ZonedDateTime.class, "date-time", "a date and time with zone", ZonedDateTime::parse);
        parsed(Year.class, null, "a year", Year::parse);
        parsed(MonthDay.class, null, "a month and day such as --12-03", MonthDay::parse);
        parsed(Duration.class, "duration", "a duration such as PT15M", Duration::parse);
        parsed(Period.class, "duration", "a period such as P1Y2M", Period::parse);
        parsed(ZoneId.class, null, "a time zone", ZoneId::of);
        parsed(ZoneOffset.class, null, "an offset from UTC", ZoneOffset::of);
    }

    /** Null where parameters are not read into that type. */
    static ParamType of(Class<?> type) {
        return type.isEnum() ? constants(type) : KNOWN.get(type);
    }

    private interface LongBox {
        Object box(long value);
    }

    private interface Scanner {
        Object scan(TimeScan scan, byte[] bytes, int start, int end);
    }

    private static void one(Class<?> type, Kind kind, String format, String wanted, ValueReader reader) {
        KNOWN.put(type, new ParamType(new JsonType(kind, type, format), wanted, reader));
    }

    private static void both(
            Class<?> primitive, Class<?> boxed, Kind kind, String format, String wanted, ValueReader reader) {
        one(primitive, kind, format, wanted, reader);
        one(boxed, kind, format, wanted, reader);
    }

    private static void whole(Class<?> primitive, Class<?> boxed, String format, long min, long max, LongBox box) {
        String wanted = "a whole number from " + min + " to " + max;
        ValueReader reader = (values, hit) -> box.box(ParamNumbers.whole(values, hit, min, max));
        both(primitive, boxed, Kind.INTEGER, format, wanted, reader);
    }

    private static void parsed(Class<?> type, String format, String wanted, Function<String, Object> parser) {
        one(type, Kind.STRING, format, wanted, (values, hit) -> parse(values, hit, parser));
    }

    private static void scanned(Class<?> type, String format, String wanted, Scanner scanner) {
        one(type, Kind.STRING, format, wanted, (values, hit) -> {
            Object value = scanner.scan(values.time, values.bytes(hit), values.start(hit), values.end(hit));
            if (value == null) {
                throw ParamFault.FORMAT;
            }
            return value;
        });
    }

    private static Object parse(ParamValues values, int hit, Function<String, Object> parser) {
        if (values.end(hit) - values.start(hit) > TIME_LENGTH_MAX) {
            throw ParamFault.FORMAT;
        }
        try {
            return parser.apply(values.text(hit));
        } catch (DateTimeException | ArithmeticException e) {
            throw ParamFault.FORMAT;
        }
    }

    private static UUID uuid(ParamValues values, int hit) {
        byte[] bytes = values.bytes(hit);
        int start = values.start(hit);
        if (values.end(hit) - start != 36) {
            throw ParamFault.FORMAT;
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < 36; i++) {
            byte octet = bytes[start + i];
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                if (octet != '-') {
                    throw ParamFault.FORMAT;
                }
                continue;
            }
            int digit = Character.digit(octet, 16);
            if (digit < 0) {
                throw ParamFault.FORMAT;
            }
            if (i < 18) {
                high = high << 4 | digit;
            } else {
                low = low << 4 | digit;
            }
        }
        return new UUID(high, low);
    }

    /** By name, with its case. */
    private static ParamType constants(Class<?> type) {
        Object[] constants = type.getEnumConstants();
        List<String> names = new ArrayList<>();
        byte[][] spellings = new byte[constants.length][];
        for (int i = 0; i < constants.length; i++) {
            String name = ((Enum<?>) constants[i]).name();
            names.add(name);
            spellings[i] = name.getBytes(StandardCharsets.UTF_8);
        }
        ValueReader reader = (values, hit) -> constant(constants, spellings, values, hit);
        String wanted = "one of " + String.join(", ", names.subList(0, Math.min(CONSTANTS_NAMED_MAX, names.size())))
                + (names.size() > CONSTANTS_NAMED_MAX ? " and so on" : "");
        return new ParamType(new JsonType(Kind.ENUM, type, null).constants(names), wanted, reader);
    }

    private static Object constant(Object[] constants, byte[][] spellings, ParamValues values, int hit) {
        byte[] bytes = values.bytes(hit);
        int start = values.start(hit);
        int end = values.end(hit);
        for (int i = 0; i < spellings.length; i++) {
            byte[] spelling = spellings[i];
            if (spelling.length == end - start && Arrays.equals(spelling, 0, spelling.length, bytes, start, end)) {
                return constants[i];
            }
        }
        throw ParamFault.ENUM;
    }
}
