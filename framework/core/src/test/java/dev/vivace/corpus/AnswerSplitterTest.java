package dev.vivace.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerSplitterTest {

    @Test
    void shouldSplitByContentLength() {
        AnswerSplitter splitter = splitter("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\na\r\n"
                + "HTTP/1.1 404 Not Found\r\nContent-Length:0\r\n\r\n");

        assertEquals(200, splitter.statusAhead());
        WireAnswer first = splitter.next(false);
        assertEquals("a\r\n", new String(first.body(), StandardCharsets.US_ASCII));
        WireAnswer second = splitter.next(false);
        assertEquals(404, second.status());
        assertEquals(0, second.body().length);
        assertFalse(splitter.hasMore());
        assertEquals(0, splitter.statusAhead());
    }

    @Test
    void shouldTakeNoBodyOfInterim204And304() {
        AnswerSplitter splitter = splitter("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"
                + "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n");
        assertEquals(100, splitter.next(false).status());
        assertEquals(204, splitter.next(false).status());
        assertEquals(304, splitter.next(false).status());
        assertFalse(splitter.hasMore());
    }

    @Test
    void shouldTakeNoBodyOfAnAnswerToHead() {
        AnswerSplitter splitter =
                splitter("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na");
        assertEquals(0, splitter.next(true).body().length);
        assertEquals(1, splitter.next(false).body().length);
    }

    @Test
    void shouldTrimAndCollectValues() {
        WireAnswer answer = splitter(
                        "HTTP/1.1 204 X\r\nallow: \tGET , HEAD\t \r\nAllow:,PUT\r\nConnection: x, CLOSE\r\n\r\n")
                .next(false);
        assertEquals(List.of("GET , HEAD", ",PUT"), answer.values("ALLOW"));
        assertEquals(List.of("GET", "HEAD", "PUT"), answer.members("Allow"));
        assertTrue(answer.announcesClose());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\nContent-Length: 0\r\n\r\n",
                "\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 204 No\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length : 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX-A: \0\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\nContent-Length: 0\r\n\r\n",
                "aHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
            })
    void shouldRefuseWhatIsMalformed(String output) {
        assertThrows(MalformedAnswerException.class, () -> splitter(output).next(false));
    }

    private static AnswerSplitter splitter(String output) {
        return new AnswerSplitter(output.getBytes(StandardCharsets.ISO_8859_1));
    }
}
