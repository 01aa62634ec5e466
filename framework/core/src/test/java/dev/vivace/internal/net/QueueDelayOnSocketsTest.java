package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Overload of blocking routes, with the workers that this JVM has: virtual threads or the pool. */
class QueueDelayOnSocketsTest {
    private static final int PLACES = 4;
    private static final long WORK_NANOS = 20_000_000;
    /** What {@link #PLACES} can do in a second. */
    private static final int CAPACITY = (int) (PLACES * 1_000_000_000L / WORK_NANOS);

    private static final String GET = "GET /db HTTP/1.1\r\nHost: a\r\n\r\n";

    /** As many database connections. */
    private final Semaphore places = new Semaphore(PLACES);

    private final ConcurrentLinkedQueue<Long> servedNanos = new ConcurrentLinkedQueue<>();
    private volatile long countFromNanos;
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private Vivace app() {
        return Vivace.create()
                .get("/ok", (req, res) -> res.text("ok"))
                .blocking(group -> group.get("/db", (req, res) -> {
                    // The server's time: the clients' threads wait for a processor, too
                    req.onAnswered((status, bytes, nanos) -> {
                        if (counting()) {
                            servedNanos.add(nanos);
                        }
                    });
                    places.acquire();
                    try {
                        LockSupport.parkNanos(WORK_NANOS);
                    } finally {
                        places.release();
                    }
                    return res.text("done");
                }));
    }

    private boolean counting() {
        return System.nanoTime() - countFromNanos >= 0;
    }

    /**
     * Each sends at its own times, one request in {@code periodNanos}; a period that an answer outlasts is left out. What is
     * sent in the first seconds does not count.
     */
    private void load(Server server, int clients, long periodNanos, int settleSeconds, int seconds)
            throws InterruptedException {
        servedNanos.clear();
        refused.set(0);
        sent.set(0);
        long start = System.nanoTime();
        countFromNanos = start + settleSeconds * 1_000_000_000L;
        long nanos = (settleSeconds + seconds) * 1_000_000_000L;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            long first = start + i * periodNanos / clients;
            Thread thread = new Thread(() -> client(server, first, periodNanos, start + nanos));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(60));
        }
        if (failure.get() != null) {
            throw new AssertionError("a client failed", failure.get());
        }
    }

    private void client(Server server, long first, long periodNanos, long end) {
        try (RawClient client = new RawClient(server.port())) {
            for (long next = first; next - end < 0; next += periodNanos) {
                long now = System.nanoTime();
                next += Math.max(0, (now - next) / periodNanos) * periodNanos;
                while (now - next < 0) {
                    LockSupport.parkNanos(next - now);
                    now = System.nanoTime();
                }
                ask(client);
            }
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        }
    }

    private void ask(RawClient client) throws Exception {
        sent.addAndGet(counting() ? 1 : 0);
        RawAnswer answer = client.ask(GET);
        if (answer.status() != 200) {
            assertEquals(503, answer.status());
            assertEquals("1", answer.header("Retry-After"));
            refused.addAndGet(counting() ? 1 : 0);
        }
    }

    private String counts() {
        return sent + " sent, " + servedNanos.size() + " served, " + refused + " refused";
    }

    @Test
    void shouldServeAtTwiceTheCapacityNearlyAsMuchAndSoon() throws Exception {
        try (Server server = Servers.start(app(), Transport.AUTO, 2)) {
            load(server, PLACES, 2 * WORK_NANOS, 0, 2);
            assertEquals(0, refused.get(), counts());
            load(server, PLACES * 2, 1_000_000, 0, 2);
            double peak = servedNanos.size() / 2.0;
            assertTrue(peak > 0.5 * CAPACITY, counts());
            // Without refusals each of so many clients would wait for two seconds
            int clients = 2 * CAPACITY;
            load(server, clients, 1_000_000_000L * clients / (2 * CAPACITY), 3, 4);
            assertTrue(sent.get() / 4.0 > 1.5 * peak, counts());
            assertTrue(refused.get() > 0.25 * sent.get(), counts());
            assertTrue(servedNanos.size() / 4.0 > 0.8 * peak, counts() + ", the peak is " + peak);
            long[] sorted =
                    servedNanos.stream().mapToLong(Long::longValue).sorted().toArray();
            long p99 = sorted[sorted.length * 99 / 100];
            assertTrue(p99 < 800_000_000, "p99 is " + p99 + " ns");
            Servers.awaitInWork(server, 0);
            assertTrue(Servers.total(server).errors().get("queue-delay-refused") >= refused.get());
            load(server, PLACES, 2 * WORK_NANOS, 1, 1);
            assertEquals(0, refused.get(), counts());
        }
    }
}
