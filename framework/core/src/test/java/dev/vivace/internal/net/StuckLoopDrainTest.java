package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A loop that is stuck in a handler when its server ends, and comes back when nobody waits for it any more. */
class StuckLoopDrainTest {
    private static final long WAIT_SECONDS = 30;

    private static final int LOOPS = 6;

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldTakeNoLongerForManyStuckLoopsThanForOne(Transport transport) throws Exception {
        CountDownLatch stuck = new CountDownLatch(LOOPS);
        CountDownLatch held = new CountDownLatch(1);
        Server server = Vivace.create().listen(Servers.options(transport, LOOPS));
        try {
            for (int i = 0; i < LOOPS; i++) {
                ((NettyServer) server).loopSet().at(i).execute(() -> hold(stuck, held));
            }
            assertTrue(stuck.await(WAIT_SECONDS, TimeUnit.SECONDS));
            Duration time = server.drain(Duration.ZERO).duration();
            assertTrue(time.toMillis() < 5_000, time + ", of which three seconds are for stuck loops");
        } finally {
            held.countDown();
            server.close();
        }
    }

    private static void hold(CountDownLatch stuck, CountDownLatch held) {
        stuck.countDown();
        try {
            held.await(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The number of the listening descriptor may be another socket's by then, a listening one's of another server for instance. */
    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldNotAcceptOnASocketThatIsClosed(Transport transport) throws Exception {
        CompletableFuture<Thread> loop = new CompletableFuture<>();
        CountDownLatch held = new CountDownLatch(1);
        Vivace app = Vivace.create().get("/stuck", (req, res) -> {
            loop.complete(Thread.currentThread());
            held.await(WAIT_SECONDS, TimeUnit.SECONDS);
            return res.text("at last");
        });
        Server server = app.listen(Servers.options(transport, 1));
        try (RawClient client = new RawClient(server.port())) {
            client.send("GET /stuck HTTP/1.1\r\nHost: a\r\n\r\n");
            Thread thread = loop.get(WAIT_SECONDS, TimeUnit.SECONDS);
            server.drain(Duration.ZERO);
            held.countDown();
            thread.join(TimeUnit.SECONDS.toMillis(WAIT_SECONDS));
            assertFalse(thread.isAlive());
            assertNull(Servers.total(server).errors().get("accept-failed"));
        } finally {
            held.countDown();
            server.close();
        }
    }
}
