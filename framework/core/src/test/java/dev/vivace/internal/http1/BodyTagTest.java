package dev.vivace.internal.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The tag of a body is always the same, and differs wherever bodies do. */
class BodyTagTest {
    private static final int COUNT = 200_000;

    private static String tag(byte[] body) {
        return tag(body, 0, body.length);
    }

    private static String tag(byte[] body, int from, int to) {
        byte[] out = new byte[BodyTag.LENGTH + 2];
        assertEquals(BodyTag.LENGTH + 1, BodyTag.write(body, from, to, out, 1));
        assertEquals(0, out[0] | out[BodyTag.LENGTH + 1]);
        return new String(out, 1, BodyTag.LENGTH, StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Clients keep tags over restarts and versions: whoever changes the hash makes them all load again. */
    @Test
    void shouldStayTheSame() {
        assertEquals("\"085c431918d3d9896055810c0f629c87\"", tag(new byte[0]));
        assertEquals("\"069702e709cfa0e260d9fdd7eb6cd9c4\"", tag(bytes("{}")));
        assertEquals("\"138bbc5e055bc7ceab8866fd12a20829\"", tag(bytes("{\"message\":\"Hello, World!\"}")));
    }

    @Test
    void shouldBeThirtyTwoHexadecimalDigitsInQuotes() {
        for (int length = 0; length < 40; length++) {
            assertTrue(tag(new byte[length]).matches("\"[0-9a-f]{32}\""));
        }
    }

    @Test
    void shouldNotDependOnWhereTheBodyIs() {
        byte[] body = bytes("0123456789abcdefghijk");
        byte[] around = new byte[100];
        for (int at = 0; at < 20; at++) {
            Arrays.fill(around, (byte) at);
            System.arraycopy(body, 0, around, at, body.length);
            assertEquals(tag(body), tag(around, at, at + body.length));
        }
    }

    @Test
    void shouldTellLengthsOfZerosApart() {
        Set<String> seen = new HashSet<>();
        for (int length = 0; length < 2_000; length++) {
            assertTrue(seen.add(tag(new byte[length])), length + " zeros");
        }
    }

    /** Each flipped bit flips about half of the 128. */
    @Test
    void shouldNoticeEveryBit() {
        byte[] body = new byte[67];
        new Random(17).nextBytes(body);
        String tag = tag(body);
        Set<String> seen = new HashSet<>(Set.of(tag));
        for (int bit = 0; bit < body.length * 8; bit++) {
            body[bit >> 3] ^= (byte) (1 << (bit & 7));
            String flipped = tag(body);
            body[bit >> 3] ^= (byte) (1 << (bit & 7));
            assertTrue(seen.add(flipped), "bit " + bit);
            int changed = changedBits(tag, flipped);
            assertTrue(changed > 30 && changed < 98, changed + " bits for bit " + bit);
        }
    }

    private static int changedBits(String a, String b) {
        int count = 0;
        for (int i = 1; i < BodyTag.LENGTH - 1; i++) {
            count += Integer.bitCount(Character.digit(a.charAt(i), 16) ^ Character.digit(b.charAt(i), 16));
        }
        return count;
    }

    @Test
    void shouldNoticeTheOrderOfWords() {
        String[] words = {"aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd"};
        Set<String> seen = new HashSet<>();
        for (int order = 0; order < 256; order++) {
            String text = words[order & 3] + words[order >> 2 & 3] + words[order >> 4 & 3] + words[order >> 6];
            assertTrue(seen.add(tag(bytes(text))), text);
        }
    }

    /**
     * Bodies that differ little: of 200,000 a part of 32 bits meets 4.7 times by chance, and hardly ever twenty times. So
     * the parts are as good as drawn, which is what the odds of the whole rest on.
     */
    @Test
    void shouldScatterEveryPart() {
        for (int part = 0; part < 4; part++) {
            Set<String> seen = new HashSet<>();
            int met = 0;
            for (int i = 0; i < COUNT; i++) {
                String tag = tag(bytes("{\"id\":" + i + ",\"name\":\"Alice\",\"version\":" + i % 7 + "}"));
                met += seen.add(tag.substring(1 + 8 * part, 9 + 8 * part)) ? 0 : 1;
            }
            assertTrue(met < 20, met + " times in part " + part);
        }
    }

    /** Differences in two words at once, of the kind that linear hashes cancel. */
    @Test
    void shouldScatterPairsOfChanges() {
        byte[] body = new byte[64];
        Set<String> seen = new HashSet<>();
        int count = 0;
        for (int first = 0; first < 512; first++) {
            for (int second = first + 1; second < 512; second += 3) {
                body[first >> 3] ^= (byte) (1 << (first & 7));
                body[second >> 3] ^= (byte) (1 << (second & 7));
                seen.add(tag(body).substring(1, 17));
                body[first >> 3] ^= (byte) (1 << (first & 7));
                body[second >> 3] ^= (byte) (1 << (second & 7));
                count++;
            }
        }
        assertEquals(count, seen.size());
    }
}
