package dev.vivace.differential;

import static org.junit.jupiter.api.Assertions.assertNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vivace.corpus.Corpus;
import dev.vivace.corpus.CorpusCase;
import dev.vivace.corpus.FuzzInputs;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The server reads anything as the grammar has it. */
class ReaderFuzzTest {
    private static final int SEED_BYTES_MAX = 1_000;
    private static final OwnReader OWN = new OwnReader(Limits.SMALL);

    static Stream<byte[]> inputs() {
        Stream<byte[]> corpus = Corpus.all().stream().map(CorpusCase::bytes).filter(b -> b.length < SEED_BYTES_MAX);
        return Stream.concat(corpus, FuzzInputs.of(ReaderFuzzTest.class));
    }

    @MethodSource("inputs")
    @FuzzTest
    void shouldReadAsTheReferenceDoes(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        assertNull(Comparison.difference(ReferenceReader.read(text, Limits.SMALL), OWN.read(text)));
    }
}
