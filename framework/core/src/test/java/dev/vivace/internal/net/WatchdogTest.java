package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A loop that is held up by a handler is named in the log, with the handler. */
class WatchdogTest {
    private static final Duration THRESHOLD = Duration.ofMillis(20);
    private static final String HELD_UP = "has been in one turn for";

    private final LogWatch log = new LogWatch();

    /** Holds its loop until the watchdog has noticed, and a good while longer. */
    private void holdUntilNoticed(String route) {
        log.await("the route it took up last is " + route);
        LockSupport.parkNanos(THRESHOLD.toNanos() * 5);
    }

    private Vivace app() {
        return Vivace.create()
                .get("/ok", (req, res) -> res.text("ok"))
                .get("/held/{id}", (req, res) -> {
                    holdUntilNoticed("GET /held/{id}");
                    return res.text("held");
                })
                .get(
                        "/late/{id}",
                        (req, res) -> res.defer(later -> req.loop()
                                .execute(() -> later.respond(r -> {
                                    holdUntilNoticed("GET /late/{id}");
                                    return r.text("late");
                                }))));
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldNameRouteAndStackOnceAStall(Transport transport) throws Exception {
        try (log;
                Server server = app().listen(Servers.options(transport, 1).watchdogThreshold(THRESHOLD));
                RawClient client = new RawClient(server.port())) {
            assertEquals("ok", client.ask(RawClient.GET_OK).text());
            client.ask("GET /held/7 HTTP/1.1\r\nHost: a\r\n\r\n");
            String held = "the route it took up last is GET /held/{id}";
            LogRecord entry = log.await(held);
            assertTrue(entry.getMessage().startsWith("loop 0 " + HELD_UP), entry.getMessage());
            assertTrue(
                    Arrays.stream(entry.getThrown().getStackTrace())
                            .anyMatch(frame -> frame.getMethodName().equals("holdUntilNoticed")),
                    Arrays.toString(entry.getThrown().getStackTrace()));
            assertEquals(1, log.count(held));
            client.ask("GET /late/7 HTTP/1.1\r\nHost: a\r\n\r\n");
            assertEquals(1, log.count("the route it took up last is GET /late/{id}"));
            Await.until(
                    "both stalls are counted",
                    () -> Servers.total(server).turns().stalls() >= 2);
        }
    }

    @Test
    void shouldEndWithItsServer() throws Exception {
        Server server = app().listen(Servers.options(Transport.NIO, 1).watchdogThreshold(THRESHOLD));
        assertTrue(running());
        server.close();
        Await.until("the watchdog has ended", () -> !running());
        log.close();
    }

    @Test
    void shouldBeOffUnlessAskedFor() throws Exception {
        try (log;
                Server server = Servers.start(app(), Transport.NIO);
                RawClient client = new RawClient(server.port())) {
            assertEquals("ok", client.ask(RawClient.GET_OK).text());
            assertTrue(!running());
        }
    }

    private static boolean running() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("vivace-watchdog"));
    }
}
