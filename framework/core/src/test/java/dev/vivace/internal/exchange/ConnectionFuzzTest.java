package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vivace.corpus.Corpus;
import dev.vivace.corpus.CorpusApp;
import dev.vivace.corpus.CorpusCase;
import dev.vivace.corpus.FuzzInputs;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A connection answers the same bytes the same way however they are split, and gives every buffer back. */
class ConnectionFuzzTest {
    private static final String INTERIM = "HTTP/1.1 100 Continue\r\n\r\n";
    private static final int SEED_BYTES_MAX = 2_000;

    private final FakeLoop loop = new FakeLoop();
    private final LoopContext context = FakeWire.context(CorpusApp.app(), loop);

    static Stream<byte[]> inputs() {
        Stream<byte[]> corpus = Corpus.all().stream().map(CorpusCase::bytes).filter(b -> b.length < SEED_BYTES_MAX);
        return Stream.concat(corpus, FuzzInputs.of(ConnectionFuzzTest.class));
    }

    @MethodSource("inputs")
    @FuzzTest
    void shouldAnswerTheSameHoweverTheBytesAreSplit(byte[] input) {
        String whole = answered(input, new int[] {input.length});
        SplittableRandom random = new SplittableRandom(Arrays.hashCode(input));
        for (int round = 0; round < 3; round++) {
            int[] lengths = random.ints(input.length + 1L, 1, round == 0 ? 2 : 2 + input.length)
                    .toArray();
            assertEquals(whole, answered(input, lengths), () -> "in pieces of " + Arrays.toString(lengths));
        }
    }

    /** What the client has received in the end, without interim answers, and whether it is the end. */
    private String answered(byte[] input, int[] lengths) {
        FakeWire wire = new FakeWire(context, loop);
        int at = 0;
        for (int i = 0; at < input.length; i++) {
            int end = Math.min(input.length, at + lengths[i]);
            wire.receive(Arrays.copyOfRange(input, at, end));
            at = end;
        }
        String answered = wire.text().replace(INTERIM, "") + (wire.closed() || wire.outputShut ? "(end)" : "(open)");
        wire.reset();
        assertEquals(0, context.borrowedCount(), "buffers are still out");
        return answered;
    }
}
