package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dslplatform.json.CompiledJson;
import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.SerializationException;
import dev.vivace.JsonKey;
import dev.vivace.JsonValue;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What dsl-json writes is what is to be written; only where it refuses, the messages differ. */
class LongStringsTest {
    private static final int BLOCK = LongStrings.BLOCK_CHARS;
    private static final DslJson<Object> DSL_JSON = new DslJson<>();

    /** All ways for a string to be a member. */
    @CompiledJson
    public record Texts(
            String text, Optional<String> optional, List<String> list, String[] array, Map<String, String> map) {}

    private final JsonWriter expected = DSL_JSON.newWriter();
    private final JsonWriter actual = DSL_JSON.newWriter();
    private final JsonOutput output = new DslJsonCodecs().newOutput();

    @Test
    void shouldWriteEachCharacterAsDslJsonDoes() {
        String around = "x".repeat(LongStrings.CHARS_MIN);
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            assertSame(around + (char) c + "yz");
        }
        for (int c = Character.MIN_SUPPLEMENTARY_CODE_POINT; c <= Character.MAX_CODE_POINT; c += 0x155) {
            assertSame(around + Character.toString(c) + "yz");
        }
    }

    @Test
    void shouldWriteEachCharacterAtEachPlaceOfEightBytes() {
        String plain = "0123456789abcdef".repeat(LongStrings.CHARS_MIN / 16 + 1);
        for (int c = 0; c < 0x180; c++) {
            for (int at = 0; at < 20; at++) {
                assertSame(plain.substring(0, at) + (char) c + plain.substring(at));
                assertSame(plain.substring(at) + (char) c + plain.substring(0, at));
            }
        }
    }

    /** How a block is looked through depends on the one before it. */
    @Test
    void shouldWriteEachCharacterAtEachPlaceOfABlockAfterACleanOne() {
        String clean = "a".repeat(BLOCK);
        IntStream places = IntStream.of(BLOCK / 3, BLOCK / 2 + 1);
        int[] all = IntStream.concat(places, IntStream.range(0, 40).flatMap(i -> IntStream.of(i, BLOCK - 1 - i)))
                .toArray();
        for (int c = 0; c < 0x180; c++) {
            for (int at : all) {
                actual.reset();
                LongStrings.write(clean, actual);
                assertSame(clean.substring(0, at) + (char) c + clean.substring(at));
            }
        }
    }

    @Test
    void shouldWriteAnyLengthAroundTheThresholdAndTheBlock() {
        for (int length = 0; length < LongStrings.CHARS_MIN * 2; length++) {
            assertSame("a".repeat(length));
            assertSame("\u20ac".repeat(length));
        }
        for (int blocks = 1; blocks <= 3; blocks++) {
            for (int length = blocks * BLOCK - 10; length <= blocks * BLOCK + 10; length++) {
                for (String end :
                        List.of("", "a", "\"", "\n", "\u00e9", "\u20ac", "\ud83d\ude00", "\ud83d", "\ude00")) {
                    assertSame("a".repeat(length) + end);
                    assertSame("a".repeat(length) + end + "b".repeat(20));
                    assertSame("\u20ac".repeat(length) + end + "\u20ac");
                }
            }
        }
    }

    @Test
    void shouldWriteOneKindOfCharacterThroughSeveralBlocks() {
        for (String unit : List.of(
                "\u0000",
                "\u001f",
                "\n",
                "\"",
                "\\",
                "\u007f",
                "\u0080",
                "\u07ff",
                "\u0800",
                "\uffff",
                "\ud83d\ude00",
                "a\ud83d\ude00",
                "\ud83d",
                "\ude00",
                "\ude00\ud83d")) {
            assertSame(unit.repeat(BLOCK * 3 + 1));
        }
    }

    @Test
    void shouldWriteRandomTextAsDslJsonDoes() {
        SplittableRandom random = new SplittableRandom(31);
        for (int round = 0; round < 3_000; round++) {
            int length = random.nextInt(3 * BLOCK);
            int kind = random.nextInt(6);
            StringBuilder text = new StringBuilder();
            while (text.length() < length) {
                text.append("plain ".repeat(random.nextInt(kind * 8 + 1)));
                switch (kind) {
                    case 0 -> text.append((char) random.nextInt(0x80));
                    case 1 -> text.append((char) random.nextInt(0x100));
                    case 2 -> text.append((char) random.nextInt(0x1_0000));
                    case 3 -> text.append((char) random.nextInt(0x4e00, 0x9fff));
                    case 4 -> text.appendCodePoint(random.nextInt(0x1_0000, 0x11_0000));
                    default -> text.append(random.nextBoolean() ? '"' : '\u2019');
                }
            }
            assertSame(text.toString());
        }
    }

    @Test
    void shouldGoOnAfterAStringThatWasRefused() {
        assertSame("a".repeat(BLOCK) + "\ud83d" + "b".repeat(BLOCK));
        assertSame("a".repeat(3 * BLOCK));
    }

    @Test
    void shouldWriteLongStringsWhereverTheyAre() {
        for (String text : List.of("x".repeat(5_000), "\"\u0001\u00e9\u20ac\ud83d\ude00".repeat(900))) {
            String quoted = "\"" + text.replace("\"", "\\\"").replace("\u0001", "\\u0001") + "\"";
            Texts texts =
                    new Texts(text, Optional.of(text), List.of(text, text), new String[] {text}, Map.of(text, text));
            assertWritten(
                    "{\"text\":" + quoted + ",\"optional\":" + quoted + ",\"list\":[" + quoted + "," + quoted
                            + "],\"array\":[" + quoted + "],\"map\":{" + quoted + ":" + quoted + "}}",
                    texts);
            assertWritten(quoted, text);
            assertWritten("[" + quoted + "]", List.of(text));
            assertWritten("{" + quoted + ":" + quoted + "}", Map.of(text, text));
            assertWritten(quoted, new StringBuffer(text));
            assertWritten(quoted, new StringBuilder(text));
            assertWritten(quoted, new JsonValue.JsonString(text));
            output.reset();
            output.fields()
                    .beginObject()
                    .key(text)
                    .value(text)
                    .key(JsonKey.of("b"))
                    .value((CharSequence) new StringBuilder(text))
                    .key("c")
                    .value(CharBuffer.wrap(text))
                    .endObject();
            assertEquals("{" + quoted + ":" + quoted + ",\"b\":" + quoted + ",\"c\":" + quoted + "}", text());
        }
    }

    @Test
    void shouldSpellTheEscapesOfAnyJsonInLowerCase() {
        String text = "\u001f\u000b\n".repeat(2_000);
        assertWritten("\"" + "\\u001f\\u000b\\n".repeat(2_000) + "\"", new JsonValue.JsonString(text));
        assertWritten("\"" + "\\u001F\\u000B\\n".repeat(2_000) + "\"", text);
    }

    @Test
    void shouldRefuseHalfPairsInLongStrings() {
        String bad = "x".repeat(5_000) + "\ud83d";
        for (Object value : new Object[] {
            bad,
            List.of(bad),
            Map.of(bad, 1),
            new Texts(bad, Optional.empty(), List.of(), new String[0], Map.of()),
            new Texts("", Optional.empty(), List.of(bad), new String[0], Map.of()),
            new StringBuilder(bad),
            new JsonValue.JsonString(bad)
        }) {
            output.reset();
            assertThrows(
                    IllegalArgumentException.class,
                    () -> output.value(value),
                    () -> value.getClass().getName());
        }
    }

    @Test
    void shouldWriteTextThatWritesAnotherWhenItIsAsked() {
        String inner = "i".repeat(BLOCK * 2);
        JsonWriter other = DSL_JSON.newWriter();
        CharSequence outer = new Busy(BLOCK * 2 + 7, () -> {
            other.reset();
            LongStrings.write(inner, other);
        });

        LongStrings.write(outer, actual);

        assertEquals("\"" + "o".repeat(BLOCK * 2 + 7) + "\"", actual.toString());
        assertEquals("\"" + inner + "\"", other.toString());
    }

    @Test
    void shouldGoOnAfterTextThatFails() {
        CharSequence failing = new Busy(BLOCK, () -> {
            throw new IllegalStateException("no character");
        });

        assertThrows(IllegalStateException.class, () -> LongStrings.write(failing, actual));
        assertSame("a".repeat(3 * BLOCK));
    }

    /** Does something at every thousandth character. */
    private record Busy(int length, Runnable work) implements CharSequence {
        @Override
        public char charAt(int index) {
            if (index % 1_000 == 999) {
                work.run();
            }
            return 'o';
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            throw new UnsupportedOperationException();
        }
    }

    /** dsl-json has room made for six bytes for each character. */
    @Test
    void shouldTakeNoMoreRoomThanTheDocumentNeeds() {
        String text = "x".repeat(1_000_000);
        output.value(text);
        assertTrue(output.bytes().length < 2_000_000, () -> output.bytes().length + " bytes");
    }

    private void assertSame(String text) {
        expected.reset();
        actual.reset();
        boolean refused = false;
        try {
            expected.writeString(text);
        } catch (SerializationException e) {
            refused = true;
        }
        if (refused) {
            assertThrows(SerializationException.class, () -> LongStrings.write(text, actual));
            return;
        }
        LongStrings.write(text, actual);
        byte[] wanted = Arrays.copyOf(expected.getByteBuffer(), expected.size());
        assertArrayEquals(wanted, Arrays.copyOf(actual.getByteBuffer(), actual.size()));
        actual.reset();
        LongStrings.write(new StringBuilder(text), actual);
        assertArrayEquals(wanted, Arrays.copyOf(actual.getByteBuffer(), actual.size()));
        actual.reset();
        LongStrings.write(CharBuffer.wrap(text), actual);
        assertArrayEquals(wanted, Arrays.copyOf(actual.getByteBuffer(), actual.size()));
    }

    private void assertWritten(String wanted, Object value) {
        output.reset();
        output.value(value);
        assertEquals(wanted, text());
    }

    private String text() {
        return new String(output.bytes(), 0, output.length(), StandardCharsets.UTF_8);
    }
}
