package dev.vivace.internal.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Field values that are lists. */
class FieldListTest {
    private static List<String> elements(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        List<String> elements = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int end = FieldList.elementEnd(bytes, at, bytes.length);
            int start = FieldList.skipBlanks(bytes, at, end);
            int trimmed = FieldList.trimBlanks(bytes, start, end);
            elements.add(new String(bytes, start, trimmed - start, StandardCharsets.ISO_8859_1));
            at = end + 1;
        }
        return elements;
    }

    @Test
    void shouldSplitAtCommas() {
        assertEquals(List.of("a"), elements("a"));
        assertEquals(List.of("a", "b c", "d"), elements("a, b c\t,\t d "));
    }

    @Test
    void shouldFindEmptyElements() {
        assertEquals(List.of(), elements(""));
        assertEquals(List.of("", "a", "", "b"), elements(",a, ,b,"));
    }

    @Test
    void shouldKeepQuotedStringsWhole() {
        assertEquals(List.of("\"a,b\"", "c"), elements("\"a,b\",c"));
        assertEquals(List.of("\"a\\\",b\"", "c"), elements("\"a\\\",b\" , c"));
        assertEquals(List.of("W/\"x,y\"", "*"), elements("W/\"x,y\", *"));
        assertEquals(List.of("a\\", "b"), elements("a\\,b"));
    }

    @Test
    void shouldEndAnOpenQuotedStringWithTheValue() {
        assertEquals(List.of("a", "\"b,c"), elements("a,\"b,c"));
        assertEquals(List.of("\"b\\"), elements("\"b\\"));
    }
}
