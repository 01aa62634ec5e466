package dev.vivace.internal.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookieHeaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            nullValues = "ABSENT",
            value = {
                "a=1 | a | 1",
                "a=1; b=2 | b | 2",
                "a=1;b=2 | b | 2",
                "^ a=1 ;  b = 2 ^ | b | 2",
                "a=1; a=2 | a | 1",
                "a=1 | A | ABSENT",
                "ab=1 | a | ABSENT",
                "a=1 | ab | ABSENT",
                "a=; b=2 | a | ^^",
                "a | a | ABSENT",
                "a; a=2 | a | 2",
                "=x; a=2 | ^^ | ABSENT",
                "a=b=c | a | b=c",
                ";;; a=1;; | a | 1",
                "^^ | a | ABSENT",
                "a=\"quoted\" | a | quoted",
                "a=\"\" | a | ^^",
                "a=\" | a | \"",
                "a=\"half | a | \"half",
                "a=in\"side | a | in\"side",
                "a=\"x; b=2; c=y\" | b | 2",
                "a=\"x; b=2; c=y\" | a | \"x",
                "$Version=1; a=2 | a | 2",
            })
    void shouldFindTheValueOfAName(String field, String name, String expected) {
        byte[] bytes = ("a=no;" + field + ";a=no").getBytes(StandardCharsets.US_ASCII);
        assertEquals(expected, CookieHeader.value(bytes, 5, bytes.length - 5, name));
    }

    @Test
    void shouldGiveTheOffsetsOfTheUnwrappedValue() {
        byte[] bytes = "theme=dark; id=\"1234\"".getBytes(StandardCharsets.US_ASCII);
        long found = CookieHeader.find(bytes, 0, bytes.length, "id");
        assertEquals(16, CookieHeader.valueStart(found));
        assertEquals(20, CookieHeader.valueEnd(found));
        assertEquals(CookieHeader.ABSENT, CookieHeader.find(bytes, 0, bytes.length, "theme2"));
    }

    @Test
    void shouldReadBytesAboveAsciiAsUtf8OrElseOneToOne() {
        byte[] utf8 = "a=caf\u00e9".getBytes(StandardCharsets.UTF_8);
        byte[] latin = "a=caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("caf\u00e9", CookieHeader.value(utf8, 0, utf8.length, "a"));
        assertEquals("caf\u00e9", CookieHeader.value(latin, 0, latin.length, "a"));
        assertNull(CookieHeader.value(latin, 0, latin.length, "\u00e9"));
    }

    @Test
    void shouldNotTakeAByteForACharacterWithTheSameNumber() {
        byte[] bytes = {(byte) 0xE9, '=', '1'};
        assertNull(CookieHeader.value(bytes, 0, 3, "\u00e9"));
        assertNull(CookieHeader.value(bytes, 0, 3, "\uffe9"));
    }

    @Test
    void shouldAgreeWithTheObviousWay() {
        Random random = new Random(17);
        String alphabet = "ab=; \"\t";
        for (int round = 0; round < 100_000; round++) {
            StringBuilder field = new StringBuilder();
            for (int i = random.nextInt(16); i > 0; i--) {
                field.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String text = field.toString();
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            for (String name : new String[] {"a", "b", "ab"}) {
                assertEquals(obvious(text, name), CookieHeader.value(bytes, 0, bytes.length, name), text);
            }
        }
    }

    static String obvious(String field, String name) {
        for (String pair : field.split(";")) {
            int equals = pair.indexOf('=');
            if (equals >= 0 && trimmed(pair.substring(0, equals)).equals(name)) {
                String value = trimmed(pair.substring(equals + 1));
                boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
                return quoted ? value.substring(1, value.length() - 1) : value;
            }
        }
        return null;
    }

    private static String trimmed(String text) {
        return text.replaceAll("^[ \t]+|[ \t]+$", "");
    }
}
