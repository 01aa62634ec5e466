package dev.vivace.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.LoopMetrics;
import dev.vivace.Server;
import dev.vivace.Transport;
import dev.vivace.corpus.Corpus;
import dev.vivace.corpus.CorpusApp;
import dev.vivace.corpus.CorpusCase;
import dev.vivace.corpus.CorpusFate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every case of the corpus on real sockets, one connection at a time, so that the server's counters say how much of it
 * has arrived.
 */
class CorpusOnSocketsTest {
    private static final long SEED = 20_260_101;
    private static final int SPLIT_RUNS = 3;
    private static final int SPLITS_MAX = 3;

    private final List<String> failures = new ArrayList<>();
    private final Random random = new Random(SEED);
    private Server server;
    /** A second connection on the same loop: once it is answered, the loop is done with what came before. */
    private RawClient barrier;

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldAnswerEachCaseWhole(Transport transport) throws IOException {
        runAll(transport, 1, 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldAnswerEachCaseSplit(Transport transport) throws IOException {
        runAll(transport, SPLIT_RUNS, SPLITS_MAX);
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void shouldAnswerEachCaseBehindAGoodRequest(Transport transport) throws IOException {
        runAll(
                transport,
                Corpus.all().stream().map(CorpusCase::behindGoodRequest).toList(),
                1,
                SPLITS_MAX);
    }

    private void runAll(Transport transport, int runs, int splitsMax) throws IOException {
        runAll(transport, Corpus.all(), runs, splitsMax);
    }

    private void runAll(Transport transport, List<CorpusCase> cases, int runs, int splitsMax) throws IOException {
        try (Server started = Servers.start(CorpusApp.app(), transport);
                RawClient second = new RawClient(started.port())) {
            server = started;
            barrier = second;
            assertEquals(200, barrier.ask(RawClient.GET_OK).status());
            for (CorpusCase each : cases) {
                for (int i = 0; i < runs; i++) {
                    run(each, splits(each.bytes().length, splitsMax));
                }
            }
        }
        assertTrue(failures.isEmpty(), () -> failures.size() + " failures:\n" + String.join("\n", failures));
        assertTrue(cases.size() > 1_000, "the corpus is whole");
    }

    /** The places to cut at, in order, without the ends. */
    private int[] splits(int length, int max) {
        if (max == 0 || length < 2) {
            return new int[0];
        }
        return random.ints(1 + random.nextInt(max), 1, length)
                .sorted()
                .distinct()
                .toArray();
    }

    private void run(CorpusCase each, int[] splits) throws IOException {
        String failure;
        try (RawClient client = new RawClient(server.port())) {
            Servers.awaitOpen(server, 2);
            failure = outcome(each, client, splits);
        } catch (IOException e) {
            failure = e.toString();
        }
        Servers.awaitOpen(server, 1);
        if (failure != null) {
            failures.add(each + " split at " + Arrays.toString(splits) + ": " + failure);
        }
    }

    /** Null, or what is wrong. */
    private String outcome(CorpusCase each, RawClient client, int[] splits) throws IOException {
        boolean complete = each.canPrecede();
        boolean closes = each.expectations().stream().allMatch(e -> e.fate() == CorpusFate.CLOSE);
        long before = Servers.total(server).bytesRead();
        send(each.bytes(), client, splits, before);
        if (complete && !closes) {
            // A good request behind it shows that the connection is open; the end of input shows that there is no more
            CorpusCase followed = each.beforeGoodRequest();
            trySend(client, RawClient.GET_OK.getBytes(StandardCharsets.US_ASCII));
            tryEnd(client);
            byte[] output = client.readToEnd();
            String open = followed.check(output, false);
            return open == null ? null : followed.check(output, true) == null ? null : open;
        }
        if (complete || each.clientHalfCloses()) {
            if (each.clientHalfCloses()) {
                tryEnd(client);
            } else {
                // The connection ends with the case: a good request behind it is not looked at
                trySend(client, RawClient.GET_OK.getBytes(StandardCharsets.US_ASCII));
            }
            return each.check(client.readToEnd(), true);
        }
        awaitRead(before + each.bytes().length);
        assertEquals(200, barrier.ask(RawClient.GET_OK).status());
        byte[] output = client.readAvailable();
        return each.check(output, client.ended());
    }

    private void send(byte[] bytes, RawClient client, int[] splits, long before) {
        int from = 0;
        for (int split : splits) {
            trySend(client, Arrays.copyOfRange(bytes, from, split));
            awaitRead(before + split);
            from = split;
        }
        trySend(client, Arrays.copyOfRange(bytes, from, bytes.length));
    }

    /** The server may have closed already; what it wrote is what counts. */
    private static void trySend(RawClient client, byte[] bytes) {
        try {
            client.send(bytes);
        } catch (IOException e) {
            // seen by the reading side
        }
    }

    private static void tryEnd(RawClient client) {
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
