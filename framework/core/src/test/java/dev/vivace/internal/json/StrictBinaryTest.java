package dev.vivace.internal.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.dslplatform.json.CompiledJson;
import com.dslplatform.json.DslJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Base64 is read as the JDK reads it, where the JDK would write it like that. */
class StrictBinaryTest {
    /** What is read. */
    @CompiledJson
    public record Blob(byte[] data) {}

    private final JsonInput input = new DslJsonCodecs().newInput();
    private final JsonDecoder<Blob> decoder = new DslJsonCodecs().decoder(Blob.class);

    private static byte[] expected(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Base64.getEncoder().encodeToString(bytes).equals(text) ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static byte[] random(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void shouldAgreeWithTheJdk() {
        Random random = new Random(1);
        String chars = "ABYZabyz0189+/==-_ \r\n\u00e9\u0141\\";
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text =
                    new StringBuilder(Base64.getEncoder().encodeToString(random(random, random.nextInt(9))));
            for (int changes = random.nextInt(3); changes > 0 && text.length() > 0; changes--) {
                int at = random.nextInt(text.length());
                char c = chars.charAt(random.nextInt(chars.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, c);
                    case 1 -> text.insert(at, c);
                    default -> text.deleteCharAt(at);
                }
            }
            char[] given = text.toString().toCharArray();
            assertArrayEquals(expected(text.toString()), StrictBinary.decoded(given, given.length), text.toString());
        }
    }

    private byte[] decode(String literal) {
        byte[] document = JsonCases.bytes("{\"data\":\"" + literal + "\"}");
        return input.decode(decoder, document, 0, document.length).data();
    }

    @Test
    void shouldReadTextsOfAnyLength() {
        Random random = new Random(2);
        for (int length : new int[] {0, 1, 45, 46, 47, 48, 49, 50, 3_050, 3_072, 4_096, 100_000}) {
            byte[] bytes = random(random, length);
            assertArrayEquals(bytes, decode(Base64.getEncoder().encodeToString(bytes)));
        }
    }

    @Test
    void shouldReadEscapes() {
        byte[] bytes = {-1, -1, -1, -5, -16, 65};
        String text = Base64.getEncoder().encodeToString(bytes);
        assertEquals("////+/BB", text);
        assertArrayEquals(bytes, decode(text.replace("/", "\\/")));
        assertArrayEquals(bytes, decode(text.replace("B", "\\u0042")));
        assertArrayEquals(new byte[] {0}, decode("AA\\u003d="));
    }

    @Test
    void shouldRefuseEscapesThatAreNotInTheAlphabet() {
        for (String literal :
                new String[] {"AAA\\n", "\\\"AAA", "AAA\\\"", "AAA\\\\", "AAAA\\r\\nAAAA", "\\u00e9AAA"}) {
            assertThrows(JsonFaultException.class, () -> decode(literal), literal);
        }
    }

    /** Whoever uses dsl-json directly has readers that keep 64 characters of a text. */
    @Test
    void shouldReadWithOtherReaders() throws IOException {
        DslJson<Object> dslJson = new DslJson<>(new DslJson.Settings<>().with(new StandardTypes()));
        byte[] bytes = random(new Random(3), 1_000);
        byte[] document = JsonCases.bytes('"' + Base64.getEncoder().encodeToString(bytes) + '"');
        assertArrayEquals(bytes, dslJson.deserialize(byte[].class, document, document.length));
        assertArrayEquals(bytes, dslJson.deserialize(byte[].class, new ByteArrayInputStream(document)));
    }
}
