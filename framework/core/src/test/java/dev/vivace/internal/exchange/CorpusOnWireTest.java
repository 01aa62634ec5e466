package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.corpus.Corpus;
import dev.vivace.corpus.CorpusApp;
import dev.vivace.corpus.CorpusArrival;
import dev.vivace.corpus.CorpusCase;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every case of the corpus on a fake transport, however its bytes arrive and whatever is around it, with a socket that
 * takes all and with one that is nearly full: the answers are those that the corpus says, and every buffer comes back.
 */
class CorpusOnWireTest {
    private static final int LITTLE_ROOM = 100;
    private static final int SHORT_BYTES_MAX = 2_000;

    private final FakeLoop loop = new FakeLoop();
    private final LoopContext context = FakeWire.context(CorpusApp.app(), loop);
    /** The first failure of each case. */
    private final Map<String, String> failures = new LinkedHashMap<>();

    @Test
    void shouldAnswerEachCaseInEveryPlaceHoweverItArrives() {
        runAll(Long.MAX_VALUE, Integer.MAX_VALUE);
    }

    @Test
    void shouldAnswerEachCaseInEveryPlaceToASlowReaderHoweverItArrives() {
        runAll(LITTLE_ROOM, SHORT_BYTES_MAX);
    }

    private void runAll(long room, int bytesMax) {
        for (CorpusCase each : Corpus.all()) {
            for (CorpusCase placed : each.inEveryPlace()) {
                int length = placed.bytes().length;
                if (length <= bytesMax) {
                    CorpusArrival.each(length, placed.name().hashCode(), (way, ends) -> run(placed, way, ends, room));
                }
            }
        }
        assertTrue(failures.isEmpty(), () -> failures.size() + " cases fail:\n" + String.join("\n", failures.values()));
    }

    private void run(CorpusCase each, String way, int[] ends, long room) {
        FakeWire wire = new FakeWire(context, loop);
        wire.room = room;
        int from = 0;
        for (int end : ends) {
            wire.receive(Arrays.copyOfRange(each.bytes(), from, end));
            from = end;
        }
        if (each.clientHalfCloses()) {
            wire.endInput();
        }
        while (wire.awaitingWritable && !wire.closed()) {
            wire.room = room == Long.MAX_VALUE ? room : Math.max(room, each.bytes().length);
            wire.settle();
        }
        String message = each.check(wire.written(), wire.closed() || wire.outputShut);
        wire.reset();
        if (message == null && context.borrowedCount() != 0) {
            message = context.borrowedCount() + " buffers are still out";
        }
        if (message != null) {
            failures.putIfAbsent(each.name(), each.topic() + " (" + way + "): " + message);
        }
    }
}
