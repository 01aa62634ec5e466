package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.Listener;
import dev.vivace.LoopMetrics;
import dev.vivace.Server;
import dev.vivace.ServerOptions;
import dev.vivace.Transport;
import dev.vivace.corpus.Corpus;
import dev.vivace.corpus.CorpusApp;
import dev.vivace.corpus.CorpusCase;
import dev.vivace.corpus.CorpusFate;
import dev.vivace.internal.tls.TlsKind;
import dev.vivace.tls.Certificates;
import dev.vivace.tls.TlsPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every case of the corpus over TLS, in records that are cut anywhere: first the request into records, then these into pieces.
 * One connection at a time, so that the server's counters say how much has arrived.
 */
class CorpusOverTlsTest {
    private static final long SEED = 20_261_121;
    private static final int SPLITS_MAX = 3;
    private static final long SETTLE_NANOS_MAX = 2_000_000_000L;
    private static final String OK_END = "\r\n\r\nok";
    private static final Certificates.Issued ROOT = Certificates.root("root");
    private static final Certificates.Issued SERVER = Certificates.issue(ROOT, "server", "EC");

    @TempDir
    Path directory;

    private final SSLContext context = TlsPeer.context(ROOT, null);
    private final List<String> failures = new ArrayList<>();
    private final Random random = new Random(SEED);
    private TlsKind kind;
    private Server server;
    /** A second connection on the same loop: once it is answered, the loop is done with what came before. */
    private TlsClient barrier;

    @ParameterizedTest
    @CsvSource({"EPOLL, JDK_1_3", "NIO, JDK_1_2", "NIO, OPENSSL_1_3", "EPOLL, OPENSSL_1_2"})
    void shouldAnswerEachCaseSplit(Transport transport, TlsKind which) throws IOException {
        kind = which;
        List<CorpusCase> cases = Corpus.all();
        ServerOptions options = ServerOptions.defaults()
                .transport(transport)
                .loops(1)
                .listener(Listener.of(Servers.HOST, 0)
                        .tls(Certificates.options(directory, SERVER).provider(kind.provider)));
        try (Server started = CorpusApp.app().listen(options);
                TlsClient second = new TlsClient(started.port(), context, kind.protocol)) {
            server = started;
            barrier = second;
            barrier.ask(RawClient.GET_OK, OK_END);
            for (CorpusCase each : cases) {
                run(each);
            }
            assertEquals(1, ((NettyServer) server).tlsEnginesOpen());
        }
        assertEquals(0, ((NettyServer) server).tlsEnginesOpen());
        assertTrue(failures.isEmpty(), () -> failures.size() + " failures:\n" + String.join("\n", failures));
        assertTrue(cases.size() > 1_000, "the corpus is whole");
    }

    /** The places to cut at, in order, without the ends. */
    private int[] splits(int length) {
        if (length < 2) {
            return new int[0];
        }
        return random.ints(random.nextInt(SPLITS_MAX + 1), 1, length)
                .sorted()
                .distinct()
                .toArray();
    }

    private static List<byte[]> pieces(byte[] bytes, int[] splits) {
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        for (int split : splits) {
            pieces.add(Arrays.copyOfRange(bytes, from, split));
            from = split;
        }
        pieces.add(Arrays.copyOfRange(bytes, from, bytes.length));
        return pieces;
    }

    private void run(CorpusCase each) throws IOException {
        int[] records = splits(each.bytes().length);
        String failure;
        try (TlsClient client = new TlsClient(server.port(), context, kind.protocol)) {
            Servers.awaitOpen(server, 2);
            barrier.ask(RawClient.GET_OK, OK_END);
            failure = outcome(each, client, records);
        } catch (IOException e) {
            failure = e.toString();
        }
        Servers.awaitOpen(server, 1);
        if (failure != null) {
            failures.add(each + " in records cut at " + Arrays.toString(records) + ": " + failure);
        }
    }

    /** Null, or what is wrong. */
    private String outcome(CorpusCase each, TlsClient client, int[] records) throws IOException {
        boolean complete = each.canPrecede();
        boolean closes = each.expectations().stream().allMatch(e -> e.fate() == CorpusFate.CLOSE);
        send(each.bytes(), client, records);
        if (complete && !closes) {
            CorpusCase followed = each.beforeGoodRequest();
            trySend(client, client.encrypt(RawClient.GET_OK.getBytes(StandardCharsets.US_ASCII)));
            tryEnd(client);
            byte[] output = client.readToEnd();
            String open = followed.check(output, false);
            return open == null ? null : followed.check(output, true) == null ? null : open;
        }
        if (complete || each.clientHalfCloses()) {
            if (each.clientHalfCloses()) {
                tryEnd(client);
            }
            return each.check(client.readToEnd(), true);
        }
        return settled(each, client);
    }

    /** The loop is done with the request when it answers another one; the kernel may bring the first answer later even so. */
    private String settled(CorpusCase each, TlsClient client) throws IOException {
        long deadline = System.nanoTime() + SETTLE_NANOS_MAX;
        String failure;
        do {
            barrier.ask(RawClient.GET_OK, OK_END);
            failure = each.check(client.readAvailable(), client.ended());
        } while (failure != null && System.nanoTime() - deadline < 0);
        return failure;
    }

    private void send(byte[] bytes, TlsClient client, int[] records) throws IOException {
        long before = Servers.total(server).bytesRead();
        long sent = 0;
        for (byte[] plain : pieces(bytes, records)) {
            byte[] record = client.encrypt(plain);
            for (byte[] piece : pieces(record, splits(record.length))) {
                trySend(client, piece);
                sent += piece.length;
                awaitRead(before + sent);
            }
        }
    }

    /** The server may have closed already; what it wrote is what counts. */
    private static void trySend(TlsClient client, byte[] bytes) {
        try {
            client.write(bytes);
        } catch (IOException e) {
            // seen by the reading side
        }
    }

    private static void tryEnd(TlsClient client) {
        try {
            client.shutdownOutput();
        } catch (IOException e) {
            // as above
        }
    }

    private void awaitRead(long bytes) {
        Await.until("the server has read up to byte " + bytes + " or closed", () -> {
            LoopMetrics now = Servers.total(server);
            return now.bytesRead() >= bytes || now.connectionsOpen() < 2;
        });
    }
}
