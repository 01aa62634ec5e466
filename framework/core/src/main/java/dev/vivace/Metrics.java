package dev.vivace;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A snapshot of a server's counters.
 *
 * @param loops one entry for each loop, in order
 */
public record Metrics(List<LoopMetrics> loops) {
    /**
     * Copies the list.
     *
     * @param loops one entry for each loop
     */
    public Metrics {
        loops = List.copyOf(loops);
    }

    /**
     * All loops added up.
     *
     * @return the sums
     */
    public LoopMetrics total() {
        LoopMetrics sum = new LoopMetrics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of(), LoopTurns.NONE);
        for (LoopMetrics loop : loops) {
            sum = add(sum, loop);
        }
        return sum;
    }

    private static LoopMetrics add(LoopMetrics a, LoopMetrics b) {
        Map<String, Long> errors = new TreeMap<>(a.errors());
        b.errors().forEach((kind, count) -> errors.merge(kind, count, Long::sum));
        return new LoopMetrics(
                a.connectionsAccepted() + b.connectionsAccepted(),
                a.connectionsOpen() + b.connectionsOpen(),
                a.requests() + b.requests(),
                a.answers1xx() + b.answers1xx(),
                a.answers2xx() + b.answers2xx(),
                a.answers3xx() + b.answers3xx(),
                a.answers4xx() + b.answers4xx(),
                a.answers5xx() + b.answers5xx(),
                a.bytesRead() + b.bytesRead(),
                a.bytesWritten() + b.bytesWritten(),
                a.reads() + b.reads(),
                a.writes() + b.writes(),
                a.inWork() + b.inWork(),
                a.requestBytesHeld() + b.requestBytesHeld(),
                a.answerBytesHeld() + b.answerBytesHeld(),
                errors,
                a.turns().plus(b.turns()));
    }
}
