package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.corpus.Corpus;
import dev.vivace.corpus.CorpusApp;
import dev.vivace.corpus.CorpusCase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Every case of the corpus over sockets that take little, nothing for a while, or break: the bytes are the same. */
class ProtocolOnWireTest {
    private final FakeLoop loop = new FakeLoop();
    private final LoopContext context = FakeWire.context(CorpusApp.app(), loop);
    private final List<String> failures = new ArrayList<>();

    @Test
    void shouldWriteTheSameOneByteAtATime() {
        assertSameOutput(wire -> wire.bytesPerSendMax = 1);
    }

    @Test
    void shouldWriteTheSameInPiecesOf700() {
        assertSameOutput(wire -> wire.bytesPerSendMax = 700);
    }

    @Test
    void shouldWriteTheSameToASocketThatIsFullAtFirst() {
        assertSameOutput(wire -> wire.room = 0);
    }

    @Test
    void shouldWriteTheSameToASocketThatFillsUp() {
        assertSameOutput(wire -> wire.room = 50);
    }

    @Test
    void shouldWriteTheSameWhenReadInPiecesByASlowSocket() {
        assertSameOutput(wire -> {
            wire.readBytesMax = 7;
            wire.bytesPerSendMax = 3;
        });
    }

    @Test
    void shouldGiveEveryBufferBackWhereverTheConnectionBreaks() {
        for (CorpusCase each : Corpus.all()) {
            for (int sends = 0; sends < 3; sends++) {
                FakeWire wire = new FakeWire(context, loop);
                wire.bytesPerSendMax = 40;
                wire.sendsBeforeBroken = sends;
                wire.receive(each.bytes());
                wire.reset();
                check(each, "broken after " + sends + " sends", context.borrowedCount() == 0, "buffers are still out");
                check(
                        each,
                        "broken after " + sends + " sends",
                        wire.written().length <= 40 * sends,
                        "too much was sent");
            }
        }
        report();
    }

    @Test
    void shouldGiveEveryBufferBackWhereverTheClientResets() {
        for (CorpusCase each : Corpus.all()) {
            byte[] bytes = each.bytes();
            int step = Math.max(1, bytes.length / 50);
            for (int length = 1; length < bytes.length; length += step) {
                FakeWire wire = new FakeWire(context, loop);
                wire.receive(java.util.Arrays.copyOf(bytes, length));
                wire.reset();
                check(each, "reset after " + length, context.borrowedCount() == 0, "buffers are still out");
            }
        }
        report();
    }

    private void assertSameOutput(Consumer<FakeWire> limits) {
        int compared = 0;
        for (CorpusCase each : Corpus.all()) {
            FakeWire whole = new FakeWire(context, loop);
            run(each, whole);
            String fault = each.check(whole.written(), whole.closed() || whole.outputShut);
            check(each, "unlimited", fault == null, fault);

            FakeWire limited = new FakeWire(context, loop);
            limits.accept(limited);
            limited.sendBytesLargest = 0;
            run(each, limited);
            while (limited.awaitingWritable) {
                check(each, "limited", !limited.protocol.wantsBytes(), "reads while output is pending");
                limited.room = 100;
                limited.settle();
            }
            if (whole.readBytesMax == limited.readBytesMax) {
                assertArrayEquals(whole.written(), limited.written(), each.toString());
            } else {
                fault = each.check(limited.written(), limited.closed() || limited.outputShut);
                check(each, "limited", fault == null, fault);
            }
            boolean ended = whole.closed() || whole.outputShut;
            assertEquals(ended, limited.closed() || limited.outputShut, each.toString());
            whole.reset();
            limited.reset();
            check(each, "afterwards", context.borrowedCount() == 0, "buffers are still out");
            compared++;
        }
        assertTrue(compared > 100, "the corpus has more cases");
        report();
    }

    private static void run(CorpusCase each, FakeWire wire) {
        wire.receive(each.bytes());
        if (each.clientHalfCloses()) {
            wire.endInput();
        }
    }

    private void check(CorpusCase each, String how, boolean holds, String fault) {
        if (!holds) {
            failures.add(each + " (" + how + "): " + fault);
        }
    }

    private void report() {
        assertTrue(failures.isEmpty(), () -> failures.size() + " faults:\n" + String.join("\n", failures));
    }
}
