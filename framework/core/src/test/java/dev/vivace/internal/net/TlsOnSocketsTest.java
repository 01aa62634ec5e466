package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Listener;
import dev.vivace.Server;
import dev.vivace.ServerOptions;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import dev.vivace.tls.Certificates;
import dev.vivace.tls.ClientCertificates;
import dev.vivace.tls.TlsOptions;
import dev.vivace.tls.TlsPeer;
import dev.vivace.tls.TlsProvider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS with Java's own clients, on each transport with each provider. */
class TlsOnSocketsTest {
    private static final Certificates.Issued ROOT = Certificates.root("root");
    private static final Certificates.Issued SERVER = Certificates.issue(ROOT, "server", "EC");
    private static final Certificates.Issued ALICE = Certificates.issue(ROOT, "alice", "EC");
    private static final SSLContext CLIENT = TlsPeer.context(ROOT, null);
    private static final String LARGE = "x".repeat(3_000_000);
    private static final String GET_OK = "GET /ok HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @TempDir
    Path directory;

    private Server server;

    @AfterEach
    void shouldHaveReleasedAllEngines() {
        if (server != null) {
            server.close();
            assertEquals(0, ((NettyServer) server).tlsEnginesOpen());
        }
    }

    static Stream<Arguments> everywhere() {
        return Stream.of(Transport.EPOLL, Transport.NIO)
                .flatMap(transport -> Stream.of(TlsProvider.JDK, TlsProvider.OPENSSL)
                        .map(provider -> Arguments.of(transport, provider)));
    }

    private static Vivace app() {
        return Vivace.create()
                .get("/ok", (req, res) -> res.text("ok"))
                .get("/large", (req, res) -> res.text(LARGE))
                .get(
                        "/who",
                        (req, res) -> res.text(req.secure() + " " + req.peerName() + " "
                                + req.peerCertificates().size()))
                .get("/later", (req, res) -> {
                    boolean secure = req.secure();
                    return res.defer(later -> later.respond(r -> r.text("later " + secure)));
                })
                .blocking(
                        work -> work.get("/blocking/who", (req, res) -> res.text(req.secure() + " " + req.peerName())))
                .post("/echo", (req, res) -> res.bytes("application/octet-stream", req.bodyBytes()));
    }

    private TlsOptions options(TlsProvider provider) {
        return Certificates.options(directory, SERVER).provider(provider);
    }

    private Server start(Transport transport, TlsOptions tls, int loops) throws IOException {
        server = app().listen(ServerOptions.defaults()
                .listener(Listener.of(Servers.HOST, 0).tls(tls))
                .transport(transport)
                .loops(loops));
        return server;
    }

    private static HttpClient client(SSLContext context) {
        return HttpClient.newBuilder()
                .sslContext(context)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(20))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + path))
                .timeout(Duration.ofSeconds(30));
    }

    private String get(HttpClient client, String path) throws Exception {
        HttpResponse<String> answer = client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode());
        return answer.body();
    }

    /** A socket of TLS whose handshake is over. */
    private SSLSocket connect(SSLContext context) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(Servers.HOST, server.port());
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        return socket;
    }

    private static String ask(SSLSocket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith("\r\n\r\nok")) {
            byte[] some = new byte[1_024];
            int count = socket.getInputStream().read(some);
            if (count < 0) {
                break;
            }
            text.append(new String(some, 0, count, StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    private static X509Certificate shown(SSLSocket socket) throws SSLException {
        return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void shouldServeJavasClient(Transport transport, TlsProvider provider) throws Exception {
        start(transport, options(provider), 2);
        HttpClient client = client(CLIENT);
        assertEquals("ok", get(client, "/ok"));
        assertEquals(LARGE, get(client, "/large"));
        assertEquals("later true", get(client, "/later"));
        assertEquals("true null 0", get(client, "/who"));
        assertEquals("true null", get(client, "/blocking/who"));
        HttpResponse<String> echo = client.send(
                request("/echo")
                        .POST(HttpRequest.BodyPublishers.ofString(LARGE.substring(0, 1_000_000)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(LARGE.substring(0, 1_000_000), echo.body());
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(client.sendAsync(request("/ok").build(), HttpResponse.BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> each : all) {
            assertEquals("ok", each.get(30, TimeUnit.SECONDS).body());
        }
        assertEquals(
                0,
                Servers.total(server).errors().size(),
                () -> Servers.total(server).errors().toString());
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void shouldKnowWhoTheClientIs(Transport transport, TlsProvider provider) throws Exception {
        Path trust = Certificates.write(directory.resolve("trust.pem"), ROOT.certificatePem());
        start(transport, options(provider).clientCertificates(ClientCertificates.REQUIRED, trust), 1);
        HttpClient alice = client(TlsPeer.context(ROOT, ALICE));
        assertEquals("true CN=alice 1", get(alice, "/who"));
        assertEquals("true CN=alice", get(alice, "/blocking/who"));
        assertThrows(IOException.class, () -> get(client(CLIENT), "/who"));
        Certificates.Issued mallory = Certificates.issue(Certificates.root("root"), "alice", "EC");
        assertThrows(IOException.class, () -> get(client(TlsPeer.context(ROOT, mallory)), "/who"));
        Certificates.Issued old = Certificates.expired(ROOT, "alice");
        assertThrows(IOException.class, () -> get(client(TlsPeer.context(ROOT, old)), "/who"));
        Await.until("three were refused", () -> refusals() >= 3);
    }

    private long refusals() {
        return Servers.total(server).errors().getOrDefault("tls-handshake-failed", 0L);
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK", "OPENSSL"})
    void shouldServeClientsWithoutACertificateWhereItIsOptional(TlsProvider provider) throws Exception {
        Path trust = Certificates.write(directory.resolve("trust.pem"), ROOT.certificatePem());
        start(Transport.AUTO, options(provider).clientCertificates(ClientCertificates.OPTIONAL, trust), 1);
        assertEquals("true null 0", get(client(CLIENT), "/who"));
        assertEquals("true CN=alice 1", get(client(TlsPeer.context(ROOT, ALICE)), "/who"));
        Certificates.Issued mallory = Certificates.issue(Certificates.root("root"), "alice", "EC");
        assertThrows(IOException.class, () -> get(client(TlsPeer.context(ROOT, mallory)), "/who"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void shouldServeWithKeysOfEachKind(String kind) throws Exception {
        Certificates.Issued issued = Certificates.issue(Certificates.intermediate(ROOT, "between"), "server", kind);
        start(Transport.AUTO, Certificates.options(directory, issued), 1);
        assertEquals("ok", get(client(CLIENT), "/ok"));
        try (SSLSocket socket = connect(CLIENT)) {
            assertEquals(issued.certificate(), shown(socket));
            assertEquals(2, socket.getSession().getPeerCertificates().length);
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void shouldServeNewCertificatesAndKeepConnections(Transport transport, TlsProvider provider) throws Exception {
        start(transport, options(provider), 1);
        Certificates.Issued next = Certificates.issue(ROOT, "next", "RSA");
        SSLContext context = TlsPeer.context(ROOT, null);
        try (SSLSocket before = connect(context)) {
            assertTrue(ask(before, GET_OK).endsWith("ok"));
            Certificates.options(directory, next);
            server.reloadTls();
            try (SSLSocket after = connect(context)) {
                assertEquals(next.certificate(), shown(after));
                assertTrue(ask(after, GET_OK).endsWith("ok"));
            }
            assertEquals(SERVER.certificate(), shown(before));
            assertTrue(ask(before, GET_OK).endsWith("ok"));
            Certificates.write(directory.resolve("chain.pem"), SERVER.chainPem());
            IOException refused = assertThrows(IOException.class, () -> server.reloadTls());
            assertTrue(refused.getMessage().contains("does not belong"), refused.getMessage());
            assertEquals(1, Servers.total(server).errors().get("tls-reload-failed"));
            try (SSLSocket after = connect(context)) {
                assertEquals(next.certificate(), shown(after));
                assertTrue(ask(after, GET_OK).endsWith("ok"));
            }
            assertTrue(ask(before, GET_OK).endsWith("ok"));
        }
    }

    @Test
    void shouldLookAtTheFilesByItself() throws Exception {
        start(Transport.AUTO, options(TlsProvider.JDK).reloadEvery(Duration.ofMillis(5)), 1);
        Certificates.Issued next = Certificates.issue(ROOT, "next", "RSA");
        Certificates.write(directory.resolve("chain.pem"), next.chainPem());
        Await.until(
                "the key was found not to belong",
                () -> Servers.total(server).errors().getOrDefault("tls-reload-failed", 0L) >= 1);
        try (SSLSocket socket = connect(TlsPeer.context(ROOT, null))) {
            assertEquals(SERVER.certificate(), shown(socket));
        }
        Certificates.write(directory.resolve("key.pem"), next.keyPem());
        Await.until("the new certificate is served", () -> {
            try (SSLSocket socket = connect(TlsPeer.context(ROOT, null))) {
                return shown(socket).equals(next.certificate());
            } catch (IOException e) {
                return false;
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK", "OPENSSL"})
    void shouldAddHstsToAllAnswersOverTlsAndToNoOther(TlsProvider provider) throws Exception {
        server = app().listen(ServerOptions.defaults()
                .listener(Listener.of(Servers.HOST, 0).tls(options(provider).hstsMaxAge(Duration.ofDays(365))))
                .listener(Listener.of(Servers.HOST, 0))
                .loops(1));
        String field = "Strict-Transport-Security: max-age=31536000\r\n";
        try (SSLSocket socket = connect(CLIENT)) {
            assertTrue(ask(socket, GET_OK).contains(field));
            assertTrue(ask(socket, "GET /missing HTTP/1.1\r\nHost: a\r\n\r\n" + GET_OK)
                    .startsWith("HTTP/1.1 404"));
            String last = ask(socket, "NONSENSE\r\n\r\n");
            assertTrue(last.startsWith("HTTP/1.1 400") && last.contains(field), last);
        }
        try (RawClient plain = new RawClient(server.addresses().get(1).getPort())) {
            assertFalse(plain.ask(GET_OK).head().contains("Strict-Transport-Security"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldAnswerHttpWithoutTls(Transport transport) throws Exception {
        start(transport, options(TlsProvider.AUTO), 1);
        try (RawClient plain = new RawClient(server.port())) {
            RawAnswer answer = plain.ask(GET_OK);
            assertEquals(400, answer.status());
            assertEquals("close", answer.header("Connection"));
            assertNotNull(answer.header("Date"));
            assertEquals(0, plain.readToEnd().length);
        }
        assertEquals(1, Servers.total(server).errors().get("plain-http"));
    }

    @Test
    void shouldResumeSessions() throws Exception {
        start(Transport.AUTO, options(TlsProvider.JDK), 1);
        SSLContext context = TlsPeer.context(ROOT, null);
        try (SSLSocket first = connect(context)) {
            ask(first, GET_OK);
        }
        try (SSLSocket second = connect(context)) {
            assertTrue(ask(second, GET_OK).endsWith("ok"));
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void shouldServeManyAtOnceAndForgetAllOfThem(Transport transport, TlsProvider provider) throws Exception {
        start(transport, options(provider), 2);
        List<SSLSocket> sockets = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            sockets.add(connect(CLIENT));
        }
        for (SSLSocket socket : sockets) {
            assertTrue(ask(socket, GET_OK).endsWith("ok"));
        }
        assertEquals(60, ((NettyServer) server).tlsEnginesOpen());
        for (int i = 0; i < 60; i++) {
            if (i % 3 == 0) {
                sockets.get(i).close();
            } else if (i % 3 == 1) {
                try (RawClient gone = new RawClient(server.port())) {
                    gone.send(new byte[] {22, 3, 1, 1, 0, 1});
                    gone.reset();
                }
            }
        }
        Await.until("those that closed are forgotten", () -> ((NettyServer) server).tlsEnginesOpen() == 40);
        server.drain(Duration.ofSeconds(5));
        assertEquals(0, ((NettyServer) server).tlsEnginesOpen());
        for (SSLSocket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void shouldSayWhichFileCannotBeUsedAndListenNowhere() {
        TlsOptions missing = TlsOptions.pem(directory.resolve("nowhere.pem"), directory.resolve("key.pem"));
        IOException refused = assertThrows(IOException.class, () -> app().listen(0, missing));
        assertTrue(refused.getMessage().contains("nowhere.pem"), refused.getMessage());
        IOException unknown = assertThrows(
                IOException.class,
                () -> app().listen(0, options(TlsProvider.JDK).cipherSuites("TLS_NULL_WITH_NULL_NULLS")));
        assertTrue(unknown.getMessage().contains("TLS_NULL_WITH_NULL_NULLS"), unknown.getMessage());
    }

    @Test
    void shouldSayThatOpenSslDoesNotServeWithEd25519() {
        Certificates.Issued issued = Certificates.issue(ROOT, "server", "Ed25519");
        TlsOptions options = Certificates.options(directory, issued).provider(TlsProvider.OPENSSL);
        IOException refused = assertThrows(IOException.class, () -> app().listen(0, options));
        assertTrue(refused.getMessage().contains("Ed25519 key in " + directory), refused.getMessage());
    }

    @Test
    void shouldServeWithSugar() throws Exception {
        server = app().listen(0, options(TlsProvider.AUTO));
        assertEquals("ok", get(client(CLIENT), "/ok"));
    }

    @Test
    void shouldUseOpenSslWhereItIsOnTheClassPath() throws Exception {
        start(Transport.AUTO, options(TlsProvider.AUTO), 1);
        assertEquals("ok", get(client(CLIENT), "/ok"));
        assertEquals(
                "class dev.vivace.internal.net.OpenSslEngines",
                TlsProviders.maker(TlsProvider.AUTO)
                        .make(options(TlsProvider.AUTO), material())
                        .getClass()
                        .toString());
    }

    private dev.vivace.internal.tls.KeyMaterial material() {
        return new dev.vivace.internal.tls.KeyMaterial(SERVER.key(), List.of(SERVER.certificate()), List.of());
    }
}
