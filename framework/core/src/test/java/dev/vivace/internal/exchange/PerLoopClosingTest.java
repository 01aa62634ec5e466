package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.PerLoop;
import dev.vivace.Vivace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a loop made for itself is closed when it ends. */
class PerLoopClosingTest {
    private static final List<String> CLOSED = new ArrayList<>();
    private static final PerLoop<String> FIRST = PerLoop.of(loop -> "first", CLOSED::add);
    private static final PerLoop<String> FAILING = PerLoop.of(loop -> "failing", value -> {
        CLOSED.add(value);
        throw new IllegalStateException("a test's");
    });
    private static final PerLoop<String> LAST = PerLoop.of(loop -> "last", CLOSED::add);
    private static final PerLoop<String> UNUSED = PerLoop.of(loop -> "unused", CLOSED::add);

    /** What is handed to a loop as it ends runs behind the closing: a value that it made then would be closed by nobody. */
    @Test
    void shouldMakeNoneBehindThat() {
        CLOSED.clear();
        FakeLoop loop = new FakeLoop();
        Vivace app = Vivace.create().perLoop(FIRST).get("/", (req, res) -> res.text(req.perLoop(LAST)));
        LoopContext context = FakeWire.context(app, loop);
        FakeWire wire = new FakeWire(context, loop);
        context.stop();
        for (PerLoop<String> key : List.of(FIRST, LAST)) {
            String message = assertThrows(IllegalStateException.class, () -> context.perLoop(key))
                    .getMessage();
            assertTrue(message.contains("loop 0 has ended"), message);
        }
        wire.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        assertTrue(wire.text().startsWith("HTTP/1.1 500"), wire.text());
        context.stop();
        assertEquals(List.of("first"), CLOSED);
    }

    @Test
    void shouldCloseEachOnceWhateverOneThrows() {
        CLOSED.clear();
        FakeLoop loop = new FakeLoop();
        Vivace app = Vivace.create()
                .perLoop(FIRST)
                .perLoop(FAILING)
                .get("/", (req, res) -> res.text(req.perLoop(LAST)))
                .get("/unused", (req, res) -> res.text(req.perLoop(UNUSED)));
        LoopContext context = FakeWire.context(app, loop);
        new FakeWire(context, loop).receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        assertEquals(List.of(), CLOSED);
        context.stop();
        assertEquals(List.of("last", "failing", "first"), CLOSED);
        context.stop();
        assertEquals(3, CLOSED.size());
    }
}
