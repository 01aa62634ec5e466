package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Json;
import dev.vivace.Vivace;
import org.junit.jupiter.api.Test;

/** Decoders are kept by what they read: as many as there are types, not as there are requests. */
class DecodersKeptTest {
    private static final int REQUESTS = 500;

    private static final String POST =
            "POST /text HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 3\r\n\r\n\"a\"";

    @Test
    void shouldKeepOneForATypeThatEachRequestDescribesAnew() {
        FakeWire wire = FakeWire.to(Vivace.create()
                .post("/text", (req, res) -> res.text(req.body(Json.of(String.class))))
                .blocking(group -> group.post("/blocking", (req, res) -> res.text(req.body(Json.of(String.class))))));
        int before = wire.context.plan.decoders().size();
        for (int i = 0; i < REQUESTS; i++) {
            wire.receive(POST);
            wire.receive(POST.replace("/text", "/blocking"));
        }
        assertEquals(2 * REQUESTS, wire.context.counters().snapshot().answers2xx(), wire.text());
        assertTrue(wire.context.plan.decoders().size() <= before + 1, "a decoder per request");
    }

    @Test
    void shouldUseTheOneThatWasMadeAtStart() {
        FakeWire wire = FakeWire.to(Vivace.create()
                .post("/typed", Json.of(String.class), (req, res, body) -> res.text(body))
                .post("/text", (req, res) -> res.text(req.body(Json.of(String.class)))));
        assertEquals(1, wire.context.plan.decoders().size());
        wire.receive(POST).receive(POST.replace("/text", "/typed"));
        assertEquals(2, wire.context.counters().snapshot().answers2xx(), wire.text());
        assertEquals(1, wire.context.plan.decoders().size());
    }
}
