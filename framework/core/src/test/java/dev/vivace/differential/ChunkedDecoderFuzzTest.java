package dev.vivace.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vivace.corpus.Corpus;
import dev.vivace.corpus.CorpusCase;
import dev.vivace.corpus.FuzzInputs;
import dev.vivace.internal.http1.BodySink;
import dev.vivace.internal.http1.ChunkedDecoder;
import dev.vivace.internal.http1.Faults;
import dev.vivace.internal.http1.HttpLimits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The chunked coding: the same for every split, and as its grammar has it. */
class ChunkedDecoderFuzzTest {
    private static final Limits LIMITS = Limits.SMALL;
    private static final int SEED_BYTES_MAX = 400;

    private final ChunkedDecoder decoder = new ChunkedDecoder(new HttpLimits(
            LIMITS.requestLine(),
            LIMITS.header(),
            LIMITS.fields(),
            LIMITS.body(),
            LIMITS.trailer(),
            LIMITS.trailers(),
            LIMITS.chunkLine(),
            LIMITS.extensions()));

    static Stream<byte[]> inputs() {
        Stream<byte[]> bodies = Stream.of("chunked", "chunk-sizes", "chunk-data", "chunk-extensions", "trailers")
                .flatMap(topic -> Corpus.topic(topic).stream())
                .map(ChunkedDecoderFuzzTest::bodyOf)
                .filter(bytes -> bytes.length < SEED_BYTES_MAX);
        return Stream.concat(bodies, FuzzInputs.of(ChunkedDecoderFuzzTest.class));
    }

    private static byte[] bodyOf(CorpusCase each) {
        String text = new String(each.bytes(), StandardCharsets.ISO_8859_1);
        return text.substring(text.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
    }

    @MethodSource("inputs")
    @FuzzTest
    void shouldDecodeAsTheReferenceDoesHoweverTheBytesAreSplit(byte[] input) {
        String whole = decoded(input, new int[] {Math.max(1, input.length)});
        assertEquals(expected(new String(input, StandardCharsets.ISO_8859_1), whole), whole);
        SplittableRandom random = new SplittableRandom(Arrays.hashCode(input));
        for (int round = 0; round < 3; round++) {
            int[] lengths = random.ints(input.length + 1L, 1, round == 0 ? 2 : 2 + input.length)
                    .toArray();
            assertEquals(whole, decoded(input, lengths), () -> "in pieces of " + Arrays.toString(lengths));
        }
    }

    /** The body and where it ends; or a status; or that there is more to come. */
    private String decoded(byte[] input, int[] lengths) {
        StringBuilder body = new StringBuilder();
        BodySink sink = new BodySink() {
            @Override
            public int accept(byte[] in, int start, int length) {
                body.append(new String(in, start, length, StandardCharsets.ISO_8859_1));
                return 0;
            }

            @Override
            public int announced(long length) {
                return length > LIMITS.body() - body.length() ? Faults.BODY_TOO_LARGE : 0;
            }
        };
        decoder.reset();
        int at = 0;
        for (int i = 0; at < input.length && !decoder.done(); i++) {
            int end = Math.min(input.length, at + lengths[i]);
            int consumed = decoder.decode(input, at, end, sink);
            if (consumed < 0) {
                return "refused with " + Faults.status(consumed);
            }
            at += consumed;
        }
        return decoder.done() ? at + ": " + body : "more";
    }

    private static String expected(String input, String decoded) {
        ReferenceChunks chunks = new ReferenceChunks(input, 0, LIMITS);
        Verdict verdict = chunks.read();
        if (verdict == null) {
            return chunks.end() + ": " + chunks.body();
        }
        List<String> allowed = verdict.kind() == Verdict.Kind.INCOMPLETE
                ? List.of("more")
                : verdict.statuses().stream()
                        .map(status -> "refused with " + status)
                        .toList();
        return allowed.contains(decoded) ? decoded : allowed.toString();
    }
}
