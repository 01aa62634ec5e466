package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.LoopMetrics;
import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import dev.vivace.internal.work.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Handlers that never end and do not heed interrupts hold their threads; others have threads all the same. */
class StuckWorkersTest {
    private static final String GET_STUCK = "GET /stuck HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String GET_QUICK = "GET /quick HTTP/1.1\r\nHost: a\r\n\r\n";

    private final AtomicBoolean over = new AtomicBoolean();

    private Vivace app() {
        return Vivace.create()
                .get("/ok", (req, res) -> res.text("ok"))
                .blocking(group -> group.get("/quick", (req, res) -> res.text("quick"))
                        .get(
                                "/stuck",
                                (req, res) -> {
                                    while (!over.get()) {
                                        LockSupport.parkNanos(1_000_000);
                                        Thread.interrupted();
                                    }
                                    return res.text("late");
                                },
                                route -> route.deadline(Duration.ofSeconds(3))));
    }

    @Test
    void shouldHaveThreadsForOthersBehindStuckOnes() throws Exception {
        List<RawClient> stuck = new ArrayList<>();
        try (Server server = Servers.start(app(), Transport.AUTO);
                RawClient other = new RawClient(server.port())) {
            for (int i = 0; i < Workers.POOL_THREADS_MAX; i++) {
                RawClient client = new RawClient(server.port());
                stuck.add(client);
                client.send(GET_STUCK);
            }
            // All of them before the first one's deadline
            Servers.awaitInWork(server, Workers.POOL_THREADS_MAX);
            assertEquals("quick", other.ask(GET_QUICK).text());
            for (RawClient client : stuck) {
                assertEquals(504, client.readAnswer().status());
            }
            for (int i = 0; i < 100; i++) {
                assertEquals("quick", other.ask(GET_QUICK).text());
            }
            // Whoever asks for what is stuck is told so at once
            int refused = 0;
            for (int i = 0; i < 10; i++) {
                refused += stuck.get(i).ask(GET_STUCK).status() == 503 ? 1 : 0;
            }
            assertEquals(10, refused);
            assertEquals(Workers.POOL_THREADS_MAX, Servers.total(server).inWork());
            over.set(true);
            Servers.awaitInWork(server, 0);
            assertEquals(200, stuck.get(0).ask(GET_STUCK).status());
            LoopMetrics total = Servers.total(server);
            assertEquals(Workers.POOL_THREADS_MAX, total.errors().get("late-answer-dropped"));
            assertTrue(total.errors().get("queue-delay-refused") == 10, total::toString);
        } finally {
            over.set(true);
            for (RawClient client : stuck) {
                client.close();
            }
        }
    }
}
