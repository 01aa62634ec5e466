package dev.vivace.internal.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeadEncoderTest {
    private static final byte[] NOTHING = {};

    private final DateClock clock = new DateClock();
    private final HeadEncoder heads = new HeadEncoder("vivace", clock);
    private final byte[] out = new byte[4_096];

    @BeforeEach
    void startClock() {
        clock.update(784_111_777_000L);
    }

    private String write(HeadBlock block, long length, String staged, boolean keepAlive, int minorVersion, int at) {
        byte[] fields = staged.getBytes(StandardCharsets.US_ASCII);
        int end = heads.write(block, length, fields, fields.length, keepAlive, minorVersion, out, at);
        assertTrue(end - at <= block.length() + fields.length + HeadEncoder.EXTRA_BYTES_MAX, "more room than promised");
        return new String(out, at, end - at, StandardCharsets.ISO_8859_1);
    }

    private String write(HeadBlock block, long length) {
        return write(block, length, "", true, 1, 0);
    }

    @Test
    void shouldWriteAWholeHead() {
        assertEquals("""
                HTTP/1.1 200 OK\r
                Server: vivace\r
                Date: Sun, 06 Nov 1994 08:49:37 GMT\r
                Content-Type: application/json\r
                Content-Length: 27\r
                \r
                """, write(heads.block(200, ContentTypes.JSON), 27));
    }

    @Test
    void shouldWriteBehindWhatIsThere() {
        out[9] = 'x';
        String head = write(heads.block(200, ContentTypes.TEXT), 5, "", true, 1, 10);
        assertTrue(head.startsWith("HTTP/1.1 200 OK\r\n") && head.endsWith("Content-Length: 5\r\n\r\n"), head);
        assertEquals('x', out[9]);
    }

    @Test
    void shouldWriteLengthsOfAnyDigits() {
        HeadBlock block = heads.block(200, ContentTypes.JSON);
        for (long length = 1; length > 0; length *= 10) {
            assertTrue(write(block, length).endsWith("\r\nContent-Length: " + length + "\r\n\r\n"));
            assertTrue(write(block, length - 1).endsWith("\r\nContent-Length: " + (length - 1) + "\r\n\r\n"));
        }
        assertTrue(write(block, Long.MAX_VALUE).endsWith("\r\nContent-Length: 9223372036854775807\r\n\r\n"));
    }

    @Test
    void shouldLeaveOutTheLengthWhereThereIsNeverABody() {
        for (int status : new int[] {101, 204, 304}) {
            assertFalse(write(heads.block(status, ContentTypes.NONE), 0).contains("Content-Length"), "" + status);
        }
        for (int status : new int[] {200, 205, 301, 404, 500}) {
            assertTrue(write(heads.block(status, ContentTypes.NONE), 0).contains("Content-Length: 0\r\n"), "" + status);
        }
    }

    @Test
    void shouldLeaveOutTheTypeWhereThereIsNone() {
        assertFalse(write(heads.block(200, ContentTypes.NONE), 0).contains("Content-Type"));
    }

    @Test
    void shouldLeaveOutTheServerWhereItIsEmpty() {
        HeadEncoder anonymous = new HeadEncoder("", clock);
        int end = anonymous.write(anonymous.block(200, ContentTypes.JSON), 1, NOTHING, 0, true, 1, out, 0);
        String head = new String(out, 0, end, StandardCharsets.US_ASCII);
        assertTrue(head.startsWith("HTTP/1.1 200 OK\r\nDate: "), head);
    }

    @Test
    void shouldWriteStagedFieldsAndWhetherTheConnectionPersists() {
        HeadBlock block = heads.block(201, ContentTypes.JSON);
        String staged = "Location: /users/1\r\nX-A: b\r\n";
        String length = "Content-Length: 9\r\n";
        assertTrue(write(block, 9, staged, true, 1, 0).endsWith(length + staged + "\r\n"));
        assertTrue(write(block, 9, staged, false, 1, 0).endsWith(length + staged + "Connection: close\r\n\r\n"));
        assertTrue(write(block, 9, "", false, 0, 0).endsWith(length + "Connection: close\r\n\r\n"));
        assertTrue(write(block, 9, "", true, 0, 0).endsWith(length + "Connection: keep-alive\r\n\r\n"));
    }

    @Test
    void shouldStampTheDateWhenTheSecondHasChanged() {
        HeadBlock one = heads.block(200, ContentTypes.JSON);
        HeadBlock other = heads.block(404, ContentTypes.PROBLEM);
        assertTrue(write(one, 1).contains("\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"));
        clock.update(784_111_778_000L);
        assertTrue(write(other, 1).contains("\r\nDate: Sun, 06 Nov 1994 08:49:38 GMT\r\n"));
        clock.update(784_111_779_000L);
        assertTrue(write(one, 1).contains("\r\nDate: Sun, 06 Nov 1994 08:49:39 GMT\r\n"));
        assertTrue(write(other, 1).contains("\r\nDate: Sun, 06 Nov 1994 08:49:39 GMT\r\n"));
    }

    @Test
    void shouldMakeABlockOnce() {
        assertSame(heads.block(404, ContentTypes.PROBLEM), heads.block(404, ContentTypes.PROBLEM));
    }

    @Test
    void shouldWriteEveryStatusWithItsReason() {
        for (int status = Statuses.MIN; status <= Statuses.MAX; status++) {
            for (int type = 0; type < ContentTypes.COUNT; type++) {
                String head = write(heads.block(status, type), 12);
                String line = head.substring(0, head.indexOf("\r\n"));
                assertEquals("HTTP/1.1 " + status + " " + Statuses.reason(status), line);
                assertEquals(
                        type != ContentTypes.NONE, head.contains("Content-Type: " + ContentTypes.name(type) + "\r\n"));
                assertEquals(head.length() - 4, head.indexOf("\r\n\r\n"));
            }
        }
    }

    @Test
    void shouldWriteConstantFieldsOfACustomBlock() {
        String head = write(heads.custom(200, "text/css", "ETag: \"a\"\r\nVary: Accept\r\n"), 3);
        assertTrue(
                head.endsWith("Content-Type: text/css\r\nETag: \"a\"\r\nVary: Accept\r\nContent-Length: 3\r\n\r\n"),
                head);
    }

    @Test
    void shouldHaveTheInterimAnswerReady() {
        assertEquals(
                "HTTP/1.1 100 Continue\r\n\r\n", new String(HeadEncoder.interimContinue(), StandardCharsets.US_ASCII));
    }
}
