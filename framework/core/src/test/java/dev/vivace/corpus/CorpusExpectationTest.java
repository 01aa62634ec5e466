package dev.vivace.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CorpusExpectationTest {
    private static final String DATE = "Date: Tue, 01 Jan 2030 00:00:00 GMT\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\n" + DATE + "Content-Length: 2\r\n\r\nok";
    private static final String OK_CLOSE =
            "HTTP/1.1 200 OK\r\n" + DATE + "Connection: close\r\nContent-Length: 2\r\n\r\nok";
    private static final String OK_HEAD = "HTTP/1.1 200 OK\r\n" + DATE + "Content-Length: 2\r\n\r\n";
    private static final String BAD =
            "HTTP/1.1 400 Bad Request\r\n" + DATE + "Connection: close\r\nContent-Length: 1\r\n\r\nx";
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    @Test
    void shouldAcceptWhatIsExpected() {
        assertNull(check("200 \"ok\" open", OK, false));
        assertNull(check("200, 200 \"ok\" open", OK + OK, false));
        assertNull(check("200 HEAD, 200 \"ok\" open", OK_HEAD + OK, false));
        assertNull(check("200 \"ok\", 400 close", OK + BAD, true));
        assertNull(check("200 close", OK_CLOSE, true));
        assertNull(check("need-more", "", false));
        assertNull(check("200 need-more", OK, false));
        assertNull(check("then-eof", "", true));
        assertNull(check("200 then-eof", OK, true));
    }

    @Test
    void shouldNameAWrongStatus() {
        assertEquals("answer 2 of 2: status 400, expected 200", check("200, 200 open", OK + BAD, false));
    }

    @Test
    void shouldNameAWrongBody() {
        assertEquals("answer 1 of 1: body is \"ok\", expected \"on\"", check("200 \"on\" open", OK, false));
    }

    @Test
    void shouldRefuseMissingAnswers() {
        assertNotNull(check("200 open", "", false));
        assertNotNull(check("200, 200 open", OK, false));
        assertNotNull(check("400 close", "", true));
    }

    @Test
    void shouldRefuseMoreThanIsExpected() {
        assertNotNull(check("200 open", OK + OK, false));
        assertNotNull(check("400 close", BAD + BAD, true));
        assertNotNull(check("400 close", BAD + "x", true));
        assertNotNull(check("need-more", OK, false));
        assertNotNull(check("then-eof", BAD, true));
    }

    @Test
    void shouldRefuseAWrongFate() {
        assertEquals("the connection was closed, expected open", check("200 open", OK, true));
        assertEquals("the connection is open, expected close", check("400 close", BAD, false));
        assertNotNull(check("need-more", "", true));
        assertNotNull(check("200 then-eof", OK, false));
    }

    @Test
    void shouldRefuseAnAnnouncedCloseThatIsNone() {
        assertNotNull(check("200 open", OK_CLOSE, false));
        assertNotNull(check("200, 200 open", OK_CLOSE + OK, false));
        assertNotNull(check("200, 400 close", OK_CLOSE + BAD, true));
    }

    @Test
    void shouldRefuseABodyInAnAnswerToHead() {
        assertNotNull(check("200 HEAD open", OK, false));
    }

    @Test
    void shouldAllowAnOptionalInterimAnswer() {
        assertNull(check("100?, 200 open", CONTINUE + OK, false));
        assertNull(check("100?, 200 open", OK, false));
        assertNull(check("100? need-more", CONTINUE, false));
        assertNull(check("100? need-more", "", false));
        assertNotNull(check("100?, 200 open", CONTINUE + CONTINUE + OK, false));
    }

    @Test
    void shouldInsistOnAnInterimAnswerThatIsNotOptional() {
        assertNull(check("100 need-more", CONTINUE, false));
        assertNotNull(check("100 need-more", "", false));
        assertNotNull(check("200 open", CONTINUE + OK, false));
    }

    @Test
    void shouldInsistOnOneDateAndOnAllow() {
        assertNotNull(check("200 open", OK.replace(DATE, ""), false));
        assertNotNull(check("200 open", OK.replace(DATE, DATE + DATE), false));
        String notAllowed = "HTTP/1.1 405 No\r\n" + DATE + "Content-Length: 0\r\n\r\n";
        assertNotNull(check("405 open", notAllowed, false));
        assertNull(check("405 open", notAllowed.replace(DATE, DATE + "Allow: GET\r\n"), false));
    }

    @Test
    void shouldCheckHeaders() {
        String answer = OK.replace(DATE, DATE + "Allow: HEAD, GET\r\nConnection: Keep-Alive\r\nX-A: b\r\n");
        assertNull(headerFault(answer, new CorpusHeader("Allow", "GET, HEAD", false)));
        assertNull(headerFault(answer, new CorpusHeader("connection", "keep-alive", false)));
        assertNull(headerFault(answer, new CorpusHeader("x-a", "b", false)));
        assertNull(headerFault(answer, new CorpusHeader("X-A", null, false)));
        assertNull(headerFault(answer, new CorpusHeader("X-B", null, true)));
        assertNotNull(headerFault(answer, new CorpusHeader("Allow", "GET", false)));
        assertNotNull(headerFault(answer, new CorpusHeader("Allow", "GET, HEAD, PUT", false)));
        assertNotNull(headerFault(answer, new CorpusHeader("Connection", "close", false)));
        assertNotNull(headerFault(answer, new CorpusHeader("X-A", "c", false)));
        assertNotNull(headerFault(answer, new CorpusHeader("X-A", null, true)));
        assertNotNull(headerFault(answer, new CorpusHeader("X-B", null, false)));
    }

    @Test
    void shouldAcceptAnyPermittedOutcome() {
        List<CorpusExpectation> choice = List.of(parse("then-eof"), parse("400 then-eof"));
        CorpusCase c = new CorpusCase("t", "n", "s", new byte[0], choice);
        assertNull(c.check(new byte[0], true));
        assertNull(c.check(bytes(BAD), true));
        assertTrue(c.check(bytes(OK), true).startsWith("t/n: "));
    }

    @Test
    void shouldPutAGoodRequestInFront() {
        CorpusCase c = new CorpusCase("t", "n", "s", bytes("X"), List.of(parse("400 close"))).behindGoodRequest();
        assertEquals("GET /ok HTTP/1.1\r\nHost: a\r\n\r\nX", new String(c.bytes(), StandardCharsets.US_ASCII));
        assertNull(c.check(bytes(OK + BAD), true));
        assertNotNull(c.check(bytes(BAD), true));
    }

    @Test
    void shouldPutAGoodRequestBehind() {
        CorpusCase open = new CorpusCase("t", "n", "s", bytes("X"), List.of(parse("200 open"))).beforeGoodRequest();
        assertEquals("XGET /ok HTTP/1.1\r\nHost: a\r\n\r\n", new String(open.bytes(), StandardCharsets.US_ASCII));
        assertNull(open.check(bytes(OK + OK), false));
        assertNotNull(open.check(bytes(OK), false));

        CorpusCase closed = new CorpusCase("t", "n", "s", bytes("X"), List.of(parse("400 close"))).beforeGoodRequest();
        assertNull(closed.check(bytes(BAD), true));
        assertNotNull(closed.check(bytes(BAD + OK), true));
    }

    @Test
    void shouldPutNothingBehindAnIncompleteRequest() {
        CorpusCase c = new CorpusCase("t", "n", "s", bytes("X"), List.of(parse("need-more")));
        assertThrows(IllegalStateException.class, c::beforeGoodRequest);
    }

    private static String headerFault(String answer, CorpusHeader header) {
        CorpusAnswer expected = new CorpusAnswer(200, false, false, null, List.of(header));
        return new CorpusExpectation(List.of(expected), CorpusFate.OPEN).check(bytes(answer), false);
    }

    private static String check(String expect, String output, boolean closed) {
        return parse(expect).check(bytes(output), closed);
    }

    private static CorpusExpectation parse(String expect) {
        return ExpectLine.parse(expect, Map.of());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
