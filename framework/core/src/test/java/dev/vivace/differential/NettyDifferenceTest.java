package dev.vivace.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.corpus.Corpus;
import dev.vivace.corpus.CorpusCase;
import dev.vivace.corpus.CorpusText;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The server reads what it is sent as Netty's decoder does, but for the differences that are listed. */
class NettyDifferenceTest {
    private static final long SEED = 20_261_122L;
    private static final int INPUT_COUNT = 15_000;
    private static final int CORPUS_BYTES_MAX = 20_000;

    private final OwnReader own = new OwnReader(Limits.DEFAULT);
    private final Map<NettyDifferences, Integer> seen = new EnumMap<>(NettyDifferences.class);
    private int agreed;

    @Test
    void shouldDifferFromNettyOnlyWhereItIsListed() {
        MessageGenerator generator = new MessageGenerator(SEED);
        for (int i = 0; i < INPUT_COUNT; i++) {
            compare(generator.next());
        }
        for (CorpusCase each : Corpus.all()) {
            if (each.bytes().length < CORPUS_BYTES_MAX) {
                compare(new String(each.bytes(), StandardCharsets.ISO_8859_1));
            }
        }
        assertTrue(agreed > INPUT_COUNT / 2, () -> agreed + " agreed, " + seen);
        Set<NettyDifferences> unseen = EnumSet.allOf(NettyDifferences.class);
        unseen.removeAll(seen.keySet());
        assertEquals(Set.of(), unseen, "rows without an example");
    }

    private void compare(String input) {
        NettyDifference difference = difference(input);
        if (difference == null) {
            agreed++;
            return;
        }
        NettyDifferences row = NettyDifferences.of(difference);
        if (row == null) {
            String smallest = Smallest.of(input, text -> unlisted(difference(text)));
            throw new AssertionError(difference(smallest) + "\ninput, made small: "
                    + CorpusText.encode(smallest.getBytes(StandardCharsets.ISO_8859_1)) + "\nas it was: "
                    + CorpusText.encode(input.getBytes(StandardCharsets.ISO_8859_1)));
        }
        seen.merge(row, 1, Integer::sum);
    }

    private NettyDifference difference(String input) {
        return NettyDifference.of(own.read(input), NettyReader.read(input, Limits.DEFAULT));
    }

    private static boolean unlisted(NettyDifference difference) {
        return difference != null && NettyDifferences.of(difference) == null;
    }
}
