package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.dslplatform.json.CompiledJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is read from the document's bytes is what the text stands for, common or not, whatever is behind it. */
class InPlaceTest {
    /** One value of each kind. */
    @CompiledJson
    public record Values(String text, int n, long l, double d, UUID uuid, List<String> texts) {}

    private static final UUID ID = new UUID(0x0123_4567_89ab_4defL, 0x8edc_ba98_7654_3210L);
    private static final String[] BEHIND = {"", " ", "\n\t \r"};

    private final DslJsonCodecs codecs = new DslJsonCodecs();
    private final JsonInput input = codecs.newInput();
    private final JsonDecoder<?> decoder = codecs.decoder(Values.class);
    private int turn;

    private Values decode(String text, String n, String l, String d, String uuid, String texts) {
        String behind = BEHIND[turn++ % BEHIND.length];
        String json = "{\"d\":" + d + behind + ",\"text\":" + text + behind + ",\"n\":" + n + behind + ",\"l\":" + l
                + behind + ",\"uuid\":" + uuid + behind + ",\"texts\":[" + texts + behind + "]}";
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return (Values) input.decode(decoder, bytes, 0, bytes.length);
    }

    private static String quoted(Object text) {
        return "\"" + text + "\"";
    }

    @Test
    void shouldReadStringsOfEachLengthWithAnythingInAnyPlace() {
        String[][] pieces = {
            {"", ""},
            {"\\\"", "\""},
            {"\\\\", "\\"},
            {"\\u0000", "\u0000"},
            {"\\u00e9", "\u00e9"},
            {"\u00e9", "\u00e9"},
            {"\u20ac", "\u20ac"},
            {"\ud83d\ude00", "\ud83d\ude00"},
            {"\\ud83d\\ude00", "\ud83d\ude00"},
            {"\\/", "/"},
            {"\u007f", "\u007f"},
            {"!#[]", "!#[]"}
        };
        for (int length = 0; length <= 34; length++) {
            for (String[] piece : pieces) {
                for (int at = 0; at <= length; at++) {
                    String before = "x".repeat(at);
                    String behind = "y".repeat(length - at);
                    String text = before + piece[1] + behind;
                    String spelt = quoted(before + piece[0] + behind);
                    Values expected = new Values(text, 1, 2, 3, ID, List.of(text, "", text));
                    String texts = spelt + ",\"\" , " + spelt;
                    assertEquals(expected, decode(spelt, "1", "2", "3", quoted(ID), texts));
                }
            }
        }
    }

    /** The loop's array has what was there before behind a document; a document of its own has nothing behind it. */
    @Test
    void shouldReadNoFurtherThanTheDocument() {
        byte[] left = "75.5678".getBytes(StandardCharsets.US_ASCII);
        for (int length = 1; length <= left.length; length++) {
            String text = new String(left, 0, length, StandardCharsets.US_ASCII);
            byte[] own = Arrays.copyOf(left, length);
            if (text.endsWith(".")) {
                continue;
            }
            for (byte[] in : List.of(left, own)) {
                assertEquals(Double.valueOf(text), input.decode(codecs.decoder(Double.class), in, 0, length));
                if (length <= 2) {
                    assertEquals(Integer.valueOf(text), input.decode(codecs.decoder(Integer.class), in, 0, length));
                    assertEquals(Long.valueOf(text), input.decode(codecs.decoder(Long.class), in, 0, length));
                }
            }
        }
        byte[] digits = "12345".getBytes(StandardCharsets.US_ASCII);
        assertEquals(12345, input.decode(codecs.decoder(Integer.class), digits, 0, 5));
        assertEquals(12, input.decode(codecs.decoder(Integer.class), digits, 0, 2));
        assertEquals(12L, input.decode(codecs.decoder(Long.class), digits, 0, 2));
    }

    @Test
    void shouldReadWholeNumbersOfAnyLength() {
        List<Long> numbers = new ArrayList<>(List.of(0L, Long.MAX_VALUE, Long.MIN_VALUE));
        SplittableRandom random = new SplittableRandom(3);
        for (long power = 1; power > 0 && power < Long.MAX_VALUE / 10; power *= 10) {
            numbers.addAll(List.of(power - 1, power, -power, 1 - power, random.nextLong(power)));
        }
        numbers.addAll(List.of((long) Integer.MAX_VALUE, (long) Integer.MIN_VALUE, 999_999_999_999_999_999L));
        for (long number : numbers) {
            int n = (int) number;
            assertEquals(
                    new Values(null, n, number, number, null, List.of()),
                    decode("null", "" + n, "" + number, "" + number, "null", ""));
        }
        assertEquals(0, decode("null", "-0", "-0", "0", "null", "").n());
        assertThrows(JsonFaultException.class, () -> decode("null", "2147483648", "1", "1", "null", ""));
        assertThrows(JsonFaultException.class, () -> decode("null", "1", "9223372036854775808", "1", "null", ""));
        assertThrows(JsonFaultException.class, () -> decode("null", "1e2", "1", "1", "null", ""));
        assertThrows(JsonFaultException.class, () -> decode("null", "1", "1.0", "1", "null", ""));
    }

    @Test
    void shouldReadTheNearestDouble() {
        List<String> numbers = new ArrayList<>(List.of("0.0", "-0", "-0.0", "1e2", "1.5E-3", "0.1e1", "4.9e-324"));
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 40_000; i++) {
            String digits = String.valueOf(random.nextLong(Long.MAX_VALUE >>> random.nextInt(60)));
            int point = random.nextInt(digits.length() + 1);
            String fraction = "0".repeat(random.nextInt(3)) + digits.substring(point);
            String whole = point == 0 ? "0" : digits.substring(0, point);
            numbers.add((random.nextBoolean() ? "-" : "") + whole + (fraction.isEmpty() ? "" : "." + fraction));
        }
        for (String number : numbers) {
            assertEquals(
                    Double.parseDouble(number),
                    decode("null", "1", "1", number, "null", "").d(),
                    number);
        }
    }

    @Test
    void shouldReadUuidsAndNothingThatIsNone() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 1_000; i++) {
            UUID uuid = new UUID(random.nextLong(), random.nextLong());
            String spelt =
                    random.nextBoolean() ? uuid.toString() : uuid.toString().toUpperCase();
            assertEquals(uuid, decode("null", "1", "1", "1", quoted(spelt), "").uuid());
        }
        String spelt = ID.toString();
        for (int at = 0; at < spelt.length(); at++) {
            String before = spelt.substring(0, at);
            String behind = spelt.substring(at + 1);
            for (String wrong :
                    List.of("g", "/", ":", "@", "`", "\u00e9", " ", "", "00", spelt.charAt(at) == '-' ? "0" : "-")) {
                assertThrows(
                        JsonFaultException.class,
                        () -> decode("null", "1", "1", "1", quoted(before + wrong + behind), ""),
                        before + wrong + behind);
            }
            String escaped = String.format("\\u%04x", (int) spelt.charAt(at));
            assertEquals(
                    ID,
                    decode("null", "1", "1", "1", quoted(before + escaped + behind), "")
                            .uuid());
        }
    }
}
