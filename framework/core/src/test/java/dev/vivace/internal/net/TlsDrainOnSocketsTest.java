package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Listener;
import dev.vivace.Server;
import dev.vivace.ServerOptions;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import dev.vivace.tls.Certificates;
import dev.vivace.tls.TlsOptions;
import dev.vivace.tls.TlsPeer;
import dev.vivace.tls.TlsProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server with TLS that stops: on each transport with each provider. */
class TlsDrainOnSocketsTest {
    private static final Certificates.Issued ROOT = Certificates.root("root");
    private static final Certificates.Issued SERVER = Certificates.issue(ROOT, "server", "EC");
    private static final SSLContext CLIENT = TlsPeer.context(ROOT, null);
    private static final String OK = "GET /ok HTTP/1.1\r\nHost: a\r\n\r\n";

    @TempDir
    Path directory;

    static Stream<Arguments> everywhere() {
        return TlsOnSocketsTest.everywhere();
    }

    private Server start(Transport transport, TlsProvider provider) throws IOException {
        TlsOptions tls = Certificates.options(directory, SERVER).provider(provider);
        return Vivace.create()
                .get("/ok", (req, res) -> res.text("ok"))
                .listen(ServerOptions.defaults()
                        .listener(Listener.of(Servers.HOST, 0).tls(tls))
                        .transport(transport)
                        .loops(1));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void shouldAnswerARequestWhoseHandshakeWasUnderWay(Transport transport, TlsProvider provider) throws Exception {
        try (Server server = start(transport, provider);
                TlsClient idle = new TlsClient(server.port(), CLIENT, TlsOptions.TLS_1_3);
                TlsClient late = TlsClient.begun(server.port(), CLIENT, TlsOptions.TLS_1_3)) {
            idle.ask(OK, "ok");
            byte[] finished = late.answerToServer();
            CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
            // The loop ends all that are idle in one turn
            idle.readToEnd();
            late.write(finished);
            late.write(late.encrypt(OK.getBytes(StandardCharsets.ISO_8859_1)));
            String answer = new String(late.readToEnd(), StandardCharsets.ISO_8859_1);
            assertTrue(answer.startsWith("HTTP/1.1 200 ") && answer.endsWith("\r\n\r\nok"), answer);
            assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
            closing.get(20, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void shouldNotReloadWhenItIsClosed(Transport transport, TlsProvider provider) throws Exception {
        Server server = start(transport, provider);
        server.close();
        for (int i = 0; i < 2; i++) {
            IOException refused = assertThrows(IOException.class, server::reloadTls);
            assertTrue(refused.getMessage().contains("closed"), refused.getMessage());
        }
    }
}
