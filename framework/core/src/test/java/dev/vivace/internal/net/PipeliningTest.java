package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.LoopMetrics;
import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many requests at once on one connection. */
class PipeliningTest {
    private static final int COUNT = 10_000;

    private static Vivace app() {
        return Vivace.create()
                .get("/number/{n}", (req, res) -> res.text(Integer.toString(req.pathInt("n"))))
                .get("/size/{n}", (req, res) -> {
                    byte[] body = new byte[req.pathInt("n")];
                    Arrays.fill(body, (byte) ('a' + body.length % 26));
                    return res.bytes("text/plain", body);
                });
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldAnswerThousandsInOrder(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport, 2);
                RawClient client = new RawClient(server.port())) {
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < COUNT; i++) {
                requests.append(get("/number/" + i));
            }
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    client.send(requests.toString());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            for (int i = 0; i < COUNT; i++) {
                assertEquals(Integer.toString(i), client.readAnswer().text());
            }
            sending.get(20, TimeUnit.SECONDS);
            assertEquals(COUNT, Servers.total(server).requests());
            assertEquals(COUNT, Servers.total(server).answers2xx());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldWriteAllAnswersOfAReadAtOnce(Transport transport) throws IOException {
        try (Server server = Servers.start(app(), transport);
                RawClient client = new RawClient(server.port())) {
            RawAnswer first = client.ask(get("/number/7"));
            int answerLength = first.head().length() + first.body().length;
            Await.until("it is counted", () -> Servers.total(server).bytesWritten() == answerLength);
            for (int round = 0; round < 20; round++) {
                LoopMetrics before = Servers.total(server);
                client.send(get("/number/7").repeat(100));
                for (int i = 0; i < 100; i++) {
                    assertEquals("7", client.readAnswer().text());
                }
                long reads = Servers.total(server).reads() - before.reads();
                assertTrue(reads <= 2, reads + " reads");
                // A write is counted when the client may have its bytes already
                Await.until(
                        "the last write is counted",
                        () -> Servers.total(server).bytesWritten() - before.bytesWritten() >= 100 * answerLength);
                assertEquals(reads, Servers.total(server).writes() - before.writes());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldSendLargeAnswersInSlices(Transport transport) throws IOException {
        int[] sizes = {0, 1, 65_000, 65_300, 65_536, 65_537, 10, 131_072, 1_000_000, 3, 200_000, 60_000, 60_000, 1};
        try (Server server = Servers.start(app(), transport);
                RawClient client = new RawClient(server.port())) {
            StringBuilder requests = new StringBuilder();
            for (int size : sizes) {
                requests.append(get("/size/" + size));
            }
            client.send(requests.toString());
            for (int size : sizes) {
                byte[] expected = new byte[size];
                Arrays.fill(expected, (byte) ('a' + size % 26));
                assertArrayEquals(expected, client.readAnswer().body());
            }
            long bytes = Servers.total(server).bytesWritten();
            assertTrue(Servers.total(server).writes() >= bytes / 65_536, "no write is larger than the buffer");
        }
    }
}
