package dev.vivace.load;

import org.HdrHistogram.Histogram;

/** What one thread has counted and timed, in one part of the run. Recording makes no object. */
final class Recorder {
    /** Longer times are recorded as this: no time-out and no queue is allowed to be that long. */
    static final long NANOS_MAX = 3_600_000_000_000L;

    private static final int SIGNIFICANT_DIGITS = 3;

    /** From the intended send time, so with all the waiting. */
    final Histogram latency = new Histogram(NANOS_MAX, SIGNIFICANT_DIGITS);
    /** From the real send. */
    final Histogram service = new Histogram(NANOS_MAX, SIGNIFICANT_DIGITS);
    /** From when a request was due and a connection free until this tool sent it. */
    final Histogram sendLag = new Histogram(NANOS_MAX, SIGNIFICANT_DIGITS);
    /** The longest time that an answer may have lain there before this tool saw it. */
    final Histogram noticeLag = new Histogram(NANOS_MAX, SIGNIFICANT_DIGITS);

    private final long[] failures = new long[Failure.count()];
    private String firstFailure;
    private long connects;
    private long sent;
    private long unsent;
    private long completed;
    private long bytes;
    private long lastNanos;

    void connected() {
        connects++;
    }

    void sent(long lagNanos) {
        sent++;
        sendLag.recordValue(limited(lagNanos));
    }

    void completed(long intendedNanos, long sentNanos, long nowNanos, long answerBytes) {
        completed++;
        bytes += answerBytes;
        lastNanos = nowNanos;
        latency.recordValue(limited(nowNanos - intendedNanos));
        service.recordValue(limited(nowNanos - sentNanos));
    }

    void noticed(long lagNanos) {
        noticeLag.recordValue(limited(lagNanos));
    }

    /** The text is put together for the first failure only. */
    void failed(Failure failure, String reason, long value) {
        failed(failure, firstFailure == null ? reason + value : reason);
    }

    void failed(Failure failure, String reason) {
        failures[failure.ordinal()]++;
        if (firstFailure == null) {
            firstFailure = failure.label() + ": " + reason;
        }
    }

    void unsent(long count) {
        unsent += count;
    }

    /** Adds what another thread has recorded. */
    void add(Recorder other) {
        latency.add(other.latency);
        service.add(other.service);
        sendLag.add(other.sendLag);
        noticeLag.add(other.noticeLag);
        for (int index = 0; index < failures.length; index++) {
            failures[index] += other.failures[index];
        }
        if (firstFailure == null) {
            firstFailure = other.firstFailure;
        }
        connects += other.connects;
        sent += other.sent;
        unsent += other.unsent;
        completed += other.completed;
        bytes += other.bytes;
        lastNanos = Math.max(lastNanos, other.lastNanos);
    }

    /** Connections opened. */
    long connects() {
        return connects;
    }

    long sent() {
        return sent;
    }

    /** Due within the run, but given up because of the overload. */
    long unsent() {
        return unsent;
    }

    /** Answered as expected. */
    long completed() {
        return completed;
    }

    /** Of complete answers, heads and bodies. */
    long bytes() {
        return bytes;
    }

    /** When the last answer was complete; 0 where there was none. */
    long lastNanos() {
        return lastNanos;
    }

    long failures(Failure failure) {
        return failures[failure.ordinal()];
    }

    long failures() {
        long sum = 0;
        for (long count : failures) {
            sum += count;
        }
        return sum;
    }

    /** Kind and reason, or null. */
    String firstFailure() {
        return firstFailure;
    }

    private static long limited(long nanos) {
        return Math.max(0, Math.min(nanos, NANOS_MAX));
    }
}
