package dev.vivace.corpus;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vivace.test.TestClient;
import dev.vivace.test.TestConnection;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every case of the corpus, however its bytes arrive and whatever is around it, against the real protocol without a socket. */
class CorpusRunTest {
    private static final int LONG_BYTES_MAX = 300_000;

    private final TestClient client = TestClient.of(CorpusApp.app());
    /** The first failure of each case. */
    private final Map<String, String> failures = new LinkedHashMap<>();

    @Test
    void shouldAnswerEachCaseHoweverItArrives() {
        for (CorpusCase each : Corpus.all()) {
            runEachWay(each);
        }
        report();
    }

    @Test
    void shouldAnswerLongCasesByteByByte() {
        for (CorpusCase each : Corpus.all()) {
            int length = each.bytes().length;
            if (length > 2_000 && length < LONG_BYTES_MAX) {
                run(each, "byte by byte", CorpusArrival.pieces(length, 1));
            }
        }
        report();
    }

    @Test
    void shouldAnswerEachCaseBehindAndBeforeAGoodRequestHoweverItArrives() {
        for (CorpusCase each : Corpus.all()) {
            List<CorpusCase> places = each.inEveryPlace();
            places.subList(1, places.size()).forEach(this::runEachWay);
        }
        report();
    }

    private void runEachWay(CorpusCase each) {
        CorpusArrival.each(each.bytes().length, each.name().hashCode(), (way, ends) -> run(each, way, ends));
    }

    private void run(CorpusCase each, String way, int[] ends) {
        TestConnection connection = client.connect();
        byte[] bytes = each.bytes();
        int from = 0;
        for (int end : ends) {
            connection.send(from == 0 && end == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, end));
            from = end;
        }
        if (each.clientHalfCloses()) {
            connection.endInput();
        }
        String message = each.check(connection.received(), connection.closed());
        connection.reset();
        if (message != null) {
            failures.putIfAbsent(each.name(), each.topic() + " (" + way + "): " + message);
        }
    }

    private void report() {
        assertTrue(failures.isEmpty(), () -> failures.size() + " cases fail:\n" + String.join("\n", failures.values()));
    }
}
