package dev.vivace.internal.http1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vivace.corpus.Corpus;
import dev.vivace.corpus.CorpusCase;
import dev.vivace.corpus.FuzzInputs;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Paths: decoded and normalised as the description has it, in place too, and once only. */
class PathNormalizerFuzzTest {
    static Stream<byte[]> inputs() {
        Stream<byte[]> paths = Stream.of("percent", "target", "request-line")
                .flatMap(topic -> Corpus.topic(topic).stream())
                .map(PathNormalizerFuzzTest::targetOf)
                .filter(target -> target.length() < 300)
                .map(target -> target.getBytes(StandardCharsets.ISO_8859_1));
        return Stream.concat(paths, FuzzInputs.of(PathNormalizerFuzzTest.class));
    }

    private static String targetOf(CorpusCase each) {
        String[] words = new String(each.bytes(), StandardCharsets.ISO_8859_1).split(" ", 3);
        return words.length < 2 ? "" : words[1];
    }

    @MethodSource("inputs")
    @FuzzTest
    void shouldNormalizeAsTheReferenceDoes(byte[] input) {
        byte[] target = new byte[input.length];
        byte[] before = input.clone();
        int length = PathNormalizer.normalize(input, 0, input.length, target);
        assertArrayEquals(before, input, "the source is only read");
        String expected = PathNormalizerReference.normalize(new String(input, StandardCharsets.ISO_8859_1));
        String normalized = length < 0 ? "fault" : new String(target, 0, length, StandardCharsets.UTF_8);
        assertEquals(expected, normalized);

        int lengthInPlace = PathNormalizer.normalize(input, 0, input.length, input);
        assertEquals(length, lengthInPlace);
        if (length >= 0) {
            assertArrayEquals(Arrays.copyOf(target, length), Arrays.copyOf(input, length));
            assertFalse(("/" + normalized + "/").contains("/../"), normalized);
            assertEquals(-1, PathNormalizer.text(target, 0, length).indexOf(0));
        }
    }
}
