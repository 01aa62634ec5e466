package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Later;
import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody makes room for a request that is refused all the same. */
class HeldBytesInVainTest {
    private final List<Later> laters = new ArrayList<>();
    private final FakeLoop loop = new FakeLoop();
    private final LoopContext context = FakeWire.context(
            Vivace.create()
                    .post("/later", (req, res) -> res.defer(laters::add))
                    .post("/length", (req, res) -> res.text("" + req.bodyBytes().length)),
            loop,
            ServerOptions.defaults().requestBytesHeldMax(1 << 20),
            Runnable::run);
    private final FakeWire older = open(post("/length", 300_000, 50_000));

    private FakeWire open(String text) {
        return new FakeWire(context, loop).receive(text);
    }

    private static String post(String path, int length, int sent) {
        return "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n" + "x".repeat(sent);
    }

    private void assertOlderGoesOn() {
        loop.runTasks();
        assertEquals("", older.text());
        older.receive("x".repeat(250_000));
        assertTrue(older.text().endsWith("300000"), older.text());
    }

    private static void assert503(FakeWire wire) {
        assertTrue(wire.text().startsWith("HTTP/1.1 503 "), wire.text());
    }

    @Test
    void shouldSendNobodyAwayWhenWhatIsInWorkIsInTheWay() {
        List<FakeWire> wires = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            wires.add(open(post("/later", 50_000, 50_000)));
        }
        assertEquals(17, laters.size());
        FakeWire refused = open(post("/later", 250_000, 250_000));
        assert503(refused);
        wires.forEach(FakeWire::reset);
        assertOlderGoesOn();
    }

    @Test
    void shouldSendNobodyAwayWhenThoseWhoBeganBeforeHoldTooLittle() {
        FakeWire asking = open(post("/length", 900_000, 10_000));
        List<FakeWire> younger = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            younger.add(open(post("/length", 300_000, 100_000)));
        }
        asking.receive("x".repeat(200_000));
        assert503(asking);
        younger.forEach(FakeWire::reset);
        assertOlderGoesOn();
    }

    @Test
    void shouldSendNobodyAwayForARouteThatTakesNoMoreOn() {
        List<FakeWire> wires = new ArrayList<>();
        for (int i = 0; i < 19; i++) {
            wires.add(open(post("/later", 50_000, 50_000)));
        }
        assertEquals(19, laters.size());
        Admission admission = context.view.route.admission();
        for (int i = 0; i < 64; i++) {
            admission.late(0, 60_000_000_000L);
        }
        assertFalse(admission.admits());
        assert503(open(post("/later", 50_000, 50_000)));
        wires.forEach(FakeWire::reset);
        assertOlderGoesOn();
    }
}
