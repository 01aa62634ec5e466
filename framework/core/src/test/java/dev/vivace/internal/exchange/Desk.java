package dev.vivace.internal.exchange;

import dev.vivace.Handler;
import dev.vivace.JsonPieces;
import dev.vivace.Later;
import dev.vivace.Letters;
import dev.vivace.Reply;
import dev.vivace.Request;
import dev.vivace.Response;
import dev.vivace.Vivace;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * An app with a handler of every kind, its workers and whoever answers later: all of them act when a test says so. Counts
 * that every request comes to exactly one end.
 */
final class Desk implements Executor {
    static final int BYTES_300_KB = 300_000;
    static final int BYTES_5_MB = 5_000_000;
    static final int BODY_BYTES_MAX = 400_000;
    static final Duration SHORT_DEADLINE = Duration.ofSeconds(2);

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final ArrayDeque<Runnable> results = new ArrayDeque<>();
    private final byte[] bytes300 = "b".repeat(BYTES_300_KB).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private final String text300 = "t".repeat(BYTES_300_KB);
    private final String json300 = "j".repeat(BYTES_300_KB);
    private final byte[] bytes5 = "b".repeat(BYTES_5_MB).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private boolean refusing;
    private int begun;
    private int ended;
    private int deferred;
    private int deferredEnded;
    private int sources;
    private int sourcesClosed;

    Vivace app() {
        return Vivace.create()
                .use(this::observed)
                .get("/ok", (req, res) -> res.text("ok"))
                .get("/text/{n}", (req, res) -> res.text("t".repeat(req.pathInt("n"))))
                .get("/300/text", (req, res) -> res.text(text300))
                .get("/300/json", (req, res) -> res.json(json300))
                .get("/300/bytes", (req, res) -> res.bytes("text/plain; charset=utf-8", bytes300))
                .get("/5/bytes", (req, res) -> res.bytes("text/plain; charset=utf-8", bytes5))
                .get("/pieces/{n}", (req, res) -> res.jsonPieces(pieces(req.pathInt("n"))))
                .get("/pieces-length/{n}", (req, res) -> {
                    int count = req.pathInt("n");
                    return res.jsonPieces(Letters.document(count).length(), pieces(count));
                })
                .get("/close", (req, res) -> res.closeConnection().text("bye"))
                .get("/throws", (req, res) -> {
                    throw new WireFault.Injected();
                })
                .get("/throws-error", (req, res) -> {
                    throw new WireFault.InjectedError();
                })
                .post("/echo", (req, res) -> res.text(req.bodyText()), route -> route.bodyBytesMax(BODY_BYTES_MAX))
                .post("/small", (req, res) -> res.text(req.bodyText()), route -> route.bodyBytesMax(10))
                .get("/later/{n}", (req, res) -> later(req.pathInt("n"), res))
                .get(
                        "/later-300",
                        (req, res) -> res.defer(later -> {
                            watch(later);
                            results.add(() -> end(later, later.respond(r -> r.json(json300))));
                        }))
                .get(
                        "/later-pieces",
                        (req, res) -> res.defer(later -> {
                            watch(later);
                            results.add(() -> end(later, later.respond(r -> r.jsonPieces(pieces(100)))));
                        }))
                .get(
                        "/later-fails",
                        (req, res) -> res.defer(later -> {
                            watch(later);
                            results.add(() -> end(later, later.fail(new WireFault.Injected())));
                        }))
                .get(
                        "/later-at-once",
                        (req, res) -> res.defer(later -> {
                            watch(later);
                            end(later, later.respond(r -> r.text("later")));
                        }))
                .get("/later-throws", (req, res) -> {
                    res.defer(this::watch);
                    throw new WireFault.Injected();
                })
                .get("/never", (req, res) -> res.defer(this::watch), route -> route.deadline(SHORT_DEADLINE))
                .get("/refuse", (req, res) -> {
                    refusing = true;
                    return res.text("ok");
                })
                .blocking(group -> group.get("/work", (req, res) -> res.text("work"))
                        .get("/work-300", (req, res) -> res.json(json300))
                        .get("/work-throws", (req, res) -> {
                            throw new WireFault.InjectedError();
                        }));
    }

    private JsonPieces pieces(int count) {
        sources++;
        return new Letters(count) {
            @Override
            public void close() {
                super.close();
                sourcesClosed++;
            }
        };
    }

    private Handler observed(Handler next) {
        return (req, res) -> observe(req, res, next);
    }

    private Reply observe(Request req, Response res, Handler next) throws Exception {
        begun++;
        req.onAnswered((status, bytes, nanos) -> ended++);
        return next.handle(req, res);
    }

    private Reply later(int times, Response res) {
        return res.defer(later -> {
            watch(later);
            results.add(() -> end(later, later.respond(r -> r.text("later".repeat(times)))));
        });
    }

    /** A deferred answer is taken, or whoever owes it is told that nobody waits any more: one of both, once. */
    private void watch(Later later) {
        deferred++;
        later.onAbort(() -> deferredEnded++);
    }

    private void end(Later later, boolean taken) {
        deferredEnded += taken ? 1 : 0;
        if (later.isOpen()) {
            throw new IllegalStateException("an answer is still awaited after it came");
        }
    }

    @Override
    public void execute(Runnable task) {
        if (refusing) {
            refusing = false;
            throw new RejectedExecutionException();
        }
        tasks.add(task);
    }

    /** A worker runs a task, or a result arrives; false when there is neither. */
    boolean act() {
        Runnable next = tasks.isEmpty() ? results.poll() : tasks.poll();
        if (next != null) {
            next.run();
        }
        return next != null;
    }

    /** What is wrong once everything is over, or null. */
    String unfinished() {
        if (begun != ended) {
            return begun + " requests were handled and " + ended + " ends of them reported";
        }
        if (sources != sourcesClosed) {
            return sources + " sources were made and " + sourcesClosed + " closed";
        }
        return deferred == deferredEnded
                ? null
                : deferred + " requests were deferred and " + deferredEnded + " ends of them reported";
    }

    /** Begins anew. */
    void clear() {
        tasks.clear();
        results.clear();
        refusing = false;
        begun = 0;
        ended = 0;
        deferred = 0;
        deferredEnded = 0;
        sources = 0;
        sourcesClosed = 0;
    }
}
