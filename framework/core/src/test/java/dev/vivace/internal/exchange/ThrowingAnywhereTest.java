package dev.vivace.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.HttpError;
import dev.vivace.PerLoop;
import dev.vivace.ServerOptions;
import dev.vivace.Vivace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is thrown wherever code of the application runs: one 500, one count, one entry in the log that names the route. */
class ThrowingAnywhereTest {
    private static final Logger LOGGER = Logger.getLogger("dev.vivace");
    private static Throwable thrown;
    private static final PerLoop<String> FAILING_MAKER = PerLoop.of(loop -> {
        ThrowingAnywhereTest.<RuntimeException>raise();
        return "not reached";
    });

    private final LinkedBlockingQueue<LogRecord> records = new LinkedBlockingQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            records.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOGGER.setUseParentHandlers(false);
        LOGGER.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        LOGGER.removeHandler(handler);
        LOGGER.setUseParentHandlers(true);
    }

    private static final class Meant extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** A throwable that is neither an exception nor an error, and of no help to whoever looks at it. */
    private static final class Unfriendly extends Throwable {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("no cause");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise() throws T {
        throw (T) thrown;
    }

    private static Vivace app() {
        return Vivace.create()
                .get("/ok", (req, res) -> res.text("ok"))
                .get("/handler", (req, res) -> {
                    ThrowingAnywhereTest.<RuntimeException>raise();
                    return res.text("not reached");
                })
                .get("/answered", (req, res) -> {
                    res.json(List.of("this was answered already"));
                    ThrowingAnywhereTest.<RuntimeException>raise();
                    return null;
                })
                .get(
                        "/getter",
                        (req, res) -> res.json(new java.util.AbstractList<String>() {
                            @Override
                            public String get(int index) {
                                if (index == 1) {
                                    ThrowingAnywhereTest.<RuntimeException>raise();
                                }
                                return "a";
                            }

                            @Override
                            public int size() {
                                return 3;
                            }
                        }))
                .get("/maker", (req, res) -> res.text(req.perLoop(FAILING_MAKER)))
                .get(
                        "/late",
                        (req, res) -> res.defer(later -> later.respond(r -> {
                            ThrowingAnywhereTest.<RuntimeException>raise();
                            return r.text("not reached");
                        })))
                .get("/fail", (req, res) -> res.defer(later -> later.fail(thrown)))
                .get("/deferring", (req, res) -> res.defer(later -> ThrowingAnywhereTest.<RuntimeException>raise()))
                .get("/deferred", (req, res) -> {
                    res.defer(later -> {});
                    ThrowingAnywhereTest.<RuntimeException>raise();
                    return null;
                })
                .get("/error-handler", (req, res) -> {
                    throw new Meant();
                })
                .error(Meant.class, (e, req, res) -> {
                    ThrowingAnywhereTest.<RuntimeException>raise();
                    return res.text("not reached");
                })
                .group(
                        "/inside",
                        group -> group.use(next -> (req, res) -> {
                                    next.handle(req, res);
                                    ThrowingAnywhereTest.<RuntimeException>raise();
                                    return null;
                                })
                                .get("/middleware", (req, res) -> res.text("not sent")))
                .blocking(group -> group.get("/blocking", (req, res) -> {
                    ThrowingAnywhereTest.<RuntimeException>raise();
                    return res.text("not reached");
                }));
    }

    private static final List<String> PLACES = List.of(
            "/handler",
            "/answered",
            "/getter",
            "/maker",
            "/late",
            "/fail",
            "/deferring",
            "/deferred",
            "/error-handler",
            "/inside/middleware",
            "/blocking");

    private static Map<String, Supplier<Throwable>> throwables() {
        Map<String, Supplier<Throwable>> all = new LinkedHashMap<>();
        all.put("exception", () -> new IllegalStateException("secret"));
        all.put("checked", () -> new java.io.IOException("secret"));
        all.put("overflow", () -> new StackOverflowError("secret"));
        all.put("memory", () -> new OutOfMemoryError("secret"));
        all.put("linkage", () -> new NoClassDefFoundError("secret"));
        all.put("initializer", () -> new ExceptionInInitializerError(new IllegalStateException("secret")));
        all.put("error", () -> new Error("secret"));
        all.put("unfriendly", Unfriendly::new);
        return all;
    }

    private String ask(LoopContext context, String path) {
        FakeWire wire = new FakeWire(context, (FakeLoop) context.loop);
        wire.receive("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
        assertEquals(0, wire.closedCount, path);
        wire.close();
        return wire.text();
    }

    @Test
    void shouldCostOneRequest() throws Exception {
        for (var entry : throwables().entrySet()) {
            for (String place : PLACES) {
                thrown = entry.getValue().get();
                LoopContext context = FakeWire.context(app(), new FakeLoop(), ServerOptions.defaults(), Runnable::run);
                String where = entry.getKey() + " in " + place;
                String answer = ask(context, place);
                assertTrue(answer.startsWith("HTTP/1.1 500 "), where + ": " + answer);
                assertFalse(answer.contains("secret"), where);
                assertEquals(1, answer.split("HTTP/1.1", -1).length - 1, where);
                assertEquals(1, context.counters().value(LoopCounters.HANDLER_FAILED), where);
                assertEquals(0, context.counters().value(LoopCounters.CONNECTION_FAILED), where);
                assertTrue(ask(context, "/ok").endsWith("\r\n\r\nok"), where);
                LogRecord record = records.poll(30, TimeUnit.SECONDS);
                assertNotNull(record, where);
                assertTrue(record.getMessage().contains("GET " + place), record.getMessage());
                assertEquals(0, context.counters().value(LoopCounters.IN_WORK), where);
            }
        }
        assertEquals(0, records.size());
    }

    /** An HttpError takes nothing along, and one that error handlers share must not gather what goes wrong. */
    @Test
    void shouldLogWhatWentWrongFirstWhereTheErrorHandlerThrows() throws Exception {
        IllegalStateException shared = new IllegalStateException("shared");
        for (RuntimeException second : List.of(new HttpError(503, "not now"), shared, shared, shared)) {
            Vivace app = Vivace.create()
                    .get("/ok", (req, res) -> res.text("ok"))
                    .get("/first", (req, res) -> {
                        throw new Meant();
                    })
                    .error(Meant.class, (e, req, res) -> {
                        throw second;
                    });
            LoopContext context = FakeWire.context(app, new FakeLoop());
            assertTrue(ask(context, "/first").startsWith("HTTP/1.1 500 "));
            assertEquals(1, context.counters().value(LoopCounters.HANDLER_FAILED));
            boolean first = false;
            for (boolean both = false; !both; ) {
                LogRecord record = records.poll(30, TimeUnit.SECONDS);
                assertNotNull(record);
                assertTrue(record.getMessage().contains("GET /first"), record.getMessage());
                both = record.getThrown() == second;
                first |= record.getThrown() instanceof Meant
                        || record.getThrown().getSuppressed().length > 0;
            }
            assertTrue(first, "what went wrong first is not in the log");
        }
        assertEquals(1, shared.getSuppressed().length);
        assertEquals(0, records.size());
    }

    @Test
    void shouldNotReachTheAnswerFromAListener() throws Exception {
        for (var entry : throwables().entrySet()) {
            thrown = entry.getValue().get();
            Vivace app = Vivace.create().get("/listened", (req, res) -> {
                req.onAnswered((status, bytes, nanos) -> ThrowingAnywhereTest.<RuntimeException>raise());
                return res.text("ok");
            });
            LoopContext context = FakeWire.context(app, new FakeLoop());
            assertTrue(ask(context, "/listened").endsWith("\r\n\r\nok"), entry.getKey());
            assertEquals(1, context.counters().value(LoopCounters.HANDLER_FAILED), entry.getKey());
            LogRecord record = records.poll(30, TimeUnit.SECONDS);
            assertNotNull(record, entry.getKey());
            assertTrue(record.getMessage().contains("GET /listened"), record.getMessage());
        }
    }
}
