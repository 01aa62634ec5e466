package dev.vivace.internal.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final CharBuffer characters = CharBuffer.allocate(256);

    @Test
    void shouldAgreeWithTheJdkOnEverySequenceOfUpToTwoBytes() {
        for (int first = 0; first < 256; first++) {
            assertSame(new byte[] {(byte) first});
            for (int second = 0; second < 256; second++) {
                assertSame(new byte[] {(byte) first, (byte) second});
            }
        }
    }

    @Test
    void shouldAgreeWithTheJdkAtTheEdgesOfEveryRange() {
        int[] edges = {
            0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE
        };
        int[] leads = {0x41, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF8, 0xFF};
        for (int lead : leads) {
            for (int second : edges) {
                for (int third : edges) {
                    assertSame(new byte[] {(byte) lead, (byte) second, (byte) third});
                    for (int fourth : edges) {
                        assertSame(new byte[] {(byte) lead, (byte) second, (byte) third, (byte) fourth});
                        assertSame(new byte[] {'a', (byte) lead, (byte) second, (byte) third, (byte) fourth, 'z'});
                    }
                }
            }
        }
    }

    @Test
    void shouldAgreeWithTheJdkOnMutatedText() {
        Random random = new Random(7);
        for (int round = 0; round < 60_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                int point = random.nextInt(5) < 3 ? random.nextInt(128) : random.nextInt(0x110000);
                text.appendCodePoint(point >= 0xD800 && point <= 0xDFFF ? 'x' : point);
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            assertTrue(Utf8.valid(bytes, 0, bytes.length));
            if (bytes.length > 0 && random.nextBoolean()) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertSame(Arrays.copyOf(bytes, Math.max(0, bytes.length - random.nextInt(2))));
        }
    }

    @Test
    void shouldLookAtTheRangeOnly() {
        byte[] bytes = {(byte) 0xFF, 'a', (byte) 0xC3, (byte) 0xA9, (byte) 0xFF};
        assertTrue(Utf8.valid(bytes, 1, 4));
        assertFalse(Utf8.valid(bytes, 1, 3));
        assertFalse(Utf8.valid(bytes, 0, 4));
        assertTrue(Utf8.valid(bytes, 4, 4));
        assertTrue(Utf8.ascii(bytes, 1, 2));
        assertFalse(Utf8.ascii(bytes, 1, 3));
    }

    private void assertSame(byte[] bytes) {
        characters.clear();
        decoder.reset();
        boolean expected =
                !decoder.decode(ByteBuffer.wrap(bytes), characters, true).isError();
        assertEquals(expected, Utf8.valid(bytes, 0, bytes.length), () -> Arrays.toString(bytes));
        int state = Utf8.COMPLETE;
        for (int i = 0; i < bytes.length && state != Utf8.INVALID; i++) {
            state = Utf8.next(state, bytes[i] & 0xFF);
        }
        assertEquals(expected, state == Utf8.COMPLETE, () -> "byte by byte: " + Arrays.toString(bytes));
    }
}
