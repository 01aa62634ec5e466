package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vivace.Later;
import dev.vivace.Vivace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Listeners are told how long an answer took, by the loop's clock. */
class AnswerTimeTest {
    private final List<Long> nanos = new ArrayList<>();
    private final FakeLoop loop = new FakeLoop();
    private Later later;
    private final FakeWire wire = new FakeWire(
            FakeWire.context(
                    Vivace.create()
                            .use(next -> (req, res) -> {
                                req.onAnswered((status, bytes, took) -> nanos.add(took));
                                return next.handle(req, res);
                            })
                            .get("/slow", (req, res) -> {
                                loop.clock(1_700_000_000_000L + 25);
                                return res.text("slow");
                            })
                            .post("/body", (req, res) -> res.text("body"))
                            .get("/later", (req, res) -> res.defer(l -> later = l)),
                    loop),
            loop);

    @Test
    void shouldMeasureTheHandler() {
        wire.receive("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
        assertEquals(List.of(25_000_000L), nanos);
    }

    @Test
    void shouldMeasureADeferral() {
        wire.receive("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
        loop.advanceMillis(500);
        later.respond(res -> res.text("later"));
        wire.settle();
        assertEquals(List.of(500_000_000L), nanos);
    }

    @Test
    void shouldMeasureFromTheCompleteRequest() {
        wire.receive("POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\na");
        loop.advanceMillis(500);
        wire.receive("b");
        assertEquals(List.of(0L), nanos);
    }
}
