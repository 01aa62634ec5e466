package dev.vivace.internal.http1;

import static dev.vivace.internal.http1.HeadParserTest.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The lines that are parsed in one go mean what they mean to the general parser, which takes every line with a second blank
 * behind its colon.
 */
class FrequentFieldsTest {
    private static final String START = "GET / HTTP/1.0\r\n";
    private static final String END = "Accept: text/html, text/plain\r\n\r\n";

    private final RequestHead head = new RequestHead(10);

    private static String text(byte[] in, int from, int to) {
        return new String(in, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private int taken(String line) {
        byte[] in = bytes(line);
        head.reset(in, 0);
        return FrequentFields.line(in, 0, in.length, head);
    }

    /** What the parser makes of a head with this line, as text. */
    private static String outcome(String line) {
        byte[] in = bytes(START + line + END);
        RequestHead parsed = new RequestHead(10);
        int result = HeadParser.parse(in, 0, in.length, parsed, HttpLimits.DEFAULT);
        if (result <= 0) {
            return HeadFaultsTest.nameOf(result);
        }
        StringBuilder fields = new StringBuilder();
        fields.append(parsed.hostIndex).append(parsed.keepAlive);
        for (int i = 0; i < parsed.fieldCount; i++) {
            fields.append('|').append(parsed.name(i)).append('|').append(parsed.value(i));
        }
        return fields.toString();
    }

    @Test
    void shouldTakeHostAndKeepAliveInAnyCase() {
        for (String line : List.of(
                "Host: a.example:8080\r\n",
                "host: 127.0.0.1\r\n",
                "HOST: a:\r\n",
                "Connection: keep-alive\r\n",
                "connection: Keep-Alive\r\n",
                "CONNECTION: KEEP-ALIVE\r\n")) {
            assertEquals(line.length(), taken(line), line);
            assertEquals(1, head.fieldCount);
            assertEquals(
                    line.substring(0, line.indexOf(':')), text(head.bytes, head.nameStart(0), head.nameEnd(0)), line);
            assertEquals(
                    line.substring(line.indexOf(' ') + 1, line.length() - 2),
                    text(head.bytes, head.valueStart(0), head.valueEnd(0)),
                    line);
        }
        assertEquals(24, taken("Connection: keep-alive\r\n"));
        assertTrue(head.connectionKeepAlive);
        assertFalse(head.connectionClose);
    }

    @Test
    void shouldLeaveEveryOtherLineAlone() {
        for (String line : List.of(
                "Host:a.example\r\n",
                "Host:  a.example\r\n",
                "Host: a.example \r\n",
                "Host: [::1]:8080\r\n",
                "Host: %41.example\r\n",
                "Host: a.example:65536\r\n",
                "Host: a.example:8x\r\n",
                "Host: :8080\r\n",
                "Host: \r\n    ",
                "Host: a.example\n",
                "Host: a.example\r",
                "Host: a.example:80",
                "Hosts: a.example\r\n",
                "Connection: close\r\n",
                "Connection: keep-alive \r\n",
                "Connection: keep-alive, a\r\n",
                "Connection: keep\ralive\r\n",
                "Connection:\u0000keep-alive\r\n",
                "Connection\u001a keep-alive\r\n",
                "Connection: keep-alive\n\r",
                "Connection: keep-alive\r")) {
            assertEquals(FrequentFields.ANOTHER, taken(line), line);
            assertEquals(0, head.fieldCount, line);
            assertEquals(RequestHead.HOST_ABSENT, head.hostIndex, line);
        }
    }

    @Test
    void shouldLeaveARepeatedHostToTheGeneralParser() {
        assertEquals("REPEATED_HOST", outcome("Host: a.example\r\nHost: a.example\r\n"));
        assertEquals("REPEATED_HOST", outcome("Host:  a.example\r\nHost: a.example\r\n"));
    }

    @Test
    void shouldMeanWhatTheGeneralParserSays() {
        Random random = new Random(3);
        String letters = "\r\n :.-aZ09[]%/\0\u007f\u00ff\u001f";
        for (int round = 0; round < 50_000; round++) {
            String name = random.nextBoolean() ? "Host" : "Connection";
            StringBuilder value = new StringBuilder(name.equals("Host") ? "a.example:65530" : "keep-alive");
            for (int i = random.nextInt(3); i > 0; i--) {
                char letter = letters.charAt(random.nextInt(letters.length()));
                int at = random.nextInt(value.length());
                if (random.nextBoolean()) {
                    value.setCharAt(at, letter);
                } else {
                    value.insert(at, letter);
                }
            }
            assertEquals(
                    outcome(name + ":  " + value + "\r\n"),
                    outcome(name + ": " + value + "\r\n"),
                    () -> name + ": " + value);
        }
    }
}
