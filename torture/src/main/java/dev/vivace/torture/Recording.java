package dev.vivace.torture;

import org.HdrHistogram.Histogram;

/** What the well-behaved client saw in one phase. Written by its thread, read when another recording has taken over. */
final class Recording {
    private static final long NANOS_MAX = 3_600_000_000_000L;

    private final Histogram latency = new Histogram(NANOS_MAX, 3);
    private final Histogram late = new Histogram(NANOS_MAX, 3);
    private long wrong;
    private String firstWrong;

    synchronized void answered(long nanos) {
        latency.recordValue(Math.min(nanos, NANOS_MAX));
    }

    /** How long after its time the client itself noticed that a request was due. */
    synchronized void noticed(long nanos) {
        late.recordValue(Math.min(nanos, NANOS_MAX));
    }

    synchronized void wrong(String reason) {
        wrong++;
        if (firstWrong == null) {
            firstWrong = reason;
        }
    }

    synchronized long answers() {
        return latency.getTotalCount();
    }

    synchronized double millis(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e6;
    }

    synchronized double lateMillis(double percentile) {
        return late.getValueAtPercentile(percentile) / 1e6;
    }

    synchronized long wrongCount() {
        return wrong;
    }

    /** The first thing that was wrong, or null. */
    synchronized String firstWrong() {
        return firstWrong;
    }
}
