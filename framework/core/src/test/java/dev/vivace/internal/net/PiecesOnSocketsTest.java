package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.DrainReport;
import dev.vivace.JsonOut;
import dev.vivace.JsonPieces;
import dev.vivace.Letters;
import dev.vivace.Listener;
import dev.vivace.LoopTurns;
import dev.vivace.Server;
import dev.vivace.ServerOptions;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import dev.vivace.tls.Certificates;
import dev.vivace.tls.TlsPeer;
import dev.vivace.tls.TlsProvider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers made in pieces, on real sockets. */
class PiecesOnSocketsTest {
    private static final int RECEIVE_BYTES = 8_192;
    private static final int COUNT = 10_000;
    private static final String DOCUMENT = Letters.document(COUNT);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @TempDir
    Path directory;

    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private volatile int calls;

    /** Tells other threads how far it is. */
    private final class Watched implements JsonPieces, AutoCloseable {
        private final Letters letters;
        private final int failsAt;

        Watched(int count, int failsAt) {
            this.letters = new Letters(count);
            this.failsAt = failsAt;
            opened.incrementAndGet();
        }

        @Override
        public boolean next(JsonOut out) {
            if (letters.calls == failsAt) {
                throw new IllegalStateException("a source that fails");
            }
            boolean more = letters.next(out);
            calls = letters.calls;
            return more;
        }

        @Override
        public void close() {
            letters.close();
            closed.incrementAndGet();
        }
    }

    private Vivace app() {
        return Vivace.create()
                .get("/ok", (req, res) -> res.text("ok"))
                .get("/letters", (req, res) -> res.jsonPieces(new Watched(COUNT, -1)))
                .get("/length", (req, res) -> res.jsonPieces(DOCUMENT.length(), new Watched(COUNT, -1)))
                .get("/endless", (req, res) -> res.jsonPieces(new Watched(Integer.MAX_VALUE, -1)))
                .get("/fails", (req, res) -> res.jsonPieces(new Watched(COUNT, 70)));
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    private static byte[] document() {
        return DOCUMENT.getBytes(StandardCharsets.US_ASCII);
    }

    private static HttpResponse<String> ask(HttpClient client, String uri) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .timeout(Duration.ofSeconds(30))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private void awaitClosed(int count) {
        Await.until(count + " sources are closed", () -> closed.get() == count);
        assertEquals(count, opened.get());
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldServeJavasClient(Transport transport) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try (Server server = Servers.start(app(), transport)) {
            String uri = "http://127.0.0.1:" + server.port();
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> chunked = ask(client, uri + "/letters");
                assertEquals(
                        "chunked",
                        chunked.headers().firstValue("transfer-encoding").orElseThrow());
                assertEquals(DOCUMENT, chunked.body());
                assertEquals(DOCUMENT, ask(client, uri + "/length").body());
            }
            assertThrows(IOException.class, () -> ask(client, uri + "/fails"));
            assertEquals(6, Servers.total(server).answers2xx());
            awaitClosed(7);
        }
    }

    @ParameterizedTest
    @CsvSource({"EPOLL,JDK", "NIO,JDK", "EPOLL,OPENSSL"})
    void shouldServeOverTls(Transport transport, TlsProvider provider) throws Exception {
        Certificates.Issued root = Certificates.root("root");
        Certificates.Issued issued = Certificates.issue(root, "server", "EC");
        HttpClient client = HttpClient.newBuilder()
                .sslContext(TlsPeer.context(root, null))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        ServerOptions options = ServerOptions.defaults()
                .listener(Listener.of(Servers.HOST, 0)
                        .tls(Certificates.options(directory, issued).provider(provider)))
                .transport(transport)
                .loops(1);
        try (Server server = app().listen(options)) {
            String uri = "https://localhost:" + server.port();
            for (int i = 0; i < 3; i++) {
                assertEquals(DOCUMENT, ask(client, uri + "/letters").body());
                assertEquals(DOCUMENT, ask(client, uri + "/length").body());
            }
            assertThrows(IOException.class, () -> ask(client, uri + "/fails"));
            awaitClosed(7);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldWaitForAClientThatReadsSlowly(Transport transport) throws IOException {
        try (Server server = Servers.start(app(), transport);
                RawClient slow = new RawClient(server.port(), RECEIVE_BYTES);
                RawClient other = new RawClient(server.port())) {
            slow.send(get("/length") + get("/ok") + get("/length"));
            Servers.awaitRequests(server, 1);
            for (int i = 0; i < 200; i++) {
                assertEquals("ok", other.ask(RawClient.GET_OK).text());
            }
            assertTrue(calls < COUNT / 2, () -> calls + " elements for a client that has read none");
            assertTrue(Servers.total(server).answerBytesHeld() <= 3 * 32_768);
            assertArrayEquals(document(), slow.readAnswer().body());
            assertEquals("ok", slow.readAnswer().text());
            assertArrayEquals(document(), slow.readAnswer().body());
            assertEquals("ok", slow.ask(RawClient.GET_OK).text());
            awaitClosed(2);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldCloseTheSourcesOfClientsThatGoAway(Transport transport) throws IOException {
        try (Server server = Servers.start(app(), transport);
                RawClient other = new RawClient(server.port())) {
            for (int i = 1; i <= 10; i++) {
                RawClient gone = new RawClient(server.port(), RECEIVE_BYTES);
                gone.send(get("/endless"));
                Servers.awaitRequests(server, i);
                gone.reset();
            }
            awaitClosed(10);
            Servers.awaitOpen(server, 1);
            assertEquals("ok", other.ask(RawClient.GET_OK).text());
        }
    }

    /** Clients that take all there is at once: others get their turn in between, and no turn is long. */
    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldServeOthersBesideEndlessAnswers(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport);
                RawClient other = new RawClient(server.port())) {
            RawClient[] readers = new RawClient[4];
            CompletableFuture<?>[] reading = new CompletableFuture<?>[readers.length];
            for (int i = 0; i < readers.length; i++) {
                RawClient reader = new RawClient(server.port());
                readers[i] = reader;
                reader.send(get("/endless"));
                reading[i] = CompletableFuture.runAsync(() -> readOn(reader, 30 << 20));
            }
            LoopTurns before = Servers.total(server).turns();
            int answered = 0;
            while (!CompletableFuture.allOf(reading).isDone()) {
                assertEquals("ok", other.ask(RawClient.GET_OK).text());
                answered++;
            }
            CompletableFuture.allOf(reading).get(20, TimeUnit.SECONDS);
            // 120 MB in pieces of 32 KB, 8 of them in a turn at most
            long turns = Servers.total(server).turns().since(before).count();
            assertTrue(turns > 450, turns + " turns");
            assertTrue(answered > 20, answered + " answers to the other client");
            for (RawClient reader : readers) {
                reader.reset();
            }
            awaitClosed(readers.length);
        }
    }

    private static void readOn(RawClient reader, int bytes) {
        try {
            for (int left = bytes; left > 0; left -= 1 << 20) {
                reader.readBytes(1 << 20);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldCompleteAnAnswerInADrain(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport);
                RawClient slow = new RawClient(server.port(), RECEIVE_BYTES)) {
            slow.send(get("/length"));
            Servers.awaitRequests(server, 1);
            CompletableFuture<DrainReport> draining = CompletableFuture.supplyAsync(() -> server.drain(PATIENCE));
            assertArrayEquals(document(), slow.readAnswer().body());
            assertEquals(0, slow.readToEnd().length);
            assertTrue(draining.get(20, TimeUnit.SECONDS).clean());
            awaitClosed(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldCloseTheSourceAtTheEndOfADrain(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport);
                RawClient slow = new RawClient(server.port(), RECEIVE_BYTES)) {
            slow.send(get("/endless"));
            Servers.awaitRequests(server, 1);
            DrainReport report = server.drain(Duration.ofMillis(300));
            assertEquals(1, report.connectionsForced());
            awaitClosed(1);
        }
    }
}
