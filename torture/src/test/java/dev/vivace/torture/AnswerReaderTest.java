package dev.vivace.torture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("1994-11-06T08:49:37Z"), ZoneOffset.UTC);
    private static final String DATE = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\n" + DATE + "Content-Length: 5\r\n\r\nhello";

    private final AnswerReader reader = new AnswerReader(CLOCK);

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private int read(String text) {
        reader.begin(false);
        return reader.read(bytes(text));
    }

    @Test
    void shouldReadAnAnswerHoweverItIsCut() {
        for (int cut = 0; cut <= OK.length(); cut++) {
            reader.begin(false);
            int first = reader.read(bytes(OK.substring(0, cut)));
            assertEquals(cut == OK.length() ? AnswerReader.COMPLETE : AnswerReader.MORE, first);
            assertEquals(cut > 0, reader.begun());
            if (first == AnswerReader.MORE) {
                assertEquals(AnswerReader.COMPLETE, reader.read(bytes(OK.substring(cut))));
            }
            assertEquals(200, reader.status());
            assertEquals("hello", reader.text());
        }
    }

    @Test
    void shouldLeaveTheNextAnswerAlone() {
        ByteBuffer in = bytes(OK + OK);
        reader.begin(false);
        assertEquals(AnswerReader.COMPLETE, reader.read(in));
        assertEquals(OK.length(), in.remaining());
        reader.begin(false);
        assertEquals(AnswerReader.COMPLETE, reader.read(in));
        assertEquals(0, in.remaining());
    }

    @Test
    void shouldTakeInterimAnswersForAnswers() {
        ByteBuffer in = bytes("HTTP/1.1 100 Continue\r\n\r\n" + OK);
        reader.begin(false);
        assertEquals(AnswerReader.COMPLETE, reader.read(in));
        assertTrue(reader.interim());
        assertEquals(OK.length(), in.remaining());
    }

    @Test
    void shouldExpectNoBodyWhereThereIsNone() {
        reader.begin(true);
        assertEquals(AnswerReader.COMPLETE, reader.read(bytes(OK.substring(0, OK.length() - 5))));
        assertEquals(0, reader.bodyLength());
        assertEquals(AnswerReader.COMPLETE, read("HTTP/1.1 204 No Content\r\n" + DATE + "\r\n"));
    }

    @Test
    void shouldKeepTheBeginningOfALongBody() {
        byte[] body = new byte[200_000];
        body[65_535] = 1;
        body[65_536] = 2;
        assertEquals(AnswerReader.MORE, read("HTTP/1.1 200 OK\r\n" + DATE + "Content-Length: 200000\r\n\r\n"));
        assertEquals(AnswerReader.MORE, reader.read(ByteBuffer.wrap(body, 0, 70_000)));
        assertEquals(AnswerReader.COMPLETE, reader.read(ByteBuffer.wrap(body, 70_000, 130_000)));
        assertEquals(200_000, reader.bodyLength());
        byte[] kept = new byte[65_536];
        kept[65_535] = 1;
        assertArrayEquals(kept, reader.body());
    }

    @Test
    void shouldSayWhetherTheConnectionEnds() {
        assertEquals(AnswerReader.COMPLETE, read(OK));
        assertFalse(reader.closing());
        assertEquals(AnswerReader.COMPLETE, read(OK.replace("Content", "connection: Close\r\nContent")));
        assertTrue(reader.closing());
    }

    @Test
    void shouldTakeOctetsAbove127InValues() {
        assertEquals(AnswerReader.COMPLETE, read(OK.replace("Content", "X-A: \u00e9b\u00ff\r\nContent")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.0 200 OK\r\n",
                "HTTP/1.1 200\r\n",
                "HTTP/1.1 700 OK\r\n",
                "HTTP/1.1  200 OK\r\n",
                "\r\nHTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 O\0K\r\n"
            })
    void shouldRefuseStatusLines(String line) {
        assertEquals(AnswerReader.FAULTY, read(line + DATE + "Content-Length: 0\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-A : b\r\n",
                " X-A: b\r\n",
                "X-A\r\n",
                ": b\r\n",
                "X-A: b\nX-B: c\r\n",
                "X-A: b\rX-B: c\r\n",
                "X-A: \0\r\n",
                "Content-Length: 0\r\n",
                "Transfer-Encoding: chunked\r\n",
                "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
            })
    void shouldRefuseFields(String field) {
        assertEquals(
                AnswerReader.FAULTY, read("HTTP/1.1 200 OK\r\n" + DATE + "Content-Length: 0\r\n" + field + "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+5", "5, 5", "0x5", "12345678901"})
    void shouldRefuseLengths(String length) {
        assertEquals(
                AnswerReader.FAULTY, read("HTTP/1.1 200 OK\r\n" + DATE + "Content-Length: " + length + "\r\n\r\n"));
    }

    @Test
    void shouldRefuseAnAnswerWithoutALength() {
        assertEquals(AnswerReader.FAULTY, read("HTTP/1.1 200 OK\r\n" + DATE + "\r\n"));
        assertEquals(AnswerReader.FAULTY, read("HTTP/1.1 204 No Content\r\n" + DATE + "Content-Length: 0\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sun, 06 Nov 1994 08:49:40 GMT",
                "Sun, 06 Nov 1994 08:49:34 GMT",
                "Mon, 06 Nov 1994 08:49:37 GMT",
                "Sun, 6 Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT"
            })
    void shouldRefuseDates(String date) {
        assertEquals(AnswerReader.FAULTY, read("HTTP/1.1 200 OK\r\nDate: " + date + "\r\nContent-Length: 0\r\n\r\n"));
        assertTrue(reader.fault().contains("Date"), reader.fault());
    }

    @Test
    void shouldNotCompareDatesWithoutAClock() {
        AnswerReader later = new AnswerReader(null);
        later.begin(false);
        assertEquals(AnswerReader.COMPLETE, later.read(bytes(OK)));
    }

    @Test
    void shouldBoundTheHead() {
        assertEquals(AnswerReader.FAULTY, read("HTTP/1.1 200 " + "a".repeat(20_000)));
    }
}
