package dev.vivace.internal.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsciiNumberTest {
    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-", "+1", " 1", "1 ", "--1", "1-", "-+1", "1.0", "1e3", "0x10", "1_000", "\u0661", "/", ":", "-/",
                "12a", "a12"
            })
    void shouldRefuseWhatIsNoNumber(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertFalse(AsciiNumber.isLong(bytes, 0, bytes.length));
        assertFalse(AsciiNumber.isInt(bytes, 0, bytes.length));
        assertEquals(AsciiNumber.NOT_DIGITS, AsciiNumber.unsignedLong(bytes, 0, bytes.length));
    }

    @Test
    void shouldReadNumbersAtAndAroundEveryLimit() {
        BigInteger[] limits = {
            BigInteger.ZERO,
            LONG_MIN,
            LONG_MAX,
            BigInteger.valueOf(Integer.MIN_VALUE),
            BigInteger.valueOf(Integer.MAX_VALUE),
            LONG_MIN.multiply(BigInteger.TEN),
            LONG_MAX.multiply(BigInteger.TEN),
            BigInteger.ONE.shiftLeft(64),
            BigInteger.ONE.shiftLeft(64).negate(),
        };
        for (BigInteger limit : limits) {
            for (int offset = -120; offset <= 120; offset++) {
                assertRead(limit.add(BigInteger.valueOf(offset)).toString());
            }
        }
    }

    @Test
    void shouldReadRandomNumbersOfEveryLength() {
        Random random = new Random(11);
        for (int round = 0; round < 60_000; round++) {
            StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "-" : "");
            for (int i = 1 + random.nextInt(22); i > 0; i--) {
                text.append((char) ('0' + random.nextInt(10)));
            }
            assertRead(text.toString());
        }
    }

    @Test
    void shouldReadLeadingZeros() {
        assertRead("007");
        assertRead("-0");
        assertRead("-000");
        assertRead("0".repeat(100) + "9223372036854775807");
        assertRead("-" + "0".repeat(100) + "9223372036854775808");
        assertRead("0".repeat(100) + "9223372036854775808");
    }

    @Test
    void shouldTellWhatIsTooLargeFromWhatIsNoNumber() {
        byte[] bytes = "99999999999999999999999x".getBytes(StandardCharsets.US_ASCII);
        assertEquals(AsciiNumber.NOT_DIGITS, AsciiNumber.unsignedLong(bytes, 0, bytes.length));
        assertEquals(AsciiNumber.TOO_LARGE, AsciiNumber.unsignedLong(bytes, 0, bytes.length - 1));
        byte[] negative = "-1".getBytes(StandardCharsets.US_ASCII);
        assertEquals(AsciiNumber.NOT_DIGITS, AsciiNumber.unsignedLong(negative, 0, 2));
    }

    @Test
    void shouldReadBooleans() {
        assertBoolean(AsciiNumber.TRUE, "true");
        assertBoolean(AsciiNumber.FALSE, "false");
        for (String text :
                new String[] {"", "True", "TRUE", "1", "0", "yes", "tru", "truee", "fals", "falsy", " true", "true "}) {
            assertBoolean(AsciiNumber.NOT_BOOLEAN, text);
        }
        for (String text : new String[] {"xrue", "txue", "trxe", "trux", "xalse", "fxlse", "faxse", "falxe", "falsx"}) {
            assertBoolean(AsciiNumber.NOT_BOOLEAN, text);
        }
    }

    @Test
    void shouldWriteEveryLengthOfNumber() {
        assertWritten(0);
        assertWritten(Long.MIN_VALUE);
        assertWritten(Long.MAX_VALUE);
        assertWritten(Integer.MIN_VALUE);
        assertWritten(Integer.MAX_VALUE);
        for (long power = 1; power > 0 && power <= Long.MAX_VALUE / 10; power *= 10) {
            for (long offset = -2; offset <= 2; offset++) {
                assertWritten(power + offset);
                assertWritten(-power + offset);
                assertWritten(power * 10 + offset);
            }
        }
        for (int value = -100_000; value <= 100_000; value++) {
            assertWritten(value);
        }
        Random random = new Random(13);
        for (int round = 0; round < 60_000; round++) {
            assertWritten(random.nextLong() >> random.nextInt(64));
        }
    }

    private static void assertRead(String text) {
        byte[] bytes = ("9" + text + "9").getBytes(StandardCharsets.US_ASCII);
        int end = bytes.length - 1;
        BigInteger expected = new BigInteger(text);
        boolean fitsLong = expected.compareTo(LONG_MIN) >= 0 && expected.compareTo(LONG_MAX) <= 0;
        assertEquals(fitsLong, AsciiNumber.isLong(bytes, 1, end), text);
        boolean fitsInt = fitsLong && expected.longValue() == expected.intValue();
        assertEquals(fitsInt, AsciiNumber.isInt(bytes, 1, end), text);
        if (fitsLong) {
            assertEquals(expected.longValue(), AsciiNumber.longValue(bytes, 1, end), text);
        }
        if (fitsInt) {
            assertEquals(expected.intValue(), AsciiNumber.intValue(bytes, 1, end), text);
        }
        if (!text.startsWith("-")) {
            long unsigned = fitsLong ? expected.longValue() : AsciiNumber.TOO_LARGE;
            assertEquals(unsigned, AsciiNumber.unsignedLong(bytes, 1, end), text);
        }
    }

    private static void assertBoolean(int expected, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertEquals(expected, AsciiNumber.booleanCode(bytes, 0, bytes.length), text);
    }

    private static void assertWritten(long value) {
        byte[] target = new byte[AsciiNumber.LONG_BYTES_MAX + 2];
        int end = AsciiNumber.writeLong(value, target, 1);
        assertEquals(Long.toString(value), new String(target, 1, end - 1, StandardCharsets.US_ASCII));
        assertTrue(target[0] == 0 && target[end] == 0, "written outside");
    }
}
