package dev.vivace.internal.http1;

import static dev.vivace.internal.http1.HeadParserTest.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A head in pieces: the outcome is that of the whole, and no byte is looked at often. */
class HeadScannerTest {
    /** Low enough that short heads reach them. */
    private static final HttpLimits LOW = new HttpLimits(40, 60, 4, 100, 100, 4, 100, 100);

    private final HeadScanner.State state = new HeadScanner.State();

    private static List<byte[]> heads() {
        List<byte[]> heads = new ArrayList<>();
        HeadFaultsTest.faulty().forEach(faulty -> heads.add(bytes(faulty.head())));
        for (String head : List.of(
                "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: b\r\n\r\n",
                "A / HTTP/1.0\r\n\r\n",
                "GET /" + "a".repeat(26) + " HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(46) + "\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(46) + "\r\n\rX",
                "GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(46) + "\r\n\n\r\n",
                "GET / HTTP/1.1\nHost: a\r\n\r\n",
                "GET /" + "a".repeat(26) + " HTTP/1.1\n",
                "GET /" + "a".repeat(26) + " HTTP/1.1\r",
                "GET /" + "a".repeat(26) + " HTTP/1.1\rX",
                "GET / HTTP/1.1\rHost: a\r\r",
                "GET / HTTP/1.1\r\nHost: a\rX: " + "a".repeat(60) + "\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(44) + "\rX\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(47) + "\rX\r\n\r\n",
                "GET / HTTP/1.1\r\nA:\r\nA:\r\nA:\r\nA:\r\nA:\rX\r\n\r\n",
                "GET /" + "a".repeat(34) + "\rX\r\nHost: a\r\n\r\n",
                "GET /" + "a".repeat(35) + "\rX\r\nHost: a\r\n\r\n",
                "GET /" + "a".repeat(36) + "\rX\r\nHost: a\r\n\r\n")) {
            heads.add(bytes(head));
        }
        return heads;
    }

    private static String text(byte[] in) {
        return new String(in, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private int whole(byte[] in, HttpLimits limits) {
        state.reset();
        return new HeadScanner(limits).scan(in, 0, in.length, state);
    }

    /** Goes on until there is an outcome; each look is at a copy elsewhere, and what is not there yet is rubbish. */
    private int pieces(byte[] in, HttpLimits limits, int... ends) {
        HeadScanner scanner = new HeadScanner(limits);
        state.reset();
        int start = 0;
        for (int end : ends) {
            byte[] copy = new byte[in.length + 8];
            java.util.Arrays.fill(copy, (byte) '\n');
            System.arraycopy(in, 0, copy, start, end);
            int result = scanner.scan(copy, start, start + end, state);
            if (result != HeadScanner.INCOMPLETE) {
                return result;
            }
            start = (start + 3) % 8;
        }
        return HeadScanner.INCOMPLETE;
    }

    private static int[] everyByte(int length) {
        int[] ends = new int[length];
        for (int i = 0; i < length; i++) {
            ends[i] = i + 1;
        }
        return ends;
    }

    @Test
    void shouldGiveTheSameOutcomeForEverySplit() {
        for (byte[] in : heads()) {
            int whole = whole(in, LOW);
            for (int split = 0; split <= in.length; split++) {
                assertEquals(whole, pieces(in, LOW, split, in.length), text(in) + " split at " + split);
            }
        }
    }

    @Test
    void shouldGiveTheSameOutcomeByteByByte() {
        for (byte[] in : heads()) {
            assertEquals(whole(in, LOW), pieces(in, LOW, everyByte(in.length)), text(in));
        }
    }

    @Test
    void shouldGiveTheSameOutcomeForMutatedHeads() {
        Random random = new Random(5);
        List<byte[]> heads = heads();
        for (int round = 0; round < 20_000; round++) {
            byte[] in = heads.get(random.nextInt(heads.size())).clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                in[random.nextInt(in.length)] = (byte) "\r\n :/?aH\0\u007f\u00e91.".charAt(random.nextInt(13));
            }
            int whole = whole(in, LOW);
            int first = random.nextInt(in.length + 1);
            int second = first + random.nextInt(in.length + 1 - first);
            assertEquals(whole, pieces(in, LOW, first, second, in.length), () -> text(in) + "|" + first + "|" + second);
            assertEquals(whole, pieces(in, LOW, everyByte(in.length)), () -> text(in));
        }
    }

    @Test
    void shouldAgreeWithTheParserOnWhatIsWellFormed() {
        Random random = new Random(6);
        RequestHead head = new RequestHead(LOW.headerCountMax());
        for (byte[] original : heads()) {
            for (int round = 0; round < 200; round++) {
                byte[] in = original.clone();
                in[random.nextInt(in.length)] = (byte) "\r\n :/?aH\0\u007f\u00e91.".charAt(random.nextInt(13));
                int parsed = HeadParser.parse(in, 0, in.length, head, LOW);
                int scanned = whole(in, LOW);
                if (parsed > 0) {
                    assertEquals(parsed, scanned, text(in));
                } else if (scanned > 0) {
                    assertTrue(isAboutSeveralLines(parsed), () -> text(in) + HeadFaultsTest.nameOf(parsed));
                }
            }
        }
    }

    /** What cannot be told from one line: the scanner leaves it to the parser. */
    private static boolean isAboutSeveralLines(int fault) {
        return switch (fault) {
            case Faults.MISSING_HOST,
                    Faults.REPEATED_HOST,
                    Faults.REPEATED_CONTENT_LENGTH,
                    Faults.LENGTH_AND_CODING,
                    Faults.BAD_TRANSFER_ENCODING,
                    Faults.TRANSFER_CODING_NOT_IMPLEMENTED,
                    Faults.TRANSFER_ENCODING_IN_1_0 -> true;
            default -> false;
        };
    }

    @Test
    void shouldReportAFaultAsSoonAsItsLineIsComplete() {
        byte[] in = bytes("GET / HTTP/1.1\r\nHost: a\r\nX : b\r\nY: c\r\n\r\n");
        int lineEnd = text(in).indexOf("Y: c");
        assertEquals(HeadScanner.INCOMPLETE, pieces(in, LOW, everyByte(lineEnd - 1)));
        assertEquals(Faults.BAD_FIELD_NAME, pieces(in, LOW, everyByte(lineEnd)));
    }

    @Test
    void shouldNotWaitForTheLfOfLinesThatEndInCrAlone() {
        byte[] in = bytes("GET / HTTP/1.1\rHost: a\r\r");
        int cr = text(in).indexOf('\r');
        assertEquals(HeadScanner.INCOMPLETE, pieces(in, LOW, everyByte(cr + 1)));
        assertEquals(Faults.BAD_LINE_END, pieces(in, LOW, everyByte(cr + 2)));
        assertEquals(Faults.BAD_LINE_END, whole(in, LOW));
        assertEquals(Faults.BAD_LINE_END, pieces(bytes("GET / HTTP/1.1\r\nHost: a\r\n\rX"), LOW, 25, 26, 27, 28));
    }

    @Test
    void shouldNotWaitForTheEndOfALineThatIsTooLong() {
        byte[] line = bytes("GET /" + "a".repeat(100));
        assertEquals(HeadScanner.INCOMPLETE, pieces(line, LOW, 40));
        assertEquals(Faults.REQUEST_LINE_TOO_LONG, pieces(line, LOW, 41));
        byte[] field = bytes("GET / HTTP/1.1\r\nX: " + "a".repeat(100));
        assertEquals(HeadScanner.INCOMPLETE, pieces(field, LOW, 16 + 60));
        assertEquals(Faults.HEADER_SECTION_TOO_LARGE, pieces(field, LOW, 16 + 61));
    }

    @Test
    void shouldKnowWhichBytesCanBeginARequest() {
        assertTrue(HeadScanner.canStart((byte) 'G'));
        assertTrue(HeadScanner.canStart((byte) '!'));
        assertFalse(HeadScanner.canStart((byte) ' '));
        assertFalse(HeadScanner.canStart((byte) '\r'));
        assertFalse(HeadScanner.canStart((byte) 0x16));
        assertFalse(HeadScanner.canStart((byte) 0xC3));
    }

    @Test
    void shouldInspectEachByteFewTimesHoweverItArrives() {
        String request = "POST /a/b?c HTTP/1.1\r\nHost: a\r\n";
        assertFewInspections(bytes(request + "X: y\r\n".repeat(99) + "\r\n"));
        assertFewInspections(bytes(request + "X: " + "a".repeat(16_000) + "\r\n\r\n"));
        assertFewInspections(bytes("GET /" + "a".repeat(8_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"));
        assertFewInspections(bytes(request + "X: " + " ".repeat(8_000) + "\r\nY: " + "\r ".repeat(4_000) + "\r\n\r\n"));
    }

    private void assertFewInspections(byte[] in) {
        for (int step : new int[] {1, 2, 7, 100}) {
            HeadScanner scanner = new HeadScanner(HttpLimits.DEFAULT);
            state.reset();
            int result = HeadScanner.INCOMPLETE;
            int end = 0;
            while (result == HeadScanner.INCOMPLETE && end < in.length) {
                end = Math.min(in.length, end + step);
                result = scanner.scan(in, 0, end, state);
            }
            assertTrue(result != HeadScanner.INCOMPLETE, "no outcome");
            long inspected = scanner.bytesInspected();
            assertTrue(
                    inspected >= end && inspected <= 4L * end, inspected + " of " + end + ", " + step + " at a time");
        }
    }
}
