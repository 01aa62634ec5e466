package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Java's own client, as an independent idea of what HTTP is. */
class HttpClientTest {
    private static final int PARALLEL = 400;
    private static final int ITEMS = 200_000;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();

    private static Vivace app() {
        return Vivace.create()
                .get("/ok", (req, res) -> res.text("ok"))
                .get("/number/{n}", (req, res) -> res.text(req.path("n")))
                .post("/echo", (req, res) -> res.bytes("application/octet-stream", req.bodyBytes()))
                .get("/greetings", (req, res) -> {
                    List<Greeting> all = new ArrayList<>();
                    for (int i = 0; i < ITEMS; i++) {
                        all.add(new Greeting("Hello " + (100_000 + i)));
                    }
                    return res.json(all);
                });
    }

    private static HttpRequest.Builder request(Server server, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<byte[]> ask(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldServeTheUsualMethods(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport, 4)) {
            HttpResponse<byte[]> get = ask(request(server, "/ok").GET());
            assertEquals(200, get.statusCode());
            assertEquals("ok", new String(get.body()));
            assertEquals(HttpClient.Version.HTTP_1_1, get.version());
            HttpResponse<byte[]> head = ask(request(server, "/ok").method("HEAD", BodyPublishers.noBody()));
            assertEquals(200, head.statusCode());
            assertEquals("2", head.headers().firstValue("Content-Length").orElse(null));
            assertEquals(0, head.body().length);
            HttpResponse<byte[]> post = ask(request(server, "/echo").POST(BodyPublishers.ofString("abc")));
            assertEquals("abc", new String(post.body()));
            assertEquals(404, ask(request(server, "/missing").GET()).statusCode());
            HttpResponse<byte[]> wrong = ask(request(server, "/ok").DELETE());
            assertEquals(405, wrong.statusCode());
            assertTrue(wrong.headers().firstValue("Allow").orElse("").contains("GET"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldTakeLargeBodies(Transport transport) throws Exception {
        byte[] body = random(1 << 20);
        try (Server server = Servers.start(app(), transport)) {
            assertArrayEquals(
                    body,
                    ask(request(server, "/echo").POST(BodyPublishers.ofByteArray(body)))
                            .body());
            // Of unknown length: chunked
            HttpRequest.Builder chunked =
                    request(server, "/echo").POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
            assertArrayEquals(body, ask(chunked).body());
            HttpRequest.Builder expecting = request(server, "/echo").expectContinue(true);
            assertArrayEquals(
                    body, ask(expecting.POST(BodyPublishers.ofByteArray(body))).body());
            assertEquals(1, Servers.total(server).answers1xx());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldSendLargeBodies(Transport transport) throws Exception {
        StringBuilder expected = new StringBuilder("[");
        for (int i = 0; i < ITEMS; i++) {
            expected.append(i == 0 ? "" : ",")
                    .append("{\"message\":\"Hello ")
                    .append(100_000 + i)
                    .append("\"}");
        }
        expected.append(']');
        assertTrue(expected.length() > 5_000_000);
        try (Server server = Servers.start(app(), transport)) {
            for (int i = 0; i < 3; i++) {
                HttpResponse<byte[]> answer = ask(request(server, "/greetings").GET());
                assertEquals(
                        "application/json",
                        answer.headers().firstValue("Content-Type").orElse(null));
                assertArrayEquals(expected.toString().getBytes(), answer.body());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldServeManyAtOnce(Transport transport) throws Exception {
        try (Server server = Servers.start(app(), transport, 4)) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < PARALLEL; i++) {
                String number = Integer.toString(i);
                byte[] body = random(1_000 + i * 97);
                all.add(client.sendAsync(request(server, "/number/" + number).build(), BodyHandlers.ofString())
                        .thenAccept(answer -> assertEquals(number, answer.body())));
                all.add(client.sendAsync(
                                request(server, "/echo")
                                        .POST(BodyPublishers.ofByteArray(body))
                                        .build(),
                                BodyHandlers.ofByteArray())
                        .thenAccept(answer -> assertArrayEquals(body, answer.body())));
            }
            CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).get(60, TimeUnit.SECONDS);
            assertEquals(2 * PARALLEL, Servers.total(server).answers2xx());
            assertTrue(Servers.total(server).errors().isEmpty());
        }
    }
}
