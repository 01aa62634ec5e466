package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vivace.JsonValue.JsonArray;
import dev.vivace.JsonValue.JsonBool;
import dev.vivace.JsonValue.JsonNull;
import dev.vivace.JsonValue.JsonNumber;
import dev.vivace.JsonValue.JsonObject;
import dev.vivace.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonValueTest {
    @Test
    void shouldKeepTheTextOfNumbers() {
        assertEquals("1.50", new JsonNumber("1.50").literal());
        assertEquals(new BigDecimal("1.50"), new JsonNumber("1.50").decimal());
        assertEquals(1.5, new JsonNumber("1.50").doubleValue());
        assertEquals(-0.0, new JsonNumber("-0").doubleValue());
        assertEquals(Double.POSITIVE_INFINITY, new JsonNumber("1e999").doubleValue());
        assertEquals("-5", JsonNumber.of(-5).literal());
        assertNotEquals(new JsonNumber("1.0"), new JsonNumber("1"));
    }

    @Test
    void shouldGiveLongsOnlyWhenExact() {
        assertEquals(Long.MIN_VALUE, new JsonNumber("-9223372036854775808").longValueExact());
        assertEquals(100, new JsonNumber("1e2").longValueExact());
        assertEquals(100, new JsonNumber("100.00").longValueExact());
        for (String text : List.of(
                "9223372036854775808", "0.5", "1e19", "1e999999999", "1e-999999999", "1e9999999999", "1e-9999999999")) {
            assertThrows(ArithmeticException.class, () -> new JsonNumber(text).longValueExact(), text);
        }
        assertThrows(ArithmeticException.class, () -> new JsonNumber("1e99999999999").decimal());
    }

    @Test
    void shouldRefuseTextsThatAreNoNumbers() {
        List<String> texts =
                List.of("", "-", "+1", "01", "-01", "1.", ".5", "1e", "1e+", "1 ", " 1", "0x1", "NaN", "1f", "\u0661");
        for (String text : texts) {
            assertThrows(IllegalArgumentException.class, () -> new JsonNumber(text), text);
        }
    }

    @Test
    void shouldCopyMembersInOrder() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("z", JsonBool.TRUE);
        members.put("a", JsonNull.INSTANCE);
        JsonObject object = new JsonObject(members);
        members.clear();
        assertEquals(List.of("z", "a"), List.copyOf(object.members().keySet()));
        assertSame(JsonBool.TRUE, object.get("z"));
        assertNull(object.get("b"));
        assertThrows(UnsupportedOperationException.class, () -> object.members().clear());
    }

    @Test
    void shouldRefuseJavaNulls() {
        Map<String, JsonValue> members = new HashMap<>();
        members.put("a", null);
        assertThrows(NullPointerException.class, () -> new JsonObject(members));
        assertThrows(NullPointerException.class, () -> new JsonString(null));
        List<JsonValue> elements = new ArrayList<>();
        elements.add(null);
        assertThrows(NullPointerException.class, () -> new JsonArray(elements));
    }

    @Test
    void shouldBeEqualByContent() {
        assertEquals(new JsonArray(List.of(JsonNumber.of(1))), new JsonArray(List.of(new JsonNumber("1"))));
        assertEquals(JsonBool.of(true), new JsonBool(true));
        assertEquals(new JsonNull(), JsonNull.INSTANCE);
    }
}
