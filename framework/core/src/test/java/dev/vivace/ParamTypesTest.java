package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestResponse;
import java.math.BigDecimal;
import java.math.BigInteger;
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
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each type is read from, and what is refused: the query {@code ?v=...}, as it is sent. */
class ParamTypesTest {
    enum Colour {
        RED,
        BLUE {
            @Override
            public String toString() {
                return "not its name";
            }
        }
    }

    record ByteOne(byte v) {}

    record ShortOne(short v) {}

    record IntOne(int v) {}

    record LongOne(long v) {}

    record DoubleOne(double v) {}

    record FloatOne(float v) {}

    record BooleanOne(boolean v) {}

    record Boxes(Byte b, Short s, Integer i, Long l, Double d, Float f, Boolean t) {}

    record StringOne(String v) {}

    record EnumOne(Colour v) {}

    record UuidOne(UUID v) {}

    record DecimalOne(BigDecimal v) {}

    record IntegerOne(BigInteger v) {}

    record InstantOne(Instant v) {}

    record DateOne(LocalDate v) {}

    record TimeOne(LocalTime v) {}

    record DateTimeOne(LocalDateTime v) {}

    record OffsetDateTimeOne(OffsetDateTime v) {}

    record OffsetTimeOne(OffsetTime v) {}

    record ZonedOne(ZonedDateTime v) {}

    record YearMonthOne(YearMonth v) {}

    record Others(Year y, MonthDay m, Duration d, Period p, ZoneId z, ZoneOffset o) {}

    record Optionals(
            Optional<String> s,
            Optional<Integer> b,
            OptionalInt i,
            OptionalLong l,
            OptionalDouble d,
            Optional<Colour> e) {}

    record Lists(List<Integer> i, Set<Colour> e, List<UUID> u) {}

    private static final TestClient CLIENT = client();

    private static TestClient client() {
        Vivace app = SaidErrors.app();
        List<Class<? extends Record>> types = List.of(
                ByteOne.class,
                ShortOne.class,
                IntOne.class,
                LongOne.class,
                DoubleOne.class,
                FloatOne.class,
                BooleanOne.class,
                Boxes.class,
                StringOne.class,
                EnumOne.class,
                UuidOne.class,
                DecimalOne.class,
                IntegerOne.class,
                InstantOne.class,
                DateOne.class,
                TimeOne.class,
                DateTimeOne.class,
                OffsetDateTimeOne.class,
                OffsetTimeOne.class,
                ZonedOne.class,
                YearMonthOne.class,
                Others.class,
                Optionals.class,
                Lists.class);
        for (Class<? extends Record> type : types) {
            app.get("/" + type.getSimpleName(), Params.of(type), (req, res, params) -> res.text(params.toString()));
        }
        return TestClient.of(app);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "ByteOne, -128, -128",
                "ByteOne, 127, 127",
                "ShortOne, -32768, -32768",
                "IntOne, -2147483648, -2147483648",
                "IntOne, 2147483647, 2147483647",
                "IntOne, %32%30, 20",
                "IntOne, 0000000000000000000000000000000000000000000000000007, 7",
                "IntOne, -0, 0",
                "LongOne, -9223372036854775808, -9223372036854775808",
                "LongOne, 9223372036854775807, 9223372036854775807",
                "LongOne, 0009223372036854775807, 9223372036854775807",
                "DoubleOne, 0, 0.0",
                "DoubleOne, -0, -0.0",
                "DoubleOne, 1e2, 100.0",
                "DoubleOne, 1E%2B2, 100.0",
                "DoubleOne, 0.1, 0.1",
                "DoubleOne, -1.5e-3, -0.0015",
                "DoubleOne, 9007199254740993, 9.007199254740992E15",
                "DoubleOne, 1.7976931348623157e308, 1.7976931348623157E308",
                "DoubleOne, 4.9e-324, 4.9E-324",
                "DoubleOne, 1e-400, 0.0",
                "DoubleOne, 1e-99999999999, 0.0",
                "DoubleOne, 0.30000000000000004, 0.30000000000000004",
                "FloatOne, 0.1, 0.1",
                "FloatOne, 16777217, 1.6777216E7",
                "FloatOne, 3.4028235e38, 3.4028235E38",
                "BooleanOne, true, true",
                "BooleanOne, false, false",
                "StringOne, ``, ``",
                "StringOne, a+b%20c%2Bd, a b c+d",
                "StringOne, %E2%82%AC, \u20ac",
                "StringOne, a=b, a=b",
                "EnumOne, RED, RED",
                "EnumOne, BLUE, not its name",
                "UuidOne, 00112233-4455-6677-8899-aAbBcCdDeEfF, 00112233-4455-6677-8899-aabbccddeeff",
                "DecimalOne, 1.50, 1.50",
                "DecimalOne, 1e2, 1E+2",
                "DecimalOne, -123456789012345678901234567890.5, -123456789012345678901234567890.5",
                "DecimalOne, 1e-999999999, 1E-999999999",
                "IntegerOne, -7, -7",
                "IntegerOne, 123456789012345678901234567890, 123456789012345678901234567890",
                "InstantOne, 2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
                "InstantOne, 2026-01-02t03:04:05.123456789z, 2026-01-02T03:04:05.123456789Z",
                "InstantOne, 2024-02-29T23:59:59%2B02:00, 2024-02-29T21:59:59Z",
                "InstantOne, 1969-12-31T23:59:59.5-00:30, 1970-01-01T00:29:59.500Z",
                "InstantOne, 0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
                "DateOne, 2000-02-29, 2000-02-29",
                "TimeOne, 23:59:59.5, 23:59:59.500",
                "DateTimeOne, 2026-12-31T00:00:00, 2026-12-31T00:00",
                "OffsetDateTimeOne, 2026-12-31T01:02:03-18:00, 2026-12-31T01:02:03-18:00",
                "OffsetTimeOne, 01:02:03Z, 01:02:03Z",
                "ZonedOne, 2026-01-02T03:04:05%2B01:00[Europe/Paris], 2026-01-02T03:04:05+01:00[Europe/Paris]",
                "YearMonthOne, 2026-01, 2026-01",
            })
    void shouldRead(String type, String sent, String value) {
        TestResponse answer = CLIENT.get("/" + type + "?v=" + sent);
        assertEquals(200, answer.status(), answer::body);
        assertEquals(type + "[v=" + value + "]", answer.body());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "ByteOne, 128, range, a whole number from -128 to 127",
                "ByteOne, -129, range, a whole number from -128 to 127",
                "ShortOne, 32768, range, a whole number from -32768 to 32767",
                "IntOne, 2147483648, range, a whole number from -2147483648 to 2147483647",
                "IntOne, -2147483649, range, a whole number from -2147483648 to 2147483647",
                "IntOne, 99999999999999999999999999999999, range, a whole number from -2147483648 to 2147483647",
                "IntOne, ``, type, a whole number from -2147483648 to 2147483647",
                "IntOne, -, type, a whole number from -2147483648 to 2147483647",
                "IntOne, %2B1, type, a whole number from -2147483648 to 2147483647",
                "IntOne, +1, type, a whole number from -2147483648 to 2147483647",
                "IntOne, 1+, type, a whole number from -2147483648 to 2147483647",
                "IntOne, 1e2, type, a whole number from -2147483648 to 2147483647",
                "IntOne, 1.0, type, a whole number from -2147483648 to 2147483647",
                "IntOne, 0x10, type, a whole number from -2147483648 to 2147483647",
                "IntOne, %D9%A3, type, a whole number from -2147483648 to 2147483647",
                "IntOne, 1234567890123456789012345x, type, a whole number from -2147483648 to 2147483647",
                "LongOne, 9223372036854775808, range, a whole number from -9223372036854775808 to 9223372036854775807",
                "LongOne, -9223372036854775809, range, a whole number from -9223372036854775808 to 9223372036854775807",
                "DoubleOne, 1e309, range, a number that can be taken",
                "DoubleOne, -1e999999999999, range, a number that can be taken",
                "DoubleOne, NaN, type, a number",
                "DoubleOne, Infinity, type, a number",
                "DoubleOne, 1f, type, a number",
                "DoubleOne, .5, type, a number",
                "DoubleOne, 5., type, a number",
                "DoubleOne, 1e, type, a number",
                "DoubleOne, 1e+, type, a number",
                "DoubleOne, 0x1p3, type, a number",
                "DoubleOne, ``, type, a number",
                "FloatOne, 3.5e38, range, a number that can be taken",
                "BooleanOne, TRUE, type, 'true' or 'false'",
                "BooleanOne, 1, type, 'true' or 'false'",
                "BooleanOne, ``, type, 'true' or 'false'",
                "BooleanOne, truth, type, 'true' or 'false'",
                "EnumOne, red, enum, `one of RED, BLUE`",
                "EnumOne, ``, enum, `one of RED, BLUE`",
                "UuidOne, 00112233-4455-6677-8899-aabbccddeef, format, a UUID",
                "UuidOne, 00112233-4455-6677-8899-aabbccddeefg, format, a UUID",
                "UuidOne, 001122334-455-6677-8899-aabbccddeeff, format, a UUID",
                "DecimalOne, 1e9999999999, range, a number that can be taken",
                "DecimalOne, one, type, a number",
                "IntegerOne, 1.0, type, a whole number",
                "IntegerOne, -, type, a whole number",
                "InstantOne, 2026-01-02, format, a date and time as in RFC 3339",
                "InstantOne, 2026-01-02T03:04Z, format, a date and time as in RFC 3339",
                "InstantOne, 2026-01-02T03:04:05, format, a date and time as in RFC 3339",
                "InstantOne, 2026-01-02T03:04:60Z, format, a date and time as in RFC 3339",
                "InstantOne, 2026-01-02T03:04:05.Z, format, a date and time as in RFC 3339",
                "InstantOne, 2026-01-02T03:04:05.1234567890Z, format, a date and time as in RFC 3339",
                "InstantOne, 0000-01-01T00:00:00%2B00:01, format, a date and time as in RFC 3339",
                "InstantOne, 2026-01-02T03:04:05+02:00, format, a date and time as in RFC 3339",
                "DateOne, 2026-02-29, format, a date such as 2026-01-31",
                "DateOne, 2026-2-1, format, a date such as 2026-01-31",
                "DateOne, 2026-04-31, format, a date such as 2026-01-31",
                "DateOne, 2026-00-10, format, a date such as 2026-01-31",
                "TimeOne, 24:00:00, format, a time of day such as 23:59:59",
                "OffsetDateTimeOne, 2026-12-31T01:02:03-18:01, format, a date and time as in RFC 3339",
                "ZonedOne, 2026-01-02T03:04:05, format, a date and time with zone",
                "YearMonthOne, 2026-13, format, a year and month such as 2026-01",
            })
    void shouldRefuse(String type, String sent, String code, String wanted) {
        assertRefused(CLIENT.get("/" + type + "?v=" + sent), code, "The query parameter 'v' is not " + wanted + ".");
    }

    private static void assertRefused(TestResponse answer, String code, String detail) {
        assertEquals(400, answer.status(), answer::body);
        String[] parts = answer.body().split(": ", 3);
        assertEquals(code, parts[1]);
        assertEquals(detail, parts[2]);
    }

    @ParameterizedTest
    @CsvSource({"%", "%4", "%zz", "%C3", "%C3%28", "%ED%A0%80", "%C0%AF"})
    void shouldRefuseWhatDoesNotDecode(String sent) {
        String detail = "The query parameter 'v' is not well-formed percent-encoded UTF-8.";
        assertRefused(CLIENT.get("/StringOne?v=" + sent), "malformed", detail);
        assertRefused(CLIENT.get("/IntOne?v=" + sent), "malformed", detail);
    }

    @Test
    void shouldRefuseASecondValue() {
        String detail = "The query parameter 'v' is there more than once.";
        assertRefused(CLIENT.get("/IntOne?v=1&v=1"), "repeated", detail);
        assertRefused(CLIENT.get("/StringOne?v&%76=1"), "repeated", detail);
        assertRefused(CLIENT.get("/Optionals?b=1&b=2"), "repeated", "The query parameter 'b' is there more than once.");
    }

    @Test
    void shouldReadBoxes() {
        assertEquals(
                "Boxes[b=1, s=2, i=3, l=4, d=5.0, f=6.0, t=true]",
                CLIENT.get("/Boxes?b=1&s=2&i=3&l=4&d=5&f=6&t=true").body());
    }

    @Test
    void shouldReadTheRestOfTheTimes() {
        assertEquals(
                "Others[y=2026, m=--02-29, d=PT1H30M, p=P1Y2M, z=Europe/Berlin, o=+02:00]",
                CLIENT.get("/Others?y=2026&m=--02-29&d=PT90M&p=P1Y2M&z=Europe/Berlin&o=%2B02:00")
                        .body());
        TestResponse answer = CLIENT.get("/Others?y=x&m=--02-30&d=PT&p=1Y&z=No/Where&o=99");
        assertEquals(400, answer.status());
        assertEquals(6, answer.body().split(": format: ", -1).length - 1, answer.body());
    }

    @Test
    void shouldLeaveOptionalsEmpty() {
        assertEquals(
                "Optionals[s=Optional.empty, b=Optional.empty, i=OptionalInt.empty, l=OptionalLong.empty,"
                        + " d=OptionalDouble.empty, e=Optional.empty]",
                CLIENT.get("/Optionals").body());
        assertEquals(
                "Optionals[s=Optional[], b=Optional[1], i=OptionalInt[2], l=OptionalLong[3],"
                        + " d=OptionalDouble[4.5], e=Optional[RED]]",
                CLIENT.get("/Optionals?s=&b=1&i=2&l=3&d=4.5&e=RED").body());
        assertRefused(
                CLIENT.get("/Optionals?i="),
                "type",
                "The query parameter 'i' is not a whole number from -2147483648 to 2147483647.");
    }

    @Test
    void shouldReadSeveralValues() {
        assertEquals("Lists[i=[], e=[], u=[]]", CLIENT.get("/Lists").body());
        assertEquals(
                "Lists[i=[3, 1, 2], e=[RED, not its name], u=[]]",
                CLIENT.get("/Lists?i=3&e=RED&i=1&e=BLUE&x=9&%69=%32&e=RED").body());
        assertRefused(
                CLIENT.get("/Lists?i=1,2"),
                "type",
                "Value 1 of the query parameter 'i' is not a whole number" + " from -2147483648 to 2147483647.");
        assertRefused(
                CLIENT.get("/Lists?e=RED&e=GREEN"),
                "enum",
                "Value 2 of the query parameter 'e' is not one of RED, BLUE.");
    }

    @Test
    void shouldBoundTheLengthOfNumbers() {
        String digits = "1".repeat(1_000);
        assertEquals(200, CLIENT.get("/IntegerOne?v=" + digits).status());
        assertEquals(200, CLIENT.get("/DecimalOne?v=" + digits).status());
        assertRefused(
                CLIENT.get("/IntegerOne?v=" + digits + "1"),
                "range",
                "The query parameter 'v' is not a whole number that can be taken.");
        assertRefused(
                CLIENT.get("/DecimalOne?v=" + digits + "1"),
                "range",
                "The query parameter 'v' is not a number that can be taken.");
    }
}
