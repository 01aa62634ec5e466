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

    /** Each loop sets that much aside at its start. */
    @Test
    void shouldBoundTheTablesOfALoop() {
        record Table(String name, int most, IntFunction<ServerOptions> setting) {}
        ServerOptions options = ServerOptions.defaults();
        for (Table table : List.of(
                new Table("requestLineBytesMax", 1 << 24, options::requestLineBytesMax),
                new Table("headerCountMax", 1 << 20, options::headerCountMax))) {
            TestClient client = TestClient.of(
                    Vivace.create().get("/", (req, res) -> res.text("ok")), table.setting.apply(table.most));
            assertEquals("ok", client.get("/").body());
            for (int more : new int[] {table.most + 1, 1 << 30, Integer.MAX_VALUE}) {
                String text = assertThrows(IllegalArgumentException.class, () -> table.setting.apply(more))
                        .getMessage();
                assertEquals(table.name + " is at most " + table.most + ", but was " + more, text);
            }
        }
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
}
