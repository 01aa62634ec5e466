package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Later;
import dev.vivace.Vivace;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each answer carries the date of its second (RFC 9110 sections 5.6.7 and 6.6.1). */
class DateTest {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final Pattern FIELD = Pattern.compile("\r\nDate: ([^\r]*)\r\n");
    private static final String OK = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n";

    private Later later;
    private final FakeWire wire = FakeWire.to(Vivace.create()
            .get("/ok", (req, res) -> res.text("ok"))
            .get("/empty", (req, res) -> res.empty())
            .get("/canned", (req, res) -> res.send(dev.vivace.Canned.text("c").etag("e")))
            .get("/fail", (req, res) -> {
                throw new IllegalStateException("a test's");
            })
            .get("/later", (req, res) -> res.defer(l -> later = l)));

    private List<String> dates() {
        List<String> dates = new ArrayList<>();
        Matcher matcher = FIELD.matcher(wire.text());
        while (matcher.find()) {
            dates.add(matcher.group(1));
        }
        return dates;
    }

    private String last() {
        List<String> dates = dates();
        return dates.get(dates.size() - 1);
    }

    private static String formatted(long epochMillis) {
        return FORMAT.format(Instant.ofEpochMilli(epochMillis));
    }

    @Test
    void shouldHave29BytesWithATwoDigitDay() {
        for (String instant : new String[] {
            "2026-01-01T00:00:00Z",
            "2026-11-09T09:08:07Z",
            "2028-02-29T23:59:59Z",
            "2026-12-31T23:59:59.999Z",
            "2100-03-01T00:00:00Z"
        }) {
            long millis = Instant.parse(instant).toEpochMilli();
            // Backwards the monotonic clock cannot go: each instant has a loop of its own
            FakeWire fresh = FakeWire.to(Vivace.create().get("/ok", (req, res) -> res.text("ok")));
            fresh.loop.clock(millis);
            fresh.receive(OK);
            Matcher matcher = FIELD.matcher(fresh.text());
            assertTrue(matcher.find());
            assertEquals(29, matcher.group(1).length());
            assertEquals(formatted(millis), matcher.group(1));
        }
    }

    @Test
    void shouldChangeWithEachSecond() {
        wire.loop.clock(1_700_000_000_000L);
        wire.receive(OK);
        assertEquals(formatted(1_700_000_000_000L), last());
        wire.loop.clock(1_700_000_000_999L);
        wire.receive(OK);
        assertEquals(formatted(1_700_000_000_000L), last());
        wire.loop.clock(1_700_000_001_000L);
        wire.receive(OK);
        assertEquals(formatted(1_700_000_001_000L), last());
        wire.loop.clock(1_700_000_003_500L);
        wire.receive(OK);
        assertEquals(formatted(1_700_000_003_500L), last());
        wire.loop.clock(1_700_000_004_000L);
        wire.receive(OK);
        assertEquals(formatted(1_700_000_004_000L), last());
    }

    @Test
    void shouldReadTheWallClockOnceASecond() {
        wire.receive(OK);
        int reads = wire.loop.epochReads();
        for (int i = 0; i < 100; i++) {
            wire.receive(OK + OK);
        }
        assertEquals(reads, wire.loop.epochReads());
    }

    @Test
    void shouldBeRightInAnswersOfEveryKind() {
        long[] now = {1_700_000_000_000L};
        for (String target : new String[] {"/ok", "/empty", "/canned", "/fail", "/missing", "/canned"}) {
            wire.loop.clock(now[0] += 7_000);
            wire.receive("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
            assertEquals(formatted(now[0]), last(), target);
        }
        wire.loop.clock(now[0] += 7_000);
        wire.receive("POST /ok HTTP/1.1\r\nHost: a\r\n\r\n");
        assertTrue(wire.text().contains("HTTP/1.1 405"));
        assertEquals(formatted(now[0]), last());
        wire.loop.clock(now[0] += 7_000);
        wire.receive("GET /ok HTTP/1.1\r\nBad Name: x\r\n\r\n");
        assertTrue(wire.text().contains("HTTP/1.1 400"));
        assertEquals(formatted(now[0]), last());
    }

    @Test
    void shouldBeThatOfTheAnswerWhenItComesLater() {
        wire.receive("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
        wire.loop.advanceMillis(5_000);
        later.respond(res -> res.text("later"));
        wire.settle();
        assertEquals(formatted(1_700_000_005_000L), last());
    }

    @Test
    void shouldBeThatOfTheDeadlineWhenItPasses() {
        wire.receive("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
        wire.loop.advanceMillis(31_000);
        assertTrue(wire.text().startsWith("HTTP/1.1 504"));
        Instant answered = Instant.from(FORMAT.parse(last()));
        long seconds = answered.getEpochSecond() - 1_700_000_000L;
        assertTrue(seconds == 30, () -> "answered after " + seconds + " s");
    }

    /** Another thread notices that the turn is long, and says so. */
    @Test
    void shouldGoOnInATurnThatIsHeldUp() {
        FakeLoop loop = new FakeLoop();
        LoopContext[] context = new LoopContext[1];
        Vivace app = Vivace.create().get("/ok", (req, res) -> res.text("ok")).get("/held", (req, res) -> {
            loop.clock(1_700_000_005_000L);
            context[0].turnIsLong();
            return res.text("held");
        });
        context[0] = FakeWire.context(app, loop);
        FakeWire held = new FakeWire(context[0], loop);
        held.receive("GET /held HTTP/1.1\r\nHost: a\r\n\r\n" + OK);
        assertEquals(2, held.text().split("Date: " + formatted(1_700_000_005_000L), -1).length - 1, held.text());
        int reads = loop.epochReads();
        held.receive(OK + OK);
        assertEquals(reads, loop.epochReads());
    }
}
