package dev.vivace.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerParserTest {
    private static final String ANSWER =
            "HTTP/1.1 200 OK\r\nServer: x\r\nContent-Type: text/plain\r\ncontent-LENGTH:  13 \r\n"
                    + "Date: now\r\n\r\nHello, World!";

    private final AnswerParser parser = new AnswerParser();

    private int feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return parser.feed(ByteBuffer.allocateDirect(bytes.length).put(0, bytes), bytes.length);
    }

    private int feedFresh(String text) {
        parser.reset();
        return feed(text);
    }

    private void assertAnswer() {
        assertEquals(200, parser.status());
        assertEquals(13, parser.contentLength());
        assertEquals(ANSWER.length(), parser.answerBytes());
        assertFalse(parser.closing());
    }

    @Test
    void shouldTakeAnAnswerInOnePiece() {
        assertEquals(AnswerParser.COMPLETE, feedFresh(ANSWER));
        assertAnswer();
    }

    @Test
    void shouldTakeAnAnswerSplitAnywhereInThree() {
        for (int first = 1; first < ANSWER.length() - 1; first++) {
            for (int second = first + 1; second < ANSWER.length(); second++) {
                assertEquals(AnswerParser.MORE, feedFresh(ANSWER.substring(0, first)));
                assertEquals(AnswerParser.MORE, feed(ANSWER.substring(first, second)));
                assertEquals(AnswerParser.COMPLETE, feed(ANSWER.substring(second)), "at " + first + ", " + second);
                assertAnswer();
            }
        }
    }

    @Test
    void shouldTakeAnAnswerByteByByte() {
        parser.reset();
        for (int index = 0; index < ANSWER.length() - 1; index++) {
            assertEquals(AnswerParser.MORE, feed(ANSWER.substring(index, index + 1)));
        }
        assertEquals(AnswerParser.COMPLETE, feed("!"));
        assertAnswer();
    }

    @Test
    void shouldTakeEmptyBodies() {
        assertEquals(AnswerParser.COMPLETE, feedFresh("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"));
        assertEquals(404, parser.status());
        assertEquals(AnswerParser.COMPLETE, feedFresh("HTTP/1.1 204 No Content\r\n\r\n"));
        assertEquals(0, parser.contentLength());
        assertEquals(AnswerParser.COMPLETE, feedFresh("HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n"));
    }

    @Test
    void shouldSkipInterimAnswers() {
        assertEquals(AnswerParser.COMPLETE, feedFresh("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + ANSWER));
        assertEquals(200, parser.status());
    }

    @Test
    void shouldSeeThatTheServerCloses() {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: ";
        assertEquals(AnswerParser.COMPLETE, feedFresh(head + "Close\r\n\r\n"));
        assertTrue(parser.closing());
        assertEquals(AnswerParser.COMPLETE, feedFresh(head + "keep-alive\r\n\r\n"));
        assertFalse(parser.closing());
    }

    @Test
    void shouldRefuseChunkedAnswersWithAReason() {
        assertEquals(AnswerParser.FAULTY, feedFresh("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
        assertEquals("chunked: only answers with Content-Length are understood", parser.fault());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 2x0 OK\r\n\r\n",
                "HTTP/1.1 20\r\n\r\n",
                "HTTP/1.1\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\rX",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nab"
            })
    void shouldRefuseWhatIsNoAnswer(String text) {
        assertEquals(AnswerParser.FAULTY, feedFresh(text));
        assertFalse(parser.fault().isEmpty());
    }

    @Test
    void shouldRefuseAnEndlessHead() {
        parser.reset();
        assertEquals(AnswerParser.MORE, feed("HTTP/1.1 200 OK\r\nX: "));
        String filler = "x".repeat(AnswerParser.HEAD_BYTES_MAX / 4);
        for (int count = 0; count < 3; count++) {
            assertEquals(AnswerParser.MORE, feed(filler));
        }
        assertEquals(AnswerParser.FAULTY, feed(filler));
    }
}
