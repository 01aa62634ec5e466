package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A loop that is held up by a handler is named in the log, with the handler. */
class WatchdogTest {
    private static final Duration THRESHOLD = Duration.ofMillis(20);
    private static final long HELD_NANOS = 150_000_000L;
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
    void shouldLogNothingUnlessAskedTo() throws Exception {
        Vivace app = Vivace.create().get("/held", (req, res) -> {
            LockSupport.parkNanos(HELD_NANOS);
            return res.text("held");
        });
        try (log;
                Server server = Servers.start(app, Transport.NIO);
                RawClient client = new RawClient(server.port())) {
            assertEquals(
                    "held", client.ask("GET /held HTTP/1.1\r\nHost: a\r\n\r\n").text());
            Await.until(
                    "the stall is counted", () -> Servers.total(server).turns().stalls() > 0);
            assertEquals(0, log.count(HELD_UP));
        }
    }

    /** The answer that a handler is late with, and the one behind it in the same turn, bear the date of their sending. */
    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldKeepTheDateRightInATurnThatIsHeldUp(Transport transport) throws Exception {
        Vivace app = Vivace.create().get("/ok", (req, res) -> res.text("ok")).get("/held", (req, res) -> {
            long until = System.currentTimeMillis() / 1_000 + 3;
            while (System.currentTimeMillis() / 1_000 < until) {
                LockSupport.parkNanos(1_000_000);
            }
            return res.text("held");
        });
        try (log;
                Server server = Servers.start(app, transport);
                RawClient client = new RawClient(server.port())) {
            assertEquals("ok", client.ask(RawClient.GET_OK).text());
            client.send("GET /held HTTP/1.1\r\nHost: a\r\n\r\n" + RawClient.GET_OK + "BAD\r\n\r\n");
            for (int status : new int[] {200, 200, 400}) {
                RawAnswer answer = client.readAnswer();
                assertEquals(status, answer.status());
                long date = ZonedDateTime.parse(answer.header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toEpochSecond();
                long late = System.currentTimeMillis() / 1_000 - date;
                assertTrue(late <= 1, "the date is " + late + " s late in a " + status);
            }
        }
    }

    private static boolean running() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("vivace-watchdog"));
    }
}
