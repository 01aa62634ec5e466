package dev.vivace.internal.http1;

import static dev.vivace.internal.http1.HeadParserTest.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault that a head can have, by name; the parser and the scanner together, as a connection uses them. */
class HeadFaultsTest {
    private static final HttpLimits LIMITS = new HttpLimits(40, 60, 4, 100, 100, 4, 100, 100);
    private static final String GET = "GET / HTTP/1.1\r\n";
    private static final String HOST = "Host: a\r\n";

    /** A head and the fault it has. */
    record Faulty(String fault, String head) {}

    static List<Faulty> faulty() {
        return List.of(
                new Faulty("BAD_METHOD", " GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
                new Faulty("BAD_METHOD", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n"),
                new Faulty("BAD_METHOD", "\nGET / HTTP/1.1\r\n\r\n"),
                new Faulty("BAD_REQUEST_LINE", "GET\r\n\r\n"),
                new Faulty("BAD_REQUEST_LINE", "GE\u0000T / HTTP/1.1\r\n\r\n"),
                new Faulty("BAD_REQUEST_LINE", "G\u00c9T / HTTP/1.1\r\n\r\n"),
                new Faulty("BAD_REQUEST_LINE", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n"),
                new Faulty("BAD_REQUEST_LINE", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"),
                new Faulty("BAD_REQUEST_LINE", "GET /\r\nHost: a\r\n\r\n"),
                new Faulty("BAD_REQUEST_LINE", "GET /?a\r\nHost: a\r\n\r\n"),
                new Faulty("BAD_REQUEST_LINE", "GET / \r\nHost: a\r\n\r\n"),
                new Faulty("BAD_TARGET", "GET /#a HTTP/1.1\r\nHost: a\r\n\r\n"),
                new Faulty("BAD_TARGET", "GET /a?b#c HTTP/1.1\r\nHost: a\r\n\r\n"),
                new Faulty("BAD_TARGET", "GET /\u0000 HTTP/1.1\r\nHost: a\r\n\r\n"),
                new Faulty("BAD_TARGET", "GET /\u007f HTTP/1.1\r\nHost: a\r\n\r\n"),
                new Faulty("BAD_TARGET", "GET /\u00e9 HTTP/1.1\r\nHost: a\r\n\r\n"),
                new Faulty("BAD_TARGET", "GET /a\tb HTTP/1.1\r\nHost: a\r\n\r\n"),
                new Faulty("BAD_TARGET", "GET * HTTP/1.1\r\nHost: a\r\n\r\n"),
                new Faulty("BAD_TARGET", "OPTIONS ** HTTP/1.1\r\nHost: a\r\n\r\n"),
                new Faulty("BAD_TARGET", "GET a/b HTTP/1.1\r\nHost: a\r\n\r\n"),
                new Faulty("BAD_TARGET", "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n"),
                new Faulty("BAD_TARGET", "GET http:// HTTP/1.1\r\nHost: a\r\n\r\n"),
                new Faulty("BAD_TARGET", "GET http:///a HTTP/1.1\r\nHost: a\r\n\r\n"),
                new Faulty("BAD_TARGET", "GET http://u@a/ HTTP/1.1\r\nHost: a\r\n\r\n"),
                new Faulty("BAD_TARGET", "CONNECT a/b HTTP/1.1\r\nHost: a\r\n\r\n"),
                new Faulty("BAD_VERSION", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n"),
                new Faulty("BAD_VERSION", "GET / HTTP/1.10\r\nHost: a\r\n\r\n"),
                new Faulty("BAD_VERSION", "GET / http/1.1\r\nHost: a\r\n\r\n"),
                new Faulty("BAD_VERSION", "GET / HTTP/1\r\nHost: a\r\n\r\n"),
                new Faulty("BAD_VERSION", "GET / HTTP/x.1\r\nHost: a\r\n\r\n"),
                new Faulty("BAD_VERSION", "GET / a HTTP/1.1\r\nHost: a\r\n\r\n"),
                new Faulty("VERSION_NOT_SUPPORTED", "GET / HTTP/2.0\r\nHost: a\r\n\r\n"),
                new Faulty("VERSION_NOT_SUPPORTED", "GET / HTTP/1.2\r\nHost: a\r\n\r\n"),
                new Faulty("VERSION_NOT_SUPPORTED", "GET / HTTP/0.9\r\nHost: a\r\n\r\n"),
                new Faulty("BAD_LINE_END", "GET / HTTP/1.1\rX\nHost: a\r\n\r\n"),
                new Faulty("BAD_LINE_END", GET + "Host: a\n\r\n"),
                new Faulty("BAD_LINE_END", GET + "Host: a\rX: b\r\n\r\n"),
                new Faulty("BAD_LINE_END", GET + "Host: a\r\r\n\r\n"),
                new Faulty("BAD_LINE_END", GET + HOST + "\n"),
                new Faulty("BAD_LINE_END", GET + HOST + "\rX\r\n\r\n"),
                new Faulty("BAD_FIELD_NAME", GET + HOST + ": b\r\n\r\n"),
                new Faulty("BAD_FIELD_NAME", GET + "Host : a\r\n\r\n"),
                new Faulty("BAD_FIELD_NAME", GET + HOST + "X\u0000: b\r\n\r\n"),
                new Faulty("BAD_FIELD_NAME", GET + HOST + "X(y): b\r\n\r\n"),
                new Faulty("BAD_FIELD_NAME", GET + HOST + "\u00e9: b\r\n\r\n"),
                new Faulty("BAD_FIELD_VALUE", GET + HOST + "X: \u0000\r\n\r\n"),
                new Faulty("BAD_FIELD_VALUE", GET + HOST + "X: a\u007f\r\n\r\n"),
                new Faulty("BAD_FIELD_VALUE", GET + HOST + "X: 12345678\u001f\r\n\r\n"),
                new Faulty("BAD_FIELD_VALUE", GET + HOST + "X:\u000b\r\n\r\n"),
                new Faulty("OBSOLETE_FOLD", GET + HOST + " x\r\n\r\n"),
                new Faulty("OBSOLETE_FOLD", GET + "\tHost: a\r\n\r\n"),
                new Faulty("MISSING_HOST", GET + "\r\n"),
                new Faulty("MISSING_HOST", GET + "Hosts: a\r\n\r\n"),
                new Faulty("MISSING_HOST", "GET http://a/ HTTP/1.1\r\n\r\n"),
                new Faulty("REPEATED_HOST", GET + HOST + HOST + "\r\n"),
                new Faulty("REPEATED_HOST", "GET / HTTP/1.0\r\nhost: a\r\nHOST: b\r\n\r\n"),
                new Faulty("BAD_HOST", GET + "Host:\r\n\r\n"),
                new Faulty("BAD_HOST", GET + "Host: a b\r\n\r\n"),
                new Faulty("BAD_HOST", GET + "Host: a, b\r\n\r\n"),
                new Faulty("BAD_HOST", "GET / HTTP/1.0\r\nHost: a/b\r\n\r\n"),
                new Faulty("BAD_CONTENT_LENGTH", GET + HOST + "Content-Length:\r\n\r\n"),
                new Faulty("BAD_CONTENT_LENGTH", GET + HOST + "Content-Length: +1\r\n\r\n"),
                new Faulty("BAD_CONTENT_LENGTH", GET + HOST + "Content-Length: -1\r\n\r\n"),
                new Faulty("BAD_CONTENT_LENGTH", GET + HOST + "Content-Length: 0x1\r\n\r\n"),
                new Faulty("BAD_CONTENT_LENGTH", GET + HOST + "Content-Length: 1 1\r\n\r\n"),
                new Faulty("BAD_CONTENT_LENGTH", GET + HOST + "Content-Length: 1, 1\r\n\r\n"),
                new Faulty("BAD_CONTENT_LENGTH", GET + HOST + "Content-Length: 1;\r\n\r\n"),
                new Faulty("BAD_CONTENT_LENGTH", GET + HOST + "Content-Length: \u00b2\r\n\r\n"),
                new Faulty("BAD_CONTENT_LENGTH", GET + HOST + "Content-Length: 9223372036854775808\r\n\r\n"),
                new Faulty("BAD_CONTENT_LENGTH", GET + HOST + "Content-Length: 18446744073709551617\r\n\r\n"),
                new Faulty("BAD_CONTENT_LENGTH", GET + HOST + "Content-Length: 99999999999999999999\r\n\r\n"),
                new Faulty("REPEATED_CONTENT_LENGTH", GET + HOST + "Content-Length: 1\r\ncontent-length: 1\r\n\r\n"),
                new Faulty(
                        "REPEATED_CONTENT_LENGTH", GET + "Content-Length: 0\r\nContent-Length: 0\r\n" + HOST + "\r\n"),
                new Faulty("LENGTH_AND_CODING", GET + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"),
                new Faulty("LENGTH_AND_CODING", GET + "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n"),
                new Faulty("LENGTH_AND_CODING", GET + "Transfer-Encoding: x\r\nContent-Length: 1\r\n" + HOST + "\r\n"),
                new Faulty("BAD_TRANSFER_ENCODING", GET + HOST + "Transfer-Encoding:\r\n\r\n"),
                new Faulty("BAD_TRANSFER_ENCODING", GET + HOST + "Transfer-Encoding: chunked, gzip\r\n\r\n"),
                new Faulty("BAD_TRANSFER_ENCODING", GET + HOST + "Transfer-Encoding: chunked, chunked\r\n\r\n"),
                new Faulty("BAD_TRANSFER_ENCODING", GET + HOST + "Transfer-Encoding: chunked,\r\n\r\n"),
                new Faulty("BAD_TRANSFER_ENCODING", GET + HOST + "Transfer-Encoding: \"chunked\"\r\n\r\n"),
                new Faulty(
                        "BAD_TRANSFER_ENCODING",
                        GET + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"),
                new Faulty("TRANSFER_CODING_NOT_IMPLEMENTED", GET + HOST + "Transfer-Encoding: gzip\r\n\r\n"),
                new Faulty("BAD_TRANSFER_ENCODING", GET + HOST + "Transfer-Encoding: gzip, chunked\r\n\r\n"),
                new Faulty("TRANSFER_CODING_NOT_IMPLEMENTED", GET + HOST + "Transfer-Encoding: xchunked\r\n\r\n"),
                new Faulty("TRANSFER_ENCODING_IN_1_0", "GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"),
                new Faulty("REQUEST_LINE_TOO_LONG", "GET /" + "a".repeat(27) + " HTTP/1.1\r\n" + HOST + "\r\n"),
                new Faulty("REQUEST_LINE_TOO_LONG", "A".repeat(41)),
                new Faulty("HEADER_SECTION_TOO_LARGE", GET + HOST + "X: " + "a".repeat(47) + "\r\n\r\n"),
                new Faulty("HEADER_SECTION_TOO_LARGE", GET + "X".repeat(61)),
                new Faulty("TOO_MANY_FIELDS", GET + HOST + "A:\r\nB:\r\nC:\r\nD:\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void shouldNameTheFault(Faulty faulty) {
        assertEquals(faulty.fault(), nameOf(outcome(bytes(faulty.head()))));
    }

    @Test
    void shouldHaveATestForEveryFaultOfAHead() {
        Set<String> tested = new HashSet<>();
        faulty().forEach(faulty -> tested.add(faulty.fault()));
        for (int code = Faults.BAD_METHOD; code >= Faults.TOO_MANY_FIELDS; code--) {
            assertTrue(tested.contains(nameOf(code)), nameOf(code));
        }
    }

    @Test
    void shouldRefuseEveryControlByteInAValueAtAnyPlace() {
        for (int c = 0; c < 0x80; c++) {
            boolean control = (c < 0x20 && c != '\t') || c == 0x7F;
            for (int before = 0; control && before < 18; before++) {
                String value = "\u00ff".repeat(before) + (char) c + "v".repeat(20);
                byte[] in = bytes(GET + "Host: a\r\nX:|" + value + "\r\n\r\n");
                int expected = c == '\r' || c == '\n' ? Faults.BAD_LINE_END : Faults.BAD_FIELD_VALUE;
                assertEquals(expected, outcome(in, HttpLimits.DEFAULT), "0x" + Integer.toHexString(c));
            }
        }
    }

    @Test
    void shouldTakeWhatJustKeepsTheLimits() {
        byte[] line = bytes("GET /" + "a".repeat(26) + " HTTP/1.1\r\n" + HOST + "\r\n");
        assertEquals(line.length, outcome(line));
        byte[] section = bytes(GET + HOST + "X: " + "a".repeat(46) + "\r\n\r\n");
        assertEquals(section.length, outcome(section));
        byte[] fields = bytes(GET + HOST + "A:\r\nB:\r\nC:\r\n\r\n");
        assertEquals(fields.length, outcome(fields));
    }

    @Test
    void shouldGiveEveryFaultAStatusAKindAndASentence() {
        Set<String> kinds = new HashSet<>();
        for (int code = Faults.BAD_METHOD; code > -Faults.LIMIT; code--) {
            assertTrue(Faults.status(code) >= 400 && Faults.status(code) <= 505, nameOf(code));
            assertTrue(kinds.add(Faults.kind(code)), nameOf(code));
            assertTrue(Faults.sentence(code).endsWith("."), nameOf(code));
        }
        assertEquals(505, Faults.status(Faults.VERSION_NOT_SUPPORTED));
        assertEquals(501, Faults.status(Faults.TRANSFER_CODING_NOT_IMPLEMENTED));
        assertEquals(414, Faults.status(Faults.REQUEST_LINE_TOO_LONG));
        assertEquals(431, Faults.status(Faults.HEADER_SECTION_TOO_LARGE));
    }

    @Test
    void shouldGiveAnOutcomeForAnyBytes() {
        String[] starts = {
            GET, "POST /a%2?b HTTP/1.1\r\n", "A * HTTP/1.0\r\n", "GET http://a/ HTTP/1.1\r\n", "GET /\r\n"
        };
        String[] lines = {HOST, HOST, "Content-Length: 5\r\n", "Connection: x,close\r\n", "X: \t\r\n", "Y\r\n", "Z:"};
        Random random = new Random(11);
        int complete = 0;
        for (int round = 0; round < 100_000; round++) {
            StringBuilder text = new StringBuilder(starts[random.nextInt(starts.length)]);
            for (int i = random.nextInt(5); i > 0; i--) {
                text.append(lines[random.nextInt(lines.length)]);
            }
            text.append("\r\n");
            for (int i = random.nextInt(3); i > 0; i--) {
                text.insert(random.nextInt(text.length() + 1), (char) random.nextInt(256));
            }
            byte[] in = bytes(text.toString());
            int result = outcome(in);
            assertTrue(result > -Faults.LIMIT && result <= in.length, () -> text + ": " + result);
            complete += result > 0 ? 1 : 0;
        }
        assertTrue(complete > 1_000, complete + " were complete");
    }

    /** A length, 0 for "more", or a fault: what a connection would make of these bytes. */
    static int outcome(byte[] in) {
        return outcome(in, LIMITS);
    }

    static int outcome(byte[] in, HttpLimits limits) {
        RequestHead head = new RequestHead(limits.headerCountMax());
        int parsed = HeadParser.parse(in, 0, in.length, head, limits);
        if (parsed > 0) {
            return parsed;
        }
        HeadScanner.State state = new HeadScanner.State();
        int scanned = new HeadScanner(limits).scan(in, 0, in.length, state);
        if (scanned <= 0) {
            return scanned;
        }
        int again = HeadParser.parse(in, 0, scanned, head, limits);
        assertTrue(again < 0, "the scanner has found a complete head, the parser wants more: " + again);
        assertEquals(parsed, again, "what follows the head must not change its fault");
        return again;
    }

    static String nameOf(int code) {
        if (code >= 0) {
            return "no fault (" + code + ")";
        }
        for (Field field : Faults.class.getDeclaredFields()) {
            try {
                if (field.getType() == int.class && field.getInt(null) == code) {
                    return field.getName();
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
        return "unknown code " + code;
    }
}
