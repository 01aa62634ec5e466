package dev.vivace.internal.http1;

import static dev.vivace.internal.http1.HeadParserTest.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkedDecoderTest {
    private static final HttpLimits LIMITS = new HttpLimits(100, 100, 10, 100, 40, 3, 30, 24);

    /**
     * What became of some bytes: the decoded body, how many bytes were consumed, the fault if any, whether it is
     * over.
     */
    record Outcome(String body, int consumed, String fault, boolean done) {}

    private static Outcome decode(String text, int... ends) {
        byte[] in = bytes(text);
        ChunkedDecoder decoder = new ChunkedDecoder(LIMITS);
        decoder.reset();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int at = 0;
        for (int end : ends) {
            while (at < end && !decoder.done()) {
                int result = decoder.decode(in, at, end, (bytes, start, length) -> {
                    assertTrue(length > 0, "an empty piece");
                    body.write(bytes, start, length);
                    return 0;
                });
                if (result < 0) {
                    return new Outcome(text(body), -1, HeadFaultsTest.nameOf(result), decoder.done());
                }
                assertTrue(result == end - at || decoder.done(), "bytes were left");
                at += result;
            }
        }
        return new Outcome(text(body), at, null, decoder.done());
    }

    private static String text(ByteArrayOutputStream body) {
        return body.toString(StandardCharsets.ISO_8859_1);
    }

    private static Outcome whole(String text) {
        return decode(text, text.length());
    }

    private static void assertSameForEverySplit(String text) {
        Outcome whole = whole(text);
        int[] everyByte = new int[text.length()];
        for (int split = 0; split < text.length(); split++) {
            everyByte[split] = split + 1;
            assertEquals(whole, decode(text, split, text.length()), text + " split at " + split);
        }
        assertEquals(whole, decode(text, everyByte), text + " byte by byte");
    }

    @ParameterizedTest
    @CsvSource({
        "'0\r\n\r\n', ''",
        "'5\r\nhello\r\n0\r\n\r\n', hello",
        "'5\r\nhello\r\n7\r\n, world\r\n0\r\n\r\n', 'hello, world'",
        "'a\r\n0123456789\r\nA\r\nabcdefghij\r\n00\r\n\r\n', 0123456789abcdefghij",
        "'0000000000000000000000005\r\nhello\r\n000\r\n\r\n', hello",
        "'2\r\n\r\n\r\n0\r\n\r\n', '\r\n'",
        "'3;a\r\nabc\r\n0;b\r\n\r\n', abc",
        "'3;a=b;c=\"d;\\\"e\"\r\nabc\r\n0\r\n\r\n', abc",
        "'3 ; a\t=\tb ; c\r\nabc\r\n0\r\n\r\n', abc",
        "'3;a=\"\"\r\nabc\r\n0\r\n\r\n', abc",
        "'1\r\nx\r\n0\r\nA: b\r\nC:\r\n\r\n', x",
        "'1\r\nx\r\n0\r\nContent-Length: 5\r\n\r\n', x",
        "'1\r\nx\r\n0\r\nA:b\tc \u00e9\r\n\r\n', x",
    })
    void shouldDecode(String text, String body) {
        assertEquals(new Outcome(body, text.length(), null, true), whole(text));
        assertEquals(new Outcome(body, text.length(), null, true), whole(text + "GET / HTTP/1.1\r\n"), "what follows");
        assertSameForEverySplit(text);
        assertSameForEverySplit(text + "GET");
    }

    @ParameterizedTest
    @CsvSource({
        "'\r\n', BAD_CHUNK_SIZE",
        "'x\r\n', BAD_CHUNK_SIZE",
        "' 1\r\nx', BAD_CHUNK_SIZE",
        "'-1\r\nx', BAD_CHUNK_SIZE",
        "'+1\r\nx', BAD_CHUNK_SIZE",
        "'0x1\r\nx', BAD_CHUNK_SIZE",
        "'1\nx\r\n', BAD_CHUNK_SIZE",
        "'1\rx', BAD_CHUNK_SIZE",
        "';a\r\n', BAD_CHUNK_SIZE",
        "'8000000000000000\r\n', BAD_CHUNK_SIZE",
        "'0000000008000000000000000\r\n', BAD_CHUNK_SIZE",
        "'10000000000000000\r\n', BAD_CHUNK_SIZE",
        "'ffffffffffffffff\r\n', BAD_CHUNK_SIZE",
        "'1 \r\nx', BAD_CHUNK_EXTENSION",
        "'1 x\r\nx', BAD_CHUNK_EXTENSION",
        "'1;\r\nx', BAD_CHUNK_EXTENSION",
        "'1;=b\r\nx', BAD_CHUNK_EXTENSION",
        "'1;a=\r\nx', BAD_CHUNK_EXTENSION",
        "'1;a\nx', BAD_CHUNK_EXTENSION",
        "'1;a\u0001\r\nx', BAD_CHUNK_EXTENSION",
        "'1;a b\r\nx', BAD_CHUNK_EXTENSION",
        "'1;a=\"b\r\nx', BAD_CHUNK_EXTENSION",
        "'1;a=\"\u0001\"\r\nx', BAD_CHUNK_EXTENSION",
        "'1;a=\"\\\r\"\r\nx', BAD_CHUNK_EXTENSION",
        "'1;a=\"b\"c\r\nx', BAD_CHUNK_EXTENSION",
        "'1\r\nxy', BAD_CHUNK_END",
        "'1\r\nx\n', BAD_CHUNK_END",
        "'1\r\nx\r\r', BAD_CHUNK_END",
        "'1\r\nx0\r\n', BAD_CHUNK_END",
        "'1;aaaaaaaaaaaaa=bbbbbbbbbbbbbbb\r\nx', CHUNK_EXTENSIONS_TOO_LARGE",
        "'0000000000000000000000000000001\r\nx', CHUNK_LINE_TOO_LONG",
        "'0\r\n x\r\n', OBSOLETE_FOLD",
        "'0\r\nA: b\r\n\tc\r\n\r\n', OBSOLETE_FOLD",
        "'0\r\n: b\r\n\r\n', BAD_FIELD_NAME",
        "'0\r\nA : b\r\n\r\n', BAD_FIELD_NAME",
        "'0\r\nA\r\n\r\n', BAD_FIELD_NAME",
        "'0\r\n\n', BAD_FIELD_NAME",
        "'0\r\nA: \u0001\r\n\r\n', BAD_FIELD_VALUE",
        "'0\r\nA: \u007f\r\n\r\n', BAD_FIELD_VALUE",
        "'0\r\n\rX', BAD_LINE_END",
        "'0\r\nA: b\rC', BAD_LINE_END",
        "'0\r\nA:\r\nB:\r\nC:\r\nD:\r\n\r\n', TRAILER_SECTION_TOO_LARGE",
        "'0\r\nAAAAAAAAAAAAAAAAAAAA: bbbbbbbbbbbbbbbbbb\r\n\r\n', TRAILER_SECTION_TOO_LARGE",
    })
    void shouldNameTheFault(String text, String fault) {
        assertEquals(fault, whole(text).fault());
        assertSameForEverySplit(text);
    }

    @Test
    void shouldRefuseControlBytesEverywhere() {
        for (int c = 0; c < 0x20; c++) {
            if (c != '\t' && c != '\r' && c != '\n') {
                char control = (char) c;
                assertEquals("BAD_CHUNK_SIZE", whole("1" + control + "\r\nx").fault());
                assertEquals(
                        "BAD_CHUNK_EXTENSION", whole("1;a" + control + "\r\nx").fault());
                assertEquals(
                        "BAD_CHUNK_EXTENSION",
                        whole("1;a=\"" + control + "\"\r\nx").fault());
                assertEquals(
                        "BAD_FIELD_NAME",
                        whole("0\r\nA" + control + ": b\r\n\r\n").fault());
                assertEquals(
                        "BAD_FIELD_VALUE",
                        whole("0\r\nA: " + control + "\r\n\r\n").fault());
            }
        }
    }

    @Test
    void shouldTakeWhatJustKeepsTheLimits() {
        assertTrue(whole("000000000000000000000000000001\r\nx\r\n0\r\n\r\n").done(), "30 bytes of a size line");
        assertTrue(whole("1;aaaaaaaaaaa=bbbbbbbbbbb\r\nx\r\n0\r\n\r\n").done(), "24 bytes of extensions");
        assertTrue(whole("0\r\nA:\r\nB:\r\nC:\r\n\r\n").done(), "3 trailers");
        assertTrue(whole("0\r\nAAAAAAAAAAAAAAAAAAAA: bbbbbbbbbbbbbbbb\r\n\r\n").done(), "40 bytes of trailers");
    }

    @Test
    void shouldCountExtensionsOverAllChunks() {
        String chunk = "1;abcd\r\nx\r\n";
        assertEquals(null, whole(chunk.repeat(4)).fault());
        assertEquals("CHUNK_EXTENSIONS_TOO_LARGE", whole(chunk.repeat(5)).fault());
    }

    @Test
    void shouldBeginANewBodyAfterReset() {
        ChunkedDecoder decoder = new ChunkedDecoder(LIMITS);
        byte[] in = bytes("1;abcdefghijkl\r\nx\r\n0\r\nA: b\r\nC: d\r\n\r\n");
        for (int round = 0; round < 5; round++) {
            decoder.reset();
            assertEquals(in.length, decoder.decode(in, 0, in.length, (bytes, start, length) -> 0));
            assertTrue(decoder.done());
            assertEquals(0, decoder.decode(in, 0, in.length, (bytes, start, length) -> 0), "done is done");
        }
    }

    @Test
    void shouldStopAtTheFaultOfTheSink() {
        ChunkedDecoder decoder = new ChunkedDecoder(LIMITS);
        decoder.reset();
        byte[] in = bytes("5\r\nhello\r\n0\r\n\r\n");
        int result = decoder.decode(in, 0, in.length, (bytes, start, length) -> Faults.BODY_TOO_LARGE);
        assertEquals(Faults.BODY_TOO_LARGE, result);
    }

    @Test
    void shouldAnnounceEachChunkBeforeItsData() {
        for (String size : new String[] {"1", "10", "fffffffff", "7fffffffffffffff"}) {
            ChunkedDecoder decoder = new ChunkedDecoder(LIMITS);
            decoder.reset();
            byte[] in = bytes(size + ";a\r\n");
            long[] announced = new long[1];
            int result = decoder.decode(in, 0, in.length, new BodySink() {
                @Override
                public int accept(byte[] bytes, int start, int length) {
                    throw new AssertionError("there is no data");
                }

                @Override
                public int announced(long length) {
                    announced[0] = length;
                    return Faults.BODY_TOO_LARGE;
                }
            });
            assertEquals(Long.parseLong(size, 16), announced[0]);
            assertEquals(Faults.BODY_TOO_LARGE, result);
        }
    }

    @Test
    void shouldHandOverTheLargestChunkInPieces() {
        ChunkedDecoder decoder = new ChunkedDecoder(LIMITS);
        decoder.reset();
        byte[] in = bytes("7fffffffffffffff\r\n" + "x".repeat(1_000));
        long[] taken = new long[1];
        for (int round = 0; round < 3; round++) {
            int start = round == 0 ? 0 : 18;
            decoder.decode(in, start, in.length, (bytes, from, length) -> {
                taken[0] += length;
                return 0;
            });
        }
        assertEquals(3_000, taken[0]);
    }

    @Test
    void shouldGiveTheSameOutcomeForMutatedBodies() {
        String original = "3;a=\"b\"\r\nabc\r\n12\r\n0123456789abcdefgh\r\n0\r\nA: b\r\n\r\nGET";
        String marks = "\r\n ;=\":0fg\\\u0000\u00e9";
        Random random = new Random(3);
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder(original);
            for (int i = random.nextInt(3); i >= 0; i--) {
                text.setCharAt(random.nextInt(text.length()), marks.charAt(random.nextInt(marks.length())));
            }
            assertSameForEverySplit(text.toString());
        }
    }
}
