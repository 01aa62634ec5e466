package dev.vivace.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusTextTest {

    @Test
    void shouldKeepPrintableAscii() {
        assertEquals("GET /a%20b?x=1 #{}*}}", decode("GET /a%20b?x=1 #{}*}}"));
    }

    @Test
    void shouldDecodeEscapes() {
        assertEquals("\r\n\t\0\\\"\u00ffA", decode("\\r\\n\\t\\0\\\\\\\"\\xFF\\x41"));
    }

    @Test
    void shouldRepeat() {
        assertEquals("-aaa-", decode("-{{a*3}}-"));
        assertEquals("", decode("{{a*0}}"));
        assertEquals("X: y\r\nX: y\r\n", decode("{{X: y\\r\\n*2}}"));
    }

    @Test
    void shouldRepeatWhatHoldsStarsAndRepeats() {
        assertEquals("a*ba*b", decode("{{a*b*2}}"));
        assertEquals("abbcabbc", decode("{{a{{b*2}}c*2}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\",
                "\\q",
                "\\x",
                "\\x4",
                "\\xG0",
                "{{a",
                "{{a}}",
                "{{a*}}",
                "{{a*2",
                "\u00e9",
                "\t",
                "{{{{a*1000000}}*1000}}"
            })
    void shouldRefuseWhatIsMalformed(String text) {
        assertThrows(IllegalArgumentException.class, () -> CorpusText.decode(text));
    }

    @Test
    void shouldEncodeWhatItDecodes() {
        Random random = new Random(5);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = new byte[random.nextInt(20)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (round % 2 == 0 ? random.nextInt(256) : "#{}* 2\\x\r\n".charAt(random.nextInt(10)));
            }
            String text = CorpusText.encode(bytes);
            assertArrayEquals(bytes, CorpusText.decode(text), text);
            assertFalse(text.endsWith(" ") || text.startsWith("#") || text.contains("\n"), text);
        }
    }

    private static String decode(String text) {
        return new String(CorpusText.decode(text), StandardCharsets.ISO_8859_1);
    }
}
