package dev.vivace.internal.http1;

import static dev.vivace.internal.http1.HeadParserTest.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Parser and scanner together, as a connection uses them: after every piece the answer is that of going line by line from
 * the start, however the head was cut.
 */
class HeadInPiecesTest {
    private static final HttpLimits LOW = new HttpLimits(40, 60, 4, 100, 100, 4, 100, 100);
    private static final String LETTERS = "\r\n :/?aH\0\u007f\u00e91.";

    private static List<byte[]> heads() {
        List<byte[]> heads = new ArrayList<>();
        HeadFaultsTest.faulty().forEach(faulty -> heads.add(bytes(faulty.head())));
        for (String head : List.of(
                "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: b\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\nX: y\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: host:8080\r\nConnection: keep-alive\r\nX:\r\n\r\n",
                "HEAD / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
                "A / HTTP/1.0\r\n\r\n",
                "GET / HTTP/1.1\r\nA:\r\nB:\r\nC:\r\nD:\r\nHost: a\r\n\r\n",
                "GET /" + "a".repeat(27) + " HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(46) + "\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(47) + "\r\n : b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(46) + "\r\n\n\r\n")) {
            heads.add(bytes(head));
        }
        return heads;
    }

    private static String text(byte[] in, int... ends) {
        return new String(in, StandardCharsets.ISO_8859_1) + " cut at " + Arrays.toString(ends);
    }

    /** The pieces are looked at where they lie, each time elsewhere, with rubbish behind them. */
    private static void assertAsLineByLine(byte[] in, int... ends) {
        HeadScanner scanner = new HeadScanner(LOW);
        HeadScanner.State state = new HeadScanner.State();
        RequestHead head = new RequestHead(LOW.headerCountMax());
        HeadScanner.State expectedState = new HeadScanner.State();
        boolean begun = false;
        int start = 0;
        for (int end : ends) {
            byte[] copy = new byte[in.length + 8];
            Arrays.fill(copy, (byte) '\n');
            System.arraycopy(in, 0, copy, start, end);
            int result;
            if (begun) {
                result = scanner.resume(copy, start, start + end, head, state);
            } else {
                int parsed = HeadParser.parse(copy, start, start + end, head, LOW);
                result = parsed > 0 ? parsed : scanner.begin(copy, start, start + end, parsed, head, state);
                begun = true;
            }
            int expected = new HeadScanner(LOW).scan(in, 0, end, expectedState);
            if (expected > 0) {
                expected = HeadParser.parse(in, 0, expected, new RequestHead(LOW.headerCountMax()), LOW);
            }
            assertEquals(expected, result, () -> text(in, ends) + ", at " + end);
            if (result != HeadScanner.INCOMPLETE) {
                assertSameOffsets(in, result, head, start);
                return;
            }
            start = (start + 3) % 8;
        }
    }

    private static void assertSameOffsets(byte[] in, int length, RequestHead head, int start) {
        if (length < 0) {
            return;
        }
        RequestHead whole = new RequestHead(LOW.headerCountMax());
        assertEquals(length, HeadParser.parse(in, 0, in.length, whole, LOW));
        assertEquals(whole.fieldCount, head.fieldCount);
        int[] offsets = Arrays.copyOf(head.fields, head.fieldCount * 4);
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] -= start;
        }
        assertArrayEquals(Arrays.copyOf(whole.fields, whole.fieldCount * 4), offsets);
        assertEquals(whole.targetEnd, head.targetEnd - start);
        assertEquals(whole.keepAlive, head.keepAlive);
        assertEquals(whole.hostIndex, head.hostIndex);
    }

    private static int[] steps(int length, int step) {
        int[] ends = new int[(length + step - 1) / step];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = Math.min(length, (i + 1) * step);
        }
        return ends;
    }

    @Test
    void shouldAnswerAsLineByLineForEverySplit() {
        for (byte[] in : heads()) {
            for (int split = 1; split <= in.length; split++) {
                assertAsLineByLine(in, split, in.length);
            }
        }
    }

    @Test
    void shouldAnswerAsLineByLineForEveryPairOfSplits() {
        for (byte[] in : heads()) {
            for (int first = 1; first < in.length; first++) {
                for (int second = first + 1; second < in.length; second++) {
                    assertAsLineByLine(in, first, second, in.length);
                }
            }
        }
    }

    @Test
    void shouldAnswerAsLineByLineInEqualPieces() {
        for (byte[] in : heads()) {
            for (int step = 1; step < 20; step++) {
                assertAsLineByLine(in, steps(in.length, step));
            }
        }
    }

    @Test
    void shouldAnswerAsLineByLineForMutatedHeads() {
        Random random = new Random(9);
        List<byte[]> heads = heads();
        for (int round = 0; round < 30_000; round++) {
            byte[] in = heads.get(random.nextInt(heads.size())).clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                in[random.nextInt(in.length)] = (byte) LETTERS.charAt(random.nextInt(LETTERS.length()));
            }
            int first = 1 + random.nextInt(in.length);
            int second = first + random.nextInt(in.length + 1 - first);
            assertAsLineByLine(in, first, second, in.length);
            assertAsLineByLine(in, steps(in.length, 1 + random.nextInt(9)));
        }
    }

    @Test
    void shouldInspectEachByteFewTimesHoweverItArrives() {
        String request = "POST /a/b?c HTTP/1.1\r\nHost: a\r\n";
        for (String fields : List.of(
                "X: y\r\n".repeat(99),
                "X: " + "a".repeat(16_000) + "\r\n",
                "X: " + " ".repeat(8_000) + "\r\nY: " + "\r ".repeat(4_000) + "\r\n")) {
            for (int step : new int[] {1, 2, 7, 100, 5_000}) {
                assertFewInspections(bytes(request + fields + "\r\n"), step, "");
                assertFewInspections(bytes(request + fields + "\r\nbody"), step, "body");
            }
        }
    }

    private static void assertFewInspections(byte[] in, int step, String behind) {
        HttpLimits limits = HttpLimits.DEFAULT;
        HeadScanner scanner = new HeadScanner(limits);
        HeadScanner.State state = new HeadScanner.State();
        RequestHead head = new RequestHead(limits.headerCountMax());
        int end = Math.min(step, in.length - behind.length() - 1);
        int parsed = HeadParser.parse(in, 0, end, head, limits);
        int result = scanner.begin(in, 0, end, parsed, head, state);
        while (result == HeadScanner.INCOMPLETE && end < in.length) {
            end = Math.min(in.length, end + step);
            result = scanner.resume(in, 0, end, head, state);
        }
        assertTrue(result != HeadScanner.INCOMPLETE, "no outcome");
        long inspected = scanner.bytesInspected();
        assertTrue(inspected >= end && inspected <= 4L * end, inspected + " of " + end + ", " + step + " at a time");
    }
}
