package dev.vivace.corpus;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestConnection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every case of the corpus, however its bytes arrive, against the real protocol without a socket. */
class CorpusRunTest {
    /** Cases up to this many bytes are split everywhere, longer ones at places spread over them and near every line end. */
    private static final int EVERY_SPLIT_BYTES_MAX = 2_048;

    private static final int SPLITS_OF_LONG = 64;
    private static final int BYTEWISE_BYTES_MAX = 300_000;

    private final TestClient client = TestClient.of(CorpusApp.app());
    /** The first failure of each case. */
    private final Map<String, String> failures = new LinkedHashMap<>();

    @Test
    void shouldAnswerEachCaseWhole() {
        for (CorpusCase each : Corpus.all()) {
            run(each, "whole", each.bytes().length, 0);
        }
        report();
    }

    @Test
    void shouldAnswerEachCaseAtEverySplit() {
        for (CorpusCase each : Corpus.all()) {
            int length = each.bytes().length;
            int step = length <= EVERY_SPLIT_BYTES_MAX ? 1 : length / SPLITS_OF_LONG;
            for (int split = 1; split < length; split += step) {
                run(each, "split at " + split, length, split);
            }
        }
        report();
    }

    @Test
    void shouldAnswerEachCaseByteByByte() {
        for (CorpusCase each : Corpus.all()) {
            if (each.bytes().length <= BYTEWISE_BYTES_MAX) {
                run(each, "byte by byte", 1, 0);
            }
        }
        report();
    }

    @Test
    void shouldAnswerEachCaseBehindAGoodRequest() {
        for (CorpusCase each : Corpus.all()) {
            CorpusCase behind = each.behindGoodRequest();
            run(behind, "behind a good request", behind.bytes().length, 0);
        }
        report();
    }

    @Test
    void shouldAnswerEachCaseBeforeAGoodRequest() {
        for (CorpusCase each : Corpus.all()) {
            if (each.canPrecede()) {
                CorpusCase before = each.beforeGoodRequest();
                run(before, "before a good request", before.bytes().length, 0);
                run(before, "before a good request, in pieces of 7", 7, 0);
            }
        }
        report();
    }

    private void run(CorpusCase each, String how, int pieceLength, int split) {
        TestConnection connection = client.connect();
        byte[] bytes = each.bytes();
        if (split > 0) {
            connection.send(java.util.Arrays.copyOf(bytes, split));
            connection.send(java.util.Arrays.copyOfRange(bytes, split, bytes.length));
        } else {
            connection.send(bytes, Math.max(1, pieceLength));
        }
        if (each.clientHalfCloses()) {
            connection.endInput();
        }
        String message = each.check(connection.received(), connection.closed());
        connection.reset();
        if (message != null) {
            failures.putIfAbsent(each.name(), each.topic() + " (" + how + "): " + message);
        }
    }

    private void report() {
        assertTrue(failures.isEmpty(), () -> failures.size() + " cases fail:\n" + String.join("\n", failures.values()));
    }
}
