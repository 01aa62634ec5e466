package dev.vivace.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Listener;
import dev.vivace.Server;
import dev.vivace.ServerOptions;
import dev.vivace.examples.Tour;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Attackers and the client against a server in the test's JVM: what is counted is what happened. */
class AttackTest {
    private static final long NANOS_MAX = TimeUnit.SECONDS.toNanos(20);

    private Server server;
    private AttackLoop loop;
    private final Tally tally = new Tally();

    @BeforeEach
    void start() throws IOException {
        server = Tour.app()
                .listen(ServerOptions.defaults()
                        .listener(Listener.of("127.0.0.1", 0))
                        .loops(1)
                        .headerTimeout(Duration.ofMillis(300)));
        loop = new AttackLoop(new InetSocketAddress("127.0.0.1", server.port()));
    }

    @AfterEach
    void stop() throws IOException {
        loop.close();
        server.drain(Duration.ZERO);
    }

    /** Sends a text, and ends its side if wanted. */
    private class Sender extends Talker {
        private final String text;
        private final boolean end;

        Sender(String text, boolean end) {
            super(AttackTest.this.tally);
            this.text = text;
            this.end = end;
        }

        @Override
        void connected() {
            send(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        }

        @Override
        void sent() {
            if (end) {
                shutdownOutput();
            }
        }
    }

    private String outcome(Attacker attacker) throws IOException {
        loop.start(attacker);
        loop.run(() -> tally.total() > 0, NANOS_MAX);
        assertEquals(0, loop.open());
        return tally.toString().replaceAll(" \\(.*", "");
    }

    @Test
    void shouldCountAnswersByStatus() throws IOException {
        String get = "GET /json HTTP/1.1\r\nHost: a\r\n\r\n";
        assertEquals("1 x 200, 404", outcome(new Sender(get + get.replace("/json", "/no"), true)));
    }

    @Test
    void shouldCountARefusal() throws IOException {
        assertEquals("1 x 400 and close", outcome(new Sender("GET /json HTTP/1.1\r\n\r\n", false)));
    }

    @Test
    void shouldCountATimeoutWithItsTime() throws IOException {
        assertEquals("1 x 408 and close", outcome(new Sender("GET /json HT", false)));
        assertTrue(tally.of("408 and close").leastSeconds() >= 0.25, tally.toString());
    }

    @Test
    void shouldCountAnEndWithoutAWord() throws IOException {
        assertEquals("1 x closed without a word", outcome(new Sender("GET /json HT", true)));
    }

    @Test
    void shouldCountWhatWasRefusedByTheKernel() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        loop.close();
        loop = new AttackLoop(new InetSocketAddress("127.0.0.1", free));
        assertEquals("1 x refused", outcome(new Sender("", false)));
    }

    @Test
    void shouldWakeAttackersInTime() throws IOException {
        long[] woken = {0};
        Attacker sleeper = new Sender("", false) {
            @Override
            void connected() {
                wakeIn(60_000_000);
                wakeIn(30_000_000);
            }

            @Override
            void wake() {
                woken[0]++;
                finish("woken");
            }
        };
        assertEquals("1 x woken", outcome(sleeper));
        assertEquals(1, woken[0]);
        assertTrue(tally.of("woken").leastSeconds() >= 0.03, tally.toString());
    }

    @Test
    void shouldRunASupplyOut() throws IOException {
        String get = "GET /json HTTP/1.1\r\nHost: a\r\n\r\n";
        Supply supply = new Supply(200, 1e9, 20, number -> new Sender(get, true));
        loop.run(supply, () -> supply.exhausted() && loop.open() == 0, NANOS_MAX);
        assertEquals(200, tally.of("200").count(), tally.toString());
    }

    @Test
    void shouldSeeAServerThatAnswersRight() throws IOException {
        try (GoodClient client = GoodClient.start(new InetSocketAddress("127.0.0.1", server.port()))) {
            Recording recording = awaitAnswers(client, 300);
            assertNull(recording.firstWrong());
            assertTrue(recording.millis(50) > 0);
        }
    }

    @Test
    void shouldSeeAServerThatIsGone() throws IOException {
        try (GoodClient client = GoodClient.start(new InetSocketAddress("127.0.0.1", server.port()))) {
            awaitAnswers(client, 50);
            server.drain(Duration.ZERO);
            long deadline = System.nanoTime() + NANOS_MAX;
            long wrong = 0;
            while (wrong == 0 && System.nanoTime() < deadline) {
                loop.run(() -> false, 10_000_000);
                wrong = client.record().wrongCount();
            }
            assertTrue(wrong > 0);
        }
    }

    private Recording awaitAnswers(GoodClient client, int count) throws IOException {
        Recording recording = client.recording();
        loop.run(() -> recording.answers() >= count, NANOS_MAX);
        assertTrue(recording.answers() >= count, recording.answers() + " answers");
        return recording;
    }
}
