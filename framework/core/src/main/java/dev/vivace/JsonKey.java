package dev.vivace;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A property name, escaped once, that {@link JsonOut#key(JsonKey)} copies into an answer without looking at it again.
 *
 * <p>Keep keys in {@code static final} fields:
 *
 * <pre>{@code
 * private static final JsonKey SUM = JsonKey.of("sum");
 *
 * res.jsonOut().beginObject().key(SUM).value(a + b).endObject();
 * }</pre>
 *
 * <p><b>Threading:</b> immutable; one key serves every loop.
 */
public final class JsonKey {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final String name;
    private final String encoded;
    private final String encodedAfterComma;

    private JsonKey(String name) {
        this.name = name;
        StringBuilder text = new StringBuilder(name.length() + 4).append(",\"");
        for (byte b : utf8(name)) {
            appendByte(text, b & 0xFF);
        }
        this.encodedAfterComma = text.append("\":").toString();
        this.encoded = encodedAfterComma.substring(1);
    }

    /**
     * Makes a key for a property name.
     *
     * @param name the name as the reader of the JSON document shall see it, unescaped; may be empty
     * @return the key
     * @throws NullPointerException if the name is null
     * @throws IllegalArgumentException if the name holds half of a surrogate pair, which UTF-8 cannot carry
     */
    public static JsonKey of(String name) {
        return new JsonKey(Objects.requireNonNull(name, "name"));
    }

    /**
     * The name as it was given.
     *
     * @return the unescaped name
     */
    public String name() {
        return name;
    }

    /**
     * The bytes {@code "name":} in UTF-8, escaped after RFC 8259 section 7, as a String that holds one byte per char
     * (ISO-8859-1): a String, because it can be shared without a copy and is written by one array copy.
     *
     * @return quote, escaped name, quote, colon
     */
    public String encoded() {
        return encoded;
    }

    /**
     * As {@link #encoded()}, with a comma in front, for every property of an object but the first.
     *
     * @return comma, quote, escaped name, quote, colon
     */
    public String encodedAfterComma() {
        return encodedAfterComma;
    }

    /** Two keys are equal when their names are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof JsonKey && ((JsonKey) other).name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }

    private static byte[] utf8(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        // getBytes puts a question mark where half of a surrogate pair stands.
        if (!new String(bytes, StandardCharsets.UTF_8).equals(name)) {
            throw new IllegalArgumentException("A property name holds half of a surrogate pair");
        }
        return bytes;
    }

    private static void appendByte(StringBuilder text, int b) {
        switch (b) {
            case '"', '\\' -> text.append('\\').append((char) b);
            case '\b' -> text.append("\\b");
            case '\f' -> text.append("\\f");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                if (b < ' ') {
                    text.append("\\u00").append(HEX[b >> 4]).append(HEX[b & 15]);
                } else {
                    text.append((char) b);
                }
            }
        }
    }
}
