package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Canned;
import dev.vivace.Cookie;
import dev.vivace.HttpError;
import dev.vivace.Json;
import dev.vivace.JsonValue;
import dev.vivace.PerLoop;
import dev.vivace.Reply;
import dev.vivace.Request;
import dev.vivace.Response;
import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The stack of a handler overflows inside each of the things it can call, at many depths: its own client gets a 500, and what
 * is answered afterwards is what it always was, byte for byte.
 */
class OverflowAnywhereTest {
    private static final Logger LOGGER = Logger.getLogger("dev.vivace");
    private static final int STACK_BYTES = 240 * 1_024;
    /** Where so many attempts in a row succeed there is room enough; compiled frames are smaller than interpreted ones. */
    private static final int SUCCESSES = 4;

    private static final int FRAMES_MAX = 2_000;

    private static final int SHIFTS = 2;
    /** A hundred answers and more. */
    private static final int ROUNDS = 7;

    private static final PerLoop<String> VALUE = PerLoop.of(loop -> "value " + loop);
    private static final Canned CANNED = Canned.text("canned").etag("c");
    private static final String LARGE = "x".repeat(100_000);

    private static final String BODY = "{\"a\":[1,{\"\\u0062\":\"c\"},2]}";

    private interface Call {
        Reply on(Request req, Response res) throws Exception;
    }

    private static final Map<String, Call> CALLS = calls();

    private static Map<String, Call> calls() {
        Map<String, Call> calls = new LinkedHashMap<>();
        calls.put("text", (req, res) -> res.text("a text"));
        calls.put("large", (req, res) -> res.json(LARGE));
        calls.put("largeFields", (req, res) -> {
            res.jsonOut().beginObject().key("large").value(LARGE).endObject();
            return res.sendJson();
        });
        calls.put("json", (req, res) -> res.json(Map.of("a", List.of(1, 2.5, "three", Map.of("b", List.of())))));
        calls.put("fields", (req, res) -> {
            res.jsonOut()
                    .beginObject()
                    .key("a")
                    .value(1.5)
                    .key("b")
                    .beginArray()
                    .value("x")
                    .value(List.of(1, 2))
                    .value(2L)
                    .endArray()
                    .endObject();
            return res.sendJson();
        });
        calls.put(
                "headers",
                (req, res) -> res.status(201)
                        .header("X-One", "1")
                        .addHeader("X-Two", "2")
                        .header("X-One", "3")
                        .cookie(Cookie.of("name", "value"))
                        .text("headers"));
        calls.put(
                "request",
                (req, res) -> res.text(req.path()
                        + req.query("q")
                        + req.queryAll("q")
                        + req.queryNames()
                        + req.header("host")
                        + req.headers("Host")
                        + req.cookie("c")
                        + req.host()
                        + req.rawTarget()));
        calls.put("body", (req, res) -> res.text(String.valueOf(req.body(Json.of(JsonValue.class)))));
        calls.put("perLoop", (req, res) -> res.text(req.perLoop(VALUE)));
        calls.put("canned", (req, res) -> res.send(CANNED));
        calls.put("problem", (req, res) -> res.problem(409, "a conflict"));
        calls.put("redirect", (req, res) -> res.redirect("/elsewhere"));
        calls.put("error", (req, res) -> {
            throw new HttpError(418, "a teapot");
        });
        calls.put("answered", (req, res) -> {
            req.onAnswered((status, bytes, nanos) -> {});
            return res.text("answered");
        });
        calls.put("defer", (req, res) -> res.defer(later -> later.respond(r -> r.json(List.of("late")))));
        calls.put("deferAndFail", (req, res) -> res.defer(later -> later.fail(new HttpError(404, "no such thing"))));
        return calls;
    }

    @BeforeAll
    static void silenceLog() {
        LOGGER.setLevel(Level.OFF);
    }

    @AfterAll
    static void restoreLog() {
        LOGGER.setLevel(null);
    }

    /** How many frames above the overflow the call is made; 0 for none. */
    private int frames;

    private int framesLeft;
    private boolean overflown;
    /** Frames of another size in front, so that the overflow falls elsewhere in between. */
    private int shift;

    private Reply shifted(int more, Call call, Request req, Response res) throws Exception {
        return more == 0 ? deep(call, req, res) : shifted(more - 1, call, req, res);
    }

    private LoopContext context(FakeLoop loop) {
        Vivace app = Vivace.create();
        CALLS.forEach((name, call) ->
                app.post("/" + name, (req, res) -> frames == 0 ? call.on(req, res) : shifted(shift, call, req, res)));
        return FakeWire.context(app, loop, ServerOptions.defaults().bufferRetainedBytesMax(0), Runnable::run);
    }

    /** Down to the overflow, up again by some frames, and there the call. */
    private Reply deep(Call call, Request req, Response res) throws Exception {
        Reply reply = null;
        try {
            reply = deep(call, req, res);
        } catch (StackOverflowError e) {
            if (overflown) {
                throw e;
            }
        }
        if (reply != null || --framesLeft > 0) {
            return reply;
        }
        overflown = true;
        return call.on(req, res);
    }

    private static String answer(LoopContext context, String name) {
        FakeWire wire = new FakeWire(context, (FakeLoop) context.loop);
        wire.receive("POST /" + name + "?q=%41&q=b HTTP/1.1\r\nHost: a\r\nCookie: c=d\r\nContent-Length: "
                + BODY.length() + "\r\n\r\n" + BODY);
        assertEquals(0, wire.closedCount, name);
        wire.close();
        return wire.text();
    }

    @Test
    void shouldSpoilNothing() throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        sweep();
                    } catch (Throwable e) {
                        failure.set(e);
                    }
                },
                "overflowing",
                STACK_BYTES);
        thread.start();
        thread.join();
        assertNull(failure.get(), () -> String.valueOf(failure.get()));
    }

    private void sweep() {
        LoopContext context = context(new FakeLoop());
        Map<String, String> expected = new LinkedHashMap<>();
        for (String name : CALLS.keySet()) {
            frames = 0;
            expected.put(name, answer(context, name));
            assertTrue(expected.get(name).startsWith("HTTP/1.1 "), name);
        }
        for (String name : CALLS.keySet()) {
            int failed = 0;
            for (shift = 0; shift < SHIFTS; shift++) {
                int successes = 0;
                for (int up = 1; successes < SUCCESSES; up++) {
                    assertTrue(up < FRAMES_MAX, name + " always fails");
                    successes++;
                    frames = up;
                    framesLeft = up;
                    overflown = false;
                    String answer = answer(context, name);
                    frames = 0;
                    if (!answer.equals(expected.get(name))) {
                        failed++;
                        successes = 0;
                        String where = name + " called " + up + " frames above an overflow";
                        // Whatever is thrown inside decoding is answered as a body that does not fit
                        boolean decoding = name.equals("body") && answer.startsWith("HTTP/1.1 400 ");
                        assertTrue(decoding || answer.startsWith("HTTP/1.1 500 "), where + ": " + answer);
                        assertNothingSpoilt(context, expected, where, 1);
                    }
                }
            }
            assertNothingSpoilt(context, expected, "all of " + name, ROUNDS);
            assertTrue(failed > 0, name + " never failed");
        }
    }

    private static void assertNothingSpoilt(
            LoopContext context, Map<String, String> expected, String where, int rounds) {
        for (int i = 0; i < rounds; i++) {
            for (String name : CALLS.keySet()) {
                assertEquals(expected.get(name), answer(context, name), name + " behind " + where);
            }
        }
        assertEquals(0, context.counters().value(LoopCounters.IN_WORK), where);
        assertEquals(0, context.borrowedCount(), where);
    }
}
