package dev.vivace.internal.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The frames of chunks, as RFC 9112 section 7.1 has them. */
class ChunkEncoderTest {
    private final byte[] out = new byte[64];

    private String text(int end) {
        return new String(out, 3, end - 3, StandardCharsets.US_ASCII);
    }

    @Test
    void shouldWriteSizesInHexadecimal() {
        for (int size : new int[] {1, 9, 10, 15, 16, 17, 255, 256, 4_095, 4_096, 32_768, 33_033, Integer.MAX_VALUE}) {
            assertEquals(Integer.toHexString(size) + "\r\n", text(ChunkEncoder.begin(size, out, 3)));
        }
    }

    @Test
    void shouldEndChunksAndTheBody() {
        assertEquals("\r\n", text(ChunkEncoder.end(out, 3)));
        assertEquals("0\r\n\r\n", text(ChunkEncoder.last(out, 3)));
    }

    @Test
    void shouldNeedNoMoreRoomThanItSays() {
        int at = ChunkEncoder.begin(Integer.MAX_VALUE, out, 0);
        at = ChunkEncoder.end(out, at);
        at = ChunkEncoder.last(out, at);
        assertEquals(ChunkEncoder.EXTRA_BYTES_MAX, at);
    }
}
