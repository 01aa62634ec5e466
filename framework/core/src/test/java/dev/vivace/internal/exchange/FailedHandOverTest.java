package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Later;
import dev.vivace.Vivace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Handing a result to the loop fails, for want of memory or stack: later results find their way all the same. */
class FailedHandOverTest {
    private final List<Later> laters = new ArrayList<>();
    private final FakeLoop loop = new FakeLoop();
    private final LoopContext context =
            FakeWire.context(Vivace.create().get("/later", (req, res) -> res.defer(laters::add)), loop);

    private FakeWire ask() {
        return new FakeWire(context, loop).receive("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    @Test
    void shouldNotKeepLaterResultsBack() {
        FakeWire first = ask();
        FakeWire second = ask();
        loop.executeThrows = new OutOfMemoryError("a test's");
        assertThrows(OutOfMemoryError.class, () -> laters.get(0).respond(res -> res.text("first")));
        laters.get(1).respond(res -> res.text("second"));
        second.settle();
        first.settle();
        assertTrue(second.text().endsWith("second"), second.text());
        assertTrue(first.text().endsWith("first"), first.text());
        assertEquals(0, context.counters().value(LoopCounters.IN_WORK));
    }

    @Test
    void shouldFindItsWayAtTheDeadlineAtTheLatest() {
        FakeWire wire = ask();
        loop.executeThrows = new OutOfMemoryError("a test's");
        assertThrows(OutOfMemoryError.class, () -> laters.get(0).respond(res -> res.text("an answer")));
        wire.settle();
        assertEquals("", wire.text());
        loop.advanceMillis(31_000);
        assertTrue(wire.text().endsWith("an answer"), wire.text());
        assertEquals(0, context.counters().value(LoopCounters.IN_WORK));
    }
}
