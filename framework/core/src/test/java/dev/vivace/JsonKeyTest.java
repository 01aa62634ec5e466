package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class JsonKeyTest {
    @Test
    void shouldEncodeTheNameOnce() {
        JsonKey key = JsonKey.of("id");
        assertEquals("id", key.name());
        assertEquals("\"id\":", key.encoded());
        assertEquals(",\"id\":", key.encodedAfterComma());
    }

    @Test
    void shouldEscapeWhatMustBeEscaped() {
        assertEquals(
                "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\177\":",
                JsonKey.of("\"\\/\b\f\n\r\t\0\037\177").encoded());
        assertEquals("\"\":", JsonKey.of("").encoded());
    }

    @Test
    void shouldHoldOneCharPerByteOfUtf8() {
        assertEquals(
                "\"\303\251\342\202\254\360\237\230\200\":",
                JsonKey.of("\u00e9\u20ac\ud83d\ude00").encoded());
    }

    @Test
    void shouldRefuseHalfOfASurrogatePair() {
        assertThrows(IllegalArgumentException.class, () -> JsonKey.of("a\ud800"));
        assertThrows(IllegalArgumentException.class, () -> JsonKey.of("\ude00b"));
        assertEquals("\"?\":", JsonKey.of("?").encoded());
        assertThrows(NullPointerException.class, () -> JsonKey.of(null));
    }

    @Test
    void shouldEqualKeysOfTheSameName() {
        assertEquals(JsonKey.of("a"), JsonKey.of("a"));
        assertEquals(JsonKey.of("a").hashCode(), JsonKey.of("a").hashCode());
        assertNotEquals(JsonKey.of("a"), JsonKey.of("b"));
        assertEquals("a", JsonKey.of("a").toString());
    }
}
