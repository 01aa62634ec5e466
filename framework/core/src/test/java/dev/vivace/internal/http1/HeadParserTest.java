package dev.vivace.internal.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Well-formed heads: where everything is. The faults are in {@link HeadFaultsTest}. */
class HeadParserTest {
    private static final String HOST = "Host: a.example\r\n";

    private final RequestHead head = new RequestHead(HttpLimits.DEFAULT.headerCountMax());

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Parses in the middle of an array, with bytes in front and behind that must not matter. */
    private RequestHead parse(String text) {
        byte[] in = bytes("GET" + text + "\r\nX: y");
        int length = HeadParser.parse(in, 3, in.length, head, HttpLimits.DEFAULT);
        assertEquals(text.length(), length, text);
        assertEquals(text.length(), head.length);
        assertEquals(3, head.start);
        assertSame(in, head.bytes);
        return head;
    }

    private String target() {
        return head.text(head.targetStart, head.targetEnd);
    }

    private String path() {
        return head.text(head.pathStart, head.pathEnd);
    }

    private String query() {
        return head.queryStart < 0 ? null : head.text(head.queryStart, head.queryEnd);
    }

    @Test
    void shouldFindWhereEverythingIs() {
        parse("GET /a/b?c=d HTTP/1.1\r\nHost: a.example\r\nAccept:*/*\r\n\r\n");
        assertEquals(Methods.GET, head.methodId);
        assertEquals("GET", head.text(head.start, head.methodEnd));
        assertEquals("/a/b?c=d", target());
        assertEquals("/a/b", path());
        assertEquals("c=d", query());
        assertEquals(1, head.minorVersion);
        assertEquals(2, head.fieldCount);
        assertEquals("Host", head.name(0));
        assertEquals("a.example", head.value(0));
        assertEquals("Accept", head.name(1));
        assertEquals("*/*", head.value(1));
        assertEquals(0, head.hostIndex);
        assertTrue(head.keepAlive);
        assertFalse(head.hasBody());
        assertEquals(-1, head.contentLength);
        int line = 3 + "GET /a/b?c=d HTTP/1.1\r\n".length();
        assertEquals(line, head.nameStart(0));
        assertEquals(line + 4, head.nameEnd(0));
        assertEquals(line + 6, head.valueStart(0));
        assertEquals(line + 15, head.valueEnd(0));
    }

    @Test
    void shouldParseTheShortestHeads() {
        assertEquals("/", parsePath("A / HTTP/1.0\r\n\r\n"));
        assertEquals(Methods.UNKNOWN, head.methodId);
        assertEquals("A", head.text(head.start, head.methodEnd));
        byte[] alone = bytes("A / HTTP/1.0\r\n\r\n");
        assertEquals(16, HeadParser.parse(alone, 0, alone.length, head, HttpLimits.DEFAULT));
    }

    private String parsePath(String text) {
        parse(text);
        return path();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
    void shouldKnowTheRegisteredMethods(String method) {
        parse(method + " /x HTTP/1.1\r\n" + HOST + "\r\n");
        assertEquals(Methods.of(method), head.methodId);
        assertEquals(method.length(), head.methodEnd - head.start);
        assertEquals("/x", path());
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "Get", "GETS", "POSTS", "PO", "M-SEARCH", "!#$%&'*+-.^_`|~", "X1"})
    void shouldTakeOtherTokensForUnknownMethods(String method) {
        parse(method + " /x HTTP/1.1\r\n" + HOST + "\r\n");
        assertEquals(Methods.UNKNOWN, head.methodId);
        assertEquals(method, head.text(head.start, head.methodEnd));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "/, /, none, false",
                "/?, /, '', false",
                "/a??b?c, /a, ?b?c, false",
                "/a?b/../c%zz, /a, b/../c%zz, false",
                "/a%20b, /a%20b, none, true",
                "/a//b, /a//b, none, true",
                "/a/./b, /a/./b, none, true",
                "/a/.., /a/.., none, true",
                "/.well-known/x, /.well-known/x, none, true",
                "/a., /a., none, false",
                "/a;b=c@d:e!$&'()*+|^`{}\\\"<>, /a;b=c@d:e!$&'()*+|^`{}\\\"<>, none, false",
            })
    void shouldSplitTheTarget(String target, String path, String query, boolean normalize) {
        parse("GET " + target + " HTTP/1.1\r\n" + HOST + "\r\n");
        assertEquals(target, target());
        assertEquals(path, path());
        assertEquals(query, query());
        assertEquals(normalize, head.pathNeedsNormalizing);
        assertEquals(head.authorityStart, head.authorityEnd);
        assertFalse(head.asterisk);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "http://b.example/a/b?c, b.example, /a/b, c",
                "HTTP://B.example:81/, B.example:81, /, none",
                "https://[::1]:8080/x, [::1]:8080, /x, none",
                "http://b.example, b.example, '', none",
                "http://b.example?q, b.example, '', q",
            })
    void shouldSplitAnAbsoluteTarget(String target, String authority, String path, String query) {
        parse("GET " + target + " HTTP/1.1\r\n" + HOST + "\r\n");
        assertEquals(target, target());
        assertEquals(authority, head.text(head.authorityStart, head.authorityEnd));
        assertEquals(path, path());
        assertEquals(query, query());
    }

    @Test
    void shouldTakeTheAsteriskForOptionsOnly() {
        parse("OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n");
        assertTrue(head.asterisk);
        assertEquals("*", target());
        byte[] get = bytes("GET * HTTP/1.1\r\n" + HOST + "\r\n");
        assertEquals(Faults.BAD_TARGET, HeadParser.parse(get, 0, get.length, head, HttpLimits.DEFAULT));
    }

    @Test
    void shouldTakeAnAuthorityForConnect() {
        parse("CONNECT b.example:443 HTTP/1.1\r\n" + HOST + "\r\n");
        assertEquals(Methods.CONNECT, head.methodId);
        assertEquals("b.example:443", head.text(head.authorityStart, head.authorityEnd));
    }

    @ParameterizedTest
    @CsvSource({
        "'X:v', v",
        "'X: v', v",
        "'X:\t v', v",
        "'X:v ', v",
        "'X:  v\t \t', v",
        "'X: a  b\tc ', 'a  b\tc'",
        "'X:', ''",
        "'X: ', ''",
        "'X: \t \t', ''",
        "'X: 1234567', 1234567",
        "'X: 12345678', 12345678",
        "'X: 123456789', 123456789",
        "'X: 1234567\t9', '1234567\t9'",
        "'X: 12345678\t0123456789', '12345678\t0123456789'",
        "'X: :', ':'",
        "'X: caf\u00e9 \u0080\u00ff', 'caf\u00e9 \u0080\u00ff'",
    })
    void shouldTrimWhiteSpaceAroundValuesOnly(String line, String value) {
        parse("GET / HTTP/1.1\r\n" + HOST + line + "\r\nY: z\r\n\r\n");
        assertEquals("X", head.name(1));
        assertEquals(value, head.value(1));
        assertEquals("z", head.value(2));
    }

    @Test
    void shouldTakeEveryByteOfAValueThatIsNotAControl() {
        for (int c = 0x20; c < 0x100; c++) {
            if (c == 0x7F) {
                continue;
            }
            for (int before = 0; before < 9; before++) {
                String value = "v".repeat(before) + (char) c + "w";
                parse("GET / HTTP/1.1\r\nHost: a\r\nX:|" + value + "\r\n\r\n");
                assertEquals("|" + value, head.value(1));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.1, '', true",
        "1.1, 'Connection: close', false",
        "1.1, 'connection: CLOSE', false",
        "1.1, 'Connection: keep-alive', true",
        "1.1, 'Connection: keep-alive, close', false",
        "1.1, 'Connection: x, \t close ,y', false",
        "1.1, 'Connection: closed, xclose', true",
        "1.1, 'Connection: ,,close', false",
        "1.0, '', false",
        "1.0, 'Connection: keep-alive', true",
        "1.0, 'Connection: x, Keep-Alive', true",
        "1.0, 'Connection: keep-alive, close', false",
    })
    void shouldDecideWhetherTheConnectionPersists(String version, String line, boolean keepAlive) {
        String lines = line.isEmpty() ? "" : line + "\r\n";
        parse("GET / HTTP/" + version + "\r\nHost: a\r\n" + lines + "\r\n");
        assertEquals(keepAlive, head.keepAlive);
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length: 0, 0, false",
        "content-length:17, 17, true",
        "CONTENT-LENGTH: 000000000000000000000000000000000017, 17, true",
        "Content-Length: 9223372036854775807, 9223372036854775807, true",
        "Content-Lengths: 5, -1, false",
        "Transfer-Encoding: chunked, -1, true",
        "transfer-encoding:Chunked\t, -1, true",
    })
    void shouldFindTheLengthOfTheBody(String line, long contentLength, boolean hasBody) {
        parse("POST / HTTP/1.1\r\n" + HOST + line + "\r\n\r\n");
        assertEquals(contentLength, head.contentLength);
        assertEquals(hasBody, head.hasBody());
        assertEquals(line.toLowerCase(java.util.Locale.ROOT).contains("chunked"), head.chunked);
    }

    @Test
    void shouldNoticeExpectations() {
        parse("POST / HTTP/1.1\r\n" + HOST + "Expect: 100-Continue\r\n\r\n");
        assertTrue(head.expectContinue);
        assertFalse(head.expectUnknown);
        parse("POST / HTTP/1.1\r\n" + HOST + "Expect: 101-x\r\n\r\n");
        assertFalse(head.expectContinue);
        assertTrue(head.expectUnknown);
        parse("POST / HTTP/1.0\r\n" + HOST + "Expect: 100-continue\r\n\r\n");
        assertFalse(head.expectContinue, "RFC 9110 section 10.1.1: from 1.0 it is ignored");
    }

    @Test
    void shouldReadExpectationsAsAList() {
        parse("POST / HTTP/1.1\r\n" + HOST + "Expect: ,\t100-continue , 100-Continue,\r\nExpect:\r\n\r\n");
        assertTrue(head.expectContinue);
        assertFalse(head.expectUnknown, "RFC 9110 section 5.6.1.2: empty elements do not count");
        parse("POST / HTTP/1.1\r\n" + HOST + "Expect: 100-continue, a=\"b\"\r\n\r\n");
        assertTrue(head.expectUnknown);
        parse("POST / HTTP/1.1\r\n" + HOST + "Expect: a,100-continue\r\n\r\n");
        assertTrue(head.expectUnknown);
    }

    @Test
    void shouldNeedNoHostFrom10Clients() {
        parse("GET / HTTP/1.0\r\n\r\n");
        assertEquals(RequestHead.HOST_ABSENT, head.hostIndex);
        assertEquals(0, head.minorVersion);
        assertEquals(0, head.fieldCount);
    }

    @Test
    void shouldForgetTheHeadBefore() {
        parse("OPTIONS * HTTP/1.1\r\n" + HOST
                + "Expect: 100-continue\r\nContent-Length: 5\r\nConnection: close\r\n\r\n");
        parse("GET http://b//c%20?d HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\nExpect: x\r\n\r\n");
        parse("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        assertFalse(head.asterisk);
        assertFalse(head.pathNeedsNormalizing);
        assertFalse(head.expectContinue);
        assertFalse(head.expectUnknown);
        assertFalse(head.chunked);
        assertEquals(-1, head.contentLength);
        assertEquals(-1, head.queryStart);
        assertEquals(head.authorityStart, head.authorityEnd);
        assertTrue(head.keepAlive);
        assertEquals(1, head.fieldCount);
    }

    @Test
    void shouldFindFieldsByNameWithoutCase() {
        parse("GET / HTTP/1.1\r\nHost: a\r\nx-a: 1\r\nX-AB: 2\r\nX-A: 3\r\n\r\n");
        int first = head.indexOf("X-a", 0);
        assertEquals("1", head.value(first));
        assertEquals("3", head.value(head.indexOf("x-A", first + 1)));
        assertEquals(-1, head.indexOf("x-a", 4));
        assertEquals(-1, head.indexOf("y", 0));
        assertEquals("2", head.value(head.indexOf("x-ab", 0)));
    }

    @Test
    void shouldCopyAHeadIndependently() {
        String text = "POST http://b.example/p?q HTTP/1.1\r\n" + HOST + "X: y\r\nContent-Length: 5\r\n\r\n";
        parse(text);
        RequestHead copy = new RequestHead(0);
        copy.copyFrom(head, bytes(text));
        parse("GET / HTTP/1.0\r\n\r\n");
        assertEquals("POST", copy.text(copy.start, copy.methodEnd));
        assertEquals("/p", copy.text(copy.pathStart, copy.pathEnd));
        assertEquals("q", copy.text(copy.queryStart, copy.queryEnd));
        assertEquals("b.example", copy.text(copy.authorityStart, copy.authorityEnd));
        assertEquals("a.example", copy.value(copy.hostIndex));
        assertEquals("y", copy.value(copy.indexOf("x", 0)));
        assertEquals(5, copy.contentLength);
        assertEquals(text.length(), copy.length);
        assertTrue(copy.keepAlive);
    }

    @Test
    void shouldWantMoreForEveryBeginning() {
        byte[] in = bytes("GET /a?b HTTP/1.1\r\nHost: a.example\r\nX:\r\nContent-Length: 12\r\n\r\n");
        for (int end = 0; end < in.length; end++) {
            // What lies behind the end is not to be looked at: it would complete the head
            int result = HeadParser.parse(in, 0, end, head, HttpLimits.DEFAULT);
            assertEquals(HeadParser.INCOMPLETE, result, "the first " + end + " bytes");
        }
    }
}
