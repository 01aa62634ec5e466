package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Listener;
import dev.vivace.Server;
import dev.vivace.ServerOptions;
import dev.vivace.Transport;
import dev.vivace.Vivace;
import dev.vivace.internal.tls.TlsKind;
import dev.vivace.tls.Certificates;
import dev.vivace.tls.TlsPeer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the thread of a loop allocates for a request over TLS. All of it but the greeting is the engine's: a record in and a
 * record out for each turn, so what is pipelined shares it. The bounds are there to notice copies of ours.
 */
@Tag("allocation")
class TlsAllocationTest {
    private static final int TURNS = 20_000;
    private static final int PIPELINED = 16;
    private static final String REQUEST = "GET /json HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String END = "{\"message\":\"Hello, World!\"}";
    private static final long BYTES_PER_TURN_MAX = 4_000;

    @TempDir
    Path directory;

    private ThreadWatch loop;
    private TlsClient client;

    @ParameterizedTest
    @EnumSource
    void shouldAllocateLittleForEachTurn(TlsKind kind) throws IOException {
        Certificates.Issued root = Certificates.root("root");
        ServerOptions options = ServerOptions.defaults()
                .transport(Transport.AUTO)
                .loops(1)
                .listener(Listener.of(Servers.HOST, 0)
                        .tls(Certificates.options(directory, Certificates.issue(root, "server", "EC"))
                                .provider(kind.provider)));
        Vivace app = Vivace.create().get("/json", (req, res) -> res.json(new Greeting("Hello, World!")));
        try (Server server = app.listen(options);
                TlsClient only = new TlsClient(server.port(), TlsPeer.context(root, null), kind.protocol)) {
            loop = ThreadWatch.of("vivace-loop-0");
            client = only;
            long single = perTurn(1);
            long many = perTurn(PIPELINED);
            System.out.println(kind + ": " + single + " bytes for a request, " + many + " for " + PIPELINED
                    + " at once, on Java " + Runtime.version().feature());
            assertTrue(single <= BYTES_PER_TURN_MAX, () -> single + " bytes for a request");
            // Each further request is an object of the handler, and what decrypting and encrypting its bytes takes
            assertTrue(many <= BYTES_PER_TURN_MAX + PIPELINED * 400, () -> many + " bytes for " + PIPELINED);
        }
    }

    private long perTurn(int requests) throws IOException {
        turns(requests);
        long before = loop.allocatedBytes();
        turns(requests);
        return (loop.allocatedBytes() - before) / TURNS;
    }

    private void turns(int requests) throws IOException {
        String all = REQUEST.repeat(requests);
        for (int i = 0; i < TURNS; i++) {
            int answers = 0;
            String text = client.ask(all, END);
            for (int at = text.indexOf(END); at >= 0; at = text.indexOf(END, at + 1)) {
                answers++;
            }
            while (answers < requests) {
                answers += client.more(END).split(END, -1).length - 1;
            }
        }
    }
}
