package dev.vivace.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.corpus.Corpus;
import dev.vivace.corpus.CorpusCase;
import dev.vivace.corpus.CorpusText;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The server reads what it is sent as the grammar has it. */
class ReferenceDifferenceTest {
    private static final long SEED = 20_261_121L;
    private static final int INPUT_COUNT = 40_000;

    private int compared;
    private final Map<Verdict.Kind, Integer> seen = new EnumMap<>(Verdict.Kind.class);

    @Test
    void shouldReadGeneratedInputAsTheReferenceDoes() {
        OwnReader own = new OwnReader(Limits.SMALL);
        MessageGenerator generator = new MessageGenerator(SEED);
        for (int i = 0; i < INPUT_COUNT; i++) {
            assertSame(own, generator.next(), Limits.SMALL);
        }
        for (Verdict.Kind kind : Verdict.Kind.values()) {
            assertTrue(seen.getOrDefault(kind, 0) > INPUT_COUNT / 500, "too few inputs to prove anything: " + seen);
        }
    }

    @Test
    void shouldMeetEveryLimitAsTheReferenceDoes() {
        OwnReader own = new OwnReader(Limits.SMALL);
        for (String probe : LimitProbes.of(Limits.SMALL)) {
            for (int length = 1; length <= probe.length(); length++) {
                assertSame(own, probe.substring(0, length), Limits.SMALL);
            }
        }
        assertTrue(compared > 10_000, "compared only " + compared);
    }

    @Test
    void shouldReadTheCorpusAsTheReferenceDoes() {
        OwnReader own = new OwnReader(Limits.DEFAULT);
        for (CorpusCase each : Corpus.all()) {
            if (each.bytes().length < 100_000) {
                assertSame(own, new String(each.bytes(), StandardCharsets.ISO_8859_1), Limits.DEFAULT);
            }
        }
        assertTrue(compared > 400, "compared only " + compared);
    }

    private void assertSame(OwnReader own, String input, Limits limits) {
        List<Verdict> verdicts = ReferenceReader.read(input, limits);
        verdicts.forEach(verdict -> seen.merge(verdict.kind(), 1, Integer::sum));
        if (Comparison.difference(verdicts, own.read(input)) != null) {
            String smallest = Smallest.of(
                    input, text -> Comparison.difference(ReferenceReader.read(text, limits), own.read(text)) != null);
            String difference = Comparison.difference(ReferenceReader.read(smallest, limits), own.read(smallest));
            assertNull(
                    difference,
                    () -> difference + "\ninput, made small: " + escaped(smallest) + "\nas it was: " + escaped(input));
        }
        if (compared++ % 4 == 0) {
            assertEquals(own.read(input), own.read(input, 1), () -> "bytewise: " + escaped(input));
        }
    }

    private static String escaped(String input) {
        return CorpusText.encode(input.getBytes(StandardCharsets.ISO_8859_1));
    }
}
