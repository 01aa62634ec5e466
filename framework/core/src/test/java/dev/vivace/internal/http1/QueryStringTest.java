package dev.vivace.internal.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryStringTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            nullValues = "ABSENT",
            value = {
                "a=1 | a | 1",
                "a=1&b=2 | b | 2",
                "a=1&a=2 | a | 1",
                "a= | a | ^^",
                "a | a | ^^",
                "a&b=2 | b | 2",
                "&&a=1&& | a | 1",
                "=1 | ^^ | 1",
                "^^ | a | ABSENT",
                "& | ^^ | ABSENT",
                "a=b=c | a | b=c",
                "a==1 | a | =1",
                "a=1;b=2 | a | 1;b=2",
                "a=1;b=2 | b | ABSENT",
                "ab=1 | a | ABSENT",
                "a=1 | ab | ABSENT",
                "A=1 | a | ABSENT",
                "a=x+y%20z | a | x y z",
                "a=%2B%26%3D | a | +&=",
                "%61=1 | a | 1",
                "a%3Db=1 | a=b | 1",
                "a+b=1 | a b | 1",
                "a%20b=1 | a b | 1",
                "a+b=1 | a+b | ABSENT",
                "a%2Bb=1 | a+b | 1",
                "100%25=1 | 100% | 1",
                "caf%C3%A9=%C3%A9 | caf\u00e9 | \u00e9",
                "%F0%9F%98%80=1 | \ud83d\ude00 | 1",
                "%E2%82%AC=1 | \u20ac | 1",
                "%C3=1&x=2 | x | 2",
                "%zz=1&%=3&x=2 | x | 2",
                "%2561=1 | %61 | 1",
                "%2561=1 | a | ABSENT",
            })
    void shouldFindTheFirstValueOfAName(String query, String name, String expected) {
        byte[] bytes = ("a=no&" + query + "&a=no").getBytes(StandardCharsets.UTF_8);
        int end = bytes.length - 5;
        QueryString.Cursor cursor = new QueryString.Cursor();
        boolean found = QueryString.find(bytes, 5, end, name, cursor);
        assertEquals(expected, found ? QueryString.decode(bytes, cursor.valueStart(), cursor.valueEnd()) : null);
    }

    @Test
    void shouldFindEveryValueOfARepeatedName() {
        byte[] bytes = "a=1&b=x&%61=2&a&a=%33".getBytes(StandardCharsets.US_ASCII);
        assertEquals(List.of("1", "2", "", "3"), QueryString.values(bytes, 0, bytes.length, "a"));
        assertEquals(List.of(), QueryString.values(bytes, 0, bytes.length, "c"));
        QueryString.Cursor cursor = new QueryString.Cursor();
        assertTrue(QueryString.find(bytes, 0, bytes.length, "a", cursor));
        assertTrue(QueryString.findNext(bytes, "a", cursor));
        assertEquals(8, cursor.nameStart());
        assertEquals(11, cursor.nameEnd());
        assertEquals(12, cursor.valueStart());
        assertEquals(13, cursor.valueEnd());
        assertTrue(QueryString.findNext(bytes, "a", cursor));
        assertTrue(QueryString.findNext(bytes, "a", cursor));
        assertFalse(QueryString.findNext(bytes, "a", cursor));
        assertFalse(QueryString.findNext(bytes, "a", cursor));
    }

    @Test
    void shouldListEachNameOnceInOrder() {
        byte[] bytes = "b=1&a&%62=2&&c+d=&=x".getBytes(StandardCharsets.US_ASCII);
        assertEquals(List.of("b", "a", "c d", ""), QueryString.names(bytes, 0, bytes.length));
        assertEquals(List.of(), QueryString.names(bytes, 0, 0));
        byte[] malformed = "a=1&%=2".getBytes(StandardCharsets.US_ASCII);
        assertNull(QueryString.names(malformed, 0, malformed.length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "%4",
                "%zz",
                "a%",
                "%C3",
                "%C3=%A9",
                "%C3&%A9",
                "%c0%af",
                "%ed%a0%80",
                "a=%ff",
                "%C3%",
                "%C3+%A9"
            })
    void shouldRefuseMalformedQueries(String query) {
        byte[] bytes = query.getBytes(StandardCharsets.US_ASCII);
        assertFalse(QueryString.wellFormed(bytes, 0, bytes.length));
    }

    @Test
    void shouldTellMalformedEscapesFromInvalidUtf8() {
        byte[] target = new byte[8];
        byte[] escape = "a%4".getBytes(StandardCharsets.US_ASCII);
        assertEquals(QueryString.MALFORMED_ESCAPE, QueryString.decode(escape, 0, 3, target));
        assertNull(QueryString.decode(escape, 0, 3));
        byte[] overlong = "%c0%af".getBytes(StandardCharsets.US_ASCII);
        assertEquals(QueryString.INVALID_UTF8, QueryString.decode(overlong, 0, 6, target));
        assertNull(QueryString.decode(overlong, 0, 6));
        byte[] raw = {'a', (byte) 0xC3};
        assertNull(QueryString.decode(raw, 0, 2));
        assertNull(QueryString.values("a=1&a=%".getBytes(StandardCharsets.US_ASCII), 0, 7, "a"));
    }

    @Test
    void shouldFindNoNameWithHalfASurrogatePair() {
        byte[] bytes = "%ED%A0%80=1&?=2".getBytes(StandardCharsets.US_ASCII);
        QueryString.Cursor cursor = new QueryString.Cursor();
        assertFalse(QueryString.find(bytes, 0, bytes.length, "\ud800", cursor));
        assertFalse(QueryString.find(bytes, 0, bytes.length, "\ude00", cursor));
    }

    @Test
    void shouldSayWhatHasToBeDecoded() {
        byte[] bytes = "a%2db+c-d".getBytes(StandardCharsets.US_ASCII);
        assertTrue(QueryString.escaped(bytes, 0, 5));
        assertTrue(QueryString.escaped(bytes, 4, 7));
        assertFalse(QueryString.escaped(bytes, 6, 9));
    }

    @Test
    void shouldAgreeWithTheObviousWay() {
        Random random = new Random(23);
        String[] pieces = {
            "a",
            "b",
            "=",
            "&",
            "&",
            "+",
            "%61",
            "%3d",
            "%26",
            "%2B",
            "%C3%A9",
            "%C3",
            "%A9",
            "%",
            "%2",
            ";",
            "%F0%9F%98%80"
        };
        String[] names = {"a", "b", "aa", "", "a b", "\u00e9", "a\u00e9", "\ud83d\ude00", "=", "&", "+", " ", ";"};
        int wellFormed = 0;
        int found = 0;
        for (int round = 0; round < 60_000; round++) {
            StringBuilder raw = new StringBuilder();
            for (int i = random.nextInt(10); i > 0; i--) {
                raw.append(pieces[random.nextInt(pieces.length)]);
            }
            String query = raw.toString();
            byte[] bytes = query.getBytes(StandardCharsets.US_ASCII);
            List<String[]> pairs = obvious(query);
            boolean good = pairs.stream().allMatch(pair -> pair[0] != null && pair[1] != null);
            assertEquals(good, QueryString.wellFormed(bytes, 0, bytes.length), query);
            wellFormed += good ? 1 : 0;
            for (String name : names) {
                List<String> expected = new ArrayList<>();
                pairs.stream().filter(pair -> name.equals(pair[0])).forEach(pair -> expected.add(pair[1]));
                List<String> values = QueryString.values(bytes, 0, bytes.length, name);
                assertEquals(expected.contains(null) ? null : expected, values, () -> name + " in " + query);
                found += expected.size();
            }
            LinkedHashSet<String> expectedNames = new LinkedHashSet<>();
            pairs.forEach(pair -> expectedNames.add(pair[0]));
            List<String> expected = expectedNames.contains(null) ? null : new ArrayList<>(expectedNames);
            assertEquals(expected, QueryString.names(bytes, 0, bytes.length), query);
        }
        assertTrue(wellFormed > 12_000 && wellFormed < 48_000 && found > 12_000, wellFormed + ", " + found);
    }

    /** Names and values, null where one does not decode. */
    static List<String[]> obvious(String query) {
        List<String[]> pairs = new ArrayList<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                pairs.add(new String[] {decode(parts[0]), parts.length == 1 ? "" : decode(parts[1])});
            }
        }
        return pairs;
    }

    private static String decode(String text) {
        if (text.replaceAll("%[0-9a-fA-F]{2}", "").contains("%")) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.put((byte) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.put((byte) (c == '+' ? ' ' : c));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
