package dev.vivace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Options that have bounds keep them, and say so where they are set. */
class OptionBoundsTest {
    private static final int IN_FLIGHT_LIMIT = 1_048_576;
    private static final Duration YEAR = Duration.ofDays(365);
    private static final List<Duration> NO_DEADLINES = List.of(
            Duration.ZERO,
            Duration.ofNanos(-1),
            Duration.ofSeconds(Long.MIN_VALUE),
            YEAR.plusNanos(1),
            Duration.ofNanos(Long.MAX_VALUE),
            Duration.ofSeconds(Long.MAX_VALUE));

    private static void assertSaysBounds(IllegalArgumentException refused, Duration deadline) {
        String text = refused.getMessage();
        assertTrue(text.contains("more than zero") && text.contains("365 days"), text);
        assertTrue(text.contains(deadline.toString()), text);
    }

    @Test
    void shouldRefuseDeadlinesThatAreNone() {
        ServerOptions options = ServerOptions.defaults();
        for (Duration deadline : NO_DEADLINES) {
            assertSaysBounds(
                    assertThrows(IllegalArgumentException.class, () -> options.workDeadline(deadline)), deadline);
            assertSaysBounds(
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> Vivace.create()
                                    .get("/", (req, res) -> res.text("x"), route -> route.deadline(deadline))),
                    deadline);
        }
        assertThrows(NullPointerException.class, () -> options.workDeadline(null));
    }

    @Test
    void shouldRefuseQueueDelaysThatAreNone() {
        ServerOptions options = ServerOptions.defaults();
        for (Duration delay : NO_DEADLINES) {
            assertSaysBounds(
                    assertThrows(IllegalArgumentException.class, () -> options.queueDelayTarget(delay)), delay);
            assertSaysBounds(
                    assertThrows(IllegalArgumentException.class, () -> options.queueDelayInterval(delay)), delay);
            assertSaysBounds(
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> Vivace.create()
                                    .get("/", (req, res) -> res.text("x"), route -> route.queueDelayTarget(delay))),
                    delay);
        }
        assertEquals(YEAR, options.queueDelayTarget(YEAR).queueDelayTarget());
        assertEquals(YEAR, options.queueDelayInterval(YEAR).queueDelayInterval());
    }

    @Test
    void shouldNotEndADeadlineOfAYearAtOnce() {
        List<Later> laters = new ArrayList<>();
        TestClient client = TestClient.of(
                Vivace.create()
                        .get("/route", (req, res) -> res.defer(laters::add), route -> route.deadline(YEAR))
                        .get("/server", (req, res) -> res.defer(laters::add)),
                ServerOptions.defaults().workDeadline(YEAR));
        List<TestConnection> waiting = new ArrayList<>();
        for (String target : List.of("/route", "/server")) {
            waiting.add(client.connect()
                    .send(("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
        }
        client.advance(Duration.ofMinutes(10));
        for (int i = 0; i < waiting.size(); i++) {
            assertEquals(0, waiting.get(i).received().length);
            assertTrue(laters.get(i).respond(res -> res.text("at last")));
            assertEquals("at last", waiting.get(i).awaitResponses(1).get(0).body());
        }
    }

    private static void assertBounds(String name, IntFunction<ServerOptions> setting) {
        for (int count : new int[] {1, 1_000, IN_FLIGHT_LIMIT}) {
            setting.apply(count);
        }
        for (int count : new int[] {Integer.MIN_VALUE, -1, 0, IN_FLIGHT_LIMIT + 1, Integer.MAX_VALUE}) {
            IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> setting.apply(count));
            String text = refused.getMessage();
            assertTrue(text.contains(name) && text.contains(Integer.toString(count)), text);
            assertTrue(text.contains(count < 1 ? "at least 1" : "at most " + IN_FLIGHT_LIMIT), text);
        }
    }

    @Test
    void shouldBoundWhatMayBeInFlight() {
        assertBounds("blockingInFlightMax", ServerOptions.defaults()::blockingInFlightMax);
        assertBounds("deferredInFlightMax", ServerOptions.defaults()::deferredInFlightMax);
    }

    @Test
    void shouldStartWithTheMostThatMayBeInFlight() {
        TestClient client = TestClient.of(
                Vivace.create().get("/", (req, res) -> res.defer(later -> later.respond(r -> r.text("ok")))),
                ServerOptions.defaults().blockingInFlightMax(IN_FLIGHT_LIMIT).deferredInFlightMax(IN_FLIGHT_LIMIT));
        assertEquals("ok", client.get("/").body());
    }

    @Test
    void shouldBoundConnectionsAndTheWatchdog() {
        ServerOptions options = ServerOptions.defaults();
        assertEquals(0, options.connectionCountMax());
        assertEquals(5, options.connectionCountMax(5).connectionCountMax());
        assertThrows(IllegalArgumentException.class, () -> options.connectionCountMax(0));
        assertNull(options.watchdogThreshold());
        assertEquals(YEAR, options.watchdogThreshold(YEAR).watchdogThreshold());
        for (Duration threshold : NO_DEADLINES) {
            assertSaysBounds(
                    assertThrows(IllegalArgumentException.class, () -> options.watchdogThreshold(threshold)),
                    threshold);
        }
    }

    private static void assertSaysMost(String name, int least, int most, IntFunction<ServerOptions> setting) {
        setting.apply(least);
        setting.apply(most);
        for (int value : new int[] {most + 1, 1 << 29, 1 << 30, Integer.MAX_VALUE}) {
            String text = assertThrows(IllegalArgumentException.class, () -> setting.apply(value))
                    .getMessage();
            assertEquals(name + " is at most " + most + ", but was " + value, text);
        }
        String text = assertThrows(IllegalArgumentException.class, () -> setting.apply(least - 1))
                .getMessage();
        assertEquals(name + " is at least " + least + ", but was " + (least - 1), text);
    }

    /** Room for them is made at start: with the largest numbers there was none, or none that a request fitted into. */
    @Test
    void shouldBoundWhatALoopSetsRoomAsideFor() {
        ServerOptions options = ServerOptions.defaults();
        assertSaysMost("requestLineBytesMax", 16, 1_048_576, options::requestLineBytesMax);
        assertSaysMost("headerCountMax", 1, 65_536, options::headerCountMax);
        TestClient client = TestClient.of(
                Vivace.create().get("/", (req, res) -> res.text(Integer.toString(req.headerCount()))),
                options.requestLineBytesMax(1_048_576).headerCountMax(65_536));
        assertEquals("1", client.get("/").body());
    }

    @Test
    void shouldHaveRoomForTheServersName() {
        ServerOptions options = ServerOptions.defaults();
        String longest = "x".repeat(256);
        TestClient client =
                TestClient.of(Vivace.create().get("/", (req, res) -> res.text("ok")), options.serverName(longest));
        assertEquals(longest, client.get("/").header("Server"));
        String text = assertThrows(IllegalArgumentException.class, () -> options.serverName(longest + "x"))
                .getMessage();
        assertTrue(text.contains("256") && text.contains("257"), text);
    }

    @Test
    void shouldSayThatANoticeMayBeZero() {
        ServerOptions options = ServerOptions.defaults();
        assertEquals(Duration.ZERO, options.drainNotice(Duration.ZERO).drainNotice());
        assertEquals(YEAR, options.drainNotice(YEAR).drainNotice());
        for (Duration notice : List.of(Duration.ofNanos(-1), YEAR.plusNanos(1), Duration.ofSeconds(Long.MIN_VALUE))) {
            assertEquals(
                    "drainNotice is from zero to 365 days, but was " + notice,
                    assertThrows(IllegalArgumentException.class, () -> options.drainNotice(notice))
                            .getMessage());
        }
    }
}
