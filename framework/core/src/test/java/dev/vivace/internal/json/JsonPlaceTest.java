package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Where in a document something is wrong. */
class JsonPlaceTest {
    private final StrictJson strict = new StrictJson();

    private void assertPlace(String pointer, String document) {
        byte[] bytes = document.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertTrue(strict.validate(bytes, 0, bytes.length, JsonShape.ANY) < 0, document);
        assertEquals(pointer, JsonPlace.beingRead(bytes, 0, strict.faultOffset()), document);
    }

    @Test
    void shouldPointAtTheValueThatWasBeingRead() {
        assertPlace("", "");
        assertPlace("", "x");
        assertPlace("", "{}x");
        assertPlace("/a", "{\"a\":}");
        assertPlace("/a", "{\"a\" : 01}");
        assertPlace("/a", "{\"a\":");
        assertPlace("/a", "{\"a\":\"x\\q\"}");
        assertPlace("/a", "{\"a\":tru}");
        assertPlace("/b", "{\"a\":1,\"b\":1.}");
        assertPlace("/b/1/c", "{\"a\":[1,2],\"b\":[{},{\"c\":\"\n\"}]}");
        assertPlace("/0", "[x]");
        assertPlace("/2", "[1,\"\",x]");
        assertPlace("/1/0", "[[],[-]]");
    }

    @Test
    void shouldPointAtTheContainerWhereNoValueHadBegun() {
        assertPlace("", "{\"a\":1 \"b\":2}");
        assertPlace("/a", "{\"a\"");
        assertPlace("", "{\"a");
        assertPlace("", "{1:2}");
        assertPlace("/a", "{\"a\":{\"b\":1 ");
        assertPlace("/a", "{\"a\":{\"b\\x\":1}}");
        assertPlace("/a", "{\"a\":[1 2]}");
        assertPlace("/1", "[1,]");
        assertPlace("", "[1 ");
        assertPlace("/0", "[1");
        assertPlace("", "[1 }");
        assertPlace("", "{\"a\":[1]]");
    }

    @Test
    void shouldSpellNamesAsPointersDo() {
        assertPlace("/a~1b/~0~01", "{\"a/b\":{\"~~1\":x}}");
        assertPlace("//0", "{\"\":[x]}");
        assertPlace("/\u00e9\"\ud83d\ude00", "{\"\\u00e9\\\"\\ud83d\\ude00\":x}");
        assertPlace("/a\\~1b", "{\"a\\\\/b\":x}");
    }

    @Test
    void shouldStayShortInDeepDocuments() {
        String pointer = place("{\"some name\":".repeat(500) + "x");
        assertTrue(pointer.length() < 2_100, pointer);
        assertTrue(pointer.startsWith("/some name/some name"), pointer);
        assertEquals("/0".repeat(500), place("[".repeat(500) + "x"));
    }

    private String place(String document) {
        byte[] bytes = JsonCases.bytes(document);
        strict.validate(bytes, 0, bytes.length, JsonShape.ANY);
        return JsonPlace.beingRead(bytes, 0, strict.faultOffset());
    }

    @Test
    void shouldCutLongNames() {
        assertPlace("/" + "a".repeat(64) + "/0", "{\"" + "a".repeat(65) + "\":[x]}");
        assertPlace("/" + "a".repeat(63), "{\"" + "a".repeat(63) + "\\ud83d\\ude00\":x}");
        assertPlace("/" + "~1".repeat(64), "{\"" + "/".repeat(100) + "\":x}");
    }

    @Test
    void shouldGoAndComeBack() {
        JsonPlace place = new JsonPlace();
        int root = place.enter("a");
        int inner = place.enter(7);
        assertEquals("/a/7", place.toString());
        place.leave(inner);
        assertEquals("/a", place.toString());
        place.leave(root);
        assertEquals("", place.toString());
    }
}
