package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.LoopTurns;
import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The metrics say how long the turns of a loop take: its work, and not its waiting. */
class TurnsTest {
    private static final long HELD_NANOS = 120_000_000L;
    private static final long IDLE_NANOS = 300_000_000L;

    private static Vivace app() {
        return Vivace.create().get("/ok", (req, res) -> res.text("ok")).get("/held", (req, res) -> {
            long end = System.nanoTime() + HELD_NANOS;
            while (System.nanoTime() - end < 0) {
                Thread.onSpinWait();
            }
            return res.text("held");
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldMeasureWhatHoldsALoop(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport);
                RawClient client = new RawClient(server.port())) {
            LoopTurns before = Servers.total(server).turns();
            assertEquals(
                    "held", client.ask("GET /held HTTP/1.1\r\nHost: a\r\n\r\n").text());
            // The turn is counted when the loop goes to wait, which is behind the answer
            Await.until("the turn is over", () -> Servers.total(server).turns().stalls() > 0);
            LoopTurns lately = Servers.total(server).turns().since(before);
            assertTrue(lately.nanosAt(100) >= HELD_NANOS, lately.toString());
            assertTrue(Servers.total(server).turns().maxNanos() >= HELD_NANOS);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldNotMeasureTheWaiting(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport);
                RawClient client = new RawClient(server.port())) {
            assertEquals("ok", client.ask(RawClient.GET_OK).text());
            LoopTurns before = Servers.total(server).turns();
            for (int i = 0; i < 4; i++) {
                LockSupport.parkNanos(IDLE_NANOS);
                assertEquals("ok", client.ask(RawClient.GET_OK).text());
            }
            Await.until("four turns are over", () -> {
                return Servers.total(server).turns().since(before).count() >= 4;
            });
            LoopTurns lately = Servers.total(server).turns().since(before);
            assertTrue(lately.p50Nanos() < IDLE_NANOS / 2, lately.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldNotCountQuickTurnsAsStalls(Transport transport) throws Exception {
        Vivace app = app();
        try (Server server =
                        app.listen(Servers.options(transport, 1).watchdogThreshold(java.time.Duration.ofMinutes(1)));
                RawClient client = new RawClient(server.port())) {
            assertEquals(
                    "held", client.ask("GET /held HTTP/1.1\r\nHost: a\r\n\r\n").text());
            Await.until("the turn is over", () -> Servers.total(server).turns().maxNanos() >= HELD_NANOS);
            assertEquals(0, Servers.total(server).turns().stalls());
        }
    }
}
