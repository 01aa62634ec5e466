package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Reply;
import dev.vivace.Request;
import dev.vivace.Response;
import dev.vivace.Vivace;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The bytes that a blocking handler answers with: its array is its own again when it returns, as with a pool of buffers. */
class WorkerBytesTest {
    private static final String TYPE = "text/plain; charset=utf-8";
    private static final int LARGE = 300_000;
    private static final Pattern ETAG = Pattern.compile("ETag: (\"[^\"]+\")\r\n");

    private final byte[] buffer = new byte[LARGE + 10];
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final FakeLoop loop = new FakeLoop();
    private final LoopContext context = FakeWire.context(
            Vivace.create()
                    .get("/loop/etag", (req, res) -> res.text("a".repeat(20)), route -> route.etag())
                    .blocking(group -> group.get("/whole", (req, res) -> whole(res, 'w'))
                            .get("/part/{c}/{n}", this::part)
                            .get("/etag/{c}/{n}", this::part, route -> route.etag())
                            .get("/throws", (req, res) -> {
                                throw new IOException("it");
                            })
                            .get("/text", (req, res) -> res.text("t".repeat(LARGE))))
                    .error(IOException.class, (e, req, res) -> whole(res.status(503), 'e')),
            loop,
            dev.vivace.ServerOptions.defaults(),
            tasks::add);

    private Reply whole(Response res, char letter) {
        byte[] own = new byte[30];
        Arrays.fill(own, (byte) letter);
        try {
            return res.bytes(TYPE, own);
        } finally {
            Arrays.fill(own, (byte) '#');
        }
    }

    private Reply part(Request req, Response res) {
        int length = req.pathInt("n");
        Arrays.fill(buffer, 5, 5 + length, (byte) req.path("c").charAt(0));
        try {
            return res.bytes(TYPE, buffer, 5, length);
        } finally {
            Arrays.fill(buffer, (byte) '#');
        }
    }

    private FakeWire asked(String path) {
        return new FakeWire(context, loop).receive("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    private String answer(String path) {
        FakeWire wire = asked(path);
        work();
        String text = wire.settle().text();
        wire.reset();
        NothingHeld.assertNothingHeld(context);
        return text;
    }

    private void work() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    @Test
    void shouldSendWhatTheArrayHeldWhenItWasAnswered() {
        assertEquals("w".repeat(30), body(answer("/whole")));
        assertEquals("a".repeat(20), body(answer("/part/a/20")));
        assertEquals("", body(answer("/part/a/0")));
        assertEquals("a".repeat(LARGE), body(answer("/part/a/" + LARGE)));
        assertEquals("e".repeat(30), body(answer("/throws")));
    }

    /** The other one's bytes are in the array before the loop comes to the first one's answer. */
    @Test
    void shouldNotSendTheBytesOfAnotherRequest() {
        FakeWire first = asked("/part/a/20");
        FakeWire other = asked("/part/b/20");
        work();
        assertEquals("a".repeat(20), body(first.settle().text()));
        assertEquals("b".repeat(20), body(other.settle().text()));
    }

    @Test
    void shouldComputeTheEtagOfWhatIsSent() {
        Matcher ofLoop = ETAG.matcher(answer("/loop/etag"));
        Matcher ofWorker = ETAG.matcher(answer("/etag/a/20"));
        assertTrue(ofLoop.find() && ofWorker.find());
        assertEquals(ofLoop.group(1), ofWorker.group(1));
    }

    /** One copy is enough, however slowly the client takes it. */
    @Test
    void shouldHoldForASlowClientWhatItDidNotTake() {
        for (String path : new String[] {"/part/a/" + LARGE, "/text"}) {
            FakeWire wire = asked(path);
            wire.room = 100_000;
            work();
            wire.settle();
            assertEquals(0, context.borrowedCount());
            assertTrue(context.counters().value(LoopCounters.ANSWER_BYTES) >= LARGE);
            wire.room = Long.MAX_VALUE;
            wire.settle();
            assertEquals((path.endsWith("t") ? "t" : "a").repeat(LARGE), body(wire.text()));
            wire.reset();
            NothingHeld.assertNothingHeld(context);
        }
    }
}
